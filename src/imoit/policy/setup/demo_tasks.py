"""What goes on around the demo's deadlines: a stopped clock, more time, a dictation."""

from datetime import date
from imoit.content.tasks.domain.terms import Term
from imoit.content.tasks.operations import dictating
from imoit.content.tasks.operations import terms
from imoit.content.tasks.operations import timing
from imoit.content.tasks.storage import children
from imoit.policy.setup.demo_letters import acting
from imoit.workflows.transitions.operations import state
from typing import Any


LEADER, SECRETARY = "thutruong1", "thuky1"
FIRST = date(2026, 1, 1)
TERMS = (
    Term(FIRST, "", "", 10),
    Term(FIRST, "", "urgent", 3),
    Term(FIRST, "", "very_urgent", 2),
    Term(FIRST, "", "express", 1),
)
ORDER = {
    "text": "Cục TTTN chủ trì, phối hợp với Cục XNK tham mưu, báo cáo tôi.",
    "lead": ["unit:tttn"],
    "support": ["unit:xnk"],
    "informed": [],
    "working_days": 5,
}


def load_tasks(portal: Any) -> None:
    """Tell it once; a site that keeps terms already stays as it is."""
    if terms.terms():
        return
    terms.keep(TERMS)
    letters = portal["incoming"].objectValues()
    _stop_and_ask(portal, next(d for d in letters if d.code_number == "4527"))
    with acting(portal, LEADER) as leader:
        groups = set(leader.groups)
    waiting = [
        d for d in letters if state(d) == "submitted" and groups & set(d.submitted_to)
    ]
    with acting(portal, SECRETARY) as secretary:
        dictating.dictate(waiting[-1], ORDER, secretary)


def _stop_and_ask(portal: Any, letter: Any) -> None:
    tasks = {task.duty: task for task in children(letter)}
    with acting(portal, LEADER) as leader:
        timing.pause(tasks["support"], leader, "Chờ Bộ Tài chính cung cấp số liệu")
    with acting(portal, "truong.tttn") as head:
        timing.ask_extension(
            tasks["lead"], head, "Cần lấy ý kiến các Sở Công Thương", working_days=3
        )
