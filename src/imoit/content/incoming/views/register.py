"""The clerk's page: the scan on the left, the fields in the paper's order right."""

from datetime import date
from imoit.content.admission.domain import Refused
from imoit.content.autofill.operations import check_file
from imoit.content.correspondence import operations as records
from imoit.content.correspondence.domain import EXCHANGE_LENGTHS
from imoit.content.correspondence.views import fields
from imoit.content.correspondence.views.document import Sheet
from imoit.content.files.operations import attach
from imoit.content.incoming import domain
from imoit.content.incoming import operations
from imoit.content.incoming.schema import IIncomingDocument
from imoit.content.incoming.services import may_add
from imoit.content.incoming.views.lengths import Lengths
from imoit.content.registers.operations.shelf import book_for
from imoit.content.registers.storage import entries
from imoit.content.registers.storage import peek
from imoit.content.registers.views.place import Placing
from imoit.content.signing.operations import refuse_paper
from imoit.workflows.calendar.storage import calendar
from imoit.workflows.pages.domain import iso_date
from imoit.workflows.pages.domain import printed
from imoit.workflows.refusal import _
from imoit.workflows.refusal import Conflict
from imoit.workflows.refusal import Refusal
from imoit.workflows.rest.operations import read_date
from imoit.workflows.transitions.operations import advance
from imoit.workflows.transitions.operations import check
from plone import api
from plone.memoize.view import memoize
from typing import Any
from urllib.parse import urlencode
from zope.component import queryMultiAdapter

import json


DAY_LOOKED_AT = 400  # rows of the book
LONG = 80  # letters that fit under a narrow field
# What the letter before proposes for the next.
PROPOSED = ("issuer", "type_name", "to", "channel")
# What is read of a page, and may have been written by somebody before.
WRITTEN = ("issuer", "symbol", "issued_date", "type_name", "subject")
WRITTEN += ("signer", "position", "priority", "pages")


def read(data: dict) -> dict[str, Any]:
    """Return the record typed; the gate is asked first, then all that is wrong told."""

    def admitted():
        operations.admit(
            secrecy=data["secrecy"],
            type_name=data["type_name"],
            subject=data["subject"],
            door="form",
        )

    if data["secrecy"]:
        admitted()
    found = records.collect(
        {
            "": lambda: domain.check_complete(data),
            "secrecy": admitted,
            "record": lambda: records.read_record(data),
        }
    )
    return found["record"]


