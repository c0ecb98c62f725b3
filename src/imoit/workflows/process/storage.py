"""A process in DCWorkflow: read from the live object, written to it, as XML.

What DCWorkflow does not know (time limit, box, form, effects) lies in assignments of
states and steps, which its engine leaves alone and its XML carries.
"""

from AccessControl.SecurityManagement import getSecurityManager
from AccessControl.SecurityManagement import newSecurityManager
from AccessControl.SecurityManagement import setSecurityManager
from AccessControl.SpecialUsers import system
from Acquisition import aq_base
from imoit.workflows.process.domain.shape import Asked
from imoit.workflows.process.domain.shape import AUTOMATIC
from imoit.workflows.process.domain.shape import Guard
from imoit.workflows.process.domain.shape import Menu
from imoit.workflows.process.domain.shape import Process
from imoit.workflows.process.domain.shape import Rule
from imoit.workflows.process.domain.shape import State
from imoit.workflows.process.domain.shape import Step
from imoit.workflows.process.domain.shape import USER
from imoit.workflows.process.domain.shape import Variable
from imoit.workflows.process.domain.shape import Worklist
from imoit.workflows.refusal import _
from imoit.workflows.refusal import BadValue
from persistent.mapping import PersistentMapping
from Products.CMFCore.Expression import Expression
from Products.DCWorkflow.DCWorkflow import DCWorkflowDefinition
from Products.DCWorkflow.exportimport import _initDCWorkflow
from Products.DCWorkflow.exportimport import WorkflowDefinitionConfigurator
from Products.DCWorkflow.Guard import Guard as LiveGuard
from Products.DCWorkflow.States import StateDefinition
from Products.DCWorkflow.States import States
from Products.DCWorkflow.Transitions import TransitionDefinition
from Products.DCWorkflow.Transitions import Transitions
from Products.DCWorkflow.Variables import VariableDefinition
from Products.DCWorkflow.Variables import Variables
from Products.DCWorkflow.Worklists import WorklistDefinition
from Products.DCWorkflow.Worklists import Worklists
from typing import Any


LIMIT, BOX, FINAL = "imoit_limit", "imoit_box", "imoit_final"
FORM, EFFECTS = "imoit_form", "imoit_effects"
# A guard's conditions as DCWorkflow asks for them: a path through a view of ours.
CONDITIONS = "here/@@imoit-conditions/"


# ---- from DCWorkflow ----
def read(flow: Any) -> Process:
    """Return what the live *flow* says."""
    return Process(
        id=flow.getId(),
        title=str(flow.title),
        description=str(flow.description),
        initial=flow.initial_state or "",
        state_variable=flow.state_var,
        manager_bypass=bool(flow.manager_bypass),
        creation=_guard(flow.creation_guard),
        permissions=tuple(flow.permissions),
        groups=tuple(flow.groups),
        roles=None if flow.roles is None else tuple(flow.roles),
        states=tuple(state(found) for found in flow.states.values()),
        steps=tuple(step(found) for found in flow.transitions.values()),
        variables=tuple(_variable(found) for found in flow.variables.values()),
        worklists=tuple(_worklist(found) for found in flow.worklists.values()),
        scripts=tuple(flow.scripts.keys()),
    )


def state(live: Any) -> State:
    """Return what the live state says."""
    values = dict(live.var_values or {})
    return State(
        id=live.getId(),
        title=str(live.title),
        description=str(live.description),
        steps=tuple(live.transitions),
        permissions={
            name: Rule(not isinstance(roles, tuple), tuple(roles))
            for name, roles in (live.permission_roles or {}).items()
        },
        groups={n: tuple(roles) for n, roles in (live.group_roles or {}).items()},
        limit=values.pop(LIMIT, None) or None,
        box=values.pop(BOX, ""),
        final=bool(values.pop(FINAL, False)),
        values=values,
    )


