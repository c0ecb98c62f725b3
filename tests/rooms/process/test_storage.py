from imoit.workflows.process import storage
from imoit.workflows.process.domain.reading import parse
from imoit.workflows.process.domain.reading import plain
from imoit.workflows.process.domain.shape import Asked
from imoit.workflows.refusal import BadValue
from plone import api

import pytest


SHIPPED = (
    "incoming",
    "outgoing",
    "task",
    "simple_publication_workflow",
    "folder_workflow",
    "intranet_workflow",
    "intranet_folder_workflow",
    "one_state_workflow",
    "plone_workflow",
)


def flow(name):
    return api.portal.get_tool("portal_workflow")[name]


def by_id(thing):
    return thing.id


def alike(process):
    """Return *process* with the order that the XML does not keep put in order."""
    parts = ("states", "steps", "variables", "worklists")
    return process._replace(
        permissions=tuple(sorted(process.permissions)),
        **{part: tuple(sorted(getattr(process, part), key=by_id)) for part in parts},
    )


def test_every_shipped_workflow_of_the_site_is_read(integration):
    found = set(api.portal.get_tool("portal_workflow").objectIds())

    assert found == set(SHIPPED)


@pytest.mark.parametrize("name", SHIPPED)
def test_a_definition_becomes_data_and_comes_back_whole(integration, name):
    live = flow(name)
    before, xml = storage.read(live), storage.to_xml(live)

    storage.write(live, parse(plain(before)))

    assert storage.read(live) == before
    assert storage.to_xml(live) == xml


@pytest.mark.parametrize("name", SHIPPED)
def test_a_definition_goes_through_xml_whole(integration, name):
    live = flow(name)
    before = storage.read(live)

    found = storage.from_xml(storage.to_xml(live), live.aq_parent, before.roles)

    assert alike(found)._replace(scripts=before.scripts) == alike(before)


def with_extras(process):
    first, *others = process.states
    step, *steps = process.steps
    state = first._replace(limit=2, box="to_approve", groups={"g": ("Reviewer",)})
    form = (Asked("reason", True), Asked("due_date"))
    step = step._replace(form=form, effects=("freeze", "notify"))
    return process._replace(
        groups=("g",), states=(state, *others), steps=(step, *steps)
    )


def test_limit_box_form_and_effects_travel_in_the_xml(integration):
    live = flow("outgoing")
    wanted = with_extras(storage.read(live))
    storage.write(live, wanted)

    found = storage.from_xml(storage.to_xml(live), live.aq_parent)

    assert alike(found) == alike(wanted)


def test_what_is_acquired_comes_back_acquired(integration):
    live = flow("simple_publication_workflow")
    process = storage.read(live)
    state = process.states[0]
    name = next(iter(state.permissions))
    for acquire in (True, False):
        rule = state.permissions[name]._replace(acquire=acquire)
        changed = state._replace(permissions={**state.permissions, name: rule})
        storage.write(live, process._replace(states=(changed, *process.states[1:])))

        found = live.states[state.id].getPermissionInfo(name)

        assert bool(found["acquired"]) is acquire


def test_guards_are_written_as_plain_texts(integration):
    live = flow("outgoing")
    storage.write(live, parse(plain(storage.read(live))))

    guards = [step.guard for step in live.transitions.values() if step.guard]
    named = [name for guard in guards for name in guard.permissions]

    assert named and {type(name) for name in named} == {str}


@pytest.mark.parametrize(
    "text",
    ["", "no xml", "<a/>", '<!DOCTYPE x [<!ENTITY a "b">]><dc-workflow/>'],
)
def test_what_is_no_definition_is_refused(integration, text):
    with pytest.raises(BadValue):
        storage.from_xml(text, flow("outgoing").aq_parent)


def test_programs_do_not_come_in_by_xml(integration):
    live = flow("outgoing")
    script = '<script script_id="x" type="Script (Python)" function="">print 1</script>'
    xml = storage.to_xml(live).replace("</dc-workflow>", f"{script}</dc-workflow>")

    assert storage.from_xml(xml, live.aq_parent).scripts == ()
