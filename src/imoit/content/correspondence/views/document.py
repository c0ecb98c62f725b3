"""The page of a document, as far as both directions share it."""

from imoit.content.correspondence.events import FileComing
from imoit.content.correspondence.events import Opened
from imoit.content.correspondence.services.content import actor_or_none
from imoit.content.correspondence.services.content import linked
from imoit.content.correspondence.services.content import may_attach
from imoit.content.correspondence.views import fields
from imoit.content.correspondence.views.timeline import happenings
from imoit.content.files.domain import overall
from imoit.content.files.domain import Reading
from imoit.content.files.domain import said
from imoit.content.files.operations import attach
from imoit.content.files.operations import attachments
from imoit.content.files.operations import main_file
from imoit.content.files.operations import may_open
from imoit.content.files.operations import pictures
from imoit.content.files.operations import preview
from imoit.content.files.operations import text
from imoit.workflows.journal.operations import lines
from imoit.workflows.pages import domain
from imoit.workflows.pages.views import FormPage
from imoit.workflows.refusal import _
from imoit.workflows.refusal import BadValue
from imoit.workflows.refusal import Refusal
from imoit.workflows.refusal import Sentence
from imoit.workflows.rest.services import absent
from imoit.workflows.transitions.operations import steps
from plone.memoize.view import memoize
from plone.protect.interfaces import IDisableCSRFProtection
from Products.Five.browser.pagetemplatefile import ViewPageTemplateFile
from typing import Any
from zope.component import queryMultiAdapter
from zope.event import notify
from zope.interface import alsoProvides


ROLES = {
    "main": _("Main file"),
    "attachment": _("Enclosure"),
    "signed_scan": _("Signed and stamped scan"),
    "opinion": _("Sent with an opinion"),
    "void_scan": _("Scan with a void number"),
}
PAPERS = {
    "matched": _("Bears the code of its signing folder"),
    "no_code": _("Bears no code: compared by eye"),
}
PREVIEWS = {
    "ready": (_("The preview is there"), "check2-circle"),
    "queued": (_("The preview waits to be drawn"), "hourglass-split"),
    "running": (_("The preview is being drawn"), "arrow-repeat"),
    "failed": (_("The preview could not be drawn"), "exclamation-octagon-fill"),
    "none": (_("No preview was drawn yet"), "file-earmark-text"),
    "off": (_("This file cannot be read here; download it."), "info-circle"),
}
READINGS = {
    "queued": _("Waits to be read"),
    "running": _("Is being read"),
    "failed": _("Could not be read"),
    "none": _("Was not read yet"),
}
READ_BY = {
    "layer": _("from the file itself"),
    "ocr": _("recognised from the scan"),
    "unread": _("not read"),
}
# Steps with a page of their own; every other one has the page of plain steps.
PAGES = {
    "register": "@@register",
    "submit": "@@submit-document",
    "redirect": "@@submit-document",
    "direct": "@@direct",
    "forward": "@@direct",
    "report": "@@report",
    "ask_extension": "@@extension",
    "grant_extension": "@@extension",
}
# Pages of a room above, for those whose document it is.
OPENNESS = (("readings", _("Who has read this")), ("access", _("Who can see this")))
HIDDEN = ("record_signature", "take_number", "publish", "open", "close")
AT_ONCE = ("mark_seen", "accept", "resume", "take_note")
LAST = ("refuse", "recall", "restrict", "void_number")


