"""The page of a search."""

from collections.abc import Sequence
from imoit.content.correspondence.views.fields import PRIORITIES
from imoit.content.search import domain
from imoit.content.search import storage
from imoit.content.search.operations import finding
from imoit.content.search.operations import keeping
from imoit.content.search.operations import listing
from imoit.workflows.actors.operations import current_actor
from imoit.workflows.pages import domain as words
from imoit.workflows.pages.views import FormPage
from imoit.workflows.pages.views import Page
from imoit.workflows.pages.views import Pages
from imoit.workflows.refusal import _
from imoit.workflows.refusal import Refusal
from imoit.workflows.refusal import Sentence
from plone import api
from plone.memoize.view import memoize
from typing import Any
from urllib.parse import urlencode


SIZE = 25
END = {"from": _("from"), "to": _("to")}
CLOSED = ("completed", "filed", "refused", "recalled", "published", "replaced")


class Search(Page):
    """What was found, and what it can be narrowed by."""

    section = "search"
    refusal: Refusal | None = None

    @property
    def text(self) -> str:
        """What is asked for; Plone's own searches name it otherwise."""
        form = self.request.form
        return words.typed(form, "q") or words.typed(form, "SearchableText")

    @property
    def order(self) -> str:
        """In which order the lines stand."""
        asked = words.typed(self.request.form, "sort")
        return asked if asked in domain.ORDERS else domain.BEST

    def orders(self) -> list[dict]:
        """Return the orders there are."""
        return [
            {"id": name, "title": self.say(title), "chosen": name == self.order}
            for name, title in domain.ORDERS.items()
        ]

    @property
    def start(self) -> int:
        """The first line shown."""
        asked = words.typed(self.request.form, "start")
        return int(asked) if asked.isdecimal() else 0

    @memoize
    def chosen(self) -> dict[str, list[str]]:
        """Return the values that the facets are narrowed to."""
        form = self.request.form
        found = {name: words.typed_all(form, name) for name in domain.NARROWED}
        return {name: values for name, values in found.items() if values}

    @memoize
    def found(self) -> finding.Found:
        """Return what was found; nothing where what was typed is no day."""
        try:
            return finding.find(
                self.text,
                self.chosen(),
                order=self.order,
                start=self.start,
                size=SIZE,
            )
        except Refusal as refusal:
            self.refusal = refusal
            self.request.response.setStatus(refusal.status)
            return finding.Found(0, [], {})

    def refused(self) -> str:
        """Return why nothing is looked for: the field, and what is wrong with it."""
        error = self.refusal.errors[0]
        return f"{self.between_title(error.field)}: {self.say(error.message)}"

    def asks(self) -> bool:
        """Tell whether anything is asked for."""
        return domain.asks(self.text, self.chosen())

    def between(self) -> dict[str, str]:
        """Return what was typed for the ends of days and numbers."""
        return {name: words.typed(self.request.form, name) for name in domain.BETWEEN}

    def fields(self) -> list[dict]:
        """Return the fields that lie between two days or two numbers."""
        return [
            {
                "title": self.say(title),
                "form": "dd/MM/yyyy" if name in domain.DAYS else "",
                "ends": [self.end(f"{name}_{end}", END[end]) for end in domain.ENDS],
            }
            for name, title in {**domain.DAYS, **domain.AMOUNTS}.items()
        ]

    def end(self, name: str, title: Sentence) -> dict:
        """Return one end of a field."""
        return {"name": name, "title": self.say(title), "value": self.between()[name]}

    def between_title(self, name: str) -> str:
        """Return how one end of a field is called: date of the document from."""
        field, _bar, end = name.rpartition("_")
        title = {**domain.DAYS, **domain.AMOUNTS}[field]
        return f"{self.say(title)} {self.say(END[end])}"

    def list_address(self) -> str:
        """Return where the result is fetched as a table."""
        return f"{self.portal_url}/@@search-list?{urlencode(self.query())}"

    def headline(self) -> str:
        """Return how much was found, in words."""
        total = words.grouped(self.found().total)
        return self.say(_("${count} documents", count=total))

    def facets(self) -> list[dict]:
        """Return the facets that tell anything."""
        found = [
            {"name": name, "title": self.say(title), "options": self.options(name)}
            for name, title in domain.FACETS.items()
        ]
        return [facet for facet in found if facet["options"]]

    def options(self, name: str) -> list[dict]:
        """Return the values of one facet with their titles."""
        return [
            {**value._asdict(), "title": self.title_of(name, value.id)}
            for value in self.found().facets.get(name, ())
        ]

    def title_of(self, name: str, value: str) -> str:
        """Return how the value of a facet is called."""
        if name in domain.BETWEEN:
            return f"{self.between_title(name)} {value}"
        if name == "kind":
            return self.say(domain.KINDS.get(value, value))
        if name == "state":
            return self.state_title(value)
        if name == "priority":
            return self.say(dict(PRIORITIES).get(value, value))
        return value

    def state_title(self, state: str, kind: str = "") -> str:
        """Return the title of a state as its process writes it."""
        return listing.state_title(state, self.request, kind)

    def narrowed(self) -> list[dict]:
        """Return each value chosen, with the address of the search without it."""
        return [
            {"title": self.title_of(name, value), "url": self.address((name, value))}
            for name, values in self.chosen().items()
            for value in values
        ]

    def address(self, without: Sequence[str] = (), **more: Any) -> str:
        """Return the address of this search, less one value."""
        query = [part for part in self.query() if part != tuple(without)]
        return f"{self.portal_url}/@@search?{urlencode([*query, *more.items()])}"

    def query(self) -> tuple[tuple[str, str], ...]:
        """Return the parts of this search."""
        return domain.query_of(self.text, self.chosen(), self.order)

    def whole(self) -> str:
        """Return the address of this search without any narrowing."""
        return f"{self.portal_url}/@@search?{urlencode({'q': self.text})}"

    def pages(self) -> Pages:
        """Return where in the answer this batch is."""
        return Pages(self.found().total, self.start, SIZE)

    def pages_address(self) -> str:
        """Return the address of a batch, its number left out."""
        return f"{self.address()}&start="

    def rows(self) -> list[dict]:
        """Return the documents found, as the page shows them."""
        asked = domain.wanted(self.text)
        found = self.found().brains
        cut = finding.extracts(found, self.text)
        return [
            {**self.row(brain, asked), "extract": cut.get(brain.getRID(), [])}
            for brain in found
        ]

    def row(self, brain: Any, asked: Sequence[str]) -> dict:
        """Return what the page says of one document."""
        line = brain.imoit_line or {}
        is_open = brain.review_state not in CLOSED
        incoming = line.get("kind") == "incoming"
        return {
            "url": brain.getURL(),
            "symbol": domain.marked(line.get("symbol") or "", asked),
            "issued": self.date(line.get("issued")),
            "from": domain.marked(line.get("from") or "", asked),
            "type": line.get("type", ""),
            "stamp": self.stamp(line.get("priority", "")),
            "due": self.due(line["due"]) if line.get("due") and is_open else None,
            "subject": domain.marked(line.get("subject") or "", asked),
            "number": line.get("number") if incoming else None,
            "kind": self.say(domain.KINDS.get(line.get("kind", ""), "")),
            "state": self.state_title(brain.review_state, brain.portal_type),
            "disc": words.disc(brain.review_state),
        }


