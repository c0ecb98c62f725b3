"""Words of a text: as they are spelled, and plain, as one types them in a hurry.

*Spelled* words are in small letters, composed (NFC), their tone where the rule puts
it: `hoà` and `hòa`, `thuỷ` and `thủy` are one word, `dao`, `đào` and `đạo` are three.
*Plain* words have no marks, letters and digits apart and no leading zeros:
`07816/VPCP-TTĐT` is `7816 vpcp ttdt`, however it was written.
"""

import re
import unicodedata


# Marks that are left when nothing composes with them, and signs that are not seen.
_UNSEEN = re.compile("[\u0300-\u036f\u00ad\u200b-\u200d\u2060\ufeff]")
_WORD = re.compile(r"[^\W_]+")
_PIECE = re.compile(r"\d+|[^\W\d_]+")
_D = str.maketrans("đĐðÐ", "dDdD")
_ETH = str.maketrans("ðÐ", "đĐ")
_TONES = "\u0300\u0301\u0303\u0309\u0323"
# oa, oe and uy at the end of a syllable bear the tone on the first vowel, else on the
# second; the u of qu is no vowel.
_LATE = re.compile(rf"(?<!q)(?:(o)([ae])|(u)(y))([{_TONES}])(?!\w)")
_EARLY = re.compile(rf"(o)([{_TONES}])([ae])(?=\w)|(?<!q)(u)([{_TONES}])(y)(?=\w)")
_QU = re.compile(rf"qu([{_TONES}])y")
_MAY_MOVE = re.compile("[oòóỏõọ][aàáảãạeèéẻẽẹ]|[uùúủũụ][yỳýỷỹỵ]")


def spelled(text: str) -> str:
    """Return *text* in small letters, composed, without what nobody sees."""
    composed = unicodedata.normalize("NFC", text)
    return _UNSEEN.sub("", composed.translate(_ETH)).lower()


def fold(text: str) -> str:
    """Return *text* in small letters without marks, đ as d."""
    apart = unicodedata.normalize("NFD", text.translate(_D))
    return "".join(c for c in apart if not unicodedata.combining(c)).lower()


def toned(word: str) -> str:
    """Return a spelled word with its tone where the rule puts it."""
    if not _MAY_MOVE.search(word):
        return word
    apart = _apart(word)
    apart = _QU.sub(r"quy\1", apart)
    apart = _LATE.sub(r"\1\3\5\2\4", apart)
    apart = _EARLY.sub(r"\1\3\2\4\6\5", apart)
    return unicodedata.normalize("NFC", apart)


def _apart(word: str) -> str:
    """Return *word* with its tones as signs of their own, other marks in the letter."""
    found = []
    for letter in word:
        pieces = unicodedata.normalize("NFD", letter)
        tones = "".join(c for c in pieces if c in _TONES)
        rest = "".join(c for c in pieces if c not in _TONES)
        found.append(unicodedata.normalize("NFC", rest) + tones)
    return "".join(found)


def spelled_words(text: str) -> list[str]:
    """Return the words of *text* as they are spelled."""
    return [toned(word) for word in _WORD.findall(spelled(text))]


def plain_words(text: str) -> list[str]:
    """Return the words of *text* without marks, digits apart, no leading zeros."""
    return [
        piece.lstrip("0") or "0" if piece.isdecimal() else piece
        for piece in _PIECE.findall(fold(spelled(text)))
    ]
