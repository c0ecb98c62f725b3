"""A document itself: read it, change it; and the files in it."""

from imoit.content.correspondence import domain
from imoit.content.correspondence import operations
from imoit.content.correspondence.events import FileComing
from imoit.content.correspondence.events import Opened
from imoit.content.correspondence.operations import plain
from imoit.content.correspondence.schema import ICorrespondence
from imoit.content.files.domain import overall
from imoit.content.files.domain import said
from imoit.content.files.operations import attach
from imoit.content.files.operations import attachments
from imoit.content.files.operations import may_open
from imoit.content.files.schema import IAttachment
from imoit.workflows.actors.operations import current_actor
from imoit.workflows.actors.operations import directory
from imoit.workflows.refusal import _
from imoit.workflows.refusal import BadValue
from imoit.workflows.refusal import Conflict
from imoit.workflows.refusal import NotAllowed
from imoit.workflows.rest.operations import read_flag
from imoit.workflows.rest.operations import read_text
from imoit.workflows.rest.services import AnswerService
from imoit.workflows.rest.services import WriteService
from imoit.workflows.speech.operations import say
from imoit.workflows.transitions.operations import state
from imoit.workflows.transitions.services import standing
from plone import api
from plone.protect.interfaces import IDisableCSRFProtection
from plone.restapi.interfaces import ISerializeToJson
from plone.restapi.interfaces import ISerializeToJsonSummary
from typing import Any
from zope.component import adapter
from zope.event import notify
from zope.interface import alsoProvides
from zope.interface import implementer
from zope.interface import Interface

import base64
import binascii


FIELDS = (
    "code_number",
    "code_notation",
    "issued_date",
    "type_name",
    "subject",
    "issuer",
    "signer",
    "priority",
    "secrecy",
    "pages",
    "copies",
    "due_date",
    "channel",
    "language",
    "note",
)


def linked(uid: str) -> dict[str, Any] | None:
    """Return address, title and symbol of the document *uid*, if it may be seen."""
    if not uid:
        return None
    found = api.portal.get_tool("portal_catalog")(UID=uid)
    if not found:
        return {"UID": uid}
    line = found[0].imoit_line
    return {
        "@id": found[0].getURL(),
        "UID": uid,
        "title": line["subject"],
        "symbol": line["symbol"],
    }


@implementer(ISerializeToJson)
@adapter(ICorrespondence, Interface)
class DocumentJson:
    """A document as JSON: its record, files, standing."""

    def __init__(self, context, request):
        self.context = context
        self.request = request

    def __call__(self, version=None, include_items=True, **kw) -> dict[str, Any]:
        doc = self.context
        files = [file_json(found) for found in attachments(doc) if may_open(found)]
        workflow = standing(doc)
        return {
            **summary(doc),
            "id": doc.getId(),
            **{name: plain(getattr(doc, name)) for name in FIELDS},
            "recipients": [named(found) for found in doc.recipients],
            "answers": linked(doc.answers),
            "created": doc.created().ISO8601(),
            "is_folderish": True,
            "items": files,
            "items_total": len(files),
            "state": workflow["state"],
            "steps": workflow["transitions"],
            "warnings": [
                {"field": field, "message": say(sentence, self.request)}
                for field, sentence in domain.warnings(
                    {name: getattr(doc, name) for name in FIELDS}
                )
            ],
            **doc.shown(linked),
        }


@implementer(ISerializeToJsonSummary)
@adapter(ICorrespondence, Interface)
class DocumentSummary:
    """A document in a list."""

    def __init__(self, context, request):
        self.context = context

    def __call__(self) -> dict[str, Any]:
        return summary(self.context)


def summary(doc: Any) -> dict[str, Any]:
    """Return what a list says of a document."""
    return {
        "@id": doc.absolute_url(),
        "@type": doc.portal_type,
        "UID": doc.UID(),
        "title": doc.Title(),
        "symbol": doc.symbol(),
        "review_state": state(doc),
    }


def named(principal: str) -> dict[str, str]:
    """Return `{id, title}` of a principal, its id alone when it is gone."""
    try:
        found = operations.party(principal)
    except BadValue:
        return {"id": principal, "title": former(principal)}
    return {"id": found.id, "title": found.title}


def former(principal: str) -> str:
    """Return the name of a unit or post that is closed: old documents keep it."""
    kind, _colon, name = principal.partition(":")
    title = {"unit": directory().unit_title, "post": directory().post_title}.get(kind)
    found = title(name) if title else principal
    return found if found != name else principal


