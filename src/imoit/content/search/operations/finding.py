"""Finding documents through the catalog: rights are resolved in the query.

The whole of what was found is counted, narrowed and ordered, by the traits of each
document; only the documents of one batch are read.
"""

from collections.abc import Mapping
from collections.abc import Sequence
from imoit.content.search import domain
from imoit.content.search.domain import Piece
from imoit.content.search.domain import Saved
from imoit.content.search.domain import traits
from imoit.content.search.domain import Value
from imoit.content.search.operations.traits import NAME
from imoit.workflows.refusal import _
from imoit.workflows.refusal import BadValue
from imoit.workflows.words.interfaces import IWordsIndex
from plone import api
from typing import Any
from typing import NamedTuple


TYPES = ("IncomingDocument", "OutgoingDocument")
HEAD = 100  # of the best, in which a whole symbol is looked for


class Found(NamedTuple):
    """How much was found, one batch of it, and the facets to narrow it by."""

    total: int
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
    """Return documents that hold every word of *text* and fit what is *chosen*.

    Without words, all that fit. In the order of matches a whole number or symbol comes
    first.
    """
    if not domain.asks(text, chosen):
        return Found(0, [], {})
    scores = _scores(text, ranked=size > 0 and order == domain.BEST)
    index = _catalog().getIndex(NAME)
    counted = traits.count(index.found(scores), chosen, index.name)
    most = max(start + size, HEAD) if size else 0
    rids = traits.ordered(counted.fitting, scores, order, text, most)
    if order == domain.BEST and "/" in text:
        rids[:HEAD] = _best_first(rids[:HEAD], text)
    facets = {
        name: domain.values(counted.facets[name], chosen.get(name, ()))
        for name in domain.FACETS
    }
    brains = [_catalog()[rid] for rid in rids[start : start + size]]
    return Found(len(counted.fitting), brains, facets)


def count(search: Saved) -> int:
    """Return how much a search finds now for who asks."""
    return find(search.text, search.chosen(), size=0).total


def _catalog() -> Any:
    return api.portal.get_tool("portal_catalog")._catalog


def _scores(text: str, *, ranked: bool) -> dict[int, int]:
    """Return what has the words and may be seen, with its score."""
    asked = domain.pattern(text)
    query: dict[str, Any] = {"portal_type": list(TYPES)}
    if asked:
        query["SearchableText"] = {"query": asked, "ranked": ranked}
    tool = api.portal.get_tool("portal_catalog")
    answer = tool.searchResults(query, _merge=0)
    if isinstance(answer, list):
        return {rid: score for score, (_one, _score, rid), _get in answer}
    return dict.fromkeys(answer._seq, 0)


def _best_first(rids: list[int], text: str) -> list[int]:
    """Put the document of a whole symbol before those that only begin so."""
    catalog = _catalog()
    head = [(not domain.is_symbol(text, _line(catalog, rid)), rid) for rid in rids]
    return [rid for _other, rid in sorted(head, key=lambda pair: pair[0])]


def _line(catalog: Any, rid: int) -> dict[str, Any]:
    return catalog[rid].imoit_line or {}


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


def unknown_order(order: str) -> BadValue:
    """Return the refusal of an order that there is not."""
    known = ", ".join(domain.ORDERS)
    return BadValue(
        _("“${value}” is no order: ${orders}.", value=order, orders=known),
        field="sort",
        code="unknown_value",
    )
