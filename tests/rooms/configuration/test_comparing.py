from html import unescape
from imoit.workflows.configuration.operations import comparing
from imoit.workflows.process.domain import changes
from imoit.workflows.process.domain.compare import marks
from imoit.workflows.refusal import BadValue
from imoit.workflows.refusal import Conflict
from imoit.workflows.refusal import NotThere
from lxml import html
from tests.rooms.configuration import acts
from tests.rooms.configuration.acts import LEGAL

import pytest


PAGE = "@@imoit-process-compare?id=outgoing"


def longer(process):
    state = process.state(LEGAL)
    return changes.put_state(process, state._replace(limit=5))


def three_versions():
    """As found; with a check; with a longer one."""
    acts.published()
    acts.published(longer, reason="Cho năm ngày.")


def codes(before, after):
    found = comparing.compared("outgoing", before, after).changes
    return {(change.code, change.where) for change in found}


def test_any_two_published_versions_are_compared(integration):
    three_versions()

    assert codes("2", "3") == {("limit", f"states.{LEGAL}")}
    assert ("state_added", f"states.{LEGAL}") in codes("1", "3")
    assert ("state_gone", f"states.{LEGAL}") in codes("3", "1")
    assert codes("3", "force") == codes("2", "2") == set()


def test_what_is_compared_must_be_there(integration):
    three_versions()

    with pytest.raises(NotThere):
        comparing.compared("outgoing", "1", "9")
    with pytest.raises(BadValue):
        comparing.compared("outgoing", "first", "2")
    with pytest.raises(Conflict):
        comparing.compared("outgoing", "force", "draft")
    with pytest.raises(NotThere):
        comparing.compared("nothing", "1", "2")


def test_without_names_the_draft_is_compared_with_what_is_in_force(integration):
    three_versions()
    acts.drafted(lambda p: changes.remove_state(p, LEGAL))

    assert codes("", "") == codes("force", "draft") == codes("3", "draft")
    assert comparing.known("outgoing") == ["draft", "force", "3", "2", "1"]


def test_pictures_mark_what_goes_and_what_comes(integration):
    three_versions()
    before, after, found = comparing.compared("outgoing", "1", "3")
    old, new = marks(before, after, found)

    assert new[f"states.{LEGAL}"] == "is-new"
    assert f"states.{LEGAL}" not in old
    assert old["steps.approve_content"] == new["steps.approve_content"] == "is-changed"
    assert marks(after, before, comparing.compare(after, before))[0][
        f"states.{LEGAL}"
    ] == ("is-gone")


def signs(picture):
    return [
        words[:2] + words[2:].strip()
        for text in picture.xpath(".//*[local-name()='text']")
        if (words := text.text or "")[:2] in ("+ ", "− ", "≠ ")
    ]


def test_the_page_shows_both_and_says_what_changed(visit):
    three_versions()
    page = visit("quantri", f"{PAGE}&before=1&after=2")
    before, after = html.fromstring(page.contents).xpath(
        "//*[local-name()='svg'][@role='group']"
    )

    assert "Thêm trạng thái “Thẩm tra pháp lý”." in unescape(page.contents)
    assert "+ Thẩm tra pháp lý" in signs(after)
    assert "+ Thẩm tra pháp lý" not in signs(before)
    assert [sign for sign in signs(before) if sign.startswith("≠ ")]


def test_the_page_takes_the_last_two_versions_where_nothing_is_chosen(visit):
    three_versions()
    page = visit("quantri", PAGE)

    assert page.getControl(name="before").value == ["2"]
    assert page.getControl(name="after").value == ["3"]
    assert "Cho năm ngày." in unescape(page.contents)


def test_the_page_says_what_cannot_be_compared(visit):
    page = visit("quantri", f"{PAGE}&before=1&after=77")

    assert page.headers["status"].startswith("200")
    assert "Không có phiên bản này." in unescape(page.contents)
