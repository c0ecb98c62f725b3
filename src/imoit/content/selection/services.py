"""`@batch`: one act on a selection."""

from imoit.content.selection import operations
from imoit.workflows.refusal import _
from imoit.workflows.refusal import BadValue
from imoit.workflows.rest.operations import read_names
from imoit.workflows.rest.operations import read_text
from imoit.workflows.rest.operations import refused
from imoit.workflows.rest.services import WriteService
from imoit.workflows.transitions.operations import state


class BatchPost(WriteService):
    """Takes `{act, items, data}`; one result for each, in the order sent."""

    def write(self, data: dict) -> dict:
        act = read_text(data, "act", required=True, limit=100)
        values = data.get("data") or {}
        if not isinstance(values, dict):
            raise BadValue(
                _("The request must be a JSON object."), field="data", code="not_object"
            )
        outcomes = operations.each(act, uids(data), values, self.request)
        return {
            "@id": f"{self.context.absolute_url()}/@batch",
            "act": act,
            "done": sum(found.refusal is None for found in outcomes),
            "items": [shown(found, self.request) for found in outcomes],
        }


def uids(data: dict) -> list[str]:
    """Return the things sent: UIDs, or the lines of an inbox."""
    items = data.get("items")
    if isinstance(items, list):
        items = [i.get("UID") if isinstance(i, dict) else i for i in items]
    return read_names({"items": items}, "items")


def shown(found: operations.Outcome, request) -> dict:
    """Return a result as JSON."""
    if found.refusal is not None:
        error = refused(found.refusal, request)
        return {"UID": found.uid, "status": found.refusal.status, "error": error}
    return {
        "UID": found.uid,
        "status": 200,
        "@id": found.thing.absolute_url() if found.thing else None,
        "review_state": state(found.thing) if found.thing else None,
        "answer": found.answer,
    }