def file_json(attachment: Any) -> dict[str, Any]:
    """Return a file of a document as JSON."""
    url = attachment.absolute_url()
    blob = attachment.file
    return {
        "@id": url,
        "@type": "Attachment",
        "UID": attachment.UID(),
        "title": attachment.title,
        "role": attachment.role,
        "secrecy": attachment.secrecy,
        "sha256": attachment.sha256,
        "scan": scan_json(attachment),
        **({"paper": attachment.paper} if attachment.paper else {}),
        "file": {
            "filename": blob.filename,
            "content-type": blob.contentType,
            "size": blob.getSize(),
            "download": f"{url}/@@download/file/{blob.filename}",
        },
    }


def scan_json(attachment: Any) -> dict[str, Any]:
    """Return how the file stood when it came: the whole, and each check."""
    return {
        "verdict": overall(attachment.checks) or None,
        "pages": attachment.pages or None,
        "checks": [
            {"id": check["id"], "state": check["state"], "message": say(said(check))}
            for check in attachment.checks
        ],
    }


@implementer(ISerializeToJson)
@adapter(IAttachment, Interface)
class AttachmentJson:
    """A file as JSON."""

    def __init__(self, context, request):
        self.context = context

    def __call__(self, version=None, include_items=True, **kw) -> dict[str, Any]:
        return file_json(self.context)


class DocumentGet(AnswerService):
    """A document; opening it by an addressee is receipt."""

    def answer(self):
        by = actor_or_none(self.request)
        if by is not None:
            alsoProvides(self.request, IDisableCSRFProtection)
            notify(Opened(self.context, by))
        return DocumentJson(self.context, self.request)()


class AttachmentGet(AnswerService):
    """A file's record."""

    def answer(self):
        return file_json(self.context)


def actor_or_none(request):
    """Return who reads, or None for those who hold no post."""
    try:
        return current_actor(request)
    except NotAllowed:
        return None


def note_opening(attachment: Any, request: Any) -> None:
    """Fetching a main file opens the document; HEAD and other files do not."""
    if request.method != "GET" or attachment.role == "attachment":
        return
    by = actor_or_none(request)
    if by is not None:
        alsoProvides(request, IDisableCSRFProtection)
        notify(Opened(attachment.document(), by))


class DocumentPatch(WriteService):
    """Changes fields of the record."""

    def write(self, data: dict) -> dict:
        if not api.user.has_permission("Modify portal content", obj=self.context):
            raise NotAllowed(_("The record cannot be changed by you in this state."))
        by = current_actor(self.request)
        operations.check_given(self.context, data)
        values = operations.read_record(data, partial=True)
        reason = read_text(data, "reason", limit=2000)
        self.context.check_change(values, reason)
        seen = data.get("seen")
        seen = seen if isinstance(seen, dict) else {}
        operations.change(self.context, values, by, reason, seen)
        return DocumentJson(self.context, self.request)()


class DocumentPost(WriteService):
    """Adds a file: `{file: {data, encoding, filename}, role}`."""

    def write(self, data: dict) -> dict:
        if data.get("@type", "Attachment") != "Attachment":
            raise BadValue(
                _("Only attachments can be added here."), field="@type", code="type"
            )
        may_attach(self.context)
        name, content = read_file(data)
        secrecy = read_text(data, "secrecy") or None
        if secrecy in (None, "normal"):  # what is declared secret is not even read
            sure = read_flag(data, "confirm_text")
            notify(
                FileComing(self.context, name, content, self.request, confirmed=sure)
            )
        created = attach(
            self.context,
            name=name,
            data=content,
            by=current_actor(self.request),
            role=read_text(data, "role") or "attachment",
            title=read_text(data, "title", limit=500),
            secrecy=secrecy,
            door="rest",
            declared=str(data["file"].get("content-type") or ""),
        )
        self.request.response.setStatus(201)
        self.request.response.setHeader("Location", created.absolute_url())
        return file_json(created)


def may_attach(document: Any) -> None:
    """Refuse a file that this state or this person does not allow."""
    if document.frozen and not document.takes_files():
        document.check_frozen()
    if not api.user.has_permission("iMOIT: Attach file", obj=document):
        if document.takes_files():
            raise NotAllowed(_("You may not add files to this document."))
        raise Conflict(_("No file can be added in this state."))


def read_file(data: dict) -> tuple[str, bytes]:
    """Return name and bytes of the file sent as JSON; else 422."""
    value = data.get("file")
    if not isinstance(value, dict) or not value.get("data"):
        raise BadValue(_("Send a file."), field="file", code="required")
    content = str(value["data"])
    if value.get("encoding", "base64") != "base64":
        return str(value.get("filename") or "file"), content.encode("utf-8")
    try:
        return str(value.get("filename") or "file"), base64.b64decode(
            content, validate=False
        )
    except (ValueError, binascii.Error):
        raise BadValue(
            _("The file is damaged and cannot be opened."), field="file", code="base64"
        ) from None