class SearchList(Search):
    """What was found as XLSX, in the same order, to whoever may see it."""

    def __call__(self):
        by = current_actor(self.request)
        return listing.listed(self.text, self.chosen(), self.order, by, self.request)


class SavedSearches(FormPage):
    """The searches one keeps; the form of the search page keeps and drops them."""

    section = "search"

    def rows(self) -> list[dict]:
        """Return each search with its address and what it finds now."""
        return searches(self.portal_url)

    def act(self) -> str:
        person = api.user.get_current().getId()
        if self.typed("drop"):
            keeping.forget(person, self.typed("drop"))
            self.tell(_("The search is kept no longer."))
            return self.go(f"{self.portal_url}/@@saved-searches")
        chosen = {name: self.chosen(name) for name in domain.NARROWED}
        order = self.typed("sort") or domain.BEST
        made = keeping.keep(person, self.typed("name"), self.typed("q"), chosen, order)
        self.tell(_("The search is kept; the desk counts what it finds."))
        return self.go(f"{self.portal_url}/@@search?{urlencode(made.query)}")


def searches(portal_url: str) -> list[dict]:
    """Return the searches that the present user keeps, as pages show them."""
    person = api.user.get_current().getId() or ""
    return [
        {
            "id": search.id,
            "title": search.name,
            "url": f"{portal_url}/@@search?{urlencode(search.query)}",
            "count": words.grouped(finding.count(search)),
        }
        for search in storage.saved(person)
    ]
