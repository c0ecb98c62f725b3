from tests import cast

import pytest


WISHED = "ldb-deputy_minister-2"


@pytest.fixture
def vacant(manager):
    sent = {"unit": "ldb", "function": "deputy_minister", "title": "Thứ trưởng"}
    return manager.post("/directory/posts", sent)["@id"]


def posts_of(ministry, login):
    return [post["id"] for post in ministry.as_(login).get("/@actor")["posts"]]


GROUPS = [
    ("POST", "/@groups", {"groupname": "mine", "roles": ["Staff"]}),
    ("POST", "/@groups", {"groupname": "imoit.x.head", "users": ["quantri"]}),
    ("PATCH", "/@groups/imoit.tttn.head", {"users": {"quantri": True}}),
    ("PATCH", "/@groups/imoit.tttn.head", {"title": "x"}),
    ("DELETE", "/@groups/imoit.tttn.head", None),
]
USERS = [
    ("PATCH", "/@users/quantri", {"roles": {"Ministry Registry": True}}),
    ("PATCH", "/@users/cv.cn", {"roles": {"Document Reader": True}}),
    (
        "POST",
        "/@users",
        {
            "username": "puppet",
            "email": "p@example.org",
            "password": "a-password-1",
            "roles": ["Ministry Registry"],
        },
    ),
]


@pytest.mark.parametrize(("method", "door", "body"), GROUPS + USERS)
def test_the_site_manager_changes_no_roles_and_no_groups(manager, method, door, body):
    assert manager.status(method, door, body) in (401, 403)


@pytest.mark.parametrize(("method", "door", "body"), GROUPS + USERS)
def test_not_even_a_manager_does(ministry, method, door, body):
    answer = ministry.as_manager().call(method, door, body)

    assert answer.status_code in (400, 403), answer.text
    if answer.status_code == 403:
        assert answer.json()["errors"][0]["code"] == "from_posts"


@pytest.mark.parametrize("body", [{"password": "taken-over-1"}, {"email": "me@x.org"}])
def test_the_site_manager_takes_over_no_account(manager, ministry, body):
    assert manager.status("PATCH", f"/@users/{cast.MINISTER}", body) == 403
    assert ministry.as_(cast.MINISTER).get("/@actor")["post"]["function"] == "minister"


def test_the_site_manager_removes_no_account(manager):
    assert manager.status("DELETE", f"/@users/{cast.MINISTER}") == 403


@pytest.mark.parametrize("where", ["", "/directory", "/incoming", "/outgoing"])
def test_the_site_manager_shares_nothing(manager, where):
    sent = {"entries": [{"id": "quantri", "type": "user", "roles": {"Reader": True}}]}

    assert manager.status("POST", f"{where}/@sharing", sent) in (401, 403, 404)


@pytest.mark.parametrize(
    "page",
    [
        "@@usergroup-userprefs",
        "@@usergroup-groupprefs",
        "@@usergroup-groupmembership?groupname=imoit.tttn.head",
        "@@user-information?userid=botruong",
        "@@content-controlpanel",
        "@@sharing",
    ],
)
def test_control_panels_of_membership_are_shut(manager, page):
    manager.session.headers["Accept"] = "text/html"

    answer = manager.session.get(f"{manager.url}/{page}", allow_redirects=False)

    assert answer.status_code in (302, 401, 403, 404)


@pytest.mark.parametrize("field", ["holder", "pending", "unit", "function", "serves"])
def test_what_rights_follow_from_is_not_patched(manager, ministry, field):
    door = "/directory/posts/vp-site_manager-1"
    before = manager.get(door)

    answer = manager.call("PATCH", door, {field: "ldb-minister-1"})

    assert answer.status_code == 422
    assert answer.json()["errors"][0]["field"] == field
    assert answer.json()["errors"][0]["code"] == "readonly"
    assert manager.get(door) == before


def test_a_title_may_be_patched(manager, vacant):
    assert manager.status("PATCH", vacant, {"title": "Thứ trưởng (mới)"}) == 200
    assert manager.get(vacant)["title"] == "Thứ trưởng (mới)"


@pytest.mark.parametrize(
    ("method", "door", "body"),
    [
        ("POST", "/directory/@copy", {"source": "/directory/posts/ldb-minister-1"}),
        ("POST", "/directory/posts/@copy", {"source": "/directory/posts/vp-officer-1"}),
        ("POST", "/directory/units/@move", {"source": "/directory/posts/vp-officer-1"}),
        (
            "POST",
            "/directory/posts",
            {"@type": "Post", "id": WISHED, "holder": "quantri"},
        ),
        ("PATCH", "/directory/posts/vp-site_manager-1", {"id": "ldb-minister-9"}),
        ("DELETE", "/directory/posts/ldb-minister-1", None),
        ("DELETE", "/directory/people/botruong", None),
        ("DELETE", "/directory", None),
    ],
)
def test_ways_around_are_shut(manager, ministry, method, door, body):
    assert 400 <= manager.status(method, door, body) < 500
    assert posts_of(ministry, cast.MANAGER) == ["vp-site_manager-1"]


