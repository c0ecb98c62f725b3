"""`@terms`: the usual terms."""

from collections.abc import Mapping
from datetime import date
from imoit.content.tasks.domain.terms import MOST
from imoit.content.tasks.domain.terms import Term
from imoit.content.tasks.operations import terms as operations
from imoit.workflows.refusal import _
from imoit.workflows.refusal import BadValue
from imoit.workflows.rest.operations import read_date
from imoit.workflows.rest.operations import read_number
from imoit.workflows.rest.operations import read_text
from imoit.workflows.rest.services import AnswerService
from imoit.workflows.rest.services import WriteService
from plone import api
from typing import Any


class TermsGet(AnswerService):
    """The rules, the latest first."""

    def answer(self):
        return shown()


class TermsPut(WriteService):
    """Keeps the rules sent in place of all."""

    def write(self, data: dict) -> dict:
        sent = data.get("items")
        if not isinstance(sent, list) or not all(isinstance(r, dict) for r in sent):
            raise BadValue(
                _("This must be a list of rules."), field="items", code="not_a_list"
            )
        operations.keep([read_term(row) for row in sent])
        return shown()


def read_term(row: Mapping[str, Any]) -> Term:
    """Return the rule sent as `{valid_from, type_name, priority, working_days}`."""
    day: date | None = read_date(row, "valid_from", required=True)
    return Term(
        day or date.min,
        read_text(row, "type_name", limit=200),
        read_text(row, "priority"),
        read_number(row, "working_days", least=1, most=MOST),
    )


def shown() -> dict[str, Any]:
    """Return the rules as JSON."""
    found = operations.terms()
    return {
        "@id": f"{api.portal.get().absolute_url()}/@terms",
        "items": [
            {
                "valid_from": term.valid_from.isoformat(),
                "type_name": term.kind,
                "priority": term.priority,
                "working_days": term.days,
            }
            for term in found
        ],
        "items_total": len(found),
    }
