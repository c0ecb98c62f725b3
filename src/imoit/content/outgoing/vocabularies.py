"""What the form of a step may ask of an outgoing document."""

from collections.abc import Mapping
from imoit.content.outgoing.operations.recipients import check_recipients
from imoit.content.outgoing.operations.recipients import expand
from imoit.content.outgoing.schema import IOutgoingDocument
from imoit.content.signing.domain import LEADERS
from imoit.content.signing.storage import authorities
from imoit.workflows.actors.operations import directory
from imoit.workflows.actors.operations import party
from imoit.workflows.refusal import _
from imoit.workflows.rest.operations import read_flag
from imoit.workflows.rest.operations import read_names
from imoit.workflows.transitions.schema import Condition
from imoit.workflows.transitions.schema import Conditions
from imoit.workflows.transitions.schema import StepField
from typing import Any


class Recipients(StepField):
    """To whom it goes."""

    of = IOutgoingDocument
    kind = "choices"

    def choices(self, obj: Any) -> list[tuple[str, str]]:
        return [
            (found.id, found.title)
            for found in directory().parties()
            if found.id != "unit:ldb"
        ]

    def read(self, data: Mapping[str, Any]) -> Any:
        return tuple(
            p.id for p in check_recipients(expand(read_names(data, self.name)))
        )


class Signer(StepField):
    """The leader for whom the paper folder is made."""

    of = IOutgoingDocument
    kind = "choice"

    def choices(self, obj: Any) -> list[tuple[str, str]]:
        return [(found.id, found.title) for found in signatories(obj)]

    def value(self, obj: Any) -> str:
        chosen = f"post:{obj.signatory}" if obj.signatory else ""
        return chosen or (obj.signer or {}).get("id", "")

    def read(self, data: Mapping[str, Any]) -> Any:
        name = data.get(self.name)
        return party(name, self.name).id if name and isinstance(name, str) else ""

    def write(self, obj: Any, value: Any) -> None:
        obj.signatory = value.removeprefix("post:")


class Stamped(StepField):
    """That the paper bears the stamp."""

    of = IOutgoingDocument
    kind = "flag"

    def read(self, data: Mapping[str, Any]) -> Any:
        return read_flag(data, self.name)


def signatories(document: Any) -> list[Any]:
    """Return who may sign: leaders, heads by order, holders of a written authority."""
    every = directory().parties()
    leaders = [found for found in every if found.function in LEADERS]
    authorised = {found.post for found in authorities()}
    others = [
        found
        for found in every
        if found.id.removeprefix("post:") in authorised
        or found.function == "office_head"
        or (found.function == "head" and found.unit == document.unit)
    ]
    return [*leaders, *others]


def by_leader(document: Any) -> bool:
    """Tell whether a leader of the Ministry is to sign, or has signed."""
    post = document.signatory or (document.signer or {}).get("id", "")
    holder = directory().holder(post.removeprefix("post:")) if post else None
    return holder is not None and holder.function in LEADERS


def goes_outside(document: Any) -> bool:
    """Tell whether an agency outside the Ministry is among the recipients."""
    return any(name.startswith("agency:") for name in document.recipients)


CONDITIONS = Conditions(
    leader=Condition(
        _("a leader of the Ministry signs it"), IOutgoingDocument, by_leader
    ),
    outside=Condition(
        _("it goes to other agencies too"), IOutgoingDocument, goes_outside
    ),
)
RECIPIENTS = Recipients("recipients", _("Recipients"))
SIGNER = Signer("signer", _("Leader who is to sign"))
STAMPED = Stamped("stamped", _("The paper is stamped"))
