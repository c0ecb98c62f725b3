"""The page of one step of a process: who, from where to where, what it asks, brings."""

from collections.abc import Callable
from collections.abc import Iterable
from imoit.workflows.configuration import storage
from imoit.workflows.configuration.operations import drafts
from imoit.workflows.configuration.operations import facts
from imoit.workflows.configuration.operations import person
from imoit.workflows.configuration.views.names import NamesMixin
from imoit.workflows.pages.domain import typed
from imoit.workflows.pages.views import FormPage
from imoit.workflows.process.domain import changes
from imoit.workflows.process.domain.reading import digest
from imoit.workflows.process.domain.shape import Asked
from imoit.workflows.process.domain.shape import AUTOMATIC
from imoit.workflows.process.domain.shape import Guard
from imoit.workflows.process.domain.shape import Menu
from imoit.workflows.process.domain.shape import Process
from imoit.workflows.process.domain.shape import Step
from imoit.workflows.process.domain.shape import USER
from imoit.workflows.refusal import _
from imoit.workflows.refusal import BadValue
from imoit.workflows.transitions.domain import OWN_FORM
from imoit.workflows.transitions.vocabularies import NOT
from plone import api
from plone.memoize.view import memoize
from typing import Any


NEW = Step("", menu=Menu())
ASKED = (
    ("", _("not asked")),
    ("may", _("may stay empty")),
    ("must", _("must be given")),
)


