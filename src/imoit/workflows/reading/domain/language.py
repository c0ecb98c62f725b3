"""Whether a text is one, or what is left of it without the font it was made for.

Before Unicode, Vietnamese was written in TCVN3 (.VnTime) and VNI fonts: what looks
right on paper says `Céng hßa` or `Coäng hoøa` to a program. Such pages are read by
their looks.
"""

from collections.abc import Iterable
from unicodedata import normalize

import re


LEAST = 20  # characters: fewer on a page are no text
SOUND = 0.6  # of the words with marks must be Vietnamese syllables
ODD = 0.3  # of the characters may be no letters, digits or common signs
MARKED = 0.25  # of the words on a scan bear marks, if whoever read it knew Vietnamese
FEW = 5  # words with marks: fewer prove nothing
OLD_FONT = re.compile(r"^(?:[A-Z]{6}\+)?(?:\.?Vn[A-Z3]|VNI[-_ ]|VPS|Vn\.)")
_TONES = str.maketrans("", "", "\u0300\u0301\u0303\u0309\u0323")
_SYLLABLE = re.compile(
    r"(?:ngh(?=[eêi])|gh(?=[eêi])|k(?=[eêiy])|ng(?![eêi])|gi|qu|c(?![eêiy])|g(?![eê])"
    r"|ch|kh|nh|ph|th|tr|[bdđhlmnprstvx])?"
    r"(?:iêu|yêu|oai|oao|oay|oeo|uây|uôi|uya|uyê|uyu|ươi|ươu|ai|ao|au|ay|âu|ây|eo|êu"
    r"|ia|iê|yê|iu|oa|oă|oe|oi|ôi|ơi|oo|ua|uâ|uê|ui|uô|uơ|uy|ưa|ưi|ươ|ưu|[aăâeêioôơuưy])"
    r"(?:ng|nh|ch|[cmnpt])?"
)
_WORD = re.compile(r"\S+")
_EDGES = re.compile(r"^[\W\d_]+|[\W\d_]+$")
_COMMON = re.compile(r"[^\W_]|[\s.,;:!?()/\-–—“”\"'’…%&+*=<>\[\]@#_|•·§°$]")


def is_syllable(word: str) -> bool:
    """Tell whether *word* can be a Vietnamese syllable."""
    return bool(_SYLLABLE.fullmatch(_toneless(word)))


def _toneless(word: str) -> str:
    apart = normalize("NFD", word.lower()).translate(_TONES)
    return normalize("NFC", apart)


def is_text(text: str, fonts: Iterable[str] = (), *, scanned: bool = False) -> bool:
    """Tell whether *text* says in letters what the page shows.

    On a *scanned* page the text comes from some other program, which may not know
    Vietnamese; a text without marks is not believed there.
    """
    bare = "".join(text.split())
    if len(bare) < LEAST or any(OLD_FONT.match(font) for font in fonts):
        return False
    if 1 - len(_COMMON.findall(bare)) / len(bare) > ODD:
        return False
    words = [word for found in _WORD.findall(text) if (word := _EDGES.sub("", found))]
    marked = [word for word in words if not word.isascii()]
    if scanned and len(marked) < MARKED * len(words):
        return False
    sound = sum(is_syllable(word) for word in marked)
    return len(marked) < FEW or sound >= SOUND * len(marked)
