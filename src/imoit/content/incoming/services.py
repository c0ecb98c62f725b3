"""The REST side of arrival."""

from functools import partial
from imoit.content.correspondence.domain import parse_symbol
from imoit.content.correspondence.operations import look_up
from imoit.content.correspondence.operations import read_record
from imoit.content.correspondence.services.content import DocumentJson
from imoit.content.correspondence.services.content import read_file
from imoit.content.incoming import operations
from imoit.content.incoming.schema import IIncomingDocument
from imoit.content.registers.services.place import read_place
from imoit.content.stacks.domain import plan_of
from imoit.content.stacks.domain import proposed
from imoit.content.stacks.operations import cut
from imoit.content.stacks.operations import look
from imoit.content.stacks.operations import shown
from imoit.workflows.actors.operations import current_actor
from imoit.workflows.refusal import _
from imoit.workflows.refusal import BadValue
from imoit.workflows.refusal import NotAllowed
from imoit.workflows.refusal import Refusal
from imoit.workflows.rest.operations import read_date
from imoit.workflows.rest.operations import read_flag
from imoit.workflows.rest.operations import read_text
from imoit.workflows.rest.operations import refused
from imoit.workflows.rest.services import AnswerService
from imoit.workflows.rest.services import WriteService
from imoit.workflows.speech.operations import say
from imoit.workflows.transitions.services import WorkflowPost
from plone import api


MOST = 200  # letters in one act


class IncomingPost(WriteService):
    """Takes a letter in: `received`, no number yet."""

    def write(self, data: dict) -> dict:
        if data.get("@type", "IncomingDocument") != "IncomingDocument":
            raise BadValue(
                _("Only incoming documents are added here."), field="@type", code="type"
            )
        may_add(self.context)
        document = operations.receive(
            self.context, read_incoming(data), current_actor(self.request), door="rest"
        )
        self.request.response.setStatus(201)
        self.request.response.setHeader("Location", document.absolute_url())
        return DocumentJson(document, self.request)()


def read_incoming(data: dict) -> dict:
    """Return the record sent; the gate is asked before the form of the fields."""
    operations.admit(
        secrecy=read_text(data, "secrecy"),
        type_name=str(data.get("type_name") or ""),
        subject=str(data.get("subject") or ""),
        door="rest",
    )
    return read_record(data)


def may_add(folder) -> None:
    """Refuse who is not at the registry of the Ministry."""
    if not api.user.has_permission("iMOIT: Add incoming document", obj=folder):
        raise NotAllowed(_("Only the registry of the Ministry takes letters in."))


class ScansPost(WriteService):
    """Takes in several scans, each a letter of its own: one line of result each."""

    def write(self, data: dict) -> dict:
        secrecy = read_text(data, "secrecy")
        channel = read_channel(data)
        sent = data.get("scans")
        if not isinstance(sent, list) or not sent:
            raise BadValue(_("Send a file."), field="scans", code="required")
        scans = [scan for one in sent for scan in read_scans(one)]
        if secrecy == "normal":
            scans = operations.look_first(self.request, scans)
        by = current_actor(self.request)
        done = operations.receive_scans(
            self.context, scans, by, secrecy=secrecy, channel=channel, door="rest"
        )
        self.request.response.setStatus(201)
        items = [self.line(scan, came) for scan, came in done]
        return {
            "@id": f"{self.context.absolute_url()}/@scans",
            "items": items,
            "received": sum(1 for item in items if item["status"] == "received"),
        }

    def line(self, scan, came) -> dict:
        if isinstance(came, Refusal):
            error = refused(came, self.request)
            return {"filename": scan.name, "status": "refused", "error": error}
        return {
            "filename": scan.name,
            "status": "received" if IIncomingDocument.providedBy(came) else "attached",
            "@id": came.absolute_url(),
            "UID": came.UID(),
        }


def read_scans(sent: dict) -> list[operations.Scan]:
    """Return the letters of a file sent: one, or as many as it is to be split into."""
    name, data = read_file({"file": sent})
    split = sent.get("split")
    if not split:
        return [operations.Scan(name, data)]
    if split is not True and not isinstance(split, dict):
        raise BadValue(
            _("Say true, or where the letters begin."), field="split", code="not_a_plan"
        )
    plan = (
        None if split is True else plan_of(split.get("begins"), split.get("left_out"))
    )
    return [operations.Scan(found.name, found.data) for found in cut(name, data, plan)]


class StackPagesPost(WriteService):
    """Tells the pages of a stack and where letters begin; nothing of it is kept."""

    def write(self, data: dict) -> dict:
        found = look(*read_file(data))
        plan = proposed(found.sheets)
        here = f"{self.context.absolute_url()}/@stack-pages"
        return {"@id": here, "letters": len(plan.begins), **shown(found)}


def read_channel(data: dict) -> str:
    """Return the way the letters came; else 422."""
    return read_record({"channel": data.get("channel")}, partial=True)["channel"]


