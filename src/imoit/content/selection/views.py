"""The page that says what became of a selection."""

from imoit.content.correspondence.views import fields
from imoit.content.selection import domain
from imoit.content.selection import operations
from imoit.workflows.pages.views import FormPage
from imoit.workflows.refusal import _
from imoit.workflows.transitions.operations import state
from plone import api
from typing import Any
from urllib.parse import urlencode
from zope.i18n import translate


class BatchPage(FormPage):
    """Takes the act, then shows one line for each thing."""

    section = "desk"
    outcomes: tuple[operations.Outcome, ...] = ()

    def __call__(self):
        if self.request.method != "POST":
            return self.go(self.portal_url)
        return super().__call__()

    def act(self) -> str:
        asked = ("to", "comment", "reason")
        data = {name: self.typed(name) for name in asked if self.typed(name)}
        self.outcomes = tuple(
            operations.each(self.typed("act"), self.chosen("items"), data, self.request)
        )
        return self.show()

    def title(self) -> str:
        """Return what was done."""
        act = self.typed("act")
        return self.say(domain.TITLES.get(act, _("Selected documents")))

    def summary(self) -> str:
        """Return how many were done, and how many not."""
        done = sum(found.refusal is None for found in self.outcomes)
        return self.say(
            _(
                "${done} done, ${refused} not done",
                done=done,
                refused=len(self.outcomes) - done,
            )
        )

    def back(self) -> str:
        """Return the address of the box one came from."""
        return f"{self.portal_url}?{urlencode({'box': self.typed('box')})}"

    def rows(self) -> list[dict]:
        """Return the results, those to mend first."""
        found = sorted(self.outcomes, key=lambda outcome: outcome.refusal is None)
        return [self.row(outcome) for outcome in found]

    def row(self, found: operations.Outcome) -> dict:
        """Return one line of the result."""
        line = found.line
        return {
            "symbol": line.get("symbol") or line.get("type", ""),
            "number": line.get("number") if line.get("kind") == "incoming" else None,
            "subject": line.get("subject", ""),
            "url": f"{found.thing.absolute_url()}/view" if found.thing else "",
            "refused": self.why(found),
            "result": self.became(found),
            "css": "is-late" if found.refusal else "",
        }

    def why(self, found: operations.Outcome) -> str:
        """Return why it was refused, every reason."""
        if found.refusal is None:
            return ""
        said = [found.refusal.message, *(e.message for e in found.refusal.errors)]
        return " ".join(dict.fromkeys(self.say(sentence) for sentence in said))

    def became(self, found: operations.Outcome) -> str:
        """Return what became of it: its number where it got one, its state."""
        if found.refusal is not None:
            return ""
        number = (found.answer or {}).get("number")
        if self.typed("act") == "register" and number:
            return self.say(_("Arrival number ${number}", number=number))
        if found.thing is None:
            return ""
        flows = api.portal.get_tool("portal_workflow")
        kind: Any = found.thing.portal_type
        title = flows.getTitleForStateOnType(state(found.thing), kind)
        return translate(title, domain="imoit", context=self.request)

    def targets(self) -> list:
        """Return whom letters may be submitted to, for the form shown again."""
        return fields.targets(self.actor())
