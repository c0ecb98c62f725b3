from html import unescape
from tests import cast
from tests.journeys import acts
from tests.journeys.client import letter

import pytest
import re


PC, HC = "pc-officer-2", "hc-officer-2"


@pytest.fixture
def given(ministry):
    """A letter whose task went to the officer's post in HC."""
    document = acts.directed(ministry, lead=["unit:hc"], informed=[])
    head = ministry.as_("truong.hc")
    task = head.get("/@inbox?box=to_process")["items"][0]["@id"]
    lead = {"text": "Dự thảo.", "lead": [f"post:{HC}"], "working_days": 3}
    head.post(f"{task}/@directives", lead)
    return document


def counts(person):
    return {i["post"]["id"]: i["count"] for i in person.get("/@waiting")["items"]}


def page(ministry, post, path=""):
    person = ministry.as_(cast.TWO_POSTS)
    person.session.headers["Accept"] = "text/html"
    person.session.cookies.set("imoit_post", post)
    return unescape(person.session.get(f"{ministry.url}/{path}").text)


def test_each_post_has_its_count(ministry, given):
    person = ministry.as_(cast.TWO_POSTS)

    assert counts(person) == {f"post:{HC}": 1, f"post:{PC}": 0}


def test_counts_are_those_of_the_desk(ministry, given):
    boxes = ministry.as_(cast.TWO_POSTS, HC).get("/@inbox")["boxes"]
    work = {b["id"]: b["count"] for b in boxes if b["count"]}

    assert work == {"to_process": 1}


@pytest.mark.parametrize("path", ["", "@@delegations", "directory", "@@search"])
def test_every_page_says_as_whom_one_acts(ministry, given, path):
    text = page(ministry, HC, path)

    shown = re.search(r"<summary>\s*<div><b>([^<]+)</b><span>([^<]+)</span>", text)
    assert shown and shown.groups() == ("La Văn Hòa", "Chuyên viên – Cục Hóa chất")
    numbers = re.findall(r'class="im-count"\s*>(\d+)<', text.partition("</header>")[0])
    assert sorted(numbers) == ["0", "1"]


def test_an_act_bears_the_post_that_was_chosen(ministry, given):
    ministry.as_(cast.TWO_POSTS, HC).get(given)

    lines = ministry.as_(cast.DEPUTY).get(f"{given}/@journal")["items"]
    opened = [line for line in lines if line["act"] == "open"][-1]
    assert (opened["person"], opened["post"]) == (cast.TWO_POSTS, HC)


def test_a_draft_belongs_to_the_post_that_was_chosen(ministry):
    body = {"@type": "OutgoingDocument", "type_name": "Công văn", "secrecy": "normal"}
    body["subject"] = "V/v phối hợp"

    draft = ministry.as_(cast.TWO_POSTS, PC).post("/outgoing", body)

    assert draft["drafter"]["id"] == f"post:{PC}"
    assert ministry.as_(cast.TWO_POSTS, HC).status("GET", draft["@id"]) == 404


def test_a_delegated_post_counts_as_what_it_may_see(ministry):
    for lead in ("unit:tttn", "unit:hc"):
        document = acts.registered(ministry, code_number=f"77{lead[-2:]}")
        acts.submit(ministry, document, "person:botruong")
    order = acts.order(lead=["unit:hc"], support=[], informed=[])
    minister = ministry.as_(cast.MINISTER)
    minister.post(f"{document}/@directives", order)
    report(ministry, document)
    assert counts(minister) == {"post:ldb-minister-1": 2}

    minister.post("/@delegations", {**acts.days(0, 1), "to": "person:thutruong1"})
    whole = counts(ministry.as_(cast.DEPUTY))
    made = minister.get("/@delegations")["given"][0]
    minister.call("DELETE", made["@id"], {})
    body = {**acts.days(0, 1), "to": "person:thutruong1", "units": ["unit:tttn"]}
    minister.post("/@delegations", body)

    assert whole["post:ldb-minister-1"] == 2
    assert counts(ministry.as_(cast.DEPUTY))["post:ldb-minister-1"] == 1


def report(ministry, document):
    head = ministry.as_("truong.hc")
    head.get(document)
    task = head.get("/@inbox?box=to_process")["items"][0]["@id"]
    head.post(f"{task}/@report", {"text": "Đã xong."})


def test_programs_must_name_one_of_several_posts(ministry):
    answer = ministry.as_(cast.TWO_POSTS).call("POST", "/incoming", letter())

    assert answer.status_code in (403, 422)
