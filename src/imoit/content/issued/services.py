"""The REST side of issued letters."""

from imoit.content.correspondence.operations import look_up
from imoit.content.issued import domain
from imoit.content.issued import operations
from imoit.content.issued.domain import Copy
from imoit.content.outgoing.services import OutgoingWorkflowPost
from imoit.content.registers.domain.ledger import Entry
from imoit.workflows.actors.operations import current_actor
from imoit.workflows.calendar import clock
from imoit.workflows.refusal import _
from imoit.workflows.refusal import BadValue
from imoit.workflows.refusal import NotAllowed
from imoit.workflows.refusal import NotThere
from imoit.workflows.rest.operations import read_date
from imoit.workflows.rest.operations import read_names
from imoit.workflows.rest.operations import read_number
from imoit.workflows.rest.operations import read_text
from imoit.workflows.rest.services import AnswerService
from imoit.workflows.rest.services import PathMixin
from imoit.workflows.rest.services import WriteService
from plone import api
from typing import Any


def named(data: dict, field: str = "by") -> Any:
    """Return the document that a field names; else 422."""
    found = look_up(read_text(data, field, required=True))
    if found is None or not hasattr(found, "delivered"):
        raise BadValue(_("There is no such document."), field=field, code="not_found")
    return found


class NumbersPost(WriteService):
    """Gives numbers to several signed documents at once, all of them or none."""

    def write(self, data: dict) -> dict:
        names = read_names(data, "documents")
        documents = [named({"documents": name}, "documents") for name in names]
        given = operations.number_all(documents, current_actor(self.request))
        self.request.response.setStatus(201)
        return {
            "@id": f"{self.context.absolute_url()}/@numbers",
            "items": [
                {"document": document.absolute_url(), **number._asdict()}
                for document, number in zip(documents, given, strict=True)
            ],
        }


class CorrectionPost(WriteService):
    """Names the published letter that corrects this one: `{by}`."""

    def write(self, data: dict) -> dict:
        operations.correct(self.context, named(data), current_actor(self.request))
        url = self.context.absolute_url()
        return {"@id": f"{url}/@correction", "by": list(self.context.corrected_by)}


class RecipientsPost(WriteService):
    """Sends a published document to more recipients."""

    def write(self, data: dict) -> dict:
        names = read_names(data, "recipients")
        by = current_actor(self.request)
        added = operations.add_recipients(self.context, names, by)
        self.request.response.setStatus(201)
        return {
            "@id": f"{self.context.absolute_url()}/@recipients",
            "added": [{"id": p.id, "title": p.title} for p in added],
        }


class ShelfMarkPost(WriteService):
    """Records where the paper original lies."""

    def write(self, data: dict) -> dict:
        mark = read_text(data, "shelf_mark", required=True, limit=200)
        operations.shelve(self.context, mark, current_actor(self.request))
        url = self.context.absolute_url()
        return {"@id": f"{url}/@shelf-mark", "shelf_mark": self.context.shelf_mark}


def shown(document: Any, made: Copy) -> dict:
    """Return a copy as JSON."""
    url = document.absolute_url()
    there = operations.paper_of(document, made) is not None
    opened = there and operations.may_open_paper(document)
    return {
        **made._asdict(),
        "mark": f"{url}/@@copy?{made.query()}",
        "file": f"{url}/@@copy-paper?{made.query()}" if opened else None,
    }


class CopiesGet(AnswerService):
    """The copies that were made."""

    def answer(self):
        made = operations.copies(self.context)
        url = f"{self.context.absolute_url()}/@copies"
        return {"@id": url, "items": [shown(self.context, c) for c in made]}


class CopiesPost(WriteService):
    """Makes a copy: `{kind: SY | SL | TrS, of, part, pages, reason}`."""

    def write(self, data: dict) -> dict:
        made = operations.make_copy(
            self.context,
            read_text(data, "kind", required=True),
            current_actor(self.request),
            of=read_text(data, "of"),
            part=read_text(data, "part", limit=1000),
            pages=read_text(data, "pages", limit=100),
            reason=read_text(data, "reason", limit=1000),
        )
        self.request.response.setStatus(201)
        return shown(self.context, made)


def _replace(document, by, reason, data):
    operations.replace(document, named(data), by, reason)


class IssuedWorkflowPost(OutgoingWorkflowPost):
    """The plain steps of an outgoing document, those after publication too."""

    acts = {  # noqa: RUF012 - read only
        **OutgoingWorkflowPost.acts,
        "replace": _replace,
    }


def row_of(path: list[str]) -> tuple[int, int]:
    """Return year and number that a path names; else 404."""
    if len(path) < 2 or not (path[0].isdecimal() and path[1].isdecimal()):
        raise NotThere(_("There is nothing here, or nothing you may see."))
    return int(path[0][:6]), int(path[1][:9])


def entry_json(document: Any, name: str, entry: Entry) -> dict:
    """Return a row of the sending book, or of the uses, as JSON."""
    year = entry.date[:4]
    url = f"{document.absolute_url()}/@{name}/{year}/{entry.number}"
    return {"@id": url, "number": entry.number, "date": entry.date, **entry.facts}


class SendingGet(AnswerService):
    """To whom the document went, by which way, when it was received."""

    def answer(self):
        found = operations.sendings(self.context)
        url = f"{self.context.absolute_url()}/@sending"
        items = [entry_json(self.context, "sending", entry) for entry in found]
        return {"@id": url, "items": items}


class SendingPost(PathMixin, WriteService):
    """`/<year>/<number>`: how it left to a recipient outside, when it was received."""

    def write(self, data: dict) -> dict:
        found = domain.Dispatch(
            read_text(data, "way", required=True),
            read_number(data, "covers", least=1, most=domain.MOST_COVERS),
            read_text(data, "reference", limit=200),
            read_date(data, "sent_on", required=True),
            read_date(data, "received_on"),
            read_text(data, "receiver", limit=200),
        )
        by = current_actor(self.request)
        entry = operations.dispatch(self.context, row_of(self.path), found, by)
        return entry_json(self.context, "sending", entry)


class UsesGet(AnswerService):
    """Who used the file copy; open to who keeps it."""

    def answer(self):
        check_keeps(self.context)
        url = f"{self.context.absolute_url()}/@uses"
        found = operations.uses(self.context)
        items = [entry_json(self.context, "uses", entry) for entry in found]
        return {"@id": url, "items": items}


def check_keeps(document: Any) -> None:
    """Refuse who does not keep what was issued."""
    if not api.user.has_permission("iMOIT: Keep issued documents", obj=document):
        raise NotAllowed(_("Only the registry of the Ministry does this."))


class UsesPost(PathMixin, WriteService):
    """Records a use: `{who, purpose, allowed_by}`; `…/return` below a row: its end."""

    def write(self, data: dict) -> dict:
        by = current_actor(self.request)
        if self.path:
            return self.back(data, by)
        use = domain.Use(
            *(read_text(data, name, limit=500) for name in domain.Use._fields)
        )
        entry = operations.use_copy(self.context, use, by)
        self.request.response.setStatus(201)
        return entry_json(self.context, "uses", entry)

    def back(self, data: dict, by: Any) -> dict:
        """Record that the copy was given back."""
        if self.path[2:] != ["return"]:
            raise NotThere(_("There is nothing here, or nothing you may see."))
        day = read_date(data, "returned_on") or clock.today()
        entry = operations.give_back(self.context, row_of(self.path), day, by)
        return entry_json(self.context, "uses", entry)
