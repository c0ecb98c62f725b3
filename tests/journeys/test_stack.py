from playwright.sync_api import expect
from tests.journeys.test_intake import visit
from tests.journeys.test_intake import waiting
from tests.rooms.stacks import papers

import base64
import pytest


__all__ = ["visit"]
WHERE = "/incoming/@@receive-scans"


@pytest.fixture(scope="module")
def stack(tmp_path_factory):
    """Two letters behind their separator sheets, the second one of two pages."""
    pages = papers.separator(), papers.letter(), papers.separator(), papers.letter(2)
    path = tmp_path_factory.mktemp("stack") / "sáng.pdf"
    path.write_bytes(papers.bound(*pages, papers.letter(1)))
    return path


def sent(path, **more):
    data = base64.b64encode(path.read_bytes()).decode()
    return {"data": data, "encoding": "base64", "filename": path.name, **more}


def chosen(page, path):
    page.set_input_files("#f-scans", str(path))
    page.select_option("#f-scans-secrecy", "normal")
    page.check("[name=stack]")
    page.click("[data-primary]")


def test_the_clerk_sees_where_letters_begin_and_mends_it_first(ministry, visit, stack):
    page = visit("vanthu.bo", WHERE)
    chosen(page, stack)
    plan = page.locator(".im-stack-plan")

    expect(plan.locator("p[role=status]")).to_contain_text("2")
    expect(plan.locator("ol li")).to_have_count(5)
    expect(plan.locator(".is-out")).to_have_count(2)
    assert waiting(ministry) == []

    plan.locator("ol li").nth(4).locator("input").first.check()
    expect(plan.locator("p[role=status]")).to_contain_text("3")
    page.click("[data-primary]")

    expect(page.locator(".im-lines .is-ok")).to_have_count(3, timeout=60_000)
    assert waiting(ministry) == ["sáng (2).pdf", "sáng (4).pdf", "sáng (5).pdf"]


def test_without_a_script_a_stack_is_cut_at_its_separators(ministry, visit, stack):
    page = visit("vanthu.bo", WHERE, java_script_enabled=False)
    chosen(page, stack)

    expect(page.locator(".im-lines .is-ok")).to_have_count(2, timeout=60_000)
    assert waiting(ministry) == ["sáng (2).pdf", "sáng (4-5).pdf"]


def test_a_stack_that_cannot_be_cut_says_why_and_nothing_waits(
    ministry, visit, stack, tmp_path
):
    signed = tmp_path / "ký số.pdf"
    signed.write_bytes(papers.signed(stack.read_bytes()))
    page = visit("vanthu.bo", WHERE, java_script_enabled=False)
    chosen(page, signed)

    expect(page.locator(".im-lines .is-wrong")).to_contain_text("chữ ký số")
    assert waiting(ministry) == []


def test_rest_tells_the_pages_and_cuts_as_it_is_told(ministry, stack):
    clerk = ministry.as_("vanthu.bo")

    found = clerk.post("/incoming/@stack-pages", {"file": sent(stack)})
    plan = {"begins": [2, 5], "left_out": [1, 3]}
    body = {"secrecy": "normal", "channel": "post", "scans": [sent(stack, split=plan)]}
    done = clerk.post("/incoming/@scans", body)

    assert found["letters"] == 2
    assert [page["left_out"] for page in found["pages"]] == [1, 0, 1, 0, 0]
    names = [item["filename"] for item in done["items"]]
    assert names == ["sáng (2-4).pdf", "sáng (5).pdf"]


@pytest.mark.parametrize("split", ["x", [1], {"begins": [9]}, {"begins": "a"}])
def test_a_plan_that_does_not_fit_brings_nothing_in(ministry, stack, split):
    clerk = ministry.as_("vanthu.bo")
    body = {"secrecy": "normal", "scans": [sent(stack, split=split)]}

    assert clerk.status("POST", "/incoming/@scans", body) == 422
    assert waiting(ministry) == []


def test_who_does_not_take_letters_in_looks_into_no_stack(ministry, stack):
    body = {"file": sent(stack)}
    for login in ("cv.hc", "quantri", "kiemtra"):
        person = ministry.as_(login)
        assert person.status("POST", "/incoming/@stack-pages", body) in (401, 403, 404)
