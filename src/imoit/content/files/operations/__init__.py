"""What can be done with the files of a document."""

from AccessControl.Permission import getPermissionIdentifier
from Acquisition import aq_base
from collections.abc import Iterable
from imoit.content.admission.operations import admit_file
from imoit.content.files import domain
from imoit.content.files.inspector import inspector
from imoit.content.files.inspector import KINDS
from imoit.content.files.operations import pictures
from imoit.content.files.operations import preview
from imoit.content.files.operations import text
from imoit.content.files.schema import IAttachment
from imoit.workflows.actors.domain import Actor
from imoit.workflows.journal.operations import record
from imoit.workflows.transitions.operations import check_delegation
from plone import api
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
    declared: str = "",
) -> Any:
    """Store a file with *document* and return the attachment; the gate is asked first.

    A missing *secrecy* is that of the document; *declared* is the content type that
    the sender gave. Refuses with 422 what is no accepted file, with its field.
    """
    check_delegation(document, "attach")
    admit_file(
        secrecy=secrecy or getattr(aq_base(document), "secrecy", None),
        title=title,
        door=door,
    )
    name = normalize("NFC", name.replace("\\", "/").rpartition("/")[2]) or "file"
    rules = rules_in_force()
    content_type = domain.kind(name, data, declared, rules.most_mb)
    domain.check_role(role, content_type)
    facts = facts_of(data, content_type, role)
    checks = domain.judge(facts, rules) if facts else []
    domain.check_good(checks)
    attachment = createContent("Attachment", id=token_hex(6), title=title or name)
    attachment.file = NamedBlobFile(data=data, contentType=content_type, filename=name)
    attachment.role = role
    attachment.secrecy = secrecy or document.secrecy
    attachment.sha256 = domain.checksum(data)
    attachment.checks = tuple(check.plain() for check in checks)
    attachment.pages = facts.pages if facts else 0
    attachment._v_codes = facts.codes if facts else ()
    _count_pages(document, role, attachment.pages)
    document._setObject(attachment.id, attachment)
    details = {"role": role, "name": name, "sha256": attachment.sha256}
    if flags := [check.code for check in checks if check.state == "flagged"]:
        details["flags"] = ", ".join(flags)
    if attachment.paper:
        details["paper"] = attachment.paper
    record("attach", document.UID(), actor=by, item=attachment.id, details=details)
    attachment = document[attachment.id]
    _work_on(attachment, document, by)
    return attachment


def _work_on(attachment: Any, document: Any, by: Actor) -> None:
    """Let a new file be drawn and read after the commit."""
    preview.begin(attachment, document, by)
    pictures.begin(attachment)
    text.begin(attachment, document)


def rules_in_force() -> domain.Rules:
    """Return what the site manager decided about files."""
    usual = domain.Rules()
    modes = {
        check: _asked(check, "refuse" if check in usual.refuse else "flag")
        for check in (*domain.SAFETY, *domain.QUALITY)
    }
    refuse = frozenset(check for check, mode in modes.items() if mode == "refuse")
    return domain.Rules(
        _asked("most_mb", usual.most_mb), _asked("most_pages", usual.most_pages), refuse
    )


def _asked(name: str, usual: Any) -> Any:
    found = api.portal.get_registry_record(f"imoit.files.{name}", default=None)
    return usual if found is None else found


def facts_of(data: bytes, content_type: str, role: str) -> domain.Facts | None:
    """Return what the inspector sees in a file, None of a kind it does not read.

    Pictures are looked at where a scan belongs; an enclosure may be any picture.
    """
    is_picture = content_type.startswith("image/")
    if content_type not in KINDS:
        return None
    mark = domain.CODE_MARK if role == "signed_scan" else ""
    facts = inspector.look(data, content_type, mark)
    if is_picture and role == "attachment" and not facts.unreadable:
        return None
    return facts


def codes_on(name: str, data: bytes) -> tuple[str, ...]:
    """Return our QR codes on a photo or scan, which is not kept."""
    content_type = domain.kind(name, data, limit_mb=rules_in_force().most_mb)
    if content_type not in KINDS:
        return ()
    return inspector.look(data, content_type, domain.CODE_MARK).codes


def _count_pages(document: Any, role: str, pages: int) -> None:
    """The number of pages fills itself (Phụ lục VI, 10); what was typed stays."""
    if role == "signed_scan" or (role == "main" and document.pages is None):
        document.pages = pages or document.pages


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


def set_aside(document: Any, role: str, aside: str) -> None:
    """Keep every file with *role*, but as *aside*: it counts as *role* no more."""
    for child in attachments(document):
        if child.role == role:
            child.role = aside


def main_file(document: Any) -> Any | None:
    """Return the file to show first: the signed scan, else the main file."""
    return with_role(document, "signed_scan") or with_role(document, "main")


def keep_for_makers(attachments: Iterable[Any]) -> None:
    """Open the files that led to a document only to who may read its drafts.

    Whoever may do so is said by the document, in whatever state it is.
    """
    for child in attachments:
        if child.role in domain.MAKING:
            child._View_Permission = getPermissionIdentifier(domain.READ_DRAFTS)


def may_open(attachment: Any) -> bool:
    """Tell whether the present person may open this file: a recall shuts it."""
    return bool(api.user.has_permission("View", obj=attachment))


def words_of(document: Any) -> str:
    """Return the words of its files by which a document is found."""
    return text.words_of(attachments(document))
