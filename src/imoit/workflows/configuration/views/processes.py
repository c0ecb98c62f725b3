"""The pages of the site manager: processes in words, tables and a picture."""

from datetime import date
from datetime import datetime
from imoit.workflows.configuration import storage
from imoit.workflows.configuration.operations import binding
from imoit.workflows.configuration.operations import drafts
from imoit.workflows.configuration.operations import facts
from imoit.workflows.configuration.operations import person
from imoit.workflows.configuration.operations import publishing
from imoit.workflows.configuration.operations import trials
from imoit.workflows.configuration.operations.files import exported
from imoit.workflows.configuration.views.acts import take_file
from imoit.workflows.configuration.views.extras import Extras
from imoit.workflows.jobs.schema import Job
from imoit.workflows.pages import domain
from imoit.workflows.pages.domain import typed
from imoit.workflows.pages.views import FormPage
from imoit.workflows.process.domain.compare import compare
from imoit.workflows.process.domain.compare import title
from imoit.workflows.process.domain.drawing import svg
from imoit.workflows.process.domain.reading import digest
from imoit.workflows.process.domain.shape import Process
from imoit.workflows.process.domain.templates import TEMPLATES
from imoit.workflows.refusal import _
from imoit.workflows.refusal import BadValue
from imoit.workflows.refusal import Refusal
from imoit.workflows.rest.operations import send_file
from plone import api
from plone.memoize.view import memoize
from Products.Five.browser.pagetemplatefile import ViewPageTemplateFile
from typing import Any
from zope.i18n import translate


PARTS = (
    ("graph", _("Picture")),
    ("states", _("States")),
    ("steps", _("Steps")),
    ("rights", _("Who may what")),
    ("more", _("More")),
    ("trial", _("Try it")),
    ("versions", _("Versions")),
)


class ProcessesPage(FormPage):
    """All processes: where they are used, whether there is a draft; new ones."""

    section = "processes"

    def act(self) -> str:
        by, name = person.acting(self.request), typed(self.form, "id")
        if typed(self.form, "do") == "retire":
            binding.retire(name, by)
            self.tell(_("The process is gone; its versions are kept."))
            return self.go(f"{self.portal_url}/@@imoit-processes")
        title = typed(self.form, "title")
        if not title:
            raise BadValue(_("This is required."), field="title", code="required")
        shape, copied = typed(self.form, "template"), typed(self.form, "copy_of")
        name = binding.create(title, copied, by, "" if copied else shape)
        if getattr(self.form.get("file"), "filename", ""):
            self.tell(take_file(name, self.form["file"], by))
        self.tell(
            _("The process is made: it is a draft, and nothing moves through it.")
        )
        return self.go(f"{self.portal_url}/@@imoit-process?id={name}")

    def templates(self) -> list[tuple[str, str]]:
        """Return the shapes that a new process may have."""
        return [(name, self.say(found.title)) for name, found in TEMPLATES.items()]

    def rows(self) -> list[dict]:
        rows = [self.row(name) for name in facts.names()]
        return sorted(rows, key=lambda row: -row["documents"])

    def kind(self, name: str) -> str:
        """Return what things of a type are called."""
        found = api.portal.get_tool("portal_types")[name]
        return translate(found.Title(), context=self.request)

    def row(self, name: str) -> dict:
        process, draft = drafts.live(name), storage.draft(name)
        return {
            "id": name,
            "title": process.title or name,
            "url": f"{self.portal_url}/@@imoit-process?id={name}",
            "states": len(process.states),
            "types": ", ".join(map(self.kind, facts.types_of(name))),
            "documents": sum(facts.occupied(name).values()),
            "draft": draft.name or self.say(_("shipped")) if draft else "",
            "follows": publishing.following(name),
            "may_retire": binding.may_retire(name),
        }