def step(live: Any) -> Step:
    """Return what the live step says."""
    values = {name: found.text for name, found in (live.var_exprs or {}).items()}
    form, effects = values.pop(FORM, None), values.pop(EFFECTS, "")
    return Step(
        id=live.getId(),
        title=str(live.title),
        description=str(live.description),
        to=live.new_state_id,
        trigger=USER if live.trigger_type else AUTOMATIC,
        guard=_guard(live.guard),
        menu=_menu(live),
        values=values,
        before=live.script_name or "",
        after=live.after_script_name or "",
        form=None if form is None else read_form(form),
        effects=tuple(effects.removeprefix("string:").split()),
    )


def read_form(text: str) -> tuple[Asked, ...]:
    """Return the fields in `string:reason! due_date`; `!` marks what is required."""
    names = text.removeprefix("string:").split()
    return tuple(Asked(name.rstrip("!"), name.endswith("!")) for name in names)


def _guard(live: Any) -> Guard:
    if live is None:
        return Guard()
    text = live.expr.text if live.expr else ""
    named = text.startswith(CONDITIONS)
    return Guard(
        tuple(live.permissions),
        tuple(live.roles),
        tuple(live.groups),
        "" if named else text,
        tuple(text.removeprefix(CONDITIONS).split("/")) if named else (),
    )


def _menu(live: Any) -> Menu:
    return Menu(
        str(live.actbox_name), live.actbox_url, live.actbox_category, live.actbox_icon
    )


def _variable(live: Any) -> Variable:
    return Variable(
        live.getId(),
        str(live.description),
        bool(live.for_catalog),
        bool(live.for_status),
        bool(live.update_always),
        live.default_value,
        live.default_expr.text if live.default_expr else "",
        _guard(live.info_guard),
    )


def _worklist(live: Any) -> Worklist:
    return Worklist(
        live.getId(),
        str(live.description),
        {
            name: match.text if isinstance(match, Expression) else tuple(match)
            for name, match in (live.var_matches or {}).items()
        },
        _guard(live.guard),
        _menu(live),
    )


# ---- into DCWorkflow ----
def write(flow: Any, process: Process) -> None:
    """Make the live *flow* say what *process* says; its scripts stay as they are."""
    flow = aq_base(flow)
    flow.title, flow.description = process.title, process.description
    flow.initial_state = process.initial
    flow.state_var = process.state_variable
    flow.manager_bypass = process.manager_bypass
    flow.creation_guard = _live_guard(process.creation)
    flow.permissions = tuple(process.permissions)
    flow.groups = tuple(process.groups)
    flow.roles = None if process.roles is None else tuple(process.roles)
    flow.states = _filled(States("states"), process.states, _live_state)
    steps = _filled(Transitions("transitions"), process.steps, _live_step)
    flow.transitions = steps
    flow.variables = _filled(Variables("variables"), process.variables, _live_variable)
    flow.worklists = _filled(Worklists("worklists"), process.worklists, _live_worklist)


def _filled(container: Any, things: tuple, make: Any) -> Any:
    for thing in things:
        live = make(thing)
        container._setOb(thing.id, live)
        known = {"id": thing.id, "meta_type": live.meta_type}
        container._objects = (*container._objects, known)
    return container


def _live_state(found: State) -> StateDefinition:
    live = StateDefinition(found.id)
    live.title, live.description = found.title, found.description
    live.transitions = tuple(found.steps)
    rules = {
        name: list(rule.roles) if rule.acquire else tuple(rule.roles)
        for name, rule in found.permissions.items()
    }
    live.permission_roles = PersistentMapping(rules) if rules else None
    live.group_roles = PersistentMapping(
        {name: tuple(roles) for name, roles in found.groups.items()}
    )
    extras = {LIMIT: found.limit, BOX: found.box, FINAL: found.final}
    values = {name: value for name, value in extras.items() if value}
    live.var_values = PersistentMapping({**found.values, **values})
    return live


def _live_step(found: Step) -> TransitionDefinition:
    live = TransitionDefinition(found.id)
    live.title, live.description = found.title, found.description
    live.new_state_id = found.to
    live.trigger_type = int(found.trigger == USER)
    live.guard = _live_guard(found.guard)
    _offer(live, found.menu)
    values = dict(found.values)
    if found.form is not None:
        values[FORM] = f"string:{write_form(found.form)}"
    if found.effects:
        values[EFFECTS] = f"string:{' '.join(found.effects)}"
    live.var_exprs = PersistentMapping(
        {name: Expression(text) for name, text in values.items()}
    )
    live.script_name = found.before
    live.after_script_name = found.after
    return live