class StepPage(NamesMixin, FormPage):
    """Changes one step in the draft, adds one, takes one away."""

    section = "processes"

    @property
    def name(self) -> str:
        return typed(self.form, "id")

    def __call__(self):
        facts.flow(self.name)
        return super().__call__()

    def address(self) -> str:
        return f"{self.portal_url}/@@imoit-process?id={self.name}&part=steps"

    @memoize
    def process(self) -> Process:
        found = storage.draft(self.name)
        return found.process if found else drafts.live(self.name)

    @memoize
    def step(self) -> Step:
        name = typed(self.form, "step")
        return changes.step_of(self.process(), name) if name else NEW

    def etag(self) -> str:
        return digest(self.process())

    def is_draft(self) -> bool:
        return storage.draft(self.name) is not None

    def title(self) -> str:
        return self.step().title or self.step().id or self.say(_("New step"))

    # ---- acts ----
    def act(self) -> str:
        do, by = typed(self.form, "do"), person.acting(self.request)
        if typed(self.form, "etag"):
            drafts.agree(self.name, typed(self.form, "etag"))
        name = typed(self.form, "step")
        if do == "remove":
            drafts.change(self.name, lambda p: changes.remove_step(p, name), by)
            self.tell(_("The step is gone from the draft."))
        elif do == "save":
            drafts.change(self.name, self.changed, by)
            self.tell(_("The step is changed in the draft."))
        else:
            raise BadValue(_("This page cannot do that."))
        return self.go(self.address())

    def changed(self, process: Process) -> Process:
        """Return *process* with the step as it was typed."""
        name = typed(self.form, "step")
        old = changes.step_of(process, name) if name else NEW
        title = typed(self.form, "title")
        if not title:
            raise BadValue(_("This is required."), field="title", code="required")
        if not name:
            name = changes.new_id(title, process.step_ids())
        menu = typed(self.form, "menu") or title
        step = old._replace(
            id=name,
            title=title,
            to=typed(self.form, "to"),
            trigger=AUTOMATIC if typed(self.form, "trigger") == AUTOMATIC else USER,
            guard=self.guard(old.guard),
            menu=old.menu._replace(
                title=menu, url=old.menu.url or changes.ADDRESS.format(name)
            ),
            form=self.asked(old),
            effects=self.effects_typed(old),
        )
        return changes.put_step(process, step, self.chosen("sources"))

    def guard(self, old: Guard) -> Guard:
        """A condition is only read from those who may write one."""
        text = typed(self.form, "expression") if self.writes_conditions() else None
        return Guard(
            tuple(self.chosen("permissions")),
            tuple(self.chosen("roles")),
            tuple(self.chosen("groups")),
            old.expression if text is None else text,
            self.conditions_typed(old),
        )

    def conditions_typed(self, old: Guard) -> tuple[str, ...]:
        """Keep what this site does not know: the check tells of it."""
        known = facts.conditions(self.name)
        lost = [n for n in old.conditions if n.removeprefix(NOT) not in known]
        denied = [f"{NOT}{name}" for name in self.chosen("denied")]
        return tuple(dict.fromkeys((*lost, *self.chosen("conditions"), *denied)))

    def asked(self, old: Step) -> tuple[Asked, ...] | None:
        if old.id in OWN_FORM:
            return old.form
        found = [
            Asked(field, how == "must")
            for field in facts.fields(self.name)
            if (how := typed(self.form, f"ask-{field}"))
        ]
        return tuple(found)

    def effects_typed(self, old: Step) -> tuple[str, ...]:
        """Keep the order there was; what is new comes behind."""
        wanted = self.chosen("effects")
        unknown = [e for e in old.effects if e not in facts.effects(self.name)]
        kept = [e for e in old.effects if e in wanted or e in unknown]
        return tuple(dict.fromkeys((*kept, *wanted)))

    # ---- what is shown ----
    def writes_conditions(self) -> bool:
        return bool(api.user.has_permission(drafts.EXPRESSIONS))

    def has_own_form(self) -> bool:
        return self.step().id in OWN_FORM

    def states(self) -> list[dict]:
        chosen = self.chosen("sources", self.process().sources(self.step().id))
        return [
            {"id": s.id, "title": s.title or s.id, "from": s.id in chosen}
            for s in self.process().states
        ]

    def goal(self) -> str:
        return self.typed("to", self.step().to)

    def is_automatic(self) -> bool:
        return self.typed("trigger", self.step().trigger) == AUTOMATIC

    def lists(self) -> list[dict]:
        """Return the three lists of who may take it, what is chosen first."""
        guard = self.step().guard
        allowed = facts.allowed(self.process())
        every = (
            ("roles", _("Roles"), self.worded(facts.roles(), self.role), guard.roles),
            (
                "permissions",
                _("Permissions"),
                self.worded(allowed, self.right),
                guard.permissions,
            ),
            ("groups", _("Groups"), self.offered(), guard.groups),
        )
        return [
            {
                "name": name,
                "title": self.say(words),
                "choices": self.ordered(titles, self.chosen(name, chosen)),
                "chosen": self.chosen(name, chosen),
            }
            for name, words, titles, chosen in every
        ]

    def conditions(self) -> list[dict]:
        """Return the two lists of conditions: what must hold, what must not."""
        now = self.step().guard.conditions
        titles = {n: self.say(c.title) for n, c in facts.conditions(self.name).items()}
        every = (
            ("conditions", _("Only when"), [n for n in now if NOT not in n]),
            ("denied", _("Not when"), [n[1:] for n in now if n.startswith(NOT)]),
        )
        return [
            {
                "name": name,
                "title": self.say(words),
                "choices": list(titles.items()),
                "chosen": self.chosen(name, chosen),
            }
            for name, words, chosen in every
        ]

    def worded(self, names: Iterable[str], words: Callable) -> dict[str, str]:
        return {name: words(name) for name in names}

    def ordered(self, titles: dict, chosen: Any) -> list[tuple[str, str]]:
        known = {**{name: self.group(name) for name in chosen}, **titles}
        return sorted(known.items(), key=lambda p: (p[0] not in chosen, p[1].lower()))

    def who(self) -> str:
        """Return in one sentence who may take it: what is between lists is “and”."""
        parts = self.parts_of(self.step().guard)
        return f" {self.say(_('and'))} ".join(parts)

    def fields_asked(self) -> list[dict]:
        now = {a.field: "must" if a.required else "may" for a in self.step().form or ()}
        if self.step().form is None:
            now = {"reason": "may"}
        return [
            {
                "name": f"ask-{name}",
                "title": self.say(field.title),
                "how": self.typed(f"ask-{name}", now.get(name, "")),
            }
            for name, field in facts.fields(self.name).items()
        ]

    def ways(self) -> list[tuple[str, str]]:
        return [(value, self.say(words)) for value, words in ASKED]

    def rules(self) -> list[dict]:
        """Return the content rules of Plone's that hear this step."""
        where = f"{self.portal_url}/++rule++"
        found = facts.rules(self.step().id)
        return [{"title": words, "url": f"{where}{name}"} for name, words in found]

    def effects(self) -> list[dict]:
        chosen = self.chosen("effects", self.step().effects)
        return [
            {"name": name, "title": self.say(found.title), "chosen": name in chosen}
            for name, found in facts.effects(self.name).items()
        ]
