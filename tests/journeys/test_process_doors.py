from lxml import html
from tests.journeys import doors
from tests.journeys.client import PASSWORD
from urllib.parse import urlsplit

import pytest


CHECK = {
    "before": "unit_review", "after": "form_check", "title": "Thẩm tra",
    "groups": ["imoit.pc.head"],
}  # fmt: skip


def knock(person, door):
    """Return the status that *person* gets; `log in` where they are sent to do so."""
    person.session.headers["Accept"] = (
        "text/html" if door.is_page else "application/json"
    )
    body = None if door.is_page or door.method == "GET" else door.body
    answer = person.session.request(
        door.method,
        person.url + door.path,
        json=body,
        allow_redirects=False,
        timeout=60,
    )
    where = urlsplit(answer.headers.get("Location", "")).path
    return "log in" if where.endswith("/require_login") else answer.status_code


def knocked(person):
    return {(d.method, d.path): knock(person, d) for d in doors.EVERY}


def expected(page, service):
    return {(d.method, d.path): page if d.is_page else service for d in doors.EVERY}


def test_who_is_not_logged_in_is_asked_to(ministry):
    nobody = ministry.as_("nobody")
    nobody.session.auth = None

    assert knocked(nobody) == expected("log in", 401)


@pytest.mark.parametrize("who", ["cv.tttn", "thutruong1", "kiemtra"])
def test_whoever_does_not_manage_processes_gets_in_nowhere(ministry, who):
    assert knocked(ministry.as_(who)) == expected("log in", 403)


def test_the_site_manager_gets_in_everywhere(ministry):
    found = knocked(ministry.as_("quantri"))

    assert found == {(d.method, d.path): d.manager for d in doors.EVERY}


def test_nobody_else_sees_the_job_of_a_publication(ministry):
    manager = ministry.as_("quantri")
    manager.post("/@processes/outgoing/checks", CHECK)
    reason = {"reason": "Thêm bước."}
    job = manager.call("POST", "/@processes/outgoing/publish", reason).json()["job"]

    assert manager.get(job)["kind"] == "processes.renew"
    for who in ("cv.tttn", "kiemtra"):
        assert ministry.as_(who).status("GET", job) == 404
        assert ministry.as_(who).status("POST", job, {"state": "queued"}) == 404


@pytest.fixture
def by_cookie(ministry):
    """The site manager, logged in as a browser is: by a cookie alone."""
    manager = ministry.as_("quantri")
    manager.session.auth = None
    manager.session.headers["Accept"] = "text/html"
    form = html.fromstring(manager.call("GET", "/login").text).forms[0]
    values = {**dict(form.form_values()), "__ac_name": "quantri"}
    manager.session.post(
        f"{ministry.url}/login", data={**values, "__ac_password": PASSWORD}, timeout=60
    )
    assert manager.status("GET", "/@@imoit-processes") == 200
    manager.session.headers["Accept"] = "application/json"
    return manager


def is_untouched(ministry):
    found = ministry.as_("quantri").get("/@processes/outgoing")
    return (found["draft"], found["process"]["title"]) == (False, "Văn bản đi")


FOREIGN = {
    "a form": {"data": {"before": "unit_review", "after": "form_check"}},
    "a form with files": {"files": {"before": (None, "unit_review")}},
    "text that is JSON": {"data": b'{"title": "x"}', "headers": {
        "Content-Type": "text/plain"}},
}  # fmt: skip


@pytest.mark.parametrize("sent", FOREIGN.values(), ids=FOREIGN)
def test_a_form_on_another_site_does_not_get_through_by_the_cookie(
    ministry, by_cookie, sent
):
    where = f"{ministry.url}/@processes/outgoing/checks"
    answer = by_cookie.session.post(where, timeout=60, **sent)

    assert answer.status_code == 400
    assert is_untouched(ministry)


def test_the_same_cookie_with_a_json_body_does(ministry, by_cookie):
    by_cookie.post("/@processes/outgoing/checks", CHECK)

    assert not is_untouched(ministry)


def fields(**more):
    return {**CHECK, "state": "drafting", "goal": "unit_review", "reason": "x", **more}


@pytest.mark.parametrize("act", doors.ACTS)
def test_no_form_of_the_page_is_taken_without_its_token(ministry, by_cookie, act):
    where = f"{ministry.url}{doors.PAGE}"
    sent = fields(do=act, version="1", title="Khác", _authenticator="0" * 40)
    answer = by_cookie.session.post(where, data=sent, timeout=60)

    assert answer.status_code == 403
    assert is_untouched(ministry)


def test_with_its_token_it_is(ministry, by_cookie):
    where = f"{ministry.url}{doors.PAGE}"
    page = html.fromstring(by_cookie.session.get(where, timeout=60).text)
    (token, *_rest) = page.xpath("//input[@name='_authenticator']/@value")
    sent = fields(do="check", _authenticator=token)
    by_cookie.session.post(where, data=sent, timeout=60)

    assert not is_untouched(ministry)
