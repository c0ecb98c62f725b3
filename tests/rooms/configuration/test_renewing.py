from Acquisition import aq_base
from imoit.workflows.configuration.operations import drafts
from imoit.workflows.configuration.operations import renewing
from imoit.workflows.configuration.operations import trials
from imoit.workflows.process.domain import changes
from imoit.workflows.process.domain.shape import Rule
from imoit.workflows.process.storage import read
from imoit.workflows.process.storage import write
from imoit.workflows.transitions.operations import state
from plone import api
from Products.CMFCore.indexing import processQueue
from tests.rooms import ministry
from tests.rooms.configuration import acts
from tests.rooms.ministry import acting

import pytest
import transaction


STOCK = "simple_publication_workflow"


@pytest.fixture
def folder(integration):
    """A published stock folder with a page in it, seen by everybody."""
    portal = integration["portal"]
    tool = api.portal.get_tool("portal_workflow")
    with api.env.adopt_roles(["Manager"]):
        tool.setChainForPortalTypes(("Folder", "Document"), (STOCK,))
        tool.setChainForPortalTypes(("File",), ())
        found = api.content.create(portal, "Folder", "page")
        api.content.create(found, "File", "leak")
        tool.doActionFor(found, "publish")
    return found


def allowed(obj):
    processQueue()
    catalog = api.portal.get_tool("portal_catalog")
    brain = catalog.unrestrictedSearchResults(UID=obj.UID())[0]
    entry = catalog._catalog.getIndex("allowedRolesAndUsers")
    return set(entry.getEntryForObject(brain.getRID()))


def narrowed(process):
    return only(process, "Reviewer")


def only(process, *roles):
    """Return *process* in which nobody but *roles* sees anything."""
    rules = {s.id: Rule(False, roles) for s in process.states}
    for permission in ("View", "Access contents information"):
        process = changes.set_rules(process, permission, rules)
    return process


def renew(process, act, mapping=None, size=100):
    flow = api.portal.get_tool("portal_workflow")[process]
    before = read(flow)
    write(flow, act(before))
    return acts.renewed(process, before, mapping or {}, size)


def test_attachments_follow_when_their_document_is_narrowed(folder):
    assert "Anonymous" in allowed(folder["leak"])

    renew(STOCK, narrowed)

    assert "Anonymous" not in allowed(folder)
    assert "Anonymous" not in allowed(folder["leak"])


def test_a_permission_that_is_managed_no_more_is_as_above_again(folder):
    renew(STOCK, narrowed)
    renew(STOCK, lambda process: changes.drop_permission(process, "View"))

    assert folder.acquiredRolesAreUsedBy("View") == "CHECKED"


def test_things_of_a_vanished_state_go_where_they_were_sent_others_stay(folder):
    with api.env.adopt_roles(["Manager"]):
        other = api.content.create(api.portal.get(), "Document", "other")
    gone = lambda p: changes.remove_state(p, "published")  # noqa: E731

    renew(STOCK, gone, {"published": "pending"})

    tool = api.portal.get_tool("portal_workflow")
    assert tool.getInfoFor(folder, "review_state") == "pending"
    assert tool.getInfoFor(other, "review_state") == "private"
    catalog = api.portal.get_tool("portal_catalog")
    found = catalog.unrestrictedSearchResults(UID=folder.UID())
    assert found[0].review_state == "pending"


def test_the_move_stands_in_the_history(folder):
    gone = lambda p: changes.remove_state(p, "published")  # noqa: E731
    renew(STOCK, gone, {"published": "pending"})

    last = folder.workflow_history[STOCK][-1]
    assert (last["review_state"], last["actor"]) == ("pending", "quantri")


def test_chunks_go_on_where_the_one_before_stopped(folder):
    with api.env.adopt_roles(["Manager"]):
        for number in range(5):
            api.content.create(api.portal.get(), "Document", f"more-{number}")

    chunks, changed = renew(STOCK, narrowed, size=2)

    assert (chunks, changed) == (3, 6)
    assert renew(STOCK, narrowed)[1] == 0


def test_the_same_chunk_twice_does_no_harm(folder):
    flow = api.portal.get_tool("portal_workflow")[STOCK]
    before = read(flow)
    write(flow, narrowed(before))
    with acting("quantri") as manager:
        task = renewing.Task(STOCK, before, {}, manager, 2)
        first = renewing.renew_chunk(task)
        again = renewing.renew_chunk(task)

    assert (first.changed > 0, again.changed) == (True, 0)


def test_what_is_in_line_already_is_not_written(folder):
    renew(STOCK, narrowed)
    transaction.savepoint(optimistic=True)
    stored = folder._p_jar._registered_objects
    before = len(stored)

    assert renew(STOCK, narrowed) == (1, 0)
    assert folder not in stored[before:]


def test_what_moves_between_two_chunks_is_not_passed_over(folder):
    with api.env.adopt_roles(["Manager"]):
        pages = [api.content.create(folder, "Document", f"p{n}") for n in range(6)]
    flow = api.portal.get_tool("portal_workflow")[STOCK]
    before = read(flow)
    write(flow, only(before, "Manager"))
    with acting("quantri") as manager:
        task = renewing.Task(STOCK, before, {}, manager, 2)
        cursor = renewing.renew_chunk(task, size=3).cursor
        with api.env.adopt_roles(["Manager"]):
            for number, page in enumerate(pages):
                transaction.savepoint(optimistic=True)
                api.content.rename(page, f"a{number}")
        renewing.renew_chunk(task, cursor)

    names = [f"a{number}" for number in range(6)]
    assert [rights(folder[name])["_View_Permission"] for name in names] == (
        [("Manager",)] * 6
    )


