"""A stack of letters in one scan: the sheets between them, and its pages to be cut."""

from imoit.content.correspondence.views import fields
from imoit.content.incoming.services import may_add
from imoit.content.stacks import domain
from imoit.content.stacks import operations
from imoit.workflows.pages.views import FormPage
from imoit.workflows.pages.views import Page
from imoit.workflows.refusal import _
from imoit.workflows.refusal import BadValue

import io
import json
import segno


class SeparatorPage(Page):
    """The sheet that is laid between two letters, for print."""

    def show(self) -> str:
        may_add(self.context)
        return super().show()

    def qr(self) -> str:
        """Return its code, an SVG to stand in a page."""
        out = io.BytesIO()
        made = segno.make(domain.SEPARATOR, error="h", micro=False)
        made.save(out, kind="svg", xmldecl=False, svgns=True, omitsize=True, border=4)
        return out.getvalue().decode()


class StackPage(FormPage):
    """Tells a script the pages of a stack; nothing of it is kept."""

    def __call__(self):
        page = super().__call__()
        if self.refusal is None:
            return page
        words = [error["text"] for error in self.errors()] or [self.headline()]
        return self.answer({"error": " ".join(words)})

    def show(self) -> str:
        return self.answer({"error": self.say(_("Send a file."))})

    def act(self) -> str:
        may_add(self.context)
        sent = fields.uploads(self.form)
        if len(sent) != 1:
            raise BadValue(_("Choose a file."), field="scans", code="required")
        return self.answer(operations.shown(operations.look(*sent[0])))

    def answer(self, said: dict) -> str:
        """Return JSON."""
        self.request.response.setHeader("Content-Type", "application/json")
        self.request.response.setHeader("Cache-Control", "no-store")
        return json.dumps(said)
