"""The page that takes in a stack of scans: each file becomes a letter that waits."""

from imoit.content.correspondence.views import fields
from imoit.content.files.domain import said
from imoit.content.files.operations import attachments
from imoit.content.incoming import operations
from imoit.content.incoming.schema import IIncomingDocument
from imoit.content.incoming.services import may_add
from imoit.content.incoming.services import read_channel
from imoit.content.stacks.domain import plan_of
from imoit.content.stacks.operations import cut
from imoit.workflows.pages.views import FormPage
from imoit.workflows.refusal import _
from imoit.workflows.refusal import BadValue
from imoit.workflows.refusal import Refusal
from Products.Five.browser.pagetemplatefile import ViewPageTemplateFile
from typing import Any

import json


class ScansPage(FormPage):
    """Takes in every file chosen; a bad one says why and the others stay."""

    section = "desk"
    form_template = ViewPageTemplateFile("../templates/scans_form.pt")
    lines: tuple = ()

    @property
    def form_macro(self):
        """The macro of the form, for the desk and the registering page too."""
        return self.form_template.macros["form"]

    @property
    def here(self) -> str:
        """The address that takes the files."""
        return f"{self.context.absolute_url()}/@@receive-scans"

    @property
    def looks(self) -> str:
        """The address that tells the pages of a stack."""
        return f"{self.context.absolute_url()}/@@stack-pages"

    @property
    def separator(self) -> str:
        """The address of the sheet that is laid between two letters."""
        return f"{self.context.absolute_url()}/@@separator-sheet"

    def show(self) -> str:
        """Return the page; only the registry of the Ministry has it."""
        may_add(self.context)
        return super().show()

    def secrecies(self) -> list[tuple[str, str]]:
        """Return the levels that may be declared; secret ones are refused in words."""
        return fields.secrecies(self.say)

    def channels(self) -> list[tuple[str, str]]:
        """Return the ways by which the letters came."""
        return fields.channels(self.say)

    def waits(self) -> int:
        """Return how many letters wait to be registered."""
        actor = self.actor()
        return len(operations.waiting(actor)) if actor else 0

    def first(self) -> str:
        """Return where the first of them is registered."""
        actor = self.actor()
        found = operations.next_waiting(actor) if actor else None
        return f"{found.getURL()}/@@register" if found is not None else ""

    def act(self) -> str:
        """Take the files in and show one line of result each."""
        may_add(self.context)
        sent = [operations.Scan(*found) for found in fields.uploads(self.form)]
        if not sent:
            raise BadValue(_("Choose a file."), field="scans", code="required")
        scans, done = self.cut_up(sent)
        if self.typed("secrecy") == "normal":
            scans = operations.look_first(self.request, scans)
        done += operations.receive_scans(
            self.context,
            scans,
            self.actor(),
            secrecy=self.typed("secrecy"),
            channel=read_channel({"channel": self.typed("channel")}),
        )
        self.lines = tuple(self.line(scan, came) for scan, came in done)
        return self.answer() if self.asks_for_lines() else self.show()

    def cut_up(self, sent: list) -> tuple[list, list]:
        """Return the letters of each stack, and the stacks that cannot be cut."""
        scans, refused = [], []
        for scan in sent:
            try:
                scans += self.letters_of(scan)
            except Refusal as refusal:
                refused.append((scan, refusal))
        return scans, refused

    def letters_of(self, scan: operations.Scan) -> list[operations.Scan]:
        """Return the letters of a file: one, unless it is said to be a stack."""
        is_pdf = scan.name.lower().endswith(".pdf")
        if not self.typed("stack") or not is_pdf:
            return [scan]
        begins, left_out = self.typed("begins"), self.typed("left_out")
        plan = plan_of(begins, left_out) if begins or left_out else None
        found = cut(scan.name, scan.data, plan)
        return [operations.Scan(letter.name, letter.data) for letter in found]

    def refused(self, refusal: Refusal) -> None:
        """Say no to the whole stack, to each file of it when a script asks."""
        super().refused(refusal)
        if self.asks_for_lines():
            words = [error["text"] for error in self.errors()] or [self.headline()]
            line = {"name": "", "text": " ".join(words), "ok": False, "url": ""}
            self.lines = (line,)

    def __call__(self):
        page = super().__call__()
        return self.answer() if self.refusal and self.asks_for_lines() else page

    def asks_for_lines(self) -> bool:
        """Tell whether the script of the form asks, which shows the lines itself."""
        return self.request.get_header("X-Requested-With") == "fetch"

    def answer(self) -> str:
        """Return the lines for the script."""
        self.request.response.setHeader("Content-Type", "application/json")
        return json.dumps({"lines": self.lines, "first": self.first()})

    def line(self, scan: operations.Scan, came: Any) -> dict[str, Any]:
        """Return what became of one file."""
        if isinstance(came, Refusal):
            errors = [self.say(error.message) for error in came.errors]
            text = " ".join(errors) or self.say(came.message)
            return {"name": scan.name, "ok": False, "text": text, "url": ""}
        if not IIncomingDocument.providedBy(came):
            name = came.symbol() or came.Title()
            text = self.say(_("Signed paper of “${name}”: added to it", name=name))
            url = f"{came.absolute_url()}/view"
            return {"name": scan.name, "ok": True, "text": text, "url": url}
        text = self.say(_("Received, waits to be registered"))
        flags = [
            self.say(said(check))
            for check in attachments(came)[0].checks
            if check["state"] == "flagged"
        ]
        return {
            "name": scan.name,
            "ok": True,
            "text": " ".join([f"{text}.", *flags]) if flags else text,
            "url": f"{came.absolute_url()}/@@register",
        }
