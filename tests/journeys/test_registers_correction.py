from concurrent.futures import ThreadPoolExecutor
from html import unescape
from tests.journeys import acts

import pytest
import re


def clerk(ministry):
    return ministry.as_("vanthu.bo")


def correct(ministry, url, **body):
    return clerk(ministry).call("PATCH", url, {"reason": "Gõ nhầm", **body})


def test_two_corrections_of_one_field_at_once_lose_none(ministry):
    url = acts.registered(ministry)
    seen = {"subject": clerk(ministry).get(url)["subject"]}
    words = ("V/v chữ ký số", "V/v văn bản điện tử")

    with ThreadPoolExecutor(2) as pool:
        made = [
            pool.submit(correct, ministry, url, subject=text, seen=seen)
            for text in words
        ]
        found = sorted(one.result().status_code for one in made)

    assert found[1] == 409
    lines = clerk(ministry).get(f"{url}/@journal")["items"]
    (line,) = [line for line in lines if line["act"] == "change"]
    before, after = line["details"]["changed"]["subject"]
    assert (before, line["details"]["reason"]) == (seen["subject"], "Gõ nhầm")
    assert after in words


def test_two_corrections_of_two_fields_at_once_are_both_kept(ministry):
    url = acts.registered(ministry)

    with ThreadPoolExecutor(2) as pool:
        one = pool.submit(correct, ministry, url, subject="V/v mới")
        two = pool.submit(correct, ministry, url, pages=7)
        assert one.result().ok, one.result().text
        assert two.result().ok, two.result().text

    found = clerk(ministry).get(url)
    assert (found["subject"], found["pages"]) == ("V/v mới", 7)


@pytest.mark.parametrize(
    ("who", "status"),
    [("chanhvp", 404), ("cv.tttn", 404), ("quantri", 404), ("kiemtra", 404)],
)
def test_nobody_else_corrects(ministry, who, status):
    url = acts.registered(ministry)

    body = {"subject": "V/v khác", "reason": "Thử"}
    assert ministry.as_(who).status("PATCH", url, body) == status


def sent(ministry, url, **changes):
    session = clerk(ministry).session
    page = session.get(f"{url}/@@correct", headers={"Accept": "text/html"}).text
    token = re.search(r'name="_authenticator" value="(\w+)"', page)[1]
    pairs = re.findall(r'name="was-(\w+)"[^>]*value="([^"]*)"', page)
    pairs += [
        (n, v) for v, n in re.findall(r'value="([^"]*)"[^>]*name="was-(\w+)"', page)
    ]
    was = dict(pairs)
    form = {**was, **{f"was-{n}": v for n, v in was.items()}, **changes}
    form["_authenticator"] = token
    return session.post(
        f"{url}/@@correct",
        data=form,
        headers={"Accept": "text/html"},
        allow_redirects=False,
    )


def test_the_page_corrects_with_a_reason_only(ministry):
    url = acts.registered(ministry)

    without = sent(ministry, url, symbol="99/BKHCN-VP")
    done = sent(ministry, url, symbol="99/BKHCN-VP", reason="Gõ nhầm số")

    assert (without.status_code, done.status_code) == (422, 303)
    assert clerk(ministry).get(url)["symbol"] == "99/BKHCN-VP"


def test_a_correction_that_is_too_long_for_exchange_is_kept_and_warned_of(ministry):
    url, note = acts.registered(ministry), "g" * 501

    told = sent(ministry, url, note=note, reason="Bổ sung").cookies

    kept = clerk(ministry).get(url)
    assert kept["note"] == note
    assert [one["field"] for one in kept["warnings"]] == ["note"]
    html = {"Accept": "text/html"}
    page = clerk(ministry).session.get(f"{url}/view", headers=html, cookies=told)
    assert "501" in page.text


def test_the_page_says_what_another_has_changed(ministry):
    url = acts.registered(ministry)
    old = {"was-subject": "V/v điều đã sửa", "subject": "V/v mới", "reason": "Sửa"}

    answer = sent(ministry, url, **old)

    assert answer.status_code == 409
    assert "V/v mới" in unescape(answer.content.decode("utf-8"))


def test_the_page_of_a_registered_letter_leads_to_its_correction(ministry):
    registered, waiting = acts.registered(ministry), acts.received(ministry)
    session = clerk(ministry).session

    pages = [
        session.get(f"{url}/view", headers={"Accept": "text/html"}).text
        for url in (registered, waiting)
    ]

    assert ["/@@correct" in page for page in pages] == [True, False]


def done(ministry):
    url = acts.directed(ministry, support=[], informed=[])
    (task,) = acts.tasks(ministry, url)
    ministry.as_("truong.tttn").post(f"{task['@id']}/@report", {"text": "Xong."})
    ministry.as_("thutruong1").post(f"{task['@id']}/@workflow/accept")
    return url


@pytest.mark.parametrize("made", [acts.submitted, acts.directed, done])
def test_the_registry_corrects_after_it_was_submitted_and_nobody_else(ministry, made):
    url = made(ministry)
    body = {"subject": "V/v điều đã sửa", "reason": "Gõ nhầm"}

    found = {
        who: ministry.as_(who).status("PATCH", url, body)
        for who in ("thutruong1", "truong.tttn", "chanhvp", "quantri", "kiemtra")
    }

    assert set(found.values()) <= {403, 404}, found
    assert clerk(ministry).status("PATCH", url, body) == 200
    assert ministry.as_("thutruong1").get(url)["subject"] == "V/v điều đã sửa"


@pytest.mark.parametrize(
    ("change", "status"),
    [
        ({"arrival_number": 99}, 422),
        ({"arrival_date": "2026-01-05"}, 422),
        ({"book": "incoming-qd"}, 422),
        ({"priority": "express"}, 409),
        ({"secrecy": "secret"}, 422),
        ({"subject": "V/v khác", "reason": ""}, 422),
    ],
)
def test_what_a_correction_never_changes(ministry, change, status):
    url = acts.submitted(ministry)
    before = clerk(ministry).get(url)

    answer = correct(ministry, url, **change)

    assert answer.status_code == status, answer.text
    names = ("arrival_number", "arrival_date", "book", "priority", "secrecy", "subject")
    after = clerk(ministry).get(url)
    assert [after[n] for n in names] == [before[n] for n in names]


def test_the_page_corrects_what_is_submitted_but_not_its_urgency(ministry):
    url = acts.submitted(ministry)
    session = clerk(ministry).session

    page = session.get(f"{url}/@@correct", headers={"Accept": "text/html"}).text
    done = sent(ministry, url, pages="12", reason="Đếm nhầm")

    assert 'name="priority"' not in page
    assert done.status_code == 303
    assert clerk(ministry).get(url)["pages"] == 12
