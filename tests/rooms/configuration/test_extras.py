from html import unescape
from imoit.workflows.configuration.operations import drafts
from imoit.workflows.process.domain.extras import variable_of
from imoit.workflows.process.domain.extras import worklist_of
from imoit.workflows.refusal import Conflict
from lxml import html
from tests.rooms.configuration import acts
from tests.rooms.configuration.test_pages import STOCK
from urllib.parse import urlencode

import pytest
import transaction


class Shown:
    """The page *More* of a process, whose forms are filled and sent."""

    def __init__(self, visit, process="outgoing"):
        self.browser = visit("quantri", f"@@imoit-process?id={process}&part=more")
        self.tree = html.fromstring(self.browser.contents)
        self.process = process

    def form(self, do, nth=0):
        has = f".//button[@name='do'][@value='{do}']"
        return [one for one in self.tree.forms if one.find(has) is not None][nth]

    def send(self, do, nth=0, **typed):
        """Send the form as it is shown, but for what is *typed*."""
        form = self.form(do, nth)
        pairs = [pair for pair in form.form_values() if pair[0] not in (*typed, "do")]
        pairs += [
            (name, one)
            for name, value in typed.items()
            for one in ([value] if isinstance(value, str) else value)
        ]
        self.browser.post(form.action, urlencode([*pairs, ("do", do)]))
        transaction.begin()
        return drafts.draft_of(self.process).process


@pytest.mark.parametrize("do", ["worklist", "variable"])
def test_what_is_shown_can_be_saved_and_nothing_changes(visit, do):
    before = drafts.live(STOCK)

    assert Shown(visit, STOCK).send(do) == before


def test_a_group_gets_a_role_in_a_state_and_loses_it(visit):
    named = {"state": "form_check", "group": "imoit.pc.head", "roles": ["Checker"]}
    given = Shown(visit).send("group_roles", -1, **named)
    page = Shown(visit)

    assert given.state("form_check").groups == {"imoit.pc.head": ("Checker",)}
    assert "Người thẩm tra" in unescape(page.browser.contents)
    taken = page.send("group_roles", 0)
    assert taken.state("form_check").groups == {}
    assert taken.state("drafting") == drafts.live("outgoing").state("drafting")


def test_what_a_check_gave_is_shown_in_words(visit):
    acts.drafted()
    row = Shown(visit).tree.find(".//section/div/table/tbody/tr")

    said = [cell.text_content().strip() for cell in row]
    assert said[:3] == ["Thẩm tra pháp lý", "Vụ PC – Lãnh đạo đơn vị", "Người thẩm tra"]


def test_a_worklist_is_changed_added_and_taken_away(visit):
    queue = {"title": "Chờ đăng (%(count)d)", "states": ["pending", "private"]}
    changed = Shown(visit, STOCK).send("worklist", 0, **queue)
    name = changed.worklists[0].id

    found = worklist_of(changed, name)
    assert set(found.match["review_state"]) == {"pending", "private"}
    assert found.menu.title == "Chờ đăng (%(count)d)"
    assert found.guard == worklist_of(drafts.live(STOCK), name).guard

    new = {"title": "Đã đăng", "states": ["published"], "roles": ["Reviewer"]}
    added = worklist_of(Shown(visit, STOCK).send("worklist", -1, **new), "da_dang")
    assert added.guard.roles == ("Reviewer",)
    assert added.menu.url.endswith("review_state=published")
    left = Shown(visit, STOCK).send("drop_worklist", 0)
    assert [one.id for one in left.worklists] == ["da_dang"]


def test_a_variable_is_added_changed_and_taken_away(visit):
    added = Shown(visit).send("variable", -1, description="Số tờ")
    assert variable_of(added, "so_to").for_status

    number = [one.id for one in added.variables].index("so_to")
    default = {"default": "1", "description": "Số tờ"}
    changed = Shown(visit).send("variable", number, **default)
    assert variable_of(changed, "so_to").default == "1"

    before = drafts.live("outgoing")
    assert Shown(visit).send("drop_variable", -1).variables == before.variables


def test_an_empty_form_is_refused_and_nothing_is_drafted(visit):
    page = Shown(visit)
    with pytest.raises(Conflict):
        page.send("worklist", -1)

    assert page.browser.headers["status"].startswith("422")
    assert "Chỗ này bắt buộc." in unescape(page.browser.contents)
