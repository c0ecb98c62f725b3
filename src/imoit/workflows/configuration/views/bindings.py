"""Which things move through which process, and new processes: the pages."""

from imoit.workflows.configuration.operations import binding
from imoit.workflows.configuration.operations import drafts
from imoit.workflows.configuration.operations import facts
from imoit.workflows.configuration.operations import person
from imoit.workflows.pages.domain import typed
from imoit.workflows.pages.views import FormPage
from imoit.workflows.process.domain.compare import title
from imoit.workflows.refusal import _
from plone import api
from plone.memoize.view import memoize
from typing import Any
from zope.i18n import translate


class BindingsPage(FormPage):
    """The process of each type; a change says where what exists goes."""

    section = "processes"

    def act(self) -> str:
        binding.agree(typed(self.form, "etag"))
        kind = typed(self.form, "type")
        chain = tuple(dict.fromkeys(n for n in self.wanted() if n))
        mapping = {state: goal for state in self.left() if (goal := self.goal(state))}
        binding.bind(kind, chain, mapping, person.acting(self.request))
        self.tell(_("The type moves through another process now."))
        return self.go(f"{self.portal_url}/@@imoit-bindings")

    def wanted(self) -> list[str]:
        return [typed(self.form, "process"), typed(self.form, "second")]

    def left(self) -> list[str]:
        """Return the states that were asked about, when the form was sent again."""
        return self.chosen("left")

    def goal(self, state: str) -> str:
        return typed(self.form, f"map-{state}")

    def etag(self) -> str:
        return binding.tag()

    @memoize
    def processes(self) -> list[tuple[str, str]]:
        return [(n, drafts.live(n).title or n) for n in facts.names()]

    def rows(self) -> list[dict]:
        return sorted(
            (self.row(kind, chain) for kind, chain in facts.chains().items()),
            key=lambda row: (not row["ours"], row["title"]),
        )

    def row(self, kind: str, chain: tuple[str, ...]) -> dict:
        found = api.portal.get_tool("portal_types")[kind]
        mine = typed(self.form, "type") == kind
        now = self.wanted() if mine else [*chain, "", ""]
        return {
            "id": kind,
            "title": translate(found.Title(), context=self.request),
            "chain": ", ".join(dict(self.processes()).get(n, n) for n in chain),
            "ours": facts.is_ours(kind),
            "first": now[0],
            "second": now[1],
            "left": self.asked_for() if mine else [],
        }

    def asked_for(self) -> list[dict]:
        """Return the states whose things must be told where to go."""
        if self.refusal is None:
            return []
        states = self.refusal.details.get("states") or self.left()
        return [{"id": s, "goal": self.goal(s)} for s in states]

    def goals(self, name: str) -> list[tuple[str, str]]:
        if name not in dict(self.processes()):
            return []
        process = drafts.live(name)
        return [(s, title(process, s)) for s in process.state_ids()]

    def default(self) -> str:
        names: Any = dict(self.processes())
        return ", ".join(names.get(n, n) for n in binding.default())
