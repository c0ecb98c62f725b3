"""`@find`: documents by what one remembers of them, with facets and extracts."""

from imoit.content.search import domain
from imoit.content.search import operations
from imoit.workflows.pages import domain as words
from imoit.workflows.refusal import _
from imoit.workflows.refusal import BadValue
from imoit.workflows.rest.operations import read_number
from imoit.workflows.rest.services import AnswerService
from typing import Any


SHOWN = ("kind", "number", "symbol", "issued", "arrived", "from", "type", "subject")


class FindGet(AnswerService):
    """Documents that one may see; what one may not see is not counted either."""

    def answer(self):
        form = self.request.form
        text, order = words.typed(form, "q"), words.typed(form, "sort") or domain.BEST
        if order not in domain.ORDERS:
            raise BadValue(
                _("“${value}” is no order: ${orders}.", value=order, orders=ORDERS),
                field="sort",
                code="unknown_value",
            )
        found = operations.find(
            text,
            {name: words.typed_all(form, name) for name in domain.FACETS},
            order=order,
            start=read_number(form, "b_start", most=domain.MOST) or 0,
            size=read_number(form, "b_size", least=1, most=100) or 25,
        )
        return {
            "@id": f"{self.context.absolute_url()}/@find",
            "items": self.items(found, text),
            "items_total": found.total,
            "more": found.more,
            "facets": {
                name: [{"id": value.id, "count": value.count} for value in values]
                for name, values in found.facets.items()
            },
        }

    def items(self, found: operations.Found, text: str) -> list[dict[str, Any]]:
        """Return the documents of one batch."""
        cut = operations.extracts(found.brains, text)
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


ORDERS = ", ".join(domain.ORDERS)