class RegistrationPost(WriteService):
    """Registers: the arrival number of the book."""

    def write(self, data: dict) -> dict:
        given = operations.register(
            self.context,
            current_actor(self.request),
            arrival_date=read_date(data, "arrival_date"),
            confirm_duplicate=read_flag(data, "confirm_duplicate"),
            reason=read_text(data, "reason", limit=2000),
            place=read_place(data),
        )
        self.request.response.setStatus(201)
        return {
            "@id": f"{self.context.absolute_url()}/@registration",
            **given._asdict(),
        }


class LetterFieldsPost(WriteService):
    """Tells what a file proposes for the fields of a letter; nothing of it is kept."""

    def write(self, data: dict) -> dict:
        found = operations.looked_at(*read_file(data))
        here = f"{self.context.absolute_url()}/@letter-fields"
        return {"@id": here, **found.shown(partial(say, request=self.request))}


class LetterFieldsGet(AnswerService):
    """Tells what the text of a letter's main file proposes, once it is read."""

    def answer(self):
        state, found = operations.proposals(self.context)
        return {
            "@id": f"{self.context.absolute_url()}/@letter-fields",
            "state": state,
            **found.shown(partial(say, request=self.request)),
        }


class RegistrationsPost(WriteService):
    """Registers several letters in one act: consecutive numbers, a line each."""

    def write(self, data: dict) -> dict:
        done = operations.register_all(
            read_wishes(data),
            current_actor(self.request),
            arrival_date=read_date(data, "arrival_date"),
            to=read_text(data, "to"),
        )
        items = [self.line(wish, came) for wish, came in done]
        count = sum(1 for item in items if item["status"] == "registered")
        self.request.response.setStatus(201 if count else 200)
        return {
            "@id": f"{self.context.absolute_url()}/@registrations",
            "items": items,
            "registered": count,
        }

    def line(self, wish: operations.Wish, came) -> dict:
        if isinstance(came, Refusal):
            error = refused(came, self.request)
            return {"letter": wish.asked, "status": "refused", "error": error}
        given = came._asdict()
        return {"letter": wish.asked, "status": "registered", **given}


def read_wishes(data: dict) -> list[operations.Wish]:
    """Return the letters sent: addresses or UIDs, alone or with what is confirmed."""
    sent = data.get("letters")
    if not isinstance(sent, list) or not sent or len(sent) > MOST:
        raise BadValue(
            _("Send a list of 1 to ${most} letters.", most=MOST),
            field="letters",
            code="not_a_list",
        )
    return [_wish(one if isinstance(one, dict) else {"@id": one}) for one in sent]


def _wish(data: dict) -> operations.Wish:
    asked = read_text({"letters": data.get("@id") or data.get("UID")}, "letters")
    found = look_up(asked) if asked else None
    return operations.Wish(
        asked,
        found if IIncomingDocument.providedBy(found) else None,
        read_flag(data, "confirm_duplicate"),
        read_text(data, "reason", limit=2000),
    )


class RegistrationGet(AnswerService):
    """The number the document holds in its book, or null."""

    def answer(self):
        document = self.context
        year = document.arrival_date.year if document.arrival_date else None
        return {
            "@id": f"{document.absolute_url()}/@registration",
            "number": document.arrival_number,
            "suffix": document.arrival_suffix,
            "year": year,
            "book": document.book or None,
        }


class SubmissionPost(WriteService):
    """Submits to a leader, or redirects what was submitted."""

    def write(self, data: dict) -> dict:
        to = read_text(data, "to", required=True)
        comment = read_text(data, "comment", limit=2000)
        by = current_actor(self.request)
        step = operations.submit(self.context, to, by, comment)
        self.request.response.setStatus(201)
        return {
            "@id": f"{self.context.absolute_url()}/@submission",
            "step": step,
            "to": to,
            "review_state": "submitted",
        }


class DuplicatesGet(AnswerService):
    """Registered letters with the same issuer, number, notation and year."""

    def answer(self):
        form = self.request.form
        may_add(self.context)
        symbol = parse_symbol(str(form.get("symbol", "")))
        issuer = {
            "name": str(form.get("issuer", "")),
            "organ_id": str(form.get("organ_id", "")),
        }
        found = operations.duplicates(
            issuer,
            str(form.get("code_number") or symbol.number),
            str(form.get("code_notation") or symbol.notation),
            read_date(form, "issued_date"),
            but=str(form.get("but", "")),
        )
        return {
            "@id": f"{self.context.absolute_url()}/@duplicates",
            "items": operations.shown(found),
            "items_total": len(found),
        }


def _complete(document, by, reason, data):
    operations.complete(document, by)


class IncomingWorkflowPost(WorkflowPost):
    """The plain steps of an incoming document."""

    acts = {"complete": _complete}  # noqa: RUF012 - read only
