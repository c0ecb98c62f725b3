"""What can be done with the files of a document."""

from Acquisition import aq_base
from imoit.content.admission.operations import admit_file
from imoit.content.files import domain
from imoit.content.files.schema import IAttachment
from imoit.workflows.actors.domain import Actor
from imoit.workflows.journal.operations import record
from imoit.workflows.transitions.operations import check_delegation
from plone.dexterity.utils import createContent
from plone.namedfile.file import NamedBlobFile
from secrets import token_hex
from typing import Any
from unicodedata import normalize


def attach(
    document: Any,
    *,
    name: str,
    data: bytes,
    by: Actor,
    role: str = "attachment",
    title: str = "",
    secrecy: str | None = None,
    door: str = "attachment",
) -> Any:
    """Store a file with *document* and return the attachment; the gate is asked first.

    A missing *secrecy* is that of the document. Refuses with 422 what is no accepted
    file, with its field.
    """
    check_delegation(document, "attach")
    admit_file(
        secrecy=secrecy or getattr(aq_base(document), "secrecy", None),
        title=title,
        door=door,
    )
    name = normalize("NFC", name.replace("\\", "/").rpartition("/")[2]) or "file"
    content_type = domain.kind(name, data)
    domain.check_role(role, content_type)
    attachment = createContent("Attachment", id=token_hex(6), title=title or name)
    attachment.file = NamedBlobFile(data=data, contentType=content_type, filename=name)
    attachment.role = role
    attachment.secrecy = secrecy or document.secrecy
    attachment.sha256 = domain.checksum(data)
    document._setObject(attachment.id, attachment)
    record(
        "attach",
        document.UID(),
        actor=by,
        item=attachment.id,
        details={"role": role, "name": name, "sha256": attachment.sha256},
    )
    return document[attachment.id]


def attachments(document: Any) -> list[Any]:
    """Return the attachments in the order they came."""
    found = [
        child for child in document.objectValues() if IAttachment.providedBy(child)
    ]
    return sorted(found, key=lambda child: child.creation_date)


def with_role(document: Any, role: str) -> Any | None:
    """Return the newest attachment with *role*, or None."""
    found = [child for child in attachments(document) if child.role == role]
    return found[-1] if found else None


def main_file(document: Any) -> Any | None:
    """Return the file to show first: the signed scan, else the main file."""
    return with_role(document, "signed_scan") or with_role(document, "main")
