"""`@find`: documents by what one remembers of them, with facets and extracts."""

from collections.abc import Mapping
from imoit.content.search import domain
from imoit.content.search import storage
from imoit.content.search.domain import Saved
from imoit.content.search.operations import finding
from imoit.content.search.operations import keeping
from imoit.content.search.operations import listing
from imoit.workflows.actors.operations import current_actor
from imoit.workflows.pages import domain as words
from imoit.workflows.refusal import _
from imoit.workflows.refusal import BadValue
from imoit.workflows.rest.operations import read_number
from imoit.workflows.rest.services import AnswerService
from imoit.workflows.rest.services import PathMixin
from imoit.workflows.rest.services import WriteService
from plone import api
from typing import Any
from typing import NamedTuple
from urllib.parse import urlencode


SHOWN = ("kind", "number", "symbol", "issued", "arrived", "from", "type", "subject")


class Asked(NamedTuple):
    """What a request asks for."""

    text: str
    chosen: dict[str, list[str]]
    order: str


def asked(form: Mapping[str, Any]) -> Asked:
    """Read a search; an order that there is not is refused."""
    order = words.typed(form, "sort") or domain.BEST
    if order not in domain.ORDERS:
        raise finding.unknown_order(order)
    chosen = {name: words.typed_all(form, name) for name in domain.NARROWED}
    return Asked(words.typed(form, "q"), chosen, order)


class FindGet(AnswerService):
    """Documents that one may see; what one may not see is not counted either."""

    def answer(self):
        form = self.request.form
        text, chosen, order = asked(form)
        found = finding.find(
            text,
            chosen,
            order=order,
            start=read_number(form, "b_start") or 0,
            size=read_number(form, "b_size", least=1, most=100) or 25,
        )
        return {
            "@id": f"{self.context.absolute_url()}/@find",
            "items": self.items(found, text),
            "items_total": found.total,
            "facets": {
                name: [{"id": value.id, "count": value.count} for value in values]
                for name, values in found.facets.items()
            },
        }

    def items(self, found: finding.Found, text: str) -> list[dict[str, Any]]:
        """Return the documents of one batch."""
        cut = finding.extracts(found.brains, text)
        return [
            {
                "@id": brain.getURL(),
                "@type": brain.portal_type,
                "UID": brain.UID,
                "review_state": brain.review_state,
                "priority": brain.imoit_line["priority"],
                "extract": [piece._asdict() for piece in cut.get(brain.getRID(), ())],
                **{name: brain.imoit_line.get(name) or None for name in SHOWN},
            }
            for brain in found.brains
        ]


class FindListGet(AnswerService):
    """The same documents in the same order, as XLSX."""

    def answer(self):
        by = current_actor(self.request)
        return listing.listed(*asked(self.request.form), by, self.request)


def shown(search: Saved, request: Any) -> dict:
    """Return a search that is kept, and how much it finds now."""
    here = api.portal.get().absolute_url()
    return {
        "@id": f"{here}/@searches/{search.id}",
        "name": search.name,
        "find": f"{here}/@find?{urlencode(search.query)}",
        "items_total": finding.count(search),
    }


class SearchesGet(AnswerService):
    """The searches one keeps."""

    def answer(self):
        kept = storage.saved(me())
        return {
            "@id": f"{self.context.absolute_url()}/@searches",
            "items": [shown(search, self.request) for search in kept],
        }


class SearchesPost(WriteService):
    """`{"name", "q", "sort", "facets": {name: [values]}}`: keep a search."""

    def write(self, data):
        facets = data.get("facets") or {}
        if not _are_lists(facets):
            raise BadValue(
                _("Give a list of values for each facet: ${names}.", names=NAMES),
                field="facets",
                code="bad_value",
            )
        made = keeping.keep(
            me(),
            str(data.get("name") or ""),
            str(data.get("q") or ""),
            facets,
            str(data.get("sort") or domain.BEST),
        )
        self.request.response.setStatus(201)
        return shown(made, self.request)


class SearchDelete(PathMixin, WriteService):
    """`DELETE @searches/<id>`: keep it no longer."""

    def write(self, data):
        keeping.forget(me(), "/".join(self.path))


def _are_lists(facets: Any) -> bool:
    return isinstance(facets, dict) and all(
        name in domain.NARROWED
        and isinstance(values, list)
        and all(isinstance(value, str) for value in values)
        for name, values in facets.items()
    )


def me() -> str:
    """Return who asks."""
    return api.user.get_current().getId() or ""


NAMES = ", ".join(domain.NARROWED)
