"""What can be done with a draft: save, compare, restore, take the pen, fill a form."""

from Acquisition import aq_base
from datetime import datetime
from imoit.content.drafting import storage
from imoit.content.drafting.domain import form
from imoit.content.drafting.domain import letterforms
from imoit.content.drafting.domain import paper
from imoit.content.drafting.domain import versions as rules
from imoit.content.drafting.domain.versions import Pen
from imoit.content.drafting.domain.versions import Version
from imoit.content.files.operations import attach
from imoit.content.files.operations import attachments
from imoit.workflows.actors.domain import Actor
from imoit.workflows.actors.operations import current_actor
from imoit.workflows.actors.operations import directory
from imoit.workflows.calendar import clock
from imoit.workflows.journal.operations import record
from imoit.workflows.refusal import _
from imoit.workflows.refusal import BadValue
from imoit.workflows.refusal import Conflict
from plone import api
from typing import Any


def versions(document: Any) -> list[Version]:
    """Return every save of the main file, the oldest first."""
    saved = [child for child in attachments(document) if child.role == "main"]
    return [_version(n, child) for n, child in enumerate(saved, 1)]


def _version(number: int, child: Any) -> Version:
    kept = getattr(aq_base(child), "version", None) or {}
    return Version(
        number,
        child.getId(),
        child.sha256,
        kept.get("name", ""),
        kept.get("post_title", ""),
        kept.get("time", ""),
        kept.get("note", ""),
        kept.get("restored", 0),
    )


def current(document: Any) -> Version | None:
    """Return the newest version, None while there is none."""
    found = versions(document)
    return found[-1] if found else None


def file_of(document: Any, number: int) -> Any:
    """Return the file of version *number*; else 422."""
    return document[rules.numbered(versions(document), number).file]


def keep_version(document: Any, attachment: Any) -> None:
    """Write down who saved a main file and when, whatever door it came through.

    Refuses with 409 while somebody else has the pen, or in a state that takes none.
    """
    if not document.accepts(attachment.role):
        raise Conflict(
            _("No file of this role can be added in this state."),
            field="role",
            code="settled",
        )
    if attachment.role != "main":
        return
    by = _writer()
    rules.check_pen(pen(document), by.person if by else "")
    attachment.version = {
        "name": by.name if by else "",
        "post_title": by.post_title if by else "",
        "time": clock.now().isoformat(timespec="seconds"),
    }


def _writer() -> Actor | None:
    login = api.user.get_current().getId() or ""
    held = directory().posts_of(login)
    return held[0] if len(held) == 1 else current_actor() if held else None


def save(
    document: Any,
    name: str,
    data: bytes,
    by: Actor,
    note: str = "",
    *,
    restored: int = 0,
    door: str = "form",
) -> Version:
    """Save the main file as a new version with what was said about it."""
    saved = attach(document, name=name, data=data, by=by, role="main", door=door)
    saved.version = {**saved.version, "note": note.strip(), "restored": restored}
    found = versions(document)[-1]
    record(
        "save_version",
        document.UID(),
        actor=by,
        item=saved.getId(),
        details={
            "version": found.number,
            "sha256": found.sha256,
            "note": note.strip(),
            **({"restored": restored} if restored else {}),
        },
    )
    return found


def restore(document: Any, number: int, by: Actor) -> Version:
    """Bring an old version back as a new one; all in between stay."""
    old = file_of(document, number)
    return save(document, old.file.filename, old.file.data, by, restored=number)


# ---- the pen ----
def pen(document: Any) -> Pen | None:
    """Return who is writing, None when nobody is."""
    held = getattr(aq_base(document), "pen", None)
    return Pen(**held) if held else None


def take_pen(
    document: Any, by: Actor, *, over: bool = False, now: datetime | None = None
) -> Pen:
    """Begin to write; *over*: take the pen from who has it, which is journaled."""
    held = pen(document)
    if held is not None and held.person == by.person:
        return held
    if not over:
        rules.check_pen(held, by.person)
    since = (now or clock.now()).isoformat(timespec="seconds")
    document.pen = {"person": by.person, "name": by.name, "since": since}
    details = {"from": held.name, "since": held.since} if held else {}
    record("take_pen", document.UID(), actor=by, details=details, now=now)
    return Pen(by.person, by.name, since)


def leave_pen(document: Any, by: Actor) -> None:
    """Stop writing; whoever has it."""
    rules.check_pen(pen(document), by.person)
    document.pen = None


# ---- words and form ----
def compare(document: Any, left: int, right: int) -> list[rules.Row]:
    """Return two versions side by side; 422 for files whose words cannot be read."""
    return rules.compare(words(document, left), words(document, right))


def words(document: Any, number: int) -> list[str]:
    """Return the paragraphs of version *number*."""
    return [line.text for line in _paper(file_of(document, number)).lines]


def _paper(attachment: Any) -> paper.Paper:
    return paper.read(attachment.file.contentType, attachment.file.data)


def findings(document: Any) -> list[form.Finding]:
    """Return what is missing or ill-formed in the newest version: it advises."""
    newest = current(document)
    if newest is None:
        return []
    found = document[newest.file]
    if not paper.readable(found.file.contentType):
        return [
            form.Finding("text", "not_readable", _("Only DOCX and PDF can be read."))
        ]
    try:
        return form.check(_paper(found), document.facts())
    except BadValue as refusal:
        return [form.Finding("text", "damaged", refusal.message)]


def mark(document: Any) -> str:
    """Return the one mark of what an approval is bound to: text, enclosures, record."""
    files = [c.sha256 for c in attachments(document) if c.role == "attachment"]
    newest = current(document)
    main = newest.sha256 if newest else ""
    return rules.fingerprint([main, *files, document.type_name, document.subject])


# ---- templates ----
def fill(document: Any, by: Actor) -> Version:
    """Write the first file of a draft from the template of its type."""
    data = letterforms.fill(storage.template(document.type_name), document.blanks())
    name = f"{letterforms.slug(document.type_name)}.docx"
    return save(document, name, data, by, document.type_name, door="template")


def put_template(
    type_name: str, name: str, data: bytes, by: Actor, now: datetime | None = None
) -> None:
    """Keep a template for a type, after it was filled once for trial."""
    letterforms.check(data)
    when = (now or clock.now()).isoformat(timespec="seconds")
    storage.keep(type_name, name, data, by.name, when)
    details = {"type": type_name, "name": name}
    record("template_put", "", actor=by, details=details, now=now)


def drop_template(type_name: str, by: Actor) -> None:
    """Go back to the shipped template of a type."""
    if storage.drop(type_name):
        record("template_dropped", "", actor=by, details={"type": type_name})