def test_who_wants_a_post_waits_for_a_second_person(manager, ministry, vacant):
    answer = manager.call("POST", f"{vacant}/@holder", {"person": "person:quantri"})

    assert answer.status_code == 202
    assert answer.json()["pending"]["id"] == "person:quantri"
    assert manager.status("POST", f"{vacant}/@holder-confirmation", {}) == 403
    assert posts_of(ministry, cast.MANAGER) == ["vp-site_manager-1"]


def test_a_second_person_confirms(manager, ministry, vacant):
    manager.call("POST", f"{vacant}/@holder", {"person": "quantri"})

    ministry.as_manager().post(f"{vacant}/@holder-confirmation")

    assert posts_of(ministry, cast.MANAGER) == [WISHED, "vp-site_manager-1"]


def test_a_post_is_given_and_taken(manager, ministry, vacant):
    manager.post(f"{vacant}/@holder", {"person": "person:cv.cn"})
    assert posts_of(ministry, "cv.cn") == ["cn-officer-1", WISHED]

    assert manager.status("DELETE", f"{vacant}/@holder", {}) == 200
    assert posts_of(ministry, "cv.cn") == ["cn-officer-1"]


def test_a_newcomer_gets_an_account_and_a_post(manager, ministry):
    person = {"login": "cv3.tttn", "title": "Lâm Ánh Tuyết", "password": cast.PASSWORD}
    manager.post("/directory/people", {**person, "password": "Mot-mat-khau-1"})
    post = {"unit": "tttn", "function": "officer", "title": "Chuyên viên – TTTN"}
    where = manager.post("/directory/posts", post)["@id"]
    waits = manager.status("POST", f"{where}/@holder", {"person": "cv3.tttn"})
    alone = manager.status("POST", f"{where}/@holder-confirmation")
    ministry.as_manager().post(f"{where}/@holder-confirmation")

    assert (waits, alone) == (202, 403)
    newcomer = ministry.as_("cv3.tttn")
    newcomer.session.auth = ("cv3.tttn", "Mot-mat-khau-1")

    assert newcomer.get("/@actor")["post"]["id"] == "tttn-officer-3"
    assert manager.status("POST", "/directory/people", person) == 409


def test_a_weak_password_is_refused(manager):
    sent = {"login": "cv9", "title": "Tên", "password": "x"}
    answer = manager.call("POST", "/directory/people", sent)

    assert answer.status_code == 422
    assert answer.json()["errors"][0]["field"] == "password"


@pytest.mark.parametrize("login", [cast.OFFICER, cast.MINISTER, cast.AUDITOR])
@pytest.mark.parametrize(
    ("method", "door", "body"),
    [
        ("POST", "/directory/people", {"login": "x", "title": "x"}),
        ("POST", "/directory/units", {"id": "x", "title": "x", "symbol": "X"}),
        ("POST", "/directory/posts/tttn-officer-2/@holder", {"person": "cv.tttn"}),
        ("DELETE", "/directory/posts/tttn-officer-2/@holder", {}),
        ("PATCH", "/directory/units/tttn", {"title": "x"}),
        ("PATCH", "/directory/posts/tttn-officer-2", {"title": "x"}),
    ],
)
def test_staff_read_the_directory_and_change_nothing(
    ministry, login, method, door, body
):
    assert ministry.as_(login).status(method, door, body) in (401, 403)


def test_lists_come_in_batches(ministry):
    found = ministry.as_(cast.OFFICER).get("/directory/units?b_size=4&b_start=4")

    assert found["items_total"] == 9
    assert len(found["items"]) == 4
    assert {item["@type"] for item in found["items"]} == {"Unit"}


def test_a_post_tells_who_holds_it(ministry):
    found = ministry.as_(cast.OFFICER).get("/directory/posts/tttn-officer-2")

    assert found["unit"] == "tttn"
    assert found["holder"]["id"] == f"person:{cast.COLLEAGUE}"


def test_pickers_answer_staff(ministry):
    officer = ministry.as_(cast.OFFICER)

    parties = officer.get("/@parties?q=phap che")["items"]
    agencies = officer.get("/@agencies?q=khoa hoc")["items"]

    assert parties[0] == {"id": "unit:pc", "title": "Vụ Pháp chế"}
    assert [found["name"] for found in agencies] == ["Bộ Khoa học và Công nghệ"]
    assert agencies[0]["id"] == "agency:000.00.00.G06"


@pytest.mark.parametrize("door", ["/@actor", "/@parties", "/@agencies", "/directory"])
def test_strangers_see_nothing(ministry, door):
    stranger = ministry.as_("nobody")
    stranger.session.auth = None

    assert stranger.status("GET", door) in (401, 404)


@pytest.mark.parametrize("login", [cast.MANAGER, cast.AUDITOR, cast.COLLEAGUE])
def test_a_role_alone_opens_no_document(ministry, login):
    from tests.journeys.client import letter

    document = ministry.as_(cast.CLERK).post("/incoming", letter())["@id"]

    assert ministry.as_(login).status("GET", document) == 404
