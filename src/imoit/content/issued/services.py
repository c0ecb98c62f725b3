"""The REST side of issued letters."""

from imoit.content.correspondence.operations import look_up
from imoit.content.issued import operations
from imoit.content.issued.domain import Copy
from imoit.content.outgoing.services import OutgoingWorkflowPost
from imoit.workflows.actors.operations import current_actor
from imoit.workflows.refusal import _
from imoit.workflows.refusal import BadValue
from imoit.workflows.rest.operations import read_names
from imoit.workflows.rest.operations import read_text
from imoit.workflows.rest.services import AnswerService
from imoit.workflows.rest.services import WriteService
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
    return {**made._asdict(), "mark": f"{url}/@@copy?{made.query()}"}


class CopiesGet(AnswerService):
    """The copies that were made."""

    def answer(self):
        made = operations.copies(self.context)
        url = f"{self.context.absolute_url()}/@copies"
        return {"@id": url, "items": [shown(self.context, c) for c in made]}


class CopiesPost(WriteService):
    """Makes a copy: `{kind: SY | SL | TrS, of, part, reason}`."""

    def write(self, data: dict) -> dict:
        made = operations.make_copy(
            self.context,
            read_text(data, "kind", required=True),
            current_actor(self.request),
            of=read_text(data, "of"),
            part=read_text(data, "part", limit=1000),
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
