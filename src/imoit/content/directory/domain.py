"""Functions of posts, and how units and posts are named."""

from imoit.workflows.refusal import _
from imoit.workflows.refusal import BadValue
from imoit.workflows.refusal import Sentence

import re
import unicodedata


FUNCTIONS: dict[str, Sentence] = {
    "minister": _("Minister"),
    "deputy_minister": _("Deputy minister"),
    "secretary": _("Secretary"),
    "office_head": _("Head of the Office"),
    "deputy_head": _("Deputy head of the Office"),
    "head": _("Unit head"),
    "ministry_registry": _("Registry of the Ministry"),
    "registry": _("Registry of the unit"),
    "officer": _("Officer"),
    "archivist": _("Archivist"),
    "site_manager": _("Site manager"),
    "auditor": _("Auditor"),
}

# Global roles follow from the function; nobody gives them by hand.
ROLES = {
    "ministry_registry": ("Ministry Registry",),
    "auditor": ("Auditor",),
    "site_manager": ("Site Administrator",),
}

_POST = re.compile(r"^(?P<unit>[a-z][a-z0-9]*)-(?P<function>[a-z_]+)-(?P<n>\d+)$")
_TONE = {"\u0300": 1, "\u0309": 2, "\u0303": 3, "\u0301": 4, "\u0323": 5}
_MARK = {"\u0306": 1, "\u0302": 2, "\u031b": 3}


def roles(function: str) -> tuple[str, ...]:
    """Return the global roles of the holder of a post with *function*."""
    return ("Staff", *ROLES.get(function, ()))


def post_id(unit: str, function: str, n: int) -> str:
    """Return the id of the n-th post of *function* in *unit*."""
    if function not in FUNCTIONS:
        raise BadValue(
            _("This function is not known."), field="function", code="unknown_value"
        )
    return f"{unit}-{function}-{n}"


def parse_post(post: str) -> tuple[str, str, int]:
    """Return unit, function and number of a post id; else 422."""
    found = _POST.match(post)
    if found is None or found["function"] not in FUNCTIONS:
        raise BadValue(
            _("There is no post ${post}.", post=post), field="post", code="unknown"
        )
    return found["unit"], found["function"], int(found["n"])


def sort_key(text: str) -> tuple:
    """Return the key that sorts Vietnamese names as a dictionary does."""
    letters: list[int] = []
    tones: list[int] = []
    for char in unicodedata.normalize("NFD", text.lower()):
        if char in _TONE:
            if tones:
                tones[-1] = _TONE[char]
        elif char in _MARK:
            if letters:
                letters[-1] += _MARK[char]
        else:
            letters.append(ord("d") * 10 + 5 if char == "đ" else ord(char) * 10)
            tones.append(0)
    return tuple(letters), tuple(tones), text
