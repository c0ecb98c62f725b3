from collections import Counter
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


def test_loading_twice_changes_nothing(integration):
    portal = integration["portal"]
    load(portal)
    before = len(portal["incoming"]), len(portal["outgoing"])

    load(portal)

    assert (len(portal["incoming"]), len(portal["outgoing"])) == before
