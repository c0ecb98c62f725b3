"""Capitals and small letters, as Vietnamese offices use them."""

from imoit.content.admission.domain import fold


PLACES = ("tỉnh", "thành phố", "huyện", "xã", "phường", "quận", "thị xã", "đặc khu")
# After these the name itself begins with a capital.
NAMED = (
    "bo", "so", "cuc", "vu", "vien", "tong cuc", "chi cuc", "ban", "truong", "hoi",
    "tong cong ty", "cong ty", "tap doan", "hiep hoi", "trung tam", "hoc vien",
    "van phong", "ngan hang", "thanh tra", "benh vien", "phong",
)  # fmt: skip


def is_capitals(text: str, share: float = 0.8) -> bool:
    """Tell whether most letters of *text* are capitals."""
    letters = [c for c in text if c.isalpha()]
    return bool(letters) and sum(c.isupper() for c in letters) >= share * len(letters)


def in_small_letters(name: str) -> str:
    """Return a name printed in capitals as it is written in a sentence.

    Only a proposal: the directory knows better where it knows the name.
    """
    words = name.lower().split()
    if not words or not is_capitals(name):
        return name
    folded = [fold(word) for word in words]
    made, all_high = [], False
    for at, word in enumerate(words):
        before = [" ".join(words[max(0, at - n) : at]) for n in (2, 1)]
        all_high = all_high or any(one in PLACES for one in before)
        is_first = any(" ".join(folded[:at]) == head for head in NAMED)
        after_and = folded[0] in ("bo", "so") and before[1] == "và"
        high = at == 0 or all_high or is_first or after_and
        made.append(word[:1].upper() + word[1:] if high else word)
    return " ".join(made)
