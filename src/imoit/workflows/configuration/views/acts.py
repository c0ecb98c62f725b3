"""What the pages of a process do to its draft."""

from imoit.workflows.actors.domain import Actor
from imoit.workflows.configuration.operations import drafts
from imoit.workflows.configuration.operations import facts
from imoit.workflows.configuration.operations import files
from imoit.workflows.configuration.operations import person
from imoit.workflows.configuration.operations import publishing
from imoit.workflows.configuration.services.writing import add_check
from imoit.workflows.configuration.views.names import NamesMixin
from imoit.workflows.pages.domain import typed
from imoit.workflows.pages.views import FormPage
from imoit.workflows.process.domain import changes
from imoit.workflows.process.domain.shape import Process
from imoit.workflows.process.domain.shape import Rule
from imoit.workflows.refusal import _
from imoit.workflows.refusal import BadValue
from imoit.workflows.refusal import Sentence
from imoit.workflows.rest.operations import read_number
from typing import Any


ZIP = b"PK\x03\x04"


class Acts(NamesMixin, FormPage):
    """One act for each button; each changes the draft, one puts it into force."""

    section = "processes"

    @property
    def name(self) -> str:
        return typed(self.form, "id")

    def act(self) -> str:
        name = typed(self.form, "do")
        act = getattr(self, f"do_{name}", None)
        if act is None:
            raise BadValue(_("This page cannot do that."))
        if typed(self.form, "etag"):
            drafts.agree(self.name, typed(self.form, "etag"))
        self.tell(act(person.acting(self.request)))
        return self.go(self.address())

    def do_check(self, by):
        """Put one more check between two states."""
        data = {n: typed(self.form, n) for n in ("before", "after", "title", "limit")}
        data["box"] = typed(self.form, "box")
        add_check(self.name, {**data, "groups": self.chosen("groups")}, by)
        return _("The check is in the draft.")

    def do_state(self, by):
        """Change words, limit and box of a state."""
        name = typed(self.form, "state")
        values = {
            "title": typed(self.form, "title"),
            "limit": read_number(self.form, "limit", least=1, most=365),
            "box": typed(self.form, "box"),
            "final": bool(typed(self.form, "final")),
        }
        first = bool(typed(self.form, "first"))

        def act(process: Process) -> Process:
            state = changes.state_of(process, name)
            process = process._replace(initial=name if first else process.initial)
            return changes.put_state(process, state._replace(**values))

        drafts.change(self.name, act, by)
        return _("The state is changed in the draft.")

    def do_add_state(self, by):
        """Add a state; who may what in it is taken from another one."""
        title = typed(self.form, "title")
        if not title:
            raise BadValue(_("This is required."), field="title", code="required")
        like = typed(self.form, "like")
        drafts.change(self.name, lambda p: changes.add_state(p, title, like), by)
        return _("The state is in the draft; now let steps lead to it.")

    def do_order(self, by):
        """Move a state up in the list; the picture and reports follow the list."""
        name = typed(self.form, "state")
        drafts.change(self.name, lambda p: changes.move_up(p, name), by)
        return _("The state stands one place higher in the draft.")

    def do_whole(self, by):
        """Change the name and the words of the whole process."""
        values = {n: typed(self.form, n) for n in ("title", "description")}
        drafts.change(self.name, lambda p: p._replace(**values), by)
        return _("The name is changed in the draft.")

    def do_manage(self, by):
        """Let the process manage one more permission, or one less."""
        name, drop = typed(self.form, "permission"), typed(self.form, "drop")

        def act(process: Process) -> Process:
            if drop:
                return changes.drop_permission(process, drop)
            return changes.set_rules(process, name, {})

        drafts.change(self.name, act, by)
        return _("The rights are changed in the draft.")

    def do_copy_rights(self, by):
        """Give a state the rights of another one."""
        source, goal = typed(self.form, "source"), typed(self.form, "goal")
        drafts.change(self.name, lambda p: changes.copy_rules(p, source, goal), by)
        return _("The rights are changed in the draft.")

    def do_import(self, by):
        """Take a definition out of a file, XML or zip, into the draft."""
        return take_file(self.name, self.form.get("file"), by)

    def do_remove(self, by):
        """Take a state away; its documents go where is said."""
        name, goal = typed(self.form, "state"), typed(self.form, "goal")
        mapping = {name: goal} if goal else {}
        drafts.change(self.name, lambda p: changes.remove_state(p, name), by, mapping)
        return _("The state is gone from the draft.")

    def do_rights(self, by):
        """Write one row of the table: who has a permission in each state."""
        permission = typed(self.form, "permission")
        present = self.chosen("present")
        ticked = set(self.chosen("tick"))

        def act(process: Process) -> Process:
            rules = {}
            for state in process.states:
                roles = [r for r in present if f"{state.id}/{r}" in ticked]
                hidden = process.rule(state, permission)
                kept = [r for r in hidden.roles if r not in present]
                above = f"{state.id}/*" in ticked
                rules[state.id] = Rule(above, (*kept, *roles))
            return changes.set_rules(process, permission, rules)

        drafts.change(self.name, act, by)
        return _("The rights are changed in the draft.")

    def do_publish(self, by):
        """Put the draft into force."""
        mapping = {
            state: goal
            for state in facts.occupied(self.name)
            if (goal := typed(self.form, f"map-{state}"))
        }
        reason, name = typed(self.form, "reason"), typed(self.form, "typed")
        found = publishing.publish(self.name, by, reason, mapping, typed=name)
        return _(
            "Version ${number} is in force; ${count} documents follow.",
            number=found.version,
            count=found.documents,
        )

    def do_confirm(self, by):
        """Stand by the draft as the second person."""
        drafts.confirm(self.name, by)
        return _("Confirmed: the draft may be published.")

    def do_discard(self, by):
        """Throw the draft away."""
        drafts.discard(self.name, by)
        return _("The draft is thrown away.")

    def do_restore(self, by):
        """Make a draft of an older version."""
        number = read_number(self.form, "version", least=1) or 0
        publishing.restore(self.name, number, by)
        return _("The older version is the draft now: check and publish it.")


def take_file(name: str, file: Any, by: Actor) -> Sentence:
    """Take an XML or zip file into the draft; return the sentence that says so."""
    content = file.read() if getattr(file, "filename", "") else b""
    if content.startswith(ZIP):
        bound = files.take_zip(name, content, by)
        if bound:
            return _(
                "The file is the draft now. It also binds ${types}: do that yourself.",
                types=", ".join(sorted(bound)),
            )
    else:
        text = content.decode("utf-8", "replace").strip()
        if not text:
            raise BadValue(_("Send a file."), field="file", code="required")
        files.take_xml(name, text, by)
    return _("The file is the draft now: check and publish it.")
