"""To whom a document goes, on forms: units, people, groups of units, outside bodies."""

from collections.abc import Callable
from collections.abc import Iterable
from imoit.content.correspondence.views import fields
from imoit.content.directory.operations.agencies import agencies
from imoit.content.directory.operations.agencies import by_code
from imoit.content.directory.operations.agencies import named
from imoit.content.outgoing import domain
from imoit.workflows.actors.domain import Actor
from imoit.workflows.actors.operations import party
from imoit.workflows.refusal import _
from imoit.workflows.refusal import BadValue
from imoit.workflows.refusal import Sentence
from typing import Any
from typing import NamedTuple


AGENCY = "agency:"
FEW = 3


class Choice(NamedTuple):
    """Something to choose: a unit, a person, a group, an agency."""

    id: str
    title: str


def groups(
    say: Callable[[Sentence], str], by: Actor, chosen: Iterable[str] = ()
) -> list[dict[str, Any]]:
    """Return what may be chosen, in groups; agencies only as far as they are chosen."""
    units = [Choice(name, say(title)) for name, title in domain.GROUP_TITLES.items()]
    outside = [party(name) for name in chosen if name.startswith(AGENCY)]
    found = [
        (_("Groups of units"), units),
        (_("Outside agencies"), outside),
        *fields.addressees(by, everybody=True),
    ]
    return [
        {"title": say(title), "parties": parties} for title, parties in found if parties
    ]


def typed_agencies(text: str) -> list[str]:
    """Return the agencies that lines name, by name or code; else 422 at `agencies`."""
    lines = (line.strip() for line in text.replace(";", "\n").splitlines())
    return [_agency(line) for line in lines if line]


def _agency(text: str) -> str:
    found = by_code(text) or named(text)
    if found is not None:
        return f"{AGENCY}{found.organ_id}"
    near = agencies(text, FEW + 1)
    if len(near) == 1:
        return f"{AGENCY}{near[0].organ_id}"
    if not near:
        raise BadValue(
            _("There is no agency “${name}” in the directory.", name=text),
            field="agencies",
            code="not_found",
        )
    names = "; ".join(one.name for one in near[:FEW])
    raise BadValue(
        _("“${name}” fits several agencies: ${names}…", name=text, names=names),
        field="agencies",
        code="several",
    )
