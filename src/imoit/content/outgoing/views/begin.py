"""The form that begins a draft."""

from imoit.content.autofill.operations import pass_gate
from imoit.content.correspondence.operations import look_up
from imoit.content.correspondence.operations import read_record
from imoit.content.correspondence.views import fields
from imoit.content.directory.operations.agencies import named
from imoit.content.files.operations import attach
from imoit.content.outgoing import operations
from imoit.content.outgoing.services import may_draft
from imoit.content.outgoing.views import addressing
from imoit.workflows.pages.domain import iso_date
from imoit.workflows.pages.views import FormPage
from imoit.workflows.refusal import _
from plone.memoize.view import memoize
from Products.Five.browser.pagetemplatefile import ViewPageTemplateFile
from typing import Any


LATER = ("code_number", "code_notation", "issued_date", "issuer", "signer")


class BeginPage(FormPage):
    """Begins a draft, by itself or as the answer to a letter."""

    sheets = ViewPageTemplateFile("../../correspondence/templates/document.pt")

    @property
    def sheet(self):
        """The macros of a document's page."""
        return self.sheets.macros

    def show(self) -> str:
        may_draft(self.context)
        return super().show()

    @memoize
    def question(self) -> Any:
        """Return the letter that is answered, None for a draft by itself."""
        return look_up(self.typed("answers")) if self.typed("answers") else None

    def value(self, name: str) -> str:
        question = self.question()
        usual = {"type_name": fields.TYPES[0], "priority": "normal"}
        if question is not None:
            usual["priority"] = question.priority
            usual["subject"] = self.say(
                _(
                    "Answer to ${type} ${symbol}",
                    type=question.type_name,
                    symbol=question.symbol(),
                )
            )
        return self.typed(name, usual.get(name, ""))

    def types(self) -> tuple[str, ...]:
        return fields.TYPES

    def priorities(self) -> list[tuple[str, str]]:
        return fields.priorities(self.say)

    def secrecies(self) -> list[tuple[str, str]]:
        return fields.secrecies(self.say)

    def leaders(self) -> list:
        return fields.leaders()

    @memoize
    def groups(self) -> list[dict]:
        return addressing.groups(self.say, self.actor())

    def agencies(self) -> str:
        """Return the agencies typed; an answer goes to who wrote, if not to us."""
        question = self.question()
        usual = (getattr(question, "issuer", None) or {}).get("name", "")
        return self.typed("agencies", usual if question and named(usual) else "")

    def act(self) -> str:
        may_draft(self.context)
        names = ("type_name", "subject", "secrecy", "priority", "answers")
        data = {name: self.typed(name) for name in names}
        data["due_date"] = iso_date(self.typed("due_date"))
        outside = addressing.typed_agencies(self.typed("agencies"))
        data["recipients"] = [*self.chosen("recipients"), *outside]
        operations.admit(
            secrecy=data["secrecy"],
            type_name=data["type_name"],
            subject=data["subject"],
            door="form",
        )
        values = read_record(data)
        values = {name: v for name, v in values.items() if name not in LATER}
        task = self.typed("task")
        found = fields.uploaded(self.form)
        if found is not None:
            sure = self.typed("confirm_text") == "1"
            pass_gate(self.request, [found], door="form", confirmed=sure)
        document = operations.draft(self.context, values, self.actor(), task=task)
        if found is not None:
            name, content = found
            attach(document, name=name, data=content, by=self.actor(), role="main")
        self.tell(_("The draft was begun."))
        return self.go(f"{document.absolute_url()}/view")
