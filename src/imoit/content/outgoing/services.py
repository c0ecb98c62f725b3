"""The REST side of leaving."""

from imoit.content.correspondence.operations import read_record
from imoit.content.correspondence.services.content import DocumentJson
from imoit.content.correspondence.services.content import DocumentSummary
from imoit.content.outgoing import operations
from imoit.content.outgoing.operations.voiding import void_number
from imoit.content.registers.services.place import read_place
from imoit.content.signing import domain as signing
from imoit.content.signing.operations import find
from imoit.workflows.actors.operations import current_actor
from imoit.workflows.refusal import _
from imoit.workflows.refusal import BadValue
from imoit.workflows.refusal import NotAllowed
from imoit.workflows.rest.operations import read_date
from imoit.workflows.rest.operations import read_flag
from imoit.workflows.rest.operations import read_names
from imoit.workflows.rest.operations import read_text
from imoit.workflows.rest.services import AnswerService
from imoit.workflows.rest.services import WriteService
from imoit.workflows.transitions.services import WorkflowPost
from plone import api


class OutgoingPost(WriteService):
    """Begins a draft."""

    def write(self, data: dict) -> dict:
        if data.get("@type", "OutgoingDocument") != "OutgoingDocument":
            raise BadValue(
                _("Only outgoing documents are added here."), field="@type", code="type"
            )
        may_draft(self.context)
        document = operations.draft(
            self.context,
            read_outgoing(data),
            current_actor(self.request),
            task=read_task(data),
            door="rest",
        )
        self.request.response.setStatus(201)
        self.request.response.setHeader("Location", document.absolute_url())
        return DocumentJson(document, self.request)()


def read_outgoing(data: dict) -> dict:
    """Return the record sent; a draft without a type is a công văn."""
    operations.admit(
        secrecy=read_text(data, "secrecy"),
        type_name=str(data.get("type_name") or ""),
        subject=str(data.get("subject") or ""),
        door="rest",
    )
    values = read_record({"type_name": "Công văn", **data})
    for given_later in ("code_number", "code_notation", "issued_date"):
        values.pop(given_later)
    return values


def read_task(data: dict) -> str:
    """Return the UID of the task named, by UID or address."""
    reference = read_text(data, "task")
    if not reference.startswith("http"):
        return reference
    path = reference.removeprefix(api.portal.get().absolute_url()).strip("/")
    found = api.portal.get().restrictedTraverse(path, None)
    if found is None:
        raise BadValue(_("There is no such task."), field="task", code="not_found")
    return found.UID()


def may_draft(folder) -> None:
    """Refuse who holds no post."""
    if not api.user.has_permission("iMOIT: Add outgoing document", obj=folder):
        raise NotAllowed(_("Only staff of the Ministry draft documents."))


class SigningStepsGet(AnswerService):
    """Where the paper folder is."""

    def answer(self):
        return {
            "@id": f"{self.context.absolute_url()}/@signing-steps",
            "items": list(self.context.signing_steps),
        }


class SigningStepsPost(WriteService):
    """Records one hand-over of the paper folder."""

    def write(self, data: dict) -> dict:
        step = read_text(data, "step", required=True)
        done = operations.hand_over(self.context, step, current_actor(self.request))
        self.request.response.setStatus(201)
        return {
            "@id": f"{self.context.absolute_url()}/@signing-steps",
            "items": list(done),
        }


class SigningFolderGet(AnswerService):
    """The document whose slip bears `?code=`, and the hand-over that comes next."""

    def answer(self):
        document = find(str(self.request.form.get("code") or ""))
        done = [found["step"] for found in document.signing_steps]
        return {
            "@id": f"{self.context.absolute_url()}/@signing-folder",
            "document": DocumentSummary(document, self.request)(),
            "items": list(document.signing_steps),
            "next": signing.next_step(done) or None,
        }


class SignatureRecordPost(WriteService):
    """Records who signed the paper."""

    def write(self, data: dict) -> dict:
        found = operations.record_signature(
            self.context,
            read_text(data, "signer", required=True),
            read_text(data, "capacity"),
            read_date(data, "signed_on", required=True),
            current_actor(self.request),
        )
        self.request.response.setStatus(201)
        return {"@id": f"{self.context.absolute_url()}/@signature-record", **found}


class NumberPost(WriteService):
    """Gives number and symbol."""

    def write(self, data: dict) -> dict:
        by = current_actor(self.request)
        given = operations.take_number(self.context, by, place=read_place(data))
        self.request.response.setStatus(201)
        return {"@id": f"{self.context.absolute_url()}/@number", **given._asdict()}


class PublicationPost(WriteService):
    """Publishes to the recipients."""

    def write(self, data: dict) -> dict:
        wanted = read_names(data, "recipients") if "recipients" in data else None
        parties = operations.publish(
            self.context,
            current_actor(self.request),
            stamped=read_flag(data, "stamped"),
            shelf_mark=read_text(data, "shelf_mark", limit=200),
            recipients=None if wanted is None else tuple(wanted),
        )
        self.request.response.setStatus(201)
        return {
            "@id": f"{self.context.absolute_url()}/@publication",
            "published_at": self.context.published_at,
            "recipients": [{"id": p.id, "title": p.title} for p in parties],
        }


def _send(document, by, reason, data):
    operations.send_to_head(document, by, reason)


def _content(document, by, reason, data):
    operations.approve_content(document, by, reason)


def _form(document, by, reason, data):
    operations.approve_form(document, by, reason)


def _back(step):
    def act(document, by, reason, data):
        operations.go_back(document, step, by, reason)

    return act


def _restrict(document, by, reason, data):
    operations.restrict(document, by, reason)


def _void(document, by, reason, data):
    void_number(document, by, reason)


def _lift(document, by, reason, data):
    operations.lift_restriction(document, by, reason)


class OutgoingWorkflowPost(WorkflowPost):
    """The plain steps of an outgoing document."""

    acts = {  # noqa: RUF012 - read only
        "send_to_head": _send,
        "approve_content": _content,
        "approve_form": _form,
        "return": _back("return"),
        "return_to_unit": _back("return_to_unit"),
        "return_to_form": _back("return_to_form"),
        "void_number": _void,
        "restrict": _restrict,
        "lift_restriction": _lift,
    }


class SeenPost(WriteService):
    """Takes note of a published document."""

    def write(self, data: dict) -> None:
        operations.mark_seen(self.context, current_actor(self.request))
        return {"@id": f"{self.context.absolute_url()}/@seen", "seen": True}
