"""Finding documents through the catalog: rights are resolved in the query."""

from collections.abc import Mapping
from collections.abc import Sequence
from imoit.content.admission.domain import fold
from imoit.content.search import domain
from imoit.content.search import storage
from imoit.content.search.domain import Piece
from imoit.content.search.domain import Saved
from imoit.content.search.domain import Value
from imoit.workflows.refusal import _
from imoit.workflows.refusal import BadValue
from imoit.workflows.refusal import Conflict
from imoit.workflows.refusal import NotThere
from imoit.workflows.words.interfaces import IWordsIndex
from plone import api
from secrets import token_hex
from typing import Any
from typing import NamedTuple


TYPES = ("IncomingDocument", "OutgoingDocument")


class Found(NamedTuple):
    """How much was found, one batch of it, and the facets to narrow it by."""

    total: int
    more: bool
    brains: list[Any]
    facets: dict[str, list[Value]]


def find(
    text: str,
    chosen: Mapping[str, Sequence[str]],
    *,
    order: str = domain.BEST,
    start: int = 0,
    size: int = 25,
) -> Found:
    """Return documents that hold every word of *text* and fit the facets *chosen*.

    In the order of matches a whole number or symbol comes first; NEWEST and NUMBER
    order the best thousand otherwise.
    """
    asked = domain.pattern(text)
    if not asked:
        return Found(0, False, [], {})
    catalog = api.portal.get_tool("portal_catalog")
    answer = catalog(SearchableText=asked, portal_type=list(TYPES))
    brains = list(answer[: domain.MOST])
    fitting = [brain for brain in brains if _fits(brain, chosen)]
    _sort(fitting, text, order)
    return Found(
        len(fitting),
        len(answer) > domain.MOST,
        fitting[start : start + size],
        {name: _facet(brains, name, chosen) for name in domain.FACETS},
    )


def keep(
    person: str,
    name: str,
    text: str,
    chosen: Mapping[str, Sequence[str]],
    order: str = domain.BEST,
) -> Saved:
    """Keep a search for *person*, in the place of one of the same name.

    Refuses with 422 one that asks for nothing, has too long a name or no known order;
    with 409 more than a person may keep.
    """
    name = " ".join((name or text).split())
    if not domain.pattern(text):
        raise BadValue(_("Type what to search for."), field="q", code="required")
    if order not in domain.ORDERS:
        raise unknown_order(order)
    if len(name) > domain.NAME:
        raise BadValue(
            _("At most ${count} characters.", count=domain.NAME),
            field="name",
            code="too_long",
        )
    others = [one for one in storage.saved(person) if one.name != name]
    if len(others) >= domain.SAVED:
        raise Conflict(_("At most ${count} searches are kept.", count=domain.SAVED))
    made = Saved(token_hex(4), name, domain.query_of(text, chosen, order))
    storage.keep(person, sorted([*others, made], key=lambda one: fold(one.name)))
    return made


def forget(person: str, search: str) -> None:
    """Drop a search of *person*; 404 when there is none."""
    kept = storage.saved(person)
    left = [one for one in kept if one.id != search]
    if len(left) == len(kept):
        raise NotThere(_("There is no such search."))
    storage.keep(person, left)


def unknown_order(order: str) -> BadValue:
    """Return the refusal of an order that there is not."""
    known = ", ".join(domain.ORDERS)
    return BadValue(
        _("“${value}” is no order: ${orders}.", value=order, orders=known),
        field="sort",
        code="unknown_value",
    )


def count(search: Saved) -> tuple[int, bool]:
    """Return how much a search finds now for who asks, and whether there is more."""
    found = find(search.text, search.chosen(), size=0)
    return found.total, found.more


def extracts(brains: Sequence[Any], text: str) -> dict[int, list[Piece]]:
    """Return for each document, by its row, the line of its text that was meant.

    Documents come from a search, so whoever asks may read them.
    """
    catalog = api.portal.get_tool("portal_catalog")._catalog
    index = catalog.getIndex("SearchableText")
    if not IWordsIndex.providedBy(index):
        return {}
    words = domain.wanted(text)
    texts = index.texts([brain.getRID() for brain in brains])
    return {rid: domain.extract(kept.body, words) for rid, kept in texts.items()}


def _sort(brains: list[Any], text: str, order: str) -> None:
    if order == domain.NEWEST:
        brains.sort(key=lambda brain: domain.day(_line(brain)), reverse=True)
    elif order == domain.NUMBER:
        brains.sort(key=lambda brain: domain.order_by_number(_line(brain)))
    else:
        brains.sort(key=lambda brain: not domain.is_number(text, _line(brain)))


def _facet(brains, name, chosen) -> list[Value]:
    others = {key: values for key, values in chosen.items() if key != name}
    found = [
        domain.facet(_line(brain), brain.review_state, name)
        for brain in brains
        if _fits(brain, others)
    ]
    return domain.values(found, chosen.get(name, ()))


def _fits(brain, chosen) -> bool:
    return domain.fits(_line(brain), brain.review_state, chosen)


def _line(brain) -> dict[str, Any]:
    return brain.imoit_line or {}
