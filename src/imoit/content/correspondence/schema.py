"""The fields of correspondence, named as in the crosswalk of the field."""

from collections.abc import Sequence
from imoit.content.admission.operations import admit
from imoit.workflows.refusal import _
from imoit.workflows.refusal import Conflict
from imoit.workflows.transitions.interfaces import IMoving
from imoit.workflows.transitions.schema import Closed
from imoit.workflows.transitions.schema import keep
from imoit.workflows.transitions.schema import Moving
from persistent.mapping import PersistentMapping
from plone.dexterity.content import Container
from typing import Any
from zope import schema
from zope.interface import Attribute
from zope.interface import implementer
from zope.interface import Interface


class ICorrespondenceFolder(Interface):
    """A flat folder of documents that no writer writes to but by adding."""


class ICorrespondence(IMoving):
    """What an incoming and an outgoing document have in common."""

    code_number = schema.TextLine(title="Number", required=False)
    code_notation = schema.TextLine(title="Notation", required=False)
    issued_date = schema.Date(title="Date", required=False)
    type_name = schema.TextLine(title="Type", required=True)
    subject = schema.Text(title="Abstract", required=True)
    issuer = Attribute("{organ_id, name} of the issuing body.")
    signer = Attribute("{position, name, capacity} of who signed.")
    priority = schema.TextLine(title="Urgency", default="normal")
    secrecy = schema.TextLine(title="Secrecy", required=True)
    pages = schema.Int(title="Pages", required=False)
    copies = schema.Int(title="Copies", required=False)
    due_date = schema.Date(title="Deadline", required=False)
    channel = schema.TextLine(title="Channel", required=False)
    language = schema.TextLine(title="Language", required=False)
    note = schema.Text(title="Note", required=False)
    recipients = Attribute("Tuple of principals.")
    answers = Attribute("UID of the document this one answers, or empty.")


@implementer(ICorrespondence)
class Correspondence(Moving):
    """A document with what was recorded about it."""

    code_number = ""
    code_notation = ""
    issued_date = None
    type_name = ""
    subject = ""
    issuer = None
    signer = None
    priority = "normal"
    secrecy = "normal"
    pages = None
    copies = None
    due_date = None
    channel = ""
    language = ""
    note = ""
    recipients: tuple = ()
    answers = ""
    opened = None
    frozen = False

    def Title(self):
        """The abstract."""
        return self.subject or ""

    @property
    def title(self):
        """The abstract."""
        return self.subject or ""

    @title.setter
    def title(self, value):
        pass

    def open_lines(self, lines: Sequence[Any]) -> Sequence[Any]:
        """Return those of its journal's *lines* that the present person may read."""
        return lines

    def symbol(self) -> str:
        """Number and notation as printed, e.g. `12/BCT-TTTN`."""
        return "/".join(part for part in (self.code_number, self.code_notation) if part)

    def given(self) -> dict:
        """What the record shows and nobody writes."""
        return {}

    def more_words(self) -> list:
        """What a search finds it by besides, which counts less."""
        signer, issuer = self.signer or {}, self.issuer or {}
        return [
            self.type_name,
            self.issued_date,
            signer.get("position"),
            signer.get("capacity"),
            issuer.get("organ_id"),
            self.language,
            self.note,
            self.due_date,
        ]

    def last_day(self):
        """The day by which somebody must act."""
        return self.due_date

    def check_frozen(self) -> None:
        """Refuse to change what a step has frozen."""
        if self.frozen:
            raise Conflict(
                _("The document is frozen: nothing in it is changed any more."),
                field="frozen",
                code="frozen",
            )

    def note_opening(self, group: str, when: str) -> bool:
        """Remember the first opening by *group*; tell whether this was it."""
        if self.opened is None:
            self.opened = PersistentMapping()
        if group in self.opened:
            return False
        self.opened[group] = when
        return True


@implementer(ICorrespondenceFolder)
class CorrespondenceFolder(Closed, Container):
    """Where documents of one direction lie, flat; only adding writes here."""

    _ordering = "unordered"

    def _delObject(self, name, *args, **kw):
        keep(self._getOb(name))
        return super()._delObject(name, *args, **kw)

    def notifyModified(self):
        """Adding a document is no change of the folder."""

    def reindexObject(self, idxs=()):
        """The folder's row in the catalog stays as it was made."""


def gate_added(content, event) -> None:
    """The last gate: whatever door it came through, the record must be admissible."""
    admit(
        secrecy=content.secrecy,
        type_name=content.type_name,
        subject=content.subject,
        door="add",
    )
