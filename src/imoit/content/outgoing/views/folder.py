"""The page where a signing folder is scanned, and where all of them are."""

from datetime import datetime
from imoit.content.correspondence.views import fields
from imoit.content.files.operations import codes_on
from imoit.content.outgoing import operations
from imoit.content.signing import domain as signing
from imoit.content.signing.operations import find
from imoit.workflows.calendar import clock
from imoit.workflows.calendar.storage import calendar
from imoit.workflows.pages.domain import typed
from imoit.workflows.pages.views import FormPage
from imoit.workflows.refusal import _
from imoit.workflows.refusal import BadValue
from imoit.workflows.refusal import Refusal
from imoit.workflows.transitions.operations import may
from imoit.workflows.transitions.operations import state
from plone import api
from plone.memoize.view import memoize
from typing import Any

import json


NO_PHOTO = _("Send a photo of the slip.")
ACTS = {
    "to_secretary": _("The secretary receives the folder"),
    "to_leader": _("Lay it before the leader"),
    "back": _("Take it back from the leader"),
}


def photographed(form: Any) -> str:
    """Return the code on the photo that a form brought; 422 where none can be read."""
    sent = fields.uploaded(form, "photo")
    codes = codes_on(*sent) if sent else ()
    if not codes:
        raise BadValue(
            _("No code can be read on this photo: come nearer, hold it still."),
            field="photo",
            code="no_code",
        )
    return signing.read_code(codes[0])


class FolderCodePage(FormPage):
    """What a camera sees, picture by picture: the code on it, or why there is none."""

    def show(self) -> str:
        said = self.errors() if self.refusal else [{"text": self.say(NO_PHOTO)}]
        return self.answer({"error": said[0]["text"] if said else self.headline()})

    def act(self) -> str:
        return self.answer({"code": photographed(self.form)})

    def answer(self, said: dict) -> str:
        """Return JSON."""
        self.request.response.setHeader("Content-Type", "application/json")
        self.request.response.setHeader("Cache-Control", "no-store")
        return json.dumps(said)


class FolderPage(FormPage):
    """Scan a slip: the one right hand-over opens. Below, where each folder is."""

    section = "desk"
    HOLD = _("Hold the slip before the camera until its folder opens.")
    REFUSED = _("The camera may not be used: type the code, or send a photo.")

    def show(self) -> str:
        if self.refusal is None and typed(self.form, "code"):
            try:
                self.found()
            except Refusal as refusal:
                self.refused(refusal)
        return super().show()

    @memoize
    def found(self) -> Any:
        """Return the document whose slip was scanned."""
        return find(typed(self.form, "code"))

    def scanned(self) -> dict | None:
        """Return what to do with the folder that was scanned."""
        if not typed(self.form, "code") or self.refusal is not None:
            return None
        document = self.found()
        step = self.step(document)
        return {
            "url": f"{document.absolute_url()}/view",
            "title": document.Title(),
            "type": document.type_name,
            "unit": document.unit_title,
            "step": step,
            "act": self.say(ACTS[step]) if step else "",
            "where": self.say(signing.where(self.last(document)["step"])),
            "sign": not step and may(document, "record_signature"),
        }

    def step(self, document: Any) -> str:
        """Return the hand-over that the present person may record now."""
        if state(document) != "paper_signing" or not may(document, "record_signature"):
            return ""
        return signing.next_step([s["step"] for s in document.signing_steps])

    def last(self, document: Any) -> dict:
        """Return the last hand-over; before the first the making of the folder."""
        if document.signing_steps:
            return document.signing_steps[-1]
        return {"step": "", "time": document.folder_made, "name": ""}

    def act(self) -> str:
        if fields.uploaded_name(self.form, "photo"):
            return self.go(f"{self.portal_url}/@@folders?code={self.photographed()}")
        document = self.found()
        step = self.typed("step")
        if not self.step(document):
            raise BadValue(_("There is nothing to record for this folder now."))
        operations.hand_over(document, step, self.actor())
        self.tell(ACTS[step])
        return self.go(f"{self.portal_url}/@@folders")

    def photographed(self) -> str:
        """Return the code on the photo that was sent; the photo is not kept."""
        return photographed(self.form)

    @memoize
    def folders(self) -> list[dict]:
        """Return each folder on its way that one may see: the longest lying first."""
        catalog = api.portal.get_tool("portal_catalog")
        brains = catalog(portal_type="OutgoingDocument", review_state="paper_signing")
        rows = [self.line(brain.getObject()) for brain in brains]
        return sorted(rows, key=lambda row: row["since"])

    def line(self, document: Any) -> dict:
        """Return where one folder is and how long it has lain there."""
        last = self.last(document)
        return {
            "url": f"{document.absolute_url()}/view",
            "title": document.Title(),
            "unit": document.unit_title,
            "where": self.say(signing.where(last["step"])),
            "name": last["name"],
            "since": last["time"],
            "time": self.time(last["time"]),
            "days": self.days(last["time"]),
        }

    def days(self, since: str) -> int:
        """Return for how many working days a folder has lain."""
        if not since:
            return 0
        first = datetime.fromisoformat(since).date()
        return calendar().between(first, clock.today())
