"""An incoming document."""

from imoit.content.correspondence import domain as correspondence
from imoit.content.correspondence.schema import Correspondence
from imoit.content.correspondence.schema import CorrespondenceFolder
from imoit.content.correspondence.schema import ICorrespondence
from imoit.content.correspondence.schema import ICorrespondenceFolder
from imoit.content.incoming import domain
from imoit.workflows.transitions.operations import state
from zope import schema
from zope.interface import implementer


class IIncomingFolder(ICorrespondenceFolder):
    """Where incoming documents lie."""


class IIncomingDocument(ICorrespondence):
    """A document that arrived."""

    arrival_number = schema.Int(title="Arrival number", required=False)
    arrival_date = schema.Date(title="Arrival date", required=False)


@implementer(IIncomingFolder)
class IncomingFolder(CorrespondenceFolder):
    """The incoming documents of the Ministry."""


@implementer(IIncomingDocument)
class IncomingDocument(Correspondence):
    """A letter from outside, from its arrival to the closed task."""

    arrival_number = None
    arrival_date = None
    book = ""
    received_at = ""
    registrars: tuple = ()
    submitted_to: tuple = ()
    completed_at = ""
    answered_by = ""
    answered_symbol = ""

    def waiting(self) -> tuple[str, ...]:
        """For whom it waits, and in which box."""
        return domain.waiting(state(self), self.registrars, self.submitted_to)

    def identities(self) -> tuple[str, ...]:
        """The keys by which a second copy is found."""
        return correspondence.identities(
            self.issuer,
            self.code_number,
            self.code_notation,
            self.issued_date.year if self.issued_date else None,
        )

    def line(self) -> dict:
        """What a list shows of it."""
        return {
            "kind": "incoming",
            "number": self.arrival_number,
            "symbol": self.symbol(),
            "issued": self.issued_date.isoformat() if self.issued_date else "",
            "arrived": self.arrival_date.isoformat() if self.arrival_date else "",
            "from": (self.issuer or {}).get("name", ""),
            "priority": self.priority,
            "type": self.type_name,
            "subject": self.subject,
            "due": self.due_date.isoformat() if self.due_date else "",
        }

    def words(self) -> list:
        """What a search finds it by."""
        return [
            self.symbol(),
            self.arrival_number,
            self.subject,
            (self.issuer or {}).get("name"),
            (self.signer or {}).get("name"),
        ]
