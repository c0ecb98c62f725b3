"""What steps may ask of a document and bring with them, and on what conditions."""

from collections.abc import Callable
from imoit.content.admission.domain import fold
from imoit.content.correspondence.domain import ABBREVIATIONS
from imoit.content.correspondence.schema import ICorrespondence
from imoit.content.files.operations import with_role
from imoit.workflows.refusal import _
from imoit.workflows.refusal import Sentence
from imoit.workflows.transitions.domain import Taken
from imoit.workflows.transitions.schema import Condition
from imoit.workflows.transitions.schema import Conditions
from imoit.workflows.transitions.schema import DateField
from imoit.workflows.transitions.schema import Effect
from typing import Any

import re


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


def clause(words: Sentence, holds: Callable[[Any], bool]) -> Condition:
    """Return a condition that any document may be asked about."""
    return Condition(words, ICorrespondence, holds)


def of_type(name: str) -> Condition:
    """Return the condition that a document is of the type *name*."""
    wanted = fold(name)
    return clause(
        _("the type is ${type}", type=name), lambda d: fold(d.type_name) == wanted
    )


def kind_of(name: str) -> str:
    """Return what a type of document is called in a definition: `type.quyet-dinh`."""
    return f"type.{re.sub('[^a-z]+', '-', fold(name))}"


def has_main_file(document: Any) -> bool:
    """Tell whether the document itself is there as a file."""
    return with_role(document, "main") is not None


CONDITIONS = Conditions(
    urgent=clause(_("it is urgent"), lambda d: d.priority != "normal"),
    deadline=clause(_("it has a deadline"), lambda d: bool(d.due_date)),
    file=clause(_("its main file is there"), has_main_file),
    answer=clause(_("it answers a document"), lambda d: bool(d.answers)),
    **{kind_of(name): of_type(name) for name in ABBREVIATIONS},
)
DUE_DATE = Deadline("due_date", _("Deadline"))
FREEZE = Effect(_("Nobody changes it any more"), freeze, of=ICorrespondence)
THAW = Effect(_("It may be changed again"), thaw, of=ICorrespondence)
