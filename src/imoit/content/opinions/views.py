"""The page of opinions on a draft: the table, asking, answering."""

from collections.abc import Collection
from imoit.content.autofill.operations import pass_gate
from imoit.content.correspondence.views import fields
from imoit.content.correspondence.views.document import Sheet
from imoit.content.opinions import domain
from imoit.content.opinions import operations
from imoit.workflows.calendar.storage import calendar
from imoit.workflows.pages.domain import iso_date
from imoit.workflows.pages.domain import printed
from imoit.workflows.refusal import _
from imoit.workflows.refusal import BadValue
from imoit.workflows.rest.operations import read_date
from plone.memoize.view import memoize


class OpinionsPage(Sheet):
    """Who was asked, what each said, who is late."""

    @memoize
    def rows(self) -> list[dict]:
        """Return the table, a row for each who was asked."""
        return [self.row(found) for found in operations.opinions(self.context)]

    def row(self, opinion: domain.Opinion) -> dict:
        """Return what the table says of one who was asked."""
        verdict = domain.TITLES.get(opinion.verdict)
        return {
            **opinion._asdict(),
            "due": self.date(opinion.due),
            "verdict_title": self.say(verdict) if verdict else "",
            "time": self.time(opinion.time),
            "late": opinion.is_late(self.today),
            "open": opinion.is_open(),
            "is_told": bool(opinion.reasons or opinion.ended or opinion.files),
            "files": [
                self.file_line(self.context[name])
                for name in opinion.files
                if name in self.context
            ],
        }

    def counts(self) -> dict[str, int]:
        return domain.counts(operations.opinions(self.context), self.today)

    @memoize
    def mine(self) -> list[dict]:
        """Return the opinions that are asked of whom one acts as."""
        groups = set(self.actor().groups) if self.actor() else set()
        return [r for r in self.rows() if r["open"] and groups & set(r["groups"])]

    def may_ask(self) -> bool:
        by = self.actor()
        return bool(by and self.context.may_ask(by))

    @memoize
    def groups(self) -> list[dict]:
        return [
            {"title": self.say(title), "parties": parties}
            for title, parties in fields.addressees(self.actor())
        ]

    def options(self, chosen: Collection[str]) -> str:
        """Return whom may be asked as the options of a choice."""
        return fields.options(self.groups(), chosen)

    def verdicts(self) -> list[tuple[str, str]]:
        return [(value, self.say(title)) for value, title in domain.TITLES.items()]

    def usual_day(self) -> str:
        """Return the last day that is offered: three working days from today."""
        return printed(calendar().add(self.today, 3))

    def act(self) -> str:
        acts = {"ask": self.ask, "give": self.give, "go_on": self.go_on}
        act = acts.get(self.typed("do"))
        if act is None:
            raise BadValue(_("This page cannot do that."))
        act()
        return self.go(f"{self.url}/@@opinions")

    def ask(self) -> None:
        """Ask those who were chosen."""
        day = {"due": iso_date(self.typed("due"))}
        asked = operations.ask(
            self.context,
            self.chosen("to"),
            read_date(day, "due", required=True),
            self.typed("question"),
            self.actor(),
        )
        self.tell(_("Asked ${count} for their opinion.", count=len(asked)))

    def give(self) -> None:
        """Give one's own opinion."""
        given = (
            self.context,
            self.typed("opinion"),
            self.typed("verdict"),
            self.typed("reasons"),
            self.actor(),
        )
        operations.check_giving(*given)
        found = fields.uploaded(self.form)
        files = [found] if found else []
        sure = self.typed("confirm_text") == "1"
        pass_gate(self.request, files, door="opinion", confirmed=sure)
        operations.give(*given, files)
        self.tell(_("Your opinion was sent."))

    def go_on(self) -> None:
        """Go on without those still awaited."""
        operations.go_on(self.context, self.typed("reason"), self.actor())
        self.tell(_("The decision is on record."))
