from tests.journeys import acts
from tests.journeys.client import letter
from tests.journeys.client import sample

import pytest


def error(answer):
    content = answer.json()
    assert set(content) >= {"type", "message", "errors"}
    assert content["message"]
    for found in content["errors"]:
        assert set(found) == {"field", "code", "message"}
    return answer.status_code


def test_unreadable_json(ministry):
    clerk = ministry.as_("vanthu.bo")
    clerk.session.headers["Content-Type"] = "application/json"

    answer = clerk.session.post(f"{ministry.url}/incoming", data="{not json")

    assert error(answer) == 400


def test_every_bad_field_is_named_at_once(ministry):
    wrong = letter(issued_date="hôm qua", pages="nhiều", priority="soon", subject="")

    answer = ministry.as_("vanthu.bo").call("POST", "/incoming", wrong)

    assert error(answer) == 422
    fields = {found["field"] for found in answer.json()["errors"]}
    assert fields == {"issued_date", "pages", "priority", "subject"}


def test_a_wrong_state(ministry):
    document = acts.received(ministry)
    to = {"to": "person:chanhvp"}

    answer = ministry.as_("vanthu.bo").call("POST", f"{document}/@submission", to)

    assert error(answer) == 409


def test_who_may_see_but_not_do(ministry):
    document = acts.directed(ministry)
    head = ministry.as_("truong.tttn")

    answer = head.call("POST", f"{document}/@directives", acts.order())

    assert error(answer) == 403


@pytest.mark.parametrize(
    ("method", "service"),
    [
        ("GET", ""),
        ("GET", "/@journal"),
        ("GET", "/@tasks"),
        ("GET", "/@workflow"),
        ("GET", "/@history"),
        ("PATCH", ""),
        ("POST", "/@directives"),
        ("POST", "/@registration"),
        ("POST", "/@workflow/refuse"),
    ],
)
def test_what_one_may_not_see_is_absent(ministry, method, service):
    document = acts.registered(ministry)
    stranger = ministry.as_("cv.hc")
    absent = f"{ministry.url}/incoming/0123456789abcdef{service}"

    hidden = stranger.call(method, f"{document}{service}", {})

    assert error(hidden) == 404
    assert stranger.status(method, absent, {}) == 404


@pytest.mark.parametrize("name", ["absolute_url", "getId", "Title", "line", "symbol"])
def test_not_even_the_address_of_a_hidden_document_is_told(ministry, name):
    document = acts.registered(ministry)
    stranger = ministry.as_("cv.hc")

    codes = [stranger.status("GET", f"{document}/{name}")]
    stranger.session.headers["Accept"] = "text/html"
    codes.append(stranger.status("GET", f"{document}/{name}"))

    assert codes == [404, 404]


def test_hidden_and_absent_read_the_same(ministry):
    document = acts.registered(ministry)
    stranger = ministry.as_("cv.hc")

    hidden = stranger.call("GET", document)
    absent = stranger.call("GET", "/incoming/0123456789abcdef")

    assert hidden.json() == absent.json()


def test_files_are_hidden_with_their_document(ministry):
    document = acts.received(ministry)
    clerk = ministry.as_("vanthu.bo")
    file = {"file": sample("letter-01.pdf"), "role": "main"}
    url = clerk.post(document, file)["file"]["download"]

    assert ministry.as_("cv.hc").status("GET", url) == 404
    assert clerk.status("GET", url) == 200


def test_nobody_is_asked_to_log_in(ministry):
    document = acts.registered(ministry)
    nobody = ministry.as_("vanthu.bo")
    nobody.session.auth = None

    answer = nobody.call("GET", document)

    assert error(answer) == 401


@pytest.mark.parametrize(
    ("language", "words"),
    [("en", "required"), ("vi", "bắt buộc"), ("fr", "bắt buộc"), ("", "bắt buộc")],
)
def test_the_sentence_is_in_the_language_asked_for(ministry, language, words):
    clerk = ministry.as_("vanthu.bo")
    clerk.session.headers["Accept-Language"] = language

    answer = clerk.call("POST", "/incoming", letter(subject=""))

    assert words in answer.json()["errors"][0]["message"].lower()


def test_nothing_hidden_is_listed_counted_or_found(ministry):
    acts.directed(ministry)
    stranger = ministry.as_("cv.hc")

    assert stranger.get("/@search?SearchableText=chữ+ký+số")["items_total"] == 0
    assert stranger.get("/@search?portal_type=Task")["items_total"] == 0
    assert {box["count"] for box in stranger.get("/@inbox")["boxes"]} == {0}
    listed = stranger.get("/incoming")
    assert listed.get("items", []) == []


def test_an_unknown_box(ministry):
    assert error(ministry.as_("cv.hc").call("GET", "/@inbox?box=secret")) == 422


def test_a_cookie_alone_cannot_send_what_a_foreign_page_could(ministry):
    clerk = ministry.as_("vanthu.bo")
    form = {"__ac_name": "vanthu.bo", "__ac_password": "imoit-demo"}
    clerk.session.auth = None
    clerk.session.post(f"{ministry.url}/login", data={**form, "buttons.login": "x"})

    answer = clerk.session.post(
        f"{ministry.url}/incoming",
        data='{"subject": "x"}',
        headers={"Content-Type": "text/plain"},
    )

    assert answer.status_code in (400, 401)


@pytest.mark.parametrize("path", ["/incoming", "/@@desk"])
def test_a_form_whose_parts_have_no_end_is_a_bad_request(ministry, path):
    clerk = ministry.as_("vanthu.bo")
    clerk.session.headers["Content-Type"] = "multipart/form-data"

    answer = clerk.session.post(f"{ministry.url}{path}", data=b"--x")

    assert answer.status_code == 400
