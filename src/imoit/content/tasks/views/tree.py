"""The tree of tasks as a page shows it."""

from imoit.content.correspondence.views.document import DocumentPage
from imoit.content.tasks import storage
from imoit.content.tasks.domain.states import OPEN
from imoit.content.tasks.operations import timing
from imoit.content.tasks.operations.dictating import leader_of
from imoit.content.tasks.services.giving import numbered
from imoit.content.tasks.views.dictation import said_of
from imoit.content.tasks.vocabularies import DUTIES
from imoit.workflows.actors.operations import directory
from imoit.workflows.refusal import _
from imoit.workflows.transitions.operations import may
from imoit.workflows.transitions.operations import state
from imoit.workflows.transitions.operations import steps
from plone.memoize.view import memoize
from Products.Five.browser.pagetemplatefile import ViewPageTemplateFile
from typing import Any


# Of one's own tasks, the nearest to the work first; what the giver does stands in the
# tree.
MINE = ("forward", "report", "mark_seen", "ask_extension", "return")
# What waits for the giver's word comes first, what takes the work away last.
JUDGED = (
    "accept",
    "grant_extension",
    "take_note",
    "send_back",
    "refuse_extension",
    "resume",
    "pause",
    "recall",
)
LOOKS = {
    "accept": "btn-primary",
    "grant_extension": "btn-primary",
    "recall": "btn-outline-danger",
}
MARKS = {
    "pause": ("hourglass-split", _("The clock was stopped on ${day}")),
    "resume": ("hourglass-split", _("The clock runs again since ${day}")),
    "ask_extension": ("clock-history", _("Asked for more time until ${due}")),
    "grant_extension": ("calendar3", _("Extended until ${due}")),
    "refuse_extension": ("x-lg", _("No more time was given")),
    "send_back": ("reply", _("Sent back on ${day}")),
}
LATE = {
    "late": _("Done late"),
    "late_waiting": _("Done late, because it had to wait"),
    "overdue_waiting": _("Late, because it has to wait"),
}


