"""By when those who lead are done, as the follow-up book shows it."""

from imoit.content.tasks.operations import timing
from plone import api
from tests import cast
from tests.rooms import ministry


def limit(letter) -> str:
    catalog = api.portal.get_tool("portal_catalog")
    return catalog.unrestrictedSearchResults(UID=letter.UID())[0].imoit_line["limit"]


def test_the_book_shows_the_day_that_was_granted(integration):
    letter = ministry.directed()
    task = ministry.task_of(letter)
    before = limit(letter)

    with ministry.acting(cast.HEAD) as head:
        timing.ask_extension(task, head, "Nhiều việc", working_days=3)
    asked = limit(letter)
    with ministry.acting(cast.DEPUTY) as leader:
        new = timing.grant_extension(task, leader)

    assert asked == before
    assert limit(letter) == new.isoformat() > before
