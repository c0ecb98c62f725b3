from collections import Counter
from imoit.content.tasks.storage import dictation
from imoit.policy.setup.demo import load


def test_the_demo_ministry_is_at_work(integration):
    portal = integration["portal"]

    load(portal)

    found = portal.portal_catalog.unrestrictedSearchResults
    incoming = Counter(b.review_state for b in found(portal_type="IncomingDocument"))
    outgoing = Counter(b.review_state for b in found(portal_type="OutgoingDocument"))
    assert incoming == {
        "completed": 8,
        "in_progress": 11,
        "submitted": 5,
        "registered": 2,
        "received": 3,
    }
    assert outgoing == {
        "published": 2,
        "filed": 1,
        "numbered": 1,
        "signed": 1,
        "paper_signing": 1,
        "form_check": 1,
        "unit_review": 1,
        "drafting": 2,
    }


def test_the_demo_has_a_stopped_clock_more_time_asked_and_a_dictation(integration):
    portal = integration["portal"]

    load(portal)

    found = portal.portal_catalog.unrestrictedSearchResults(portal_type="Task")
    lines = [brain.imoit_line for brain in found]
    assert sum(line["paused"] for line in lines) == 1
    assert sum(line["asked"] for line in lines) == 1
    written = [d for d in portal["incoming"].objectValues() if dictation(d)]
    assert len(written) == 1


def test_loading_twice_changes_nothing(integration):
    portal = integration["portal"]
    load(portal)
    before = len(portal["incoming"]), len(portal["outgoing"])

    load(portal)

    assert (len(portal["incoming"]), len(portal["outgoing"])) == before


def test_every_letter_of_the_demo_has_its_paper_and_nothing_is_wrong_with_it(
    integration,
):
    portal = integration["portal"]

    load(portal)

    letters = [*portal["incoming"].objectValues(), *portal["outgoing"].objectValues()]
    papers = [
        [c for c in letter.objectValues() if c.portal_type == "Attachment"]
        for letter in letters
    ]
    assert all(papers)
    drawn = [p for found in papers for p in found if not p.title.startswith("letter-")]
    assert len(drawn) == 38
    assert [check for p in drawn for check in p.checks if check["state"] != "ok"] == []