def write_form(form: tuple[Asked, ...]) -> str:
    """Return *form* as one line, for `read_form`."""
    return " ".join(asked.field + "!" * asked.required for asked in form)


def _live_guard(found: Guard) -> LiveGuard | None:
    if found.is_open():
        return None
    live = LiveGuard()
    live.permissions = tuple(found.permissions)
    live.roles = tuple(found.roles)
    live.groups = tuple(found.groups)
    asked = found.conditions and f"{CONDITIONS}{'/'.join(found.conditions)}"
    text = found.expression or asked
    live.expr = Expression(text) if text else None
    return live


def _offer(live: Any, menu: Menu) -> None:
    live.actbox_name, live.actbox_url = menu.title, menu.url
    live.actbox_category, live.actbox_icon = menu.category, menu.icon


def _live_variable(found: Variable) -> VariableDefinition:
    live = VariableDefinition(found.id)
    live.description = found.description
    live.for_catalog, live.for_status = found.for_catalog, found.for_status
    live.update_always, live.default_value = found.update_always, found.default
    live.default_expr = Expression(found.expression) if found.expression else None
    live.info_guard = _live_guard(found.guard)
    return live


def _live_worklist(found: Worklist) -> WorklistDefinition:
    live = WorklistDefinition(found.id)
    live.description = found.description
    live.var_matches = PersistentMapping(
        {
            name: Expression(match) if isinstance(match, str) else tuple(match)
            for name, match in found.match.items()
        }
    )
    live.guard = _live_guard(found.guard)
    _offer(live, found.menu)
    return live


# ---- as XML of GenericSetup ----
LARGEST = 2_000_000


def to_xml(flow: Any) -> str:
    """Return `definition.xml` of the live *flow*; managed local roles are not in it."""
    before = getSecurityManager()
    newSecurityManager(None, system)  # the room asks its own permission
    try:
        found = WorkflowDefinitionConfigurator(flow).__of__(flow).generateWorkflowXML()
    finally:
        setSecurityManager(before)
    return found.decode("utf-8") if isinstance(found, bytes) else found


def scratch(process: Process, near: Any) -> Any:
    """Return a flow that says *process* and is nowhere stored."""
    flow = DCWorkflowDefinition(process.id)
    write(flow, process)
    return flow.__of__(near)


def from_xml(text: str, near: Any, roles: tuple[str, ...] | None = None) -> Process:
    """Return the process in a `definition.xml`; the live one is not touched.

    Refuses with 422 what is too large, declares entities, or is no definition.
    """
    if len(text) > LARGEST:
        raise BadValue(_("The file is too large."), field="xml", code="too_large")
    if "<!DOCTYPE" in text or "<!ENTITY" in text:
        raise BadValue(
            _("A definition declares no entities."), field="xml", code="entities"
        )
    flow = DCWorkflowDefinition("imported").__of__(near)
    reader = WorkflowDefinitionConfigurator(flow).__of__(flow)
    try:
        parsed = reader.parseWorkflowXML(text.encode("utf-8"), "utf-8")
        _fill(flow, parsed)
    except Exception as problem:
        raise BadValue(
            _("This is no definition of a workflow: ${problem}", problem=problem),
            field="xml",
            code="not_xml",
        ) from problem
    return read(flow)._replace(id=parsed[0], roles=roles)


def _fill(flow: Any, parsed: tuple) -> None:
    """Scripts are programs: they do not come through a file."""
    _id, title, variable, initial, states, steps, variables, lists = parsed[:8]
    rights, groups, _scripts, description, bypass, creation = parsed[8:]
    _initDCWorkflow(
        flow,
        title,
        description,
        bypass,
        creation,
        variable,
        initial,
        states,
        steps,
        variables,
        lists,
        rights,
        groups,
        (),
        None,
    )
