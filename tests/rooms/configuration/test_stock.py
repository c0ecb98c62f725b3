from Acquisition import aq_base
from imoit.workflows.configuration import storage
from imoit.workflows.configuration.operations import binding
from imoit.workflows.configuration.operations import drafts
from imoit.workflows.configuration.operations import publishing
from imoit.workflows.configuration.operations import trials
from imoit.workflows.jobs.operations.queueing import get
from imoit.workflows.process.domain import changes
from imoit.workflows.process.domain.findings import errors
from imoit.workflows.refusal import BadValue
from plone import api
from tests.rooms.configuration import acts
from tests.rooms.ministry import acting

import pytest


STOCK = "simple_publication_workflow"
LEGAL = "tham_tra"


@pytest.fixture
def pages(integration):
    """Three stock pages: published, waiting for review, private."""
    tool = api.portal.get_tool("portal_workflow")
    with api.env.adopt_roles(["Manager"]):
        tool.setChainForPortalTypes(("Document", "Folder"), (STOCK,))
        found = {
            name: api.content.create(api.portal.get(), "Document", name)
            for name in ("published", "pending", "private")
        }
        tool.doActionFor(found["published"], "publish")
        tool.doActionFor(found["pending"], "submit")
    return found


def state(obj):
    return api.content.get_state(obj)


def with_check(process):
    return changes.add_check(
        process, "pending", "published", id=LEGAL, title="Thẩm tra",
        groups=["imoit.pc.head"], role="Reviewer", box="", limit=None,
    )  # fmt: skip


def checked_page(page):
    tool = api.portal.get_tool("portal_workflow")
    with api.env.adopt_roles(["Manager", "Reviewer"]):
        tool.doActionFor(page, "publish")
        return state(page)


@pytest.mark.parametrize("name", [
    "simple_publication_workflow", "intranet_workflow", "folder_workflow",
    "intranet_folder_workflow", "one_state_workflow", "plone_workflow",
])  # fmt: skip
def test_each_workflow_of_plone_is_published_and_restored(integration, name):
    tool = api.portal.get_tool("portal_workflow")
    with api.env.adopt_roles(["Manager"]):
        tool.setChainForPortalTypes(("Document",), (name,))
        page = api.content.create(api.portal.get(), "Document", "page")
    before, xml = drafts.live(name), storage.written(drafts.live(name))
    acts.published(lambda process: process._replace(title="Khác"), name)
    acts.renewed(name)
    assert drafts.live(name).title == "Khác"

    with acting("quantri") as manager:
        publishing.restore(name, 1, manager)
        assert errors(drafts.problems(name)) == []
        publishing.publish(name, manager, "Quay lại.")

    assert acts.renewed(name) == (1, 0)
    assert (drafts.live(name), storage.written(drafts.live(name))) == (before, xml)
    assert state(page) == before.initial


def test_a_page_goes_through_an_added_check_and_comes_back_from_it(pages):
    acts.published(with_check, STOCK)
    acts.renewed(STOCK)
    assert checked_page(pages["pending"]) == LEGAL

    with acting("quantri") as manager:
        draft = publishing.restore(STOCK, 1, manager)
        publishing.publish(STOCK, manager, "Quay lại.")
    acts.renewed(STOCK)

    assert draft.mapping == {LEGAL: "pending"}
    assert {name: state(page) for name, page in pages.items()} == {
        name: name for name in pages
    }
    assert checked_page(pages["pending"]) == "published"


def test_publishing_queues_one_job_for_all_things_of_the_workflow(pages):
    found = acts.published(with_check, STOCK)
    job = get(found.job)

    assert (found.documents, job.of, job.kind) == (3, 3, "processes.renew")
    assert job.args["by"]["person"] == "quantri"


def test_a_dry_run_of_a_stock_workflow_counts_everybody(pages):
    hidden = lambda p: changes.set_rules(  # noqa: E731
        p, "View", {"published": p.rule(p.state("private"), "View")}
    )
    acts.drafted(hidden, STOCK)

    found = trials.dry_run(STOCK)

    assert (found.total, found.touched) == (3, 1)
    assert "role:Anonymous" in {line["who"] for line in found.loses}


def bound(mapping, to="intranet_workflow"):
    with acting("quantri") as manager:
        return binding.bind("Document", (to,), mapping, manager)


def test_a_type_bound_anew_takes_each_thing_where_it_is_sent(pages):
    before = drafts.live(STOCK)
    bound({"published": "internally_published"})
    for _time in range(2):
        acts.renewed("intranet_workflow", before, {"published": "internally_published"})

    found = {name: state(page) for name, page in pages.items()}
    assert found == {
        "published": "internally_published", "pending": "pending", "private": "private"
    }  # fmt: skip
    assert listed(pages) == found
    assert "Anonymous" not in aq_base(pages["published"])._View_Permission
    assert len(pages["pending"].workflow_history["intranet_workflow"]) == 1


def listed(pages):
    catalog = api.portal.get_tool("portal_catalog")
    find = catalog.unrestrictedSearchResults
    return {n: find(UID=page.UID())[0].review_state for n, page in pages.items()}


def test_a_type_is_not_bound_while_a_state_has_no_goal(pages):
    with pytest.raises(BadValue) as refused:
        bound({})

    assert refused.value.details == {"states": ["published"]}


def test_a_step_taken_after_binding_is_not_undone_by_the_job(pages):
    before = drafts.live(STOCK)
    bound({"published": "internally_published"})
    acts.renewed("intranet_workflow", before, {"published": "internally_published"})
    tool = api.portal.get_tool("portal_workflow")
    with api.env.adopt_roles(["Manager"]):
        tool.doActionFor(pages["private"], "show_internally")
    after = state(pages["private"])
    acts.renewed("intranet_workflow", before, {"published": "internally_published"})

    assert after != "private"
    assert state(pages["private"]) == after


def test_plones_own_profile_does_not_overwrite_what_was_published(pages):
    acts.published(with_check, STOCK)
    wanted = drafts.live(STOCK)
    setup = api.portal.get_tool("portal_setup")

    setup.runImportStepFromProfile("profile-Products.CMFPlone:plone", "workflow")

    assert drafts.live(STOCK) == wanted
    assert storage.draft(STOCK).process.state(LEGAL) is None


def test_a_workflow_that_nobody_touched_is_the_profiles_own_to_change(pages):
    tool = api.portal.get_tool("portal_workflow")
    tool[STOCK].initial_state = "published"
    setup = api.portal.get_tool("portal_setup")

    setup.runImportStepFromProfile("profile-Products.CMFPlone:plone", "workflow")

    assert tool[STOCK].initial_state == "private"
    assert storage.draft(STOCK) is None