def test_a_thing_without_uid_is_renewed_too(folder):
    processQueue()
    catalog = api.portal.get_tool("portal_catalog")
    row = catalog.getrid("/".join(folder.getPhysicalPath()))
    catalog._catalog.getIndex("UID").unindex_object(row)

    assert renew(STOCK, narrowed)[1] == 1
    assert folder._View_Permission == ("Reviewer",)


def test_a_role_for_a_group_reaches_what_lies_below(folder):
    with api.env.adopt_roles(["Manager"]):
        page = api.content.create(folder, "Document", "below")
    view = "user:imoit.pc.head"
    assert view not in allowed(page)

    renew(STOCK, with_group)
    found = allowed(page)
    renew(
        STOCK, lambda process: process._replace(groups=(), states=plain_states(process))
    )

    assert view in found
    assert view not in allowed(page)


def with_group(process):
    states = tuple(
        state._replace(groups={"imoit.pc.head": ("Editor",)})
        if state.id == "published"
        else state
        for state in process.states
    )
    return process._replace(groups=("imoit.pc.head",), roles=("Editor",), states=states)


def plain_states(process):
    return tuple(state._replace(groups={}) for state in process.states)


@pytest.mark.parametrize(
    "name",
    [
        "simple_publication_workflow",
        "intranet_workflow",
        "folder_workflow",
        "intranet_folder_workflow",
        "one_state_workflow",
        "plone_workflow",
    ],
)
def test_rights_are_those_that_dcworkflow_itself_would_give(integration, name):
    tool = api.portal.get_tool("portal_workflow")
    with api.env.adopt_roles(["Manager"]):
        tool.setChainForPortalTypes(("Document",), (name,))
        page = api.content.create(api.portal.get(), "Document", "page")
    renew(name, lambda process: with_all_rules(process))
    ours = rights(page)
    tool[name].updateRoleMappingsFor(page)

    assert rights(page) == ours
    assert ours["_View_Permission"] == ("Reviewer",)


def with_all_rules(process):
    rules = {s.id: Rule(True, ("Editor",)) for s in process.states}
    changed = changes.set_rules(process, "Modify portal content", rules)
    return changes.drop_permission(narrowed(changed), "List folder contents")


def rights(obj):
    return {k: v for k, v in vars(aq_base(obj)).items() if k.endswith("_Permission")}


def hidden_from_drafters(process):
    roles = process.states[1].permissions["View"].roles
    rule = Rule(False, tuple(role for role in roles if role != "Drafter"))
    return changes.set_rules(process, "View", {"unit_review": rule})


def test_a_dry_run_counts_and_names_who_loses_sight_and_writes_nothing(integration):
    document = ministry.sent_to_head()
    acts.drafted(hidden_from_drafters)

    found = trials.dry_run("outgoing")

    loses = {line["who"]: line for line in found.loses}
    assert (found.total, found.touched) == (1, 1)
    assert loses["cv.tttn"]["documents"] == 1
    assert found.files == 1
    assert ministry.steps_of(document, "cv.tttn") is not None


def test_a_history_that_would_stick_is_listed(integration):
    stays = ministry.sent_to_head()
    acts.drafted(lambda process: changes.remove_step(process, "send_to_head"))

    count, stuck = trials.replayed("outgoing")

    assert count == 1
    assert [(found.uid, found.stuck.step) for found in stuck] == [
        (stays.UID(), "send_to_head")
    ]


def test_an_added_check_sticks_nobody(integration):
    ministry.form_approved()
    acts.drafted()

    assert trials.replayed("outgoing")[1] == []


def test_it_is_told_who_could_do_what(integration):
    document = ministry.sent_to_head()
    head = trials.simulate("outgoing", "truong.tttn", document.UID())
    clerk = trials.simulate("outgoing", "cv.xnk", document.UID())
    manager = trials.simulate("outgoing", "quantri", document.UID())

    assert [step.id for step in head.steps] == ["approve_content", "return"]
    assert (head.sees, clerk.sees, manager.sees) == (True, False, False)
    assert clerk.steps == manager.steps == []


def test_the_draft_answers_who_could_do_what_where_there_is_one(integration):
    document = ministry.sent_to_head()
    acts.drafted(lambda process: changes.remove_step(process, "return"))
    found = trials.simulate("outgoing", "truong.tttn", document.UID())

    assert [step.id for step in found.steps] == ["approve_content"]
    assert "return" in ministry.steps_of(document, "truong.tttn")


def test_tasks_below_and_their_rights_are_renewed_by_their_own_process(integration):
    document = ministry.directed()
    task = ministry.task_of(document)
    roles = read(api.portal.get_tool("portal_workflow")["task"]).states[0]
    assert state(task) == roles.id

    acts.published(narrowed_task, "task", mapping={})
    acts.renewed("task")

    assert "user:imoit.xnk.head" not in allowed(task)


def narrowed_task(process):
    return only(process, "Manager", "Task Giver")


def test_a_draft_of_rules_keeps_what_it_does_not_name(integration):
    before = drafts.live("outgoing")
    after = changes.set_rules(before, "View", {"drafting": Rule(True, ())})

    assert after.state("drafting").permissions["View"] == Rule(True, ())
    assert after.state("signed") == before.state("signed")
    same = dict(before.state("drafting").permissions) | {"View": Rule(True, ())}
    assert after.state("drafting").permissions == same
