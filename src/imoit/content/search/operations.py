"""Finding documents through the catalog: rights are resolved in the query."""

from collections.abc import Mapping
from collections.abc import Sequence
from imoit.content.search import domain
from imoit.content.search.domain import Value
from plone import api
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
    newest_first: bool = False,
    start: int = 0,
    size: int = 25,
) -> Found:
    """Return documents that hold every word of *text* and fit the facets *chosen*.

    A whole number or symbol comes first; else the best match, or the newest.
    """
    asked = domain.pattern(text)
    if not asked:
        return Found(0, False, [], {})
    catalog = api.portal.get_tool("portal_catalog")
    answer = catalog(SearchableText=asked, portal_type=list(TYPES))
    brains = list(answer[: domain.MOST])
    fitting = [brain for brain in brains if _fits(brain, chosen)]
    if newest_first:
        fitting.sort(key=_day, reverse=True)
    fitting.sort(key=lambda brain: not domain.is_number(text, _line(brain)))
    return Found(
        len(fitting),
        len(answer) > domain.MOST,
        fitting[start : start + size],
        {name: _facet(brains, name, chosen) for name in domain.FACETS},
    )


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


def _day(brain) -> str:
    line = _line(brain)
    return line.get("arrived") or line.get("issued") or ""
