"""What a leader restricts is gone for everybody else, at once, and comes back whole."""

from imoit.content.desk import operations as desk
from imoit.content.files.operations import attachments
from imoit.content.files.operations import may_open
from imoit.content.outgoing import operations
from imoit.content.registers.operations import rows
from imoit.workflows.calendar import clock
from imoit.workflows.refusal import Refusal
from imoit.workflows.transitions.operations import advance
from imoit.workflows.transitions.operations import state
from plone import api
from tests.rooms import ministry

import pytest


MET = (
    ministry.form_approved,
    ministry.signed,
    ministry.numbered,
    ministry.published,
    ministry.filed,
    ministry.recalled,
    ministry.replaced,
)
STATES = (
    "paper_signing",
    "signed",
    "numbered",
    "published",
    "filed",
    "recalled",
    "replaced",
)
met = pytest.mark.parametrize("made", MET, ids=STATES)
# Who sees it before; the leaders see it after as well.
OTHERS = ("cv.tttn", "truong.tttn", "truong.vp", "thuky1", "vanthu.bo", "truong.xnk")


def seen(document, who):
    """Return by which ways *who* meets the document."""
    with ministry.acting(who) as by:
        catalog = api.portal.get_tool("portal_catalog")
        book = rows.batch("outgoing", clock.today().year, 0, 500, rows.eyes())[1]
        files = [may_open(file) for file in attachments(document)]
        ways = {
            "view": api.user.has_permission("View", obj=document),
            "catalog": bool(catalog(UID=document.UID())),
            "words": bool(catalog(SearchableText="trả lời", UID=document.UID())),
            "boxes": sum(found.count for found in desk.counts(by)),
            "files": any(files),
            "row": any(r.line for r in book if r.entry.uid == document.UID()),
        }
    return {way for way, found in ways.items() if found}


@met
def test_viewers_lose_view_search_counts_files_and_rows_at_once(integration, made):
    document = made()
    before = {who: seen(document, who) for who in OTHERS}
    with ministry.acting("botruong") as leader:
        operations.restrict(document, leader, "Chưa công bố")

    after = {who: seen(document, who) for who in OTHERS}

    assert any(before.values())
    # What replaced the document still waits for its recipients.
    assert {way for ways in after.values() for way in ways} <= {"boxes"}
    if made is not ministry.replaced:
        assert after == {who: set() for who in OTHERS}
    assert "view" in seen(document, "botruong")
    assert "files" in seen(document, "botruong")


@pytest.mark.parametrize(("made", "was"), zip(MET, STATES, strict=True), ids=STATES)
def test_lifting_brings_back_the_state_and_the_sight_of_before(integration, made, was):
    document = made()
    before = {who: seen(document, who) for who in ministry.CAST}
    with ministry.acting("botruong") as leader:
        operations.restrict(document, leader, "Chưa công bố")
        operations.lift_restriction(document, leader)

    assert state(document) == was
    assert {who: seen(document, who) for who in ministry.CAST} == before


@met
def test_only_who_may_restrict_does(integration, made):
    document = made()

    for who in (*OTHERS, "chanhvp", "quantri", "kiemtra"):
        with ministry.acting(who) as by, pytest.raises(Refusal):
            operations.restrict(document, by, "Thử")
    with ministry.acting("botruong") as leader, pytest.raises(Refusal):
        operations.restrict(document, leader, " ")

    assert state(document) != "restricted"


@met
def test_nothing_else_can_be_done_with_it_and_no_lift_leads_astray(integration, made):
    document = ministry.restricted(made, "botruong")
    flow = api.portal.get_tool("portal_workflow")["outgoing"]
    right = {"lift_restriction"} if made is ministry.published else set()

    for step in set(flow.transitions.objectIds()) - right:
        for who in ("vanthu.bo", "cv.tttn"):
            with ministry.acting(who) as by, pytest.raises(Refusal):
                advance(document, step, by, "Thử")
    taken = steps(document)

    assert len(taken) == 1
    assert state(document) == "restricted"


def steps(document):
    return ministry.steps_of(document, "botruong")
