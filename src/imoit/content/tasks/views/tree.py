"""The tree of tasks as a page shows it."""

from imoit.content.correspondence.views.document import DocumentPage
from imoit.content.tasks import storage
from imoit.content.tasks.domain import OPEN
from imoit.workflows.refusal import _
from imoit.workflows.transitions.operations import state
from imoit.workflows.transitions.operations import steps
from plone.memoize.view import memoize
from Products.Five.browser.pagetemplatefile import ViewPageTemplateFile
from typing import Any


DUTIES = {
    "lead": _("Lead"),
    "support": _("Support"),
    "informed": _("To be informed"),
}
# What the addressee does stands at the head of the page; what the giver does, here.
OF_THE_GIVER = ("accept", "send_back", "recall")


class TreePage(DocumentPage):
    """A document with its directives and the tasks they became."""

    trees = ViewPageTemplateFile("../templates/tree.pt")

    @property
    def tree(self):
        """The macros of the tree."""
        return self.trees.macros

    @memoize
    def directives(self) -> list[dict]:
        """Return the directives on the document itself, newest first."""
        return storage.directives(self.context)[::-1]

    def given(self, task: Any) -> list[dict]:
        """Return the directives given below *task*."""
        return storage.directives(task)

    def count(self) -> int:
        return sum(1 for _task in storage.walk(self.context))

    def rows(self, target: Any = None) -> list[dict]:
        """Return the tasks under *target*, each with those below it."""
        found = storage.children(self.context if target is None else target)
        return [self.row(task) for task in found]

    def row(self, task: Any) -> dict:
        """Return what the tree says of one task."""
        below = task.journal_root() is not task.aq_parent
        quiet = task.duty == "informed"
        who, _comma, post = task.assignee_title.partition(", ")
        return {
            "id": task.UID(),
            "duty": self.say(DUTIES[task.duty]),
            "lead": task.duty == "lead" and not below,
            "who": who,
            "post": post or task.opened_by,
            "mine": self.is_mine(task),
            "state": self.state(task),
            "opened": self.time(task.opened_at),
            "opened_by": task.opened_by,
            "due": self.due(task.due, task.done_at, hours=True) if not quiet else None,
            "percent": task.percent if state(task) != "done" else 0,
            "result": task.result,
            "reason": task.reason,
            "answer": self.link(task.answer),
            "acts": self.of_the_giver(task),
            "given": self.given(task),
            "rows": self.rows(task),
        }

    def is_mine(self, task: Any) -> bool:
        """Tell whether *task* was given to whom one acts as."""
        by = self.actor()
        return bool(by and set(task.acting) & set(by.groups))

    def of_the_giver(self, task: Any) -> list[dict]:
        """Return the steps by which the giver judges *task*."""
        found = [self.button(task, s) for s in steps(task) if s.id in OF_THE_GIVER]
        for act in found:
            act["class"] = "btn btn-sm" + (
                " btn-outline-danger" if act["id"] == "recall" else ""
            )
        return found

    @memoize
    def my_tasks(self) -> list:
        """Return the open tasks of whom one acts as."""
        return [
            task
            for task in storage.walk(self.context)
            if self.is_mine(task) and state(task) in OPEN
        ]

    def my_acts(self) -> list[dict]:
        """Return what one may do with one's own tasks, nearest to the work first."""
        found: dict[str, dict] = {}
        for task in reversed(self.my_tasks()):
            for step in steps(task):
                if step.id not in (*OF_THE_GIVER, "open", "close"):
                    found.setdefault(step.id, self.button(task, step))
        order = ("forward", "report", "mark_seen", "return")
        return sorted(found.values(), key=lambda act: order.index(act["id"]))
