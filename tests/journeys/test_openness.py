from html import unescape
from tests import cast
from tests.journeys import acts

import pytest


@pytest.fixture
def letter(ministry):
    """A directed letter that the head of the lead unit has opened."""
    document = acts.directed(ministry)
    ministry.as_(cast.HEAD).get(document)
    return document


def page(ministry, login, url):
    person = ministry.as_(login)
    person.session.headers["Accept"] = "text/html"
    person.session.headers["Accept-Language"] = "vi"
    answer = person.session.get(url)
    return answer.status_code, unescape(answer.text)


def test_who_gave_the_work_sees_every_reading(ministry, letter):
    ministry.as_(cast.HEAD).get(letter)

    found = ministry.as_(cast.DEPUTY).get(f"{letter}/@readings")

    by_head = [i for i in found["items"] if i["person"]["id"] == "person:truong.tttn"]
    assert [item["act"] for item in by_head].count("read") == 2
    assert by_head[0]["post"]["id"] == "post:tttn-head-1"


def test_who_can_see_it_and_why(ministry, letter):
    found = ministry.as_(cast.DEPUTY).get(f"{letter}/@access")["items"]

    head = next(r for r in found if r["people"] == ["Bùi Đức Long"])
    assert head["cause"].startswith("task:")
    assert "Lê Thị Thanh Vân" in head["why"]
    causes = {reason["cause"].partition(":")[0] for reason in found}
    assert {"received", "submission", "task"} <= causes


def test_those_it_names_are_those_who_can_see_it(ministry, letter):
    found = ministry.as_(cast.DEPUTY).get(f"{letter}/@access")["items"]
    named = {name for reason in found for name in reason["people"]}

    people = {
        cast.DEPUTY: "Lê Thị Thanh Vân",
        cast.SECRETARY: "Phạm Ngọc Hà",
        cast.OFFICE: "Phạm Quốc Khánh",
        cast.CLERK: "Trần Thị Mai Hương",
        cast.HEAD: "Bùi Đức Long",
        cast.REGISTRY: "Nguyễn Thị Ánh",
        cast.OFFICER: "Đặng Thùy Linh",
        "truong.xnk": "Trịnh Văn Quyết Tâm",
        "truong.hc": "Vương Thị Nguyệt",
        cast.MINISTER: "Nguyễn Hữu Đạt",
        cast.MANAGER: "Đỗ Trung Kiên",
        cast.AUDITOR: "Hoàng Minh Ngọc",
    }
    seeing = {
        n for p, n in people.items() if ministry.as_(p).status("GET", letter) == 200
    }
    assert seeing == named & set(people.values())


def test_who_stands_in_is_named(ministry, letter):
    body = {"to": "person:truong.xnk", **acts.days(0, 1)}
    ministry.as_(cast.HEAD).post("/@delegations", body)

    found = ministry.as_(cast.DEPUTY).get(f"{letter}/@access")["items"]

    head = next(r for r in found if "Bùi Đức Long" in r["people"])
    assert head["stand_ins"] == ["Trịnh Văn Quyết Tâm"]


@pytest.mark.parametrize("what", ["@readings", "@access"])
def test_who_is_told_and_who_is_not(ministry, letter, what):
    people = {
        cast.DEPUTY: 200,
        cast.OFFICE: 403,
        cast.CLERK: 200,
        cast.HEAD: 403,
        cast.REGISTRY: 403,
        "truong.hc": 404,
        cast.MANAGER: 404,
        cast.AUDITOR: 404,
    }

    found = {who: ministry.as_(who).status("GET", f"{letter}/{what}") for who in people}

    assert found == people


def test_the_drafter_owns_the_draft(ministry):
    draft = acts.drafted(ministry)
    ministry.as_(cast.OFFICER).post(f"{draft}/@workflow/send_to_head")
    ministry.as_(cast.HEAD).get(draft)

    found = ministry.as_(cast.OFFICER).get(f"{draft}/@readings")["items"]

    assert "person:truong.tttn" in {item["person"]["id"] for item in found}


def test_the_page_leads_there_for_those_whose_it_is(ministry, letter):
    own = page(ministry, cast.DEPUTY, f"{letter}/view")[1]
    other = page(ministry, cast.HEAD, f"{letter}/view")[1]

    assert ("@@readings" in own, "@@access" in own) == (True, True)
    assert ("@@readings" in other, "@@access" in other) == (False, False)


def test_the_pages_say_it_in_words(ministry, letter):
    readings = page(ministry, cast.DEPUTY, f"{letter}/@@readings")
    access = page(ministry, cast.DEPUTY, f"{letter}/@@access")

    assert readings[0] == access[0] == 200
    assert "Bùi Đức Long" in readings[1]
    assert "do Lê Thị Thanh Vân, Thứ trưởng giao" in access[1]
    assert page(ministry, cast.HEAD, f"{letter}/@@readings")[0] == 403


def test_the_board_over_rest_and_as_a_page(ministry, letter):
    found = ministry.as_(cast.DEPUTY).get("/@progress")
    status, text = page(ministry, cast.DEPUTY, f"{ministry.url}/@@progress?unit=tttn")

    assert {u["id"]: u["open"] for u in found["units"]} == {
        "unit:tttn": 1,
        "unit:xnk": 1,
    }
    assert found["total"]["total"] == 2
    assert status == 200
    assert "Cục Quản lý và Phát triển thị trường trong nước" in text


def test_auditors_count_everything_and_read_nothing(ministry, letter):
    auditor = ministry.as_(cast.AUDITOR)

    assert auditor.get("/@progress")["total"]["total"] == 2
    assert auditor.status("GET", letter) == 404


def test_the_site_manager_has_no_board(ministry, letter):
    assert ministry.as_(cast.MANAGER).get("/@progress")["total"]["total"] == 0
