"""Fields of paper forms: what may be chosen, and how typed text becomes a record."""

from collections.abc import Callable
from collections.abc import Collection
from collections.abc import Iterable
from collections.abc import Mapping
from html import escape
from imoit.content.correspondence.domain import ABBREVIATIONS
from imoit.content.correspondence.domain import parse_symbol
from imoit.content.directory.operations.agencies import by_code
from imoit.content.directory.operations.agencies import named
from imoit.workflows.actors.domain import Actor
from imoit.workflows.actors.domain import Party
from imoit.workflows.actors.operations import directory
from imoit.workflows.pages.domain import iso_date
from imoit.workflows.pages.domain import typed
from imoit.workflows.refusal import _
from imoit.workflows.refusal import Sentence
from typing import Any


TYPES = ("Công văn", *(name for name in sorted(ABBREVIATIONS) if name != "Công văn"))
# What arrives may be of any type: these are offered, any other may be typed.
ARRIVING = (
    *TYPES,
    "Luật",
    "Lệnh",
    "Nghị định",
    "Thông tư",
    "Thông tư liên tịch",
    "Đơn khiếu nại",
    "Đơn kiến nghị, phản ánh",
)
PRIORITIES = (
    ("normal", _("Normal")),
    ("urgent", _("Urgent")),
    ("very_urgent", _("Very urgent")),
    ("express", _("Express")),
)
SECRECIES = (
    ("normal", _("Not secret")),
    ("confidential", _("Confidential")),
    ("secret", _("Secret")),
    ("top_secret", _("Top secret")),
)
CHANNELS = (
    ("paper", _("Paper, at the counter")),
    ("post", _("By post")),
    ("mail", _("By e-mail")),
    ("unit", _("From a unit of the Ministry")),
)
LANGUAGE = "Tiếng Việt"
LEADERS = ("minister", "deputy_minister")


def priorities(say: Callable[[Sentence], str]) -> list[tuple[str, str]]:
    """Return the degrees of urgency, each in the reader's words."""
    return [(value, say(title)) for value, title in PRIORITIES]


def secrecies(say: Callable[[Sentence], str]) -> list[tuple[str, str]]:
    """Return the degrees of secrecy, each in the reader's words."""
    return [(value, say(title)) for value, title in SECRECIES]


def channels(say: Callable[[Sentence], str]) -> list[tuple[str, str]]:
    """Return the ways a letter comes, each in the reader's words."""
    return [(value, say(title)) for value, title in CHANNELS]


def issuer(name: str, code: str = "") -> dict[str, str]:
    """Return the issuer typed, with its code when the directory knows the name.

    *code* is that of the line chosen; it counts while the name is still that one's.
    """
    chosen = by_code(code) if code else None
    if chosen is None or chosen.name != name:
        chosen = named(name)
    found = {"name": name, "organ_id": chosen.organ_id if chosen else ""}
    return {key: value for key, value in found.items() if value}


def record(form: Mapping[str, Any]) -> dict[str, Any]:
    """Return the record of a letter as REST sends it, from the fields of the paper."""
    symbol = parse_symbol(typed(form, "symbol"))
    signer = {"name": typed(form, "signer"), "position": typed(form, "position")}
    names = (
        "type_name",
        "subject",
        "secrecy",
        "priority",
        "pages",
        "copies",
        "channel",
        "language",
        "note",
    )
    return {
        **{name: typed(form, name) for name in names},
        "code_number": symbol.number,
        "code_notation": symbol.notation,
        "issued_date": iso_date(typed(form, "issued_date")),
        "due_date": iso_date(typed(form, "due_date")),
        "issuer": issuer(typed(form, "issuer"), typed(form, "issuer_code")),
        "signer": signer,
    }


def uploaded_name(form: Mapping[str, Any], name: str = "file") -> str:
    """Return the name of the file sent, or nothing."""
    return getattr(form.get(name), "filename", "") or ""


def uploaded(form: Mapping[str, Any], name: str = "file") -> tuple[str, bytes] | None:
    """Return name and bytes of the file sent, None without one."""
    if not uploaded_name(form, name):
        return None
    return form[name].filename, form[name].read()


def uploads(form: Mapping[str, Any], name: str = "scans") -> list[tuple[str, bytes]]:
    """Return name and bytes of each file sent in a field that takes several."""
    value = form.get(name) or []
    sent = value if isinstance(value, list) else [value]
    found = []
    for file in sent:
        if getattr(file, "filename", ""):
            found.append((file.filename, file.read()))
            file.close()
    return found


def targets(by: Actor) -> list[Party]:
    """Return to whom a letter may be submitted: the head of the Office, leaders."""
    place = {"office_head": 0, "minister": 1, "deputy_minister": 2}
    found = [
        party
        for party in directory().parties()
        if party.function in place and party.id != f"post:{by.post}"
    ]
    return sorted(found, key=lambda party: place[party.function])


def leaders() -> list[Party]:
    """Return the leaders of the Ministry."""
    return [party for party in directory().parties() if party.function in LEADERS]


def options(groups: Iterable[Mapping], chosen: Collection[str]) -> str:
    """Return the options of a choice, as HTML, in their *groups*.

    A ministry has thousands of posts: line by line a template takes half a second.
    """
    found = []
    for group in groups:
        found.append(f'<optgroup label="{escape(group["title"])}">')
        for party in group["parties"]:
            mark = " selected" if party.id in chosen else ""
            value, title = escape(party.id), escape(party.title)
            found.append(f'<option value="{value}"{mark}>{title}</option>')
        found.append("</optgroup>")
    return "".join(found)


def addressees(
    by: Actor, *, everybody: bool = False
) -> list[tuple[Sentence, list[Party]]]:
    """Return whom *by* may give work to, in groups: the nearest first.

    *everybody*: one's own unit too, as for the recipients of a letter.
    """
    found = [
        party
        for party in directory().parties()
        if party.id not in (f"post:{by.post}", "unit:ldb")
    ]
    if everybody:
        units = [p for p in found if p.kind == "unit"]
        posts = [p for p in found if p.kind == "post"]
        return [(_("Units"), units), (_("People"), posts)]
    mine = [p for p in found if p.kind == "post" and p.unit == by.unit]
    units = [p for p in found if p.kind == "unit" and p.unit != by.unit]
    others = [p for p in found if p.kind == "post" and p.unit != by.unit]
    groups = [(_("Of the same unit"), mine), (_("Units"), units), (_("People"), others)]
    if by.unit == "ldb":
        groups = [groups[1], groups[0], groups[2]]
    return [(title, parties) for title, parties in groups if parties]