class Sheet(FormPage):
    """What pages about a document share: its file, its words, its parts."""

    sheets = ViewPageTemplateFile("../templates/document.pt")

    @property
    def sheet(self):
        """The macros of a document's page."""
        return self.sheets.macros

    @property
    def document(self) -> Any:
        """The document that the page is about."""
        return self.context

    @property
    def url(self) -> str:
        return self.document.absolute_url()

    @memoize
    def file(self) -> dict | None:
        """Return the file to be shown, None while there is none."""
        found = main_file(self.document)
        if found is None or not may_open(found):
            return None
        return self.file_line(found)

    def file_line(self, attachment: Any) -> dict:
        """Return what a page says of a file."""
        url, blob = attachment.absolute_url(), attachment.file
        return {
            "name": attachment.title,
            "url": f"{url}/@@display-file/file",
            "download": f"{url}/@@download/file/{blob.filename}",
            "pdf": self.pdf_url(attachment),
            "preview": self.preview(attachment),
            "size": domain.size(blob.getSize()),
            "role": self.say(ROLES[attachment.role]),
            "kind": blob.filename.rpartition(".")[2].upper(),
            "scan": self.scan(attachment),
            "reading": self.reading(attachment),
            "shots": self.shots(attachment),
            "layer": f"{url}/@@text-layer" if text.text_of(attachment) else "",
        }

    def shots(self, attachment: Any) -> dict | None:
        """Return the pictures of its pages, None while there are none."""
        found, url = pictures.standing(attachment), attachment.absolute_url()
        if not found.sizes:
            return None
        shown = [
            {
                "number": number,
                "width": width,
                "height": height,
                "url": f"{url}/@@page-image?page={number}",
                "small": f"{url}/@@page-image?page={number}&small=1",
                "words": self.say(_("Page ${n} of ${pages}", n=number, pages=found.of)),
            }
            for number, (width, height) in enumerate(found.sizes, 1)
        ]
        return {"count": found.of, "pages": shown, "first": shown[0]}

    def pdf_url(self, attachment: Any) -> str:
        """Return what the viewer draws: the PDF itself, or the preview of a text."""
        url, pdf = attachment.absolute_url(), preview.pdf_of(attachment)
        if pdf is attachment.file:
            return f"{url}/@@display-file/file"
        return f"{url}/@@preview" if pdf else ""

    def preview(self, attachment: Any) -> dict | None:
        """Return how far the preview of a text is, None where there is none to come."""
        found = preview.standing(attachment)
        if found.state not in PREVIEWS:
            return None
        words, icon = PREVIEWS[found.state]
        return {
            "state": found.state,
            "words": self.say(words),
            "icon": self.icon(icon),
            "done": found.done,
            "of": found.of,
            "why": self.say(found.why) if found.why else "",
            "waits": found.state in ("queued", "running"),
            "asks": found.state in ("failed", "none") and self.actor() is not None,
            "file": attachment.getId(),
            "part": f"{attachment.absolute_url()}/@@preview-part",
        }

    def reading(self, attachment: Any) -> dict | None:
        """Return how far a file is read, None where there is nothing to read."""
        found, url = text.standing(attachment), attachment.absolute_url()
        if found.state == "not_read":
            return None
        words = READINGS.get(found.state) or self.read_words(found)
        return {
            "words": self.say(words),
            "done": found.done,
            "of": found.of,
            "tries": found.tries,
            "why": self.say(found.why) if found.why else "",
            "is_read": found.state == "read",
            "waits": found.state in ("queued", "running"),
            "asks": text.may_ask(found) and self.actor() is not None,
            "file": attachment.getId(),
            "text": f"{url}/@@text",
            "part": f"{url}/@@reading-part",
        }

    def read_words(self, found: Reading) -> Sentence:
        """Return how much of a file was read."""
        if found.unread:
            read = found.of - found.unread
            return _("${n} of ${pages} pages were read", n=read, pages=found.of)
        if found.seen:
            return _("Text recognised on ${pages} pages", pages=found.seen)
        return _("Text read")

    def scan(self, attachment: Any) -> dict | None:
        """Return how the scan stood when it came, None where nothing was looked at."""
        verdict = overall(attachment.checks)
        if not verdict:
            return None
        flags = [
            self.say(said(check))
            for check in attachment.checks
            if check["state"] != "ok"
        ]
        good = [
            self.say(said(check))
            for check in attachment.checks
            if check["state"] == "ok"
        ]
        paper = PAPERS.get(attachment.paper)
        return {
            "good": verdict == "good",
            "flags": flags,
            "passed": ", ".join(good),
            "paper": self.say(paper) if paper else "",
            "matched": attachment.paper == "matched",
        }

    def issued(self) -> str:
        return self.date(self.document.issued_date)

    def issuer_name(self) -> str:
        return (self.document.issuer or {}).get("name", "")

    def choice(self, name: str, default: Any = "") -> str:
        """Return what stands in a field: what was typed, else *default*."""
        return self.typed(name, default) or ""

    def button(self, content: Any, step: Any, primary: bool = False) -> dict:
        """Return how a step is offered."""
        page = PAGES.get(step.id, f"@@step?step={step.id}")
        needs = any(field.required for field in step.form)
        asks = needs or step.id in ("redirect", "grant_extension")
        return {
            "id": step.id,
            "text": step.title + ("…" if asks else ""),
            "url": f"{content.absolute_url()}/{page}",
            "post": step.id in AT_ONCE and not needs,
            "class": _look(step.id, primary),
            "key": {"direct": "g", "forward": "g", "report": "b", "register": "v"}.get(
                step.id, ""
            ),
        }


