"""An incoming document."""

from datetime import date
from datetime import datetime
from imoit.content.correspondence import domain as correspondence
from imoit.content.correspondence.schema import Correspondence
from imoit.content.correspondence.schema import CorrespondenceFolder
from imoit.content.correspondence.schema import ICorrespondence
from imoit.content.correspondence.schema import ICorrespondenceFolder
from imoit.content.incoming import domain
from imoit.content.tasks.operations import timing
from imoit.content.tasks.operations.dictating import waiting as dictated
from imoit.content.tasks.storage import children
from imoit.content.tasks.storage import directives
from imoit.workflows.calendar import clock
from imoit.workflows.calendar.storage import calendar
from imoit.workflows.transitions.operations import state
from imoit.workflows.transitions.storage import limit
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
    arrival_suffix = ""
    arrival_date = None
    book = ""
    received_at = ""
    registrars: tuple = ()
    scan = ""
    registered_at = ""
    submitted_at = ""
    submitted_to: tuple = ()
    handed_to = ""
    handed_on = ""
    completed_at = ""
    answered_by = ""
    answered_symbol = ""

    def Title(self):
        """The abstract; a scan that nobody read yet is called by its file."""
        return self.subject or self.scan

    @property
    def title(self):
        """The same."""
        return self.Title()

    @title.setter
    def title(self, value):
        pass

    def waits_for(self) -> tuple[str, ...]:
        """For whom it waits; what was dictated waits in a box of its own."""
        return dictated(self) or domain.waiting(
            state(self), self.registrars, self.submitted_to
        )

    def identities(self) -> tuple[str, ...]:
        """The keys by which a second copy is found, once it is registered."""
        if not self.arrival_number:
            return ()
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
            "number": self.number_in_book(),
            "symbol": self.symbol(),
            "issued": self.issued_date.isoformat() if self.issued_date else "",
            "arrived": self.arrival_date.isoformat() if self.arrival_date else "",
            "from": (self.issuer or {}).get("name", ""),
            "priority": self.priority,
            "type": self.type_name,
            "subject": self.Title(),
            "signer": (self.signer or {}).get("name", ""),
            "received": self.received_at,
            "since": self.since(),
            "days": self.days(),
            "to": self.receiver(),
            "handed_on": self.handed_on,
            "due": self.due_date.isoformat() if self.due_date else "",
            "limit": self.limit(),
            "done": self.completed_at[:10],
            "answer": self.answered_symbol,
        }

    def number_in_book(self) -> int | str | None:
        """The arrival number, with its letter where it was inserted: 12a."""
        if self.arrival_suffix:
            return f"{self.arrival_number}{self.arrival_suffix}"
        return self.arrival_number

    def since(self) -> str:
        """Since when it waits at the counter or for a directive; else nothing."""
        moments = {
            "received": self.received_at,
            "registered": self.registered_at,
            "submitted": self.submitted_at,
        }
        return moments.get(state(self), "")

    def days(self) -> int:
        """The working days that its state allows; without a limit, those of the law."""
        return limit(self) or 1

    def last_day(self):
        """The day by which somebody must act: submit it, once it is registered."""
        if state(self) != "registered" or not self.registered_at:
            return self.due_date
        since = datetime.fromisoformat(self.registered_at)
        return domain.submit_by(self.priority, since, calendar(), self.days())

    def wait_json(self) -> dict | None:
        """How the present wait stands: computed when asked, never kept."""
        if not self.since():
            return None
        since = datetime.fromisoformat(self.since())
        days = self.days()
        found = domain.wait(self.priority, since, clock.now(), calendar(), days)
        return {
            "since": self.since(),
            "due": found.due.isoformat(),
            "late": found.late,
            "minutes": found.minutes,
        }

    def receiver(self) -> str:
        """Who has it: the lead unit once there is one, else whom it was handed to."""
        leads = [t.assignee_title for t in children(self) if t.duty == "lead"]
        return leads[-1] if leads else self.handed_to

    def limit(self) -> str:
        """The last day its leads have, extensions in it, else its own deadline."""
        leads = [t for t in children(self) if t.duty == "lead"]
        days = [day for task in leads if (day := timing.last_day(task))]
        last = max(days, default=self.due_date)
        return last.isoformat() if last else ""

    def words(self) -> list | None:
        """What a search finds it by, once it is registered."""
        if not self.arrival_number:
            return None
        return [
            self.symbol(),
            self.number_in_book(),
            self.subject,
            (self.issuer or {}).get("name"),
            (self.signer or {}).get("name"),
        ]

    def more_words(self) -> list:
        """What a search finds it by besides: to whom it went, what was ordered."""
        ordered = [given["text"] for given in directives(self)]
        whom = (self.receiver(), *(task.assignee_title for task in children(self)))
        return [*super().more_words(), self.arrival_date, *whom, *ordered]

    def shown(self, linked) -> dict:
        """What REST says of it beside the common record."""
        return {
            **self.given(),
            "received_at": self.received_at,
            "completed_at": self.completed_at or None,
            "answered_by": self.answer_json(linked),
            "standing": self.standing(),
            "wait": self.wait_json(),
        }

    def given(self) -> dict:
        """What the book gave; nobody writes it."""
        day = self.arrival_date
        return {
            "arrival_number": self.arrival_number,
            "arrival_suffix": self.arrival_suffix,
            "arrival_date": day.isoformat() if day else None,
            "number": self.arrival_number,
            "year": day.year if day else None,
            "book": self.book or None,
        }

    def answer_json(self, linked) -> dict | None:
        """Which letter answered it: its symbol for everybody who reads this one."""
        found = linked(self.answered_by)
        return {"symbol": self.answered_symbol, **found} if found else None

    def standing(self) -> str:
        """How the whole document stands against the deadlines of its leads."""
        done = self.completed_at[:10]
        finished = date.fromisoformat(done) if done else None
        return timing.whole(self, self.due_date, finished)

    def takes_files(self) -> bool:
        """Tell whether its state takes further files at all."""
        takes = ("received", "registered", "submitted", "in_progress")
        return not self.frozen and state(self) in takes

    def check_change(self, values: dict, reason: str) -> None:
        """A registered row changes only with a reason (Điều 22 of NĐ 30/2020)."""
        changed = {n: v for n, v in values.items() if getattr(self, n) != v}
        if changed:
            self.check_frozen()
        domain.check_correction(state(self), changed, reason)
        if not self.arrival_number:
            return
        required = {name: getattr(self, name) for name in domain.REQUIRED}
        domain.check_complete({**required, **changed})
        if "issued_date" in changed:
            domain.check_issued(changed["issued_date"], self.arrival_date)
