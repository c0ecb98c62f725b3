"""What a process has beside states and steps, on its page: shown and changed."""

from imoit.workflows.configuration.operations import drafts
from imoit.workflows.configuration.operations import facts
from imoit.workflows.configuration.views.acts import Acts
from imoit.workflows.pages.domain import typed
from imoit.workflows.process.domain import changes
from imoit.workflows.process.domain import extras
from imoit.workflows.process.domain.compare import title
from imoit.workflows.process.domain.rights import POWERS
from imoit.workflows.process.domain.shape import Menu
from imoit.workflows.process.domain.shape import Process
from imoit.workflows.process.domain.shape import Variable
from imoit.workflows.process.domain.shape import Worklist
from imoit.workflows.refusal import _
from imoit.workflows.refusal import BadValue
from typing import Any


FLAGS = ("for_status", "for_catalog", "update_always")
LISTED = "%(portal_url)s/search?review_state={}"


class Extras(Acts):
    """Roles that groups have by state, variables of the history, worklists."""

    process: Any

    # ---- acts ----
    def do_group_roles(self, by):
        """Give a group its roles in a state; none chosen takes them away."""
        state, group = typed(self.form, "state"), typed(self.form, "group")
        if group not in self.groups():
            raise BadValue(_("Choose a group."), field="group", code="required")
        roles = self.chosen("roles")

        def act(process: Process) -> Process:
            changes.state_of(process, state)
            return extras.set_group_roles(process, state, group, roles)

        drafts.change(self.name, act, by)
        return _("The roles of the group are changed in the draft.")

    def do_variable(self, by):
        """Change a variable, or add one."""
        drafts.change(self.name, self._with_variable, by)
        return _("The variable is changed in the draft.")

    def _with_variable(self, process: Process) -> Process:
        name, words = typed(self.form, "variable"), typed(self.form, "description")
        known = [found.id for found in process.variables]
        if not (name or words):
            raise BadValue(_("This is required."), field="description", code="required")
        old = (
            extras.variable_of(process, name)
            if name
            else Variable(changes.new_id(words, known))
        )
        flags = {flag: bool(typed(self.form, flag)) for flag in FLAGS}
        default = old.default
        if isinstance(default, str):
            default = typed(self.form, "default")
        new = old._replace(description=words, default=default, **flags)
        return extras.put_variable(process, new)

    def do_drop_variable(self, by):
        """Take a variable away."""
        name = typed(self.form, "variable")
        drafts.change(self.name, lambda p: extras.remove_variable(p, name), by)
        return _("The variable is gone from the draft.")

    def do_worklist(self, by):
        """Change a worklist, or add one."""
        drafts.change(self.name, self._with_worklist, by)
        return _("The worklist is changed in the draft.")

    def _with_worklist(self, process: Process) -> Process:
        name, words = typed(self.form, "worklist"), typed(self.form, "title")
        if not words:
            raise BadValue(_("This is required."), field="title", code="required")
        known = [found.id for found in process.worklists]
        states = tuple(s for s in process.state_ids() if s in self.chosen("states"))
        if name:
            old = extras.worklist_of(process, name)
        else:
            url = LISTED.format(states[0] if states else "")
            old = Worklist(changes.new_id(words, known), menu=Menu("", url, "global"))
        guard = old.guard._replace(
            roles=tuple(self.chosen("roles")), groups=tuple(self.chosen("groups"))
        )
        new = old._replace(
            menu=old.menu._replace(title=words),
            match=self._match(old, process.state_variable, states),
            guard=guard,
        )
        return extras.put_worklist(process, new)

    def _match(self, old: Worklist, variable: str, states: tuple) -> dict:
        """What is matched by an expression is for those who may write one."""
        if isinstance(old.match.get(variable), str):
            return dict(old.match)
        return {**old.match, variable: states}

    def do_drop_worklist(self, by):
        """Take a worklist away."""
        name = typed(self.form, "worklist")
        drafts.change(self.name, lambda p: extras.remove_worklist(p, name), by)
        return _("The worklist is gone from the draft.")

    # ---- what is shown ----
    def group_roles(self) -> list[dict]:
        """Return each state in which a group has roles by it."""
        return [
            {
                "state": title(self.process(), state.id),
                "state_id": state.id,
                "group": self.group(group),
                "group_id": group,
                "roles": ", ".join(map(self.role, roles)),
            }
            for state in self.process().states
            for group, roles in state.groups.items()
        ]

    def roles_to_give(self) -> list[tuple[str, str]]:
        """Return the roles that a state may give: none that runs the site."""
        found = facts.roles() - {*POWERS, *drafts.EVERYWHERE}
        return sorted(((n, self.role(n)) for n in found), key=lambda pair: pair[1])

    def roles_of_lists(self) -> list[tuple[str, str]]:
        found = ((name, self.role(name)) for name in facts.roles())
        return sorted(found, key=lambda pair: pair[1])

    def with_chosen(self, chosen: Any) -> list[tuple[str, str]]:
        """Return the groups to choose from; those chosen are never left out."""
        known = dict(self.choices())
        return [*((n, self.group(n)) for n in chosen if n not in known), *known.items()]

    def variables(self) -> list[dict]:
        return [
            {
                "variable": found,
                "default": found.default if isinstance(found.default, str) else None,
                "set": self.set_by(found.id),
                "needed": found.id in extras.KEPT,
            }
            for found in self.process().variables
        ]

    def set_by(self, name: str) -> list[str]:
        """Return the states and steps that set the variable."""
        process = self.process()
        return [
            f"{thing.title or thing.id}: {thing.values[name]}"
            for thing in (*process.states, *process.steps)
            if name in thing.values
        ]

    def worklists(self) -> list[dict]:
        return [self.worklist(found) for found in self.process().worklists]

    def worklist(self, found: Worklist) -> dict:
        process = self.process()
        wanted = found.match.get(process.state_variable, ())
        return {
            "worklist": found,
            "states": () if isinstance(wanted, str) else wanted,
            "said": ", ".join(title(process, s) for s in wanted)
            if not isinstance(wanted, str)
            else wanted,
            "who": "; ".join(self.parts_of(found.guard)),
        }

    def new_worklist(self) -> dict:
        return self.worklist(Worklist(""))
