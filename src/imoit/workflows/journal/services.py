"""`@journal` of the site: every line, for auditors."""

from imoit.workflows.journal import operations
from imoit.workflows.rest.operations import read_number
from imoit.workflows.rest.services import AnswerService


SIZE = 50
MOST = 1000


class JournalGet(AnswerService):
    """Lines, newest first, in batches `b_start`, `b_size`; `verify` adds a verdict."""

    def answer(self):
        form = self.request.form
        start = read_number(form, "b_start", most=10**12) or 0
        size = read_number(form, "b_size", least=1, most=MOST) or SIZE
        total, lines = operations.recent(start, size)
        found = {
            "@id": f"{self.context.absolute_url()}/@journal",
            "items": [line._asdict() for line in lines],
            "items_total": total,
            "batching": self.batching(start, size, total),
        }
        if form.get("verify") in ("1", "true"):
            found["verdict"] = operations.verify()._asdict()
        return found

    def batching(self, start: int, size: int, total: int) -> dict[str, str]:
        """Return the links to the batches around this one."""
        starts = {
            "@id": start,
            "first": 0,
            "last": (max(total, 1) - 1) // size * size,
            **({"next": start + size} if start + size < total else {}),
            **({"prev": max(0, start - size)} if start else {}),
        }
        url = f"{self.context.absolute_url()}/@journal"
        return {n: f"{url}?b_start={s}&b_size={size}" for n, s in starts.items()}