class RegisterPage(Placing, Lengths, Sheet):
    """Takes a new letter in and registers it; on a letter, registers that one."""

    fields = {  # noqa: RUF012 - read only
        "code_number": "symbol",
        "code_notation": "symbol",
        "confirm_duplicate": "duplicate",
    }
    section = "desk"

    @property
    def letter(self) -> Any:
        """The letter that waits to be registered, None for a new one."""
        return self.context if IIncomingDocument.providedBy(self.context) else None

    @property
    def folder(self) -> Any:
        return self.context.aq_parent if self.letter is not None else self.context

    @property
    def here(self) -> str:
        name = "@@register" if self.letter is not None else "@@register-letter"
        return f"{self.context.absolute_url()}/{name}"

    @property
    def fields_url(self) -> str:
        """The address that says what the pages of the letter propose."""
        return f"{self.context.absolute_url()}/@@letter-fields"

    def show(self) -> str:
        if self.refusal is None:
            may_add(self.folder)
            if self.letter is not None:
                check(self.context, "register")
        return super().show()

    def file(self) -> dict | None:
        return super().file() if self.letter is not None else None

    def scans(self) -> Any:
        """Return the page that takes in several scans, for its form."""
        return queryMultiAdapter((self.folder, self.request), name="receive-scans")

    # ---- what stands in the fields ----
    def value(self, name: str) -> str:
        """Return what a field shows: typed, of the letter, or proposed by the last."""
        if self.request.method == "POST":
            return self.typed(name)
        return self.proposed().get(name, "")

    @memoize
    def proposed(self) -> dict[str, str]:
        """Return what the fields hold before anything is typed."""
        _number, day = self.ahead()  # who is inserted arrived with the row before
        usual = {
            "arrival_date": self.date(day) if day else printed(self.today),
            "type_name": fields.TYPES[0],
            "priority": "normal",
            "copies": "1",
            "channel": "paper",
            "language": fields.LANGUAGE,
        }
        return usual | self.suggestions() | self.known()

    def suggestions(self) -> dict[str, str]:
        """Return what the letter before proposes."""
        asked = {name: self.typed(name) for name in PROPOSED if name in self.form}
        return {name: value for name, value in asked.items() if value}

    @memoize
    def known(self) -> dict[str, str]:
        """Return what the letter itself already says."""
        doc = self.letter
        if doc is None:
            return {}
        signer = doc.signer or {}
        found = {
            "issuer": self.issuer_name(),
            "symbol": doc.symbol(),
            "issued_date": printed(doc.issued_date),
            "type_name": doc.type_name,
            "subject": doc.subject,
            "signer": signer.get("name", ""),
            "position": signer.get("position", ""),
            "secrecy": doc.secrecy,
            "priority": doc.priority,
            "pages": str(doc.pages or ""),
            "copies": str(doc.copies or ""),
            "due_date": printed(doc.due_date),
            "channel": doc.channel,
            "language": doc.language,
            "note": doc.note,
        }
        return {name: value for name, value in found.items() if value}

    def own(self) -> str:
        """Return the fields somebody filled: what is read is offered beside them."""
        if self.request.method == "POST":
            return " ".join(name for name in WRITTEN if self.typed(name))
        usual = {"priority": "normal"}
        known = self.known().items()
        return " ".join(name for name, value in known if usual.get(name) != value)

    def look(self, name: str, css: str = "") -> str:
        """Return the classes of a field: wrong, or proposed and to be looked at."""
        proposed = self.request.method == "GET" and name in self.suggestions()
        marks = {
            "is-invalid": bool(self.error(name)),
            "im-suggested": proposed and name not in self.known(),
        }
        on = [mark for mark, is_on in marks.items() if is_on]
        return " ".join(["form-control", css, *on]).replace("  ", " ").strip()

    def waits(self) -> int:
        """Return how many letters wait beside this one."""
        found = operations.waiting(self.actor()) if self.actor() else ()
        here = self.letter.UID() if self.letter is not None else ""
        return sum(1 for brain in found if here != brain.UID)

    def expected(self) -> str:
        """Return the number the letter will have, as far as one can tell."""
        number, _day = self.ahead()
        return number or str(peek(self.book(), self.today.year))

    def book(self) -> str:
        """Return the book that letters go into which are of no named type."""
        return book_for(domain.BOOK, self.today.year, unit=self.actor().unit)

    def places_in(self) -> tuple[str, int]:
        return self.book(), self.today.year

    def registered_today(self) -> int:
        """Return how many letters the book took today."""
        rows = entries(self.book(), self.today.year, size=DAY_LOOKED_AT)[1]
        today = self.today.isoformat()
        return sum(1 for row in rows if str(row.date) == today)

    def issuer_code(self) -> str:
        """Return the code of the issuer that was chosen, or that the letter has."""
        if self.request.method == "POST":
            return self.typed("issuer_code")
        return (self.letter.issuer or {}).get("organ_id", "") if self.letter else ""

    def may_add_agency(self) -> bool:
        """Tell whether an agency may be added from this page."""
        return api.user.has_permission("iMOIT: Add agency", obj=api.portal.get())

    def types(self) -> list[str]:
        return [*fields.ARRIVING]

    def channels(self) -> list[tuple[str, str]]:
        return fields.channels(self.say)

    def is_gate(self) -> bool:
        """Tell whether the gate refused: then nothing typed may be kept, nowhere."""
        return isinstance(self.refusal, Refused)

    def priorities(self) -> list[tuple[str, str]]:
        return fields.priorities(self.say)

    def secrecies(self) -> list[tuple[str, str]]:
        return fields.secrecies(self.say)

    def targets(self) -> list:
        return fields.targets(self.actor())

    def limit(self, name: str = "subject") -> int:
        """Return how many letters exchange allows in a field."""
        return EXCHANGE_LENGTHS[name]

    def days_left(self) -> str:
        """Return how long the deadline typed leaves, in words."""
        try:
            day = date.fromisoformat(iso_date(self.value("due_date")))
        except ValueError:
            return ""
        days = calendar().between(self.today, day)
        return self.say(_("${days} working days left", days=days)) if days > 0 else ""

    def duplicates(self) -> list[dict]:
        """Return the letters that the refusal named, as far as one may see them."""
        if self.refusal is None:
            return []
        found = self.refusal.details.get("duplicates", ())
        if not found and self.error("reason"):
            found = operations.shown(self.twins())
        return [{**one, "day": self.date(one.get("arrival_date", ""))} for one in found]

    def twins(self) -> list:
        """Return the catalog lines of the same letter, as it was typed."""
        data = fields.record(self.form)
        try:
            day = read_date(data, "issued_date")
        except Refusal:
            return []
        return operations.duplicates(
            data["issuer"],
            data["code_number"],
            data["code_notation"],
            day,
            but=self.letter.UID() if self.letter is not None else "",
        )

    def error(self, name: str) -> str:
        """Return the sentence under a field; a long one stands in the note above."""
        text = super().error(name)
        if len(text) > LONG and len(self.errors()) == 1:
            return self.say(_("See the note above."))
        return text

    # ---- what the form does ----
    def act(self) -> str:
        wish = self.typed("do") or "next"
        self.look_at_file()
        document = self.taken()
        if wish == "refuse":
            advance(document, "refuse", self.actor(), self.typed("refuse_reason"))
            self.tell(_("The letter was refused."))
            return self.go(document.absolute_url())
        given = operations.register(
            document,
            self.actor(),
            arrival_date=self.arrival(),
            confirm_duplicate=self.typed("confirm_duplicate") == "1",
            reason=self.typed("reason"),
            place=self.place(),
        )
        to = self.typed("to") or (self.targets()[0].id if wish == "submit" else "")
        if to:
            operations.submit(document, to, self.actor(), self.typed("comment"))
        return self.done(document, f"{given.number}{given.suffix}", wish, to)

    def arrival(self) -> date | None:
        text = iso_date(self.typed("arrival_date"))
        return read_date({"arrival_date": text}, "arrival_date")

    def taken(self) -> Any:
        """Return the letter with what was typed: a new one, or the one that waits."""
        data = fields.record(self.form)
        values = read(data)
        if self.letter is not None:
            check(self.context, "register")
            values["signer"] = {**(self.context.signer or {}), **values["signer"]}
            values = {name: values[name] for name in data}
            self.context.check_change(values, "")
            records.change(self.context, values, self.actor())
            return self.attached(self.context)
        may_add(self.context)
        return self.attached(operations.receive(self.context, values, self.actor()))

    @memoize
    def sent(self) -> tuple[str, bytes] | None:
        """Return name and bytes of the file sent."""
        return fields.uploaded(self.form)

    def look_at_file(self) -> None:
        """Read the file that is sent along, before the form is acted upon."""
        found = self.sent()
        if found is None or self.typed("secrecy") != "normal":
            return  # what is declared secret is not even read
        (scan,) = operations.look_first(self.request, [operations.Scan(*found)])
        refuse_paper(scan.codes)
        confirmed = self.typed("confirm_text") == "1"
        check_file(*found, door="form", confirmed=confirmed)

    def attached(self, document: Any) -> Any:
        found = self.sent()
        if found is not None:
            name, content = found
            attach(document, name=name, data=content, by=self.actor(), role="main")
        return document

    def done(self, document: Any, number: str, wish: str, to: str) -> str:
        sentence = _("Registered, arrival number ${number}.", number=number)
        if to:
            sentence = _(
                "Registered, arrival number ${number}; submitted.", number=number
            )
        self.tell(sentence)
        self.warn(document)
        if wish != "next":
            return self.go(f"{document.absolute_url()}/view")
        return self.go(f"{self.next_page()}?{self.proposals()}")

    def next_page(self) -> str:
        """Return where the next waiting letter is registered, else a new one."""
        found = operations.next_waiting(self.actor())
        if found is not None:
            return f"{found.getURL()}/@@register"
        return f"{self.folder.absolute_url()}/@@register-letter"

    def proposals(self) -> str:
        """Return what this letter proposes for the next, for its address."""
        return urlencode({name: self.typed(name) for name in PROPOSED})

    def go(self, url: str) -> str:
        """Send the reader on; the page's own script is told where, and goes itself."""
        if self.request.get_header("X-Requested-With") != "fetch":
            return super().go(url)
        self.request.response.setHeader("Content-Type", "application/json")
        return json.dumps({"go": url})

    def errors(self) -> list[dict]:
        """Return what is wrong, each field once."""
        return list({found["field"]: found for found in super().errors()}.values())

    def is_duplicate(self) -> bool:
        return isinstance(self.refusal, Conflict) and bool(self.duplicates())
