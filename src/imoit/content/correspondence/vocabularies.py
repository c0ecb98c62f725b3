"""What the form of a step may ask of a document, and what a step may bring with it."""

from imoit.content.correspondence.schema import ICorrespondence
from imoit.workflows.refusal import _
from imoit.workflows.transitions.domain import Taken
from imoit.workflows.transitions.schema import DateField
from imoit.workflows.transitions.schema import Effect
from typing import Any


class Deadline(DateField):
    """The deadline of the document."""

    of = ICorrespondence

    def write(self, obj: Any, value: Any) -> None:
        super().write(obj, value)
        obj.reindexObject(idxs=["imoit_due", "imoit_place"])


def freeze(document: Any, taken: Taken) -> None:
    """Let nobody change the record or add to the files."""
    document.frozen = True


def thaw(document: Any, taken: Taken) -> None:
    """Let it be changed again by whom its state lets."""
    document.frozen = False


DUE_DATE = Deadline("due_date", _("Deadline"))
FREEZE = Effect(_("Nobody changes it any more"), freeze, of=ICorrespondence)
THAW = Effect(_("It may be changed again"), thaw, of=ICorrespondence)