def _look(step: str, primary: bool) -> str:
    if step in LAST:
        return "btn btn-outline-danger"
    return "btn btn-primary" if primary else "btn"


class DocumentPage(Sheet):
    """A document; opening it by an addressee is receipt."""

    def __call__(self):
        by = actor_or_none(self.request)
        if by is not None and self.request.method == "GET":
            alsoProvides(self.request, IDisableCSRFProtection)
            notify(Opened(self.context, by))
        return super().__call__()

    def act(self) -> str:
        """Do what the button `do` says, and show the document again."""
        name = domain.typed(self.form, "do")
        act = getattr(self, f"do_{name}", None)
        if act is None:
            raise BadValue(_("This page cannot do that."))
        self.tell(act())
        return self.go(f"{self.url}/view")

    def do_attach(self):
        """Add the file that was chosen."""
        found = fields.uploaded(self.form)
        if found is None:
            raise BadValue(_("Choose a file."), field="file", code="required")
        may_attach(self.context)
        name, data = found
        confirmed = self.typed("confirm_text") == "1"
        notify(FileComing(self.context, name, data, self.request, confirmed=confirmed))
        role = self.typed("role") or "attachment"
        attach(self.context, name=name, data=data, by=self.actor(), role=role)
        return _("The file ${name} was added.", name=name)

    def do_draw(self):
        """Let the preview of a file be drawn, or drawn once more."""
        preview.ask(self.asked_file(), self.actor())
        return _("The preview will be drawn.")

    def do_read(self):
        """Let a file be read, or read once more."""
        text.ask(self.asked_file())
        return _("The file will be read.")

    def asked_file(self) -> Any:
        """Return the file that a button is about, if it may be opened."""
        name = self.typed("file")
        found = [f for f in attachments(self.context) if f.getId() == name]
        if not found or not may_open(found[0]):
            raise absent()
        return found[0]

    def failed(self, act: str) -> bool:
        """Tell whether the act *act* of this page was refused."""
        return self.refusal is not None and domain.typed(self.form, "do") == act

    def may_attach(self) -> bool:
        try:
            may_attach(self.context)
        except Refusal:
            return False
        return True

    @memoize
    def files(self) -> list[dict]:
        return [self.file_line(f) for f in attachments(self.context) if may_open(f)]

    def roles(self) -> list[tuple[str, str]]:
        """Return the roles that a new file may have."""
        return [
            (role, self.say(title))
            for role, title in ROLES.items()
            if role not in ("signed_scan", "opinion")
        ]

    @memoize
    def timeline(self) -> list[dict]:
        return [
            {
                "time": self.time(found.time),
                "text": self.say(found.text),
                "words": found.words,
                "class": found.kind or None,
            }
            for found in happenings(self.open_lines())
        ]

    def open_lines(self) -> Any:
        """Return the lines of its journal that may be read."""
        return self.context.open_lines(lines(self.context.UID()))

    def openness(self) -> list[dict]:
        """Return the ways to who read it and who can see it, for whose it is."""
        return [
            {"title": self.say(title), "url": f"{self.url}/@@{name}"}
            for name, title in OPENNESS
            if (page := queryMultiAdapter((self.context, self.request), name=name))
            and page.is_for_me()
        ]

    def acts(self) -> list[dict]:
        """Return the steps that may be taken now, the main one first."""
        found = [step for step in steps(self.context) if step.id not in HIDDEN]
        found.sort(key=lambda step: (step.id in LAST, step.with_reason))
        return [
            self.button(self.context, step, primary=not n and not step.with_reason)
            for n, step in enumerate(found)
        ]

    def link(self, uid: str) -> dict | None:
        """Return address and words of another document that may be seen."""
        found = linked(uid)
        return found if found and "@id" in found else None
