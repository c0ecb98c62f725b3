"""What can be wrong with what steps ask for, what they bring, where things wait."""

from collections.abc import Collection
from collections.abc import Iterator
from imoit.workflows.process.domain.findings import error
from imoit.workflows.process.domain.findings import Facts
from imoit.workflows.process.domain.findings import name
from imoit.workflows.process.domain.findings import Problem
from imoit.workflows.process.domain.shape import Process
from imoit.workflows.process.domain.shape import Step
from imoit.workflows.refusal import _
from imoit.workflows.refusal import Sentence


def _forms(process: Process, facts: Facts) -> Iterator[Problem]:
    for step in process.steps:
        where = f"steps.{step.id}"
        asked = {asked.field for asked in step.form or ()}
        kinds = (
            ("unknown_field", asked, facts.fields, _UNKNOWN_FIELD),
            ("unknown_effect", set(step.effects), facts.effects, _UNKNOWN_EFFECT),
        )
        for code, named, known, text in kinds:
            for missing in sorted(named - known) if known is not None else ():
                yield error(code, where, _(text, name=missing, where=name(step)))
        if step.id in facts.own_forms and _is_changed(step, facts):
            yield error("own_form", where, _(_OWN_FORM, step=name(step)))
    for state in process.states:
        if facts.boxes is not None and state.box and state.box not in facts.boxes:
            text = _("There is no box “${name}”.", name=state.box)
            yield error("unknown_box", f"states.{state.id}", text)


_UNKNOWN_FIELD = _(
    "The form of “${where}” asks for “${name}”, which nobody knows."
).text
_UNKNOWN_EFFECT = _("The effect “${name}” of “${where}” is not known.").text
_OWN_FORM = _("“${step}” has a page of its own: what it asks for cannot change.").text


def _is_changed(step: Step, facts: Facts) -> bool:
    old = facts.before.step(step.id) if facts.before else None
    return old is not None and old.form != step.form


def _effects(process: Process, facts: Facts) -> Iterator[Problem]:
    """An effect comes after what it stands on; a step keeps what its page promises."""
    for step in process.steps:
        where, title = f"steps.{step.id}", name(step)
        for effect in step.effects:
            before = facts.needs.get(effect, ())
            passed = {*before, *facts.back}
            if before and step.id not in before and _is_early(process, step, passed):
                words = [_called(process, found, facts) for found in before]
                words_of = facts.effect_titles.get(effect, effect)
                text = _(_TOO_EARLY, step=title, effect=words_of, before=words)
                yield error("too_early", where, text)
        due = facts.duties.get(step.id)
        if due and due not in step.effects:
            words_of = facts.effect_titles.get(due, due)
            text = _(_MISSING, step=title, effect=words_of)
            yield error("missing_effect", where, text)


_MISSING = _("“${step}” must have the effect “${effect}”.").text
_TOO_EARLY = _(
    "“${step}” would bring “${effect}” on a way that does not pass “${before}”."
).text


def _called(process: Process, found: str, facts: Facts) -> str | Sentence:
    step = process.step(found)
    return name(step) if step is not None else facts.effect_titles.get(found, found)


def _is_early(process: Process, step: Step, before: Collection[str]) -> bool:
    """Tell whether a way leads to *step* that passes none of *before*."""
    seen, todo = set(), [process.initial]
    ways = [
        (start, goal)
        for start, found, goal in process.edges()
        if found.id not in before and not set(found.effects) & set(before)
    ]
    while todo:
        here = todo.pop()
        if here not in seen:
            seen.add(here)
            todo += [goal for start, goal in ways if start == here]
    return bool(seen & set(process.sources(step.id)))


RULES = (_forms, _effects)