def named(task: Any) -> tuple[str, str]:
    """Return who has *task*: a person and the post, or a unit, whose name may have a
    comma of its own."""
    if task.assignee.startswith("unit:"):
        return task.assignee_title, ""
    who, _comma, post = task.assignee_title.partition(", ")
    return who, post


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
        return numbered(storage.directives(self.context))[::-1]

    def may_replace(self, directive: dict) -> bool:
        """Tell whether the reader may give another directive instead of this one."""
        by = self.actor()
        if by is None or directive["superseded_by"] or directive["post"] != by.post:
            return False
        number = directive["number"]
        here = self.context if directive in self.directives() else None
        return here is not None and bool(number) and may(here, "direct")

    @memoize
    def dictated(self) -> list[dict]:
        """Return what a secretary wrote down here, as it is shown to the two."""
        places = (self.context, *storage.walk(self.context))
        return [said for place in places if (said := said_of(self, place))]

    def acts(self) -> list[dict]:
        """Return the steps open now; a secretary may write down for the leader."""
        return [*super().acts(), *self.dictate_act()]

    def dictate_act(self) -> list[dict]:
        """Return the way to write a directive down, for the leader's secretary.

        It is written on the document, else on the task of the leader.
        """
        target = self.to_dictate()
        if target is None:
            return []
        return [
            {
                "id": "dictate",
                "text": self.say(_("Write down a directive for the leader")),
                "url": f"{target.absolute_url()}/@@direct",
                "post": False,
                "class": "btn btn-primary",
                "key": "g",
            }
        ]

    def to_dictate(self) -> Any | None:
        """Return what the reader may write a directive down on for the leader."""
        by = self.actor()
        if by is None or not directory().leader_of(by.post):
            return None
        places = (self.context, *storage.walk(self.context))
        open_to = (place for place in places if leader_of(place, by))
        found = next(open_to, None)
        return None if found is None or said_of(self, found) else found

    def in_force(self) -> list[dict]:
        """Return the directives that nobody has replaced."""
        return [d for d in self.directives() if not d["superseded_by"]]

    def replaced(self) -> list[dict]:
        """Return the directives that were replaced; they stay for ever."""
        return [d for d in self.directives() if d["superseded_by"]]

    def given(self, task: Any) -> list[dict]:
        """Return the directives given below *task*."""
        return numbered(storage.directives(task))

    def count(self) -> int:
        return sum(1 for _task in storage.walk(self.context))

    def rows(self, target: Any = None) -> list[dict]:
        """Return the tasks under *target*, each with those below it."""
        found = storage.children(self.context if target is None else target)
        return [self.row(task) for task in found]

    def row(self, task: Any) -> dict:
        """Return what the tree says of one task."""
        below = task.journal_root() is not task.aq_parent
        who, post = named(task)
        return {
            "id": task.UID(),
            "duty": self.say(DUTIES[task.duty]),
            "lead": task.duty == "lead" and not below,
            "who": who,
            "post": post or task.opened_by,
            "mine": self.is_mine(task),
            "state": self.state(task),
            "ended": state(task) in ("returned", "recalled"),
            "opened": self.time(task.opened_at),
            "opened_by": task.opened_by,
            **self.times(task),
            "percent": task.percent if state(task) != "done" else 0,
            "result": task.result,
            "files": self.result_files(task),
            "reason": task.reason,
            "answer": self.link(task.answer),
            "acts": self.of_the_giver(task),
            "given": self.given(task),
            "rows": self.rows(task),
        }

    def times(self, task: Any) -> dict:
        """Return since when and until when, and how that stands."""
        last = timing.last_day(task)
        kind = timing.standing(task)
        return {
            "since": self.date(task.given_at),
            "until": self.weekday(last),
            "due": self.due_of(task, last, kind),
            "late": self.say(LATE[kind]) if kind in LATE else "",
            "marks": [self.mark(mark) for mark in task.marks if mark["act"] in MARKS],
        }

    def due_of(self, task: Any, last: Any, kind: str) -> dict | None:
        """Return the chip of the deadline; none for information and what is off."""
        if task.duty == "informed" or kind == "stopped":
            return None
        if kind == "paused":
            return {
                "kind": "later",
                "icon": self.icon("hourglass-split"),
                "short": self.say(_("Clock stopped")),
                "full": self.say(_("The clock stands still")),
                "day": "",
            }
        return self.due(last, timing.finished_on(task), hours=True)

    def mark(self, mark: dict) -> dict:
        """Return one act on the deadline in words."""
        icon, sentence = MARKS[mark["act"]]
        said = _(
            sentence.text, day=self.time(mark["time"]), due=self.date(mark.get("due"))
        )
        return {
            "icon": self.icon(icon),
            "text": self.say(said),
            "who": f"{mark['name']}, {mark['post_title']}",
            "reason": mark.get("reason", ""),
        }

    def result_files(self, task: Any) -> list[dict]:
        """Return the files that came with the reports of *task*."""
        names = [name for report in task.reports for name in report["files"]]
        return [self.file_line(self.context[n]) for n in names if n in self.context]

    def is_mine(self, task: Any) -> bool:
        """Tell whether *task* was given to whom one acts as."""
        by = self.actor()
        return bool(by and set(task.acting) & set(by.groups))

    def of_the_giver(self, task: Any) -> list[dict]:
        """Return the steps by which the giver judges *task*."""
        by = self.actor()
        if by is None or task.giver_group() not in by.groups:
            return []
        found = [self.button(task, s) for s in steps(task) if s.id in JUDGED]
        for act in found:
            act["class"] = f"btn btn-sm {LOOKS.get(act['id'], '')}".rstrip()
        return sorted(found, key=lambda act: JUDGED.index(act["id"]))

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
                if step.id in MINE:
                    found.setdefault(step.id, self.button(task, step))
        return sorted(found.values(), key=lambda act: MINE.index(act["id"]))
