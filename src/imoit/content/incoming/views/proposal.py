"""What the pages of a letter propose for its form, asked by a script at the drop."""

from imoit.content.correspondence.views import fields
from imoit.content.incoming import operations
from imoit.content.incoming.schema import IIncomingDocument
from imoit.content.incoming.services import may_add
from imoit.workflows.pages.views import FormPage
from imoit.workflows.refusal import _
from imoit.workflows.refusal import BadValue
from imoit.workflows.transitions.operations import check

import json


class ProposalPage(FormPage):
    """Looks at a file and keeps nothing; on a letter, at what was read of its file."""

    def __call__(self):
        page = super().__call__()
        if self.refusal is None:
            return page
        words = [error["text"] for error in self.errors()] or [self.headline()]
        shut = self.refusal.errors[0].code if self.refusal.errors else ""
        return self.answer({"error": " ".join(words), "code": shut})

    def show(self) -> str:
        """Return what was read of a letter's file, or that it is still read."""
        if not IIncomingDocument.providedBy(self.context):
            return self.answer({"error": self.say(_("Send a file."))})
        check(self.context, "register")
        state, found = operations.proposals(self.context)
        return self.answer({"state": state, **found.shown(self.say)})

    def act(self) -> str:
        may_add(self.context)
        sent = fields.uploaded(self.form)
        if sent is None:
            raise BadValue(_("Choose a file."), field="file", code="required")
        return self.answer(operations.looked_at(*sent).shown(self.say))

    def answer(self, said: dict) -> str:
        """Return JSON."""
        self.request.response.setHeader("Content-Type", "application/json")
        self.request.response.setHeader("Cache-Control", "no-store")
        return json.dumps(said)