class ProcessPage(Extras):
    """One process; every act changes its draft, only publishing what is in force."""

    more = ViewPageTemplateFile("../templates/process_more.pt")

    def __call__(self):
        if self.form.get("format"):
            kind, content = exported(self.name, self.form["format"])
            if kind == "application/zip":
                send_file(self.request.response, kind, f"{self.name}.zip")
            self.request.response.setHeader("Content-Type", kind)
            return content
        facts.flow(self.name)
        return super().__call__()

    @property
    def tab(self) -> str:
        wanted = typed(self.form, "part")
        return wanted if wanted in dict(PARTS) else "graph"

    def address(self, part: str = "") -> str:
        found = f"{self.portal_url}/@@imoit-process?id={self.name}"
        return f"{found}&part={part or self.tab}"

    def tabs(self) -> list[dict]:
        return [
            {
                "title": self.say(words),
                "url": self.address(part),
                "current": "page" if part == self.tab else None,
            }
            for part, words in PARTS
        ]

    # ---- what is shown ----
    @property
    def draft(self) -> storage.Draft | None:
        return storage.draft(self.name)

    @memoize
    def process(self) -> Process:
        return self.draft.process if self.draft else drafts.live(self.name)

    def etag(self) -> str:
        return digest(self.process())

    def title(self) -> str:
        return self.process().title or self.name

    def picture(self) -> str:
        links = {
            state: f"{self.address('states')}#state-{state}"
            for state in self.process().state_ids()
        }
        marks = {}
        if self.draft:
            before = drafts.live(self.name)
            new = set(self.process().state_ids()) - set(before.state_ids())
            marks = {f"states.{state}": "is-new" for state in new}
        return svg(self.process(), links, marks, self.title())

    @memoize
    def counts(self) -> dict:
        return dict(facts.occupied(self.name))

    def states(self) -> list[dict]:
        process = self.process()
        return [
            {
                "state": state,
                "title": state.title or state.id,
                "initial": state.id == process.initial,
                "documents": self.counts().get(state.id, 0),
                "steps": [
                    {"title": step.title, "to": title(process, step.to or state.id)}
                    for found in state.steps
                    if (step := process.step(found))
                ],
                "groups": [self.group(name) for name in state.groups],
            }
            for state in process.states
        ]

    def steps(self) -> list[dict]:
        process = self.process()
        return [
            {
                "url": f"{self.portal_url}/@@imoit-process-step?id={self.name}"
                f"&step={step.id}",
                "title": step.title or step.id,
                "sources": ", ".join(
                    title(process, s) for s in process.sources(step.id)
                ),
                "to": title(process, step.to) if step.to else "–",
                "who": self.who(step.guard),
                "form": self.asked(step),
                "effects": self.brought(step),
            }
            for step in process.steps
        ]

    def asked(self, step: Any) -> str:
        """Return what a step asks for, in words; what must be given has a mark."""
        known = facts.fields(self.name)
        return ", ".join(
            (self.say(known[a.field].title) if a.field in known else a.field)
            + " *" * a.required
            for a in step.form or ()
        )

    def brought(self, step: Any) -> str:
        """Return what comes with a step, in words."""
        known = facts.effects(self.name)
        return "; ".join(
            self.say(known[e].title) if e in known else e for e in step.effects
        )

    def manageable(self) -> list[tuple[str, str]]:
        """Return the permissions that the process could manage besides, with words."""
        found = facts.allowed(self.process()) - set(self.process().permissions)
        return sorted(((n, self.right(n)) for n in found), key=lambda pair: pair[1])

    def who(self, guard: Any) -> str:
        """Return who passes, in words."""
        named = [self.role(name) for name in guard.roles]
        named += [self.right(name) for name in guard.permissions]
        named += [self.group(name) for name in guard.groups]
        who = ", ".join(named) or self.say(_("anybody who sees it"))
        return "; ".join([who, *self.clauses(guard)])

    def choices(self) -> list[tuple[str, str]]:
        """Return groups to choose from, ours first."""
        found = sorted(self.offered().items(), key=lambda pair: pair[1])
        return [pair for pair in found if pair[0].count(".") == 2] or found

    def boxes(self) -> list[tuple[str, str]]:
        return [(name, self.say(words)) for name, words in facts.boxes().items()]

    def permission(self) -> str:
        wanted = typed(self.form, "permission")
        known = self.process().permissions
        return wanted if wanted in known else next(iter(known), "")

    def roles(self) -> list[str]:
        """Return the roles that the process names: the rows of the table."""
        process = self.process()
        named = {
            role
            for state in process.states
            for rule in state.permissions.values()
            for role in rule.roles
        }
        named |= {r for s in process.states for rs in s.groups.values() for r in rs}
        return sorted(named, key=self.role)

    def has(self, state: Any, role: str) -> bool:
        rule = self.process().rule(state, self.permission())
        return rule.acquire if role == "*" else role in rule.roles

    @memoize
    def problems(self) -> list[dict]:
        return [
            {"level": p.level, "text": self.say(p.message)}
            for p in drafts.problems(self.name)
        ]

    def differences(self) -> list[str]:
        if not self.draft:
            return []
        found = compare(drafts.live(self.name), self.process())
        return [self.say(change.message) for change in found]

    @memoize
    def trial(self) -> trials.Trial | None:
        return trials.dry_run(self.name) if self.draft else None

    def people(self, lines: list[dict]) -> str:
        """Return who gains or loses sight, in words, with how many documents."""
        return "; ".join(f"{self.say(n['name'])} ({n['documents']})" for n in lines)

    @memoize
    def replayed(self) -> tuple:
        return trials.replayed(self.name)

    def vanished(self) -> list[tuple[str, int, str]]:
        """Return states that go although documents are in them, and their goals."""
        known = set(self.process().state_ids())
        goals = self.draft.mapping if self.draft else {}
        before = drafts.live(self.name)
        return [
            (state, count, goals.get(state, ""), title(before, state))
            for state, count in self.counts().items()
            if state not in known
        ]

    def second(self) -> list:
        """Return what needs a second person."""
        return drafts.sole(self.name) if self.draft else []

    def versions(self) -> list[storage.Version]:
        return list(reversed(storage.versions(self.name)))

    def who_is(self, login: str) -> str:
        """Return what a person is called."""
        user = api.user.get(userid=login)
        return (user.getProperty("fullname") or login) if user else login

    def simulated(self) -> dict | None:
        """Return who could do what, when a person and a document are named."""
        login, uid = typed(self.form, "person"), typed(self.form, "document")
        if not (login and uid):
            return None
        uid = uid.rstrip("/").removesuffix("/view").rpartition("/")[2]
        try:
            found = trials.simulate(self.name, login, uid)
        except Refusal as refusal:
            return {"error": self.say(refusal.message)}
        return {"error": "", "answer": found}

    def job(self) -> Job | None:
        """Return the job by which documents follow, as long as some do not yet."""
        return publishing.following(self.name)

    def opens(self) -> bool:
        """Tell whether the name must be typed to publish."""
        return publishing.opens(self.name)

    def moment(self, when: str) -> str:
        """Return an ISO moment with its whole date: versions are kept for years."""
        return domain.moment(datetime.fromisoformat(when), date.min)
