"""The page where auditors read the journal."""

from imoit.workflows.journal import operations
from imoit.workflows.journal.domain import Line
from imoit.workflows.journal.vocabularies import detail
from imoit.workflows.journal.vocabularies import title
from imoit.workflows.refusal import _
from imoit.workflows.speech.operations import say
from plone import api
from Products.Five.browser import BrowserView
from zope.cachedescriptors.property import Lazy
from zope.component import getMultiAdapter
from zope.i18n import translate

import json


SIZE = 50
# Above this many lines the chain is checked only when one asks: some seconds.
AT_ONCE = 20_000


class JournalPage(BrowserView):
    """Lists the lines, newest first, under the verdict on the whole chain."""

    section = "journal"

    def __call__(self):
        self.request.response.setHeader("X-Theme-Disabled", "True")
        self.request.response.setHeader("Cache-Control", "private, no-store")
        return f"<!DOCTYPE html>\n{self.index()}"

    @Lazy
    def frame(self):
        """The frame of every page, found by its name: it stands above the journal."""
        return getMultiAdapter((self.context, self.request), name="imoit-frame")

    @property
    def start(self) -> int:
        """The first line of the batch."""
        asked = str(self.request.form.get("start", ""))
        return int(asked[:12]) if asked.isascii() and asked.isdigit() else 0

    @Lazy
    def batch(self) -> tuple[int, list[Line]]:
        return operations.recent(self.start, SIZE)

    @property
    def total(self) -> int:
        return self.batch[0]

    @property
    def last(self) -> int:
        return min(self.start + SIZE, self.total)

    @property
    def before(self) -> int | None:
        return max(0, self.start - SIZE) if self.start else None

    @property
    def after(self) -> int | None:
        return self.last if self.last < self.total else None

    def lines(self) -> list[dict]:
        """Return the lines of the batch as the page shows them."""
        return [self.shown(line) for line in self.batch[1]]

    def shown(self, line: Line) -> dict:
        details = line.details
        if not isinstance(details, dict):
            details = {"": details}
        return {
            "seq": line.seq,
            "time": _local(line.time),
            "who": line.name or self.frame.who(line.person),
            "post": line.post_title or self.frame.post_title(line.person, line.post),
            "act": say(title(line.act), self.request),
            "uid": line.uid,
            "document": self.named.get(line.uid, line.uid[:8]),
            "details": [
                (self.called(name), self.printed(name, value))
                for name, value in details.items()
            ],
        }

    def called(self, name: str) -> str:
        """Return what a detail is called."""
        found = detail(name)
        return say(found, self.request) if found else name

    def printed(self, name: str, value) -> str:
        """Return the value of a detail in words, as far as there are some."""
        if isinstance(value, bool):
            return say(_("yes") if value else _("no"), self.request)
        if name in ("from", "to", "state") and value in self.states:
            return self.states[value]
        if isinstance(value, list) and all(isinstance(v, (str, dict)) for v in value):
            parts = [v if isinstance(v, str) else v.get("title", "") for v in value]
            return "; ".join(parts) if all(parts) else _printed(value)
        return _printed(value)

    @Lazy
    def states(self) -> dict[str, str]:
        """The titles of all states, by their ids."""
        flows = api.portal.get_tool("portal_workflow").objectValues()
        return {
            state.id: translate(state.title, domain="imoit", context=self.request)
            for flow in flows
            if hasattr(flow, "states")
            for state in flow.states.objectValues()
        }

    @Lazy
    def named(self) -> dict[str, str]:
        """The numbers that our own books gave to the documents of this batch.

        Not the symbol of who wrote a letter: that stands in the letter.
        """
        uids = sorted({line.uid for line in self.batch[1] if line.uid})
        catalog = api.portal.get_tool("portal_catalog")
        found = catalog.unrestrictedSearchResults(UID=uids) if uids else ()
        return {brain.UID: self.number(brain.imoit_line or {}) for brain in found}

    def number(self, line: dict) -> str:
        """Return what the books call a document, or that it has no number."""
        if not line.get("number"):
            return say(_("without a number"), self.request)
        if line.get("kind") == "outgoing":
            return line.get("symbol", "")
        name = _("arrival ${number}/${year}", number=line["number"], year=_year(line))
        return say(name, self.request)

    @Lazy
    def verdict(self) -> operations.Verdict | None:
        """The verdict on the chain, None where it waits until one asks."""
        if self.total > AT_ONCE and not self.request.form.get("verify"):
            return None
        return operations.verify()

    def reason(self) -> str:
        return say(self.verdict.reason, self.request)


def _year(line: dict) -> str:
    return str(line.get("arrived", ""))[:4]


def _local(when: str) -> str:
    year, month, day = when[:10].split("-")
    return f"{day}/{month}/{year} {when[11:19]}"


def _printed(value) -> str:
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
