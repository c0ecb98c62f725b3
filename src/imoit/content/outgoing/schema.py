"""An outgoing document."""

from imoit.content.correspondence.schema import Correspondence
from imoit.content.correspondence.schema import CorrespondenceFolder
from imoit.content.correspondence.schema import ICorrespondence
from imoit.content.correspondence.schema import ICorrespondenceFolder
from imoit.content.outgoing import domain
from imoit.workflows.actors.operations import party
from imoit.workflows.refusal import _
from imoit.workflows.refusal import BadValue
from imoit.workflows.transitions.operations import state
from zope import schema
from zope.interface import implementer


class IOutgoingFolder(ICorrespondenceFolder):
    """Where outgoing documents lie."""


class IOutgoingDocument(ICorrespondence):
    """A document that leaves."""

    number = schema.Int(title="Number in its book", required=False)


@implementer(IOutgoingFolder)
class OutgoingFolder(CorrespondenceFolder):
    """The outgoing documents of the Ministry."""


@implementer(IOutgoingDocument)
class OutgoingDocument(Correspondence):
    """A letter of the Ministry, from its draft to its recipients."""

    drafter_post = ""
    drafter_person = ""
    drafter_title = ""
    unit = ""
    unit_title = ""
    unit_symbol = ""
    task = ""
    signatory = ""
    signatory_title = ""
    secretaries: tuple = ()
    signing_steps: tuple = ()
    signature = None
    returned = False
    number = None
    book = ""
    year = None
    stamped = False
    shelf_mark = ""
    published_at = ""
    delivered: tuple = ()
    sent_to: tuple = ()
    seen: tuple = ()
    restricted_from = ""

    def drafters(self) -> tuple[str, ...]:
        """The group that drafts."""
        return (f"imoit.post.{self.drafter_post}",)

    def waiting(self) -> tuple[str, ...]:
        """For whom it waits, and in which box."""
        whom = domain.Waiting(
            drafters=self.drafters(),
            approvers=(f"imoit.{self.unit}.head",),
            form=("imoit.vp.deputy_head",),
            secretaries=self.secretaries,
            registrars=("imoit.vp.ministry_registry",),
            unseen=[group for group in self.delivered if group not in self.seen],
        )
        return domain.waiting(state(self), self.returned, whom)

    def identities(self) -> tuple[str, ...]:
        """Our own numbers cannot collide: the book sees to it."""
        return ()

    def line(self) -> dict:
        """What a list shows of it."""
        return {
            "kind": "outgoing",
            "number": self.number,
            "symbol": self.symbol(),
            "issued": self.issued_date.isoformat() if self.issued_date else "",
            "from": self.unit_title,
            "priority": self.priority,
            "type": self.type_name,
            "subject": self.subject,
            "signer": (self.signer or {}).get("name", ""),
            "to": "; ".join(self.sent_to),
            "copies": self.copies,
            "handed_on": self.published_at[:10],
            "due": self.due_date.isoformat() if self.due_date else "",
            "who": self.drafter_title,
        }

    def words(self) -> list:
        """What a search finds it by."""
        return [
            self.symbol(),
            self.subject,
            self.unit_title,
            (self.signer or {}).get("name"),
        ]

    def shown(self, linked) -> dict:
        """What REST says of it beside the common record."""
        return {
            "number": self.number,
            "year": self.year,
            "book": self.book or None,
            "drafter": {
                "id": f"post:{self.drafter_post}",
                "title": self.drafter_title,
            },
            "unit": {"id": f"unit:{self.unit}", "title": self.unit_title},
            "signing_steps": list(self.signing_steps),
            "signature": dict(self.signature) if self.signature else None,
            "stamped": self.stamped,
            "shelf_mark": self.shelf_mark,
            "published_at": self.published_at or None,
            "task": self.task or None,
        }

    def takes_files(self) -> bool:
        """Tell whether its state takes further files at all."""
        return state(self) in ("drafting", "numbered")

    def check_change(self, values: dict, reason: str) -> None:
        """Number, symbol and date come from the book; recipients must exist."""
        for name in values.get("recipients", ()):
            party(name, "recipients")
        for name in ("code_number", "code_notation", "issued_date", "issuer"):
            if name in values:
                raise BadValue(
                    _("This is given with the number and cannot be written."),
                    field=name,
                    code="readonly",
                )
