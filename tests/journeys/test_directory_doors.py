"""Who sees what was given to a post, and who runs the site without reading it."""

from tests import cast
from tests.journeys import acts
from tests.journeys.client import letter

import pytest


@pytest.fixture
def given(ministry):
    """A letter whose task the head gave to one officer of the unit, by name."""
    document = acts.directed(ministry)
    head = ministry.as_(cast.HEAD)
    task = head.get("/@inbox?box=to_process")["items"][0]["@id"]
    head.post(
        f"{task}/@directives",
        {"text": "Dự thảo.", "lead": [f"person:{cast.OFFICER}"], "working_days": 3},
    )
    return document


def found(person):
    """Return the addresses of all documents that *person* finds."""
    kinds = "portal_type=IncomingDocument&portal_type=OutgoingDocument"
    items = person.get(f"/@search?{kinds}&portal_type=Task&b_size=1000")["items"]
    return [item["@id"] for item in items]


def doors(document):
    return [
        ("GET", document, None),
        ("GET", f"{document}/@tasks", None),
        ("GET", f"{document}/@workflow", None),
        ("GET", f"{document}/@journal", None),
        ("PATCH", document, {"subject": "V/v khác"}),
        ("DELETE", document, None),
        ("POST", f"{document}/@registration", {}),
        ("POST", f"{document}/@submission", {"to": "person:thutruong1"}),
        ("POST", f"{document}/@directives", acts.order()),
    ]


def test_the_officer_reads_what_was_given_by_name(ministry, given):
    officer = ministry.as_(cast.OFFICER)

    assert officer.get(given)["@id"] == given
    assert given in found(officer)
    assert officer.get("/@inbox?box=to_process")["items_total"] == 1


def test_a_colleague_of_the_same_unit_does_not(ministry, given):
    colleague = ministry.as_(cast.COLLEAGUE)

    answers = [colleague.status(*door) for door in doors(given)]

    assert answers == [404] * len(answers)
    assert found(colleague) == []
    assert colleague.get("/@inbox?box=to_process")["items_total"] == 0


def test_what_was_given_goes_with_the_post(ministry, given):
    manager = ministry.as_(cast.MANAGER)
    post = "/directory/posts/tttn-officer-1/@holder"
    assert manager.status("DELETE", post, {}) == 200
    manager.post(post, {"person": f"person:{cast.COLLEAGUE}"})

    assert ministry.as_(cast.OFFICER).status("GET", given) == 404
    successor = ministry.as_(cast.COLLEAGUE, "tttn-officer-1")
    assert successor.get(given)["@id"] == given


def test_acting_in_the_other_post_it_is_not_there(ministry):
    document = acts.directed(ministry, lead=["unit:hc"])
    head = ministry.as_("truong.hc")
    task = head.get("/@inbox?box=to_process")["items"][0]["@id"]
    lead = {"text": "Dự thảo.", "lead": ["post:hc-officer-2"], "working_days": 3}
    head.post(f"{task}/@directives", lead)

    in_hc = ministry.as_(cast.TWO_POSTS, "hc-officer-2")
    in_pc = ministry.as_(cast.TWO_POSTS, "pc-officer-2")

    assert in_hc.status("GET", document) == 200
    assert in_pc.status("GET", document) == 404
    assert (document in found(in_hc), found(in_pc)) == (True, [])


def test_a_person_with_two_posts_is_named_by_post(ministry):
    document = acts.submitted(ministry)
    order = acts.order(lead=[f"person:{cast.TWO_POSTS}"])

    answer = ministry.as_(cast.DEPUTY).call("POST", f"{document}/@directives", order)

    assert answer.status_code == 422
    assert answer.json()["errors"][0]["field"] == "lead"
    assert answer.json()["posts"] == ["post:hc-officer-2", "post:pc-officer-2"]


@pytest.mark.parametrize("login", [cast.MANAGER, cast.AUDITOR])
def test_who_runs_or_audits_the_site_reads_no_document(ministry, given, login):
    person = ministry.as_(login)

    answers = [person.status(*door) for door in doors(given)]

    assert answers == [404] * len(answers)
    assert found(person) == []


@pytest.mark.parametrize("login", [cast.MANAGER, cast.AUDITOR])
@pytest.mark.parametrize(
    "page",
    [
        "",
        "/view",
        "/edit",
        "/@@sharing",
        "/manage_workspace",
        "/manage_access",
        "/manage_listLocalRoles",
    ],
)
def test_nor_any_page_of_it(ministry, given, login, page):
    person = ministry.as_(login)
    person.session.headers["Accept"] = "text/html"

    answer = person.session.get(f"{given}{page}", allow_redirects=False)

    assert answer.status_code in (302, 401, 403, 404)
    assert "chữ ký số" not in answer.text


@pytest.mark.parametrize("where", ["", "/directory", "/incoming", "/outgoing"])
@pytest.mark.parametrize(
    ("method", "form"),
    [
        ("manage_setLocalRoles", {"userid": cast.MANAGER, "roles": "Reader"}),
        ("manage_addLocalRoles", {"userid": cast.MANAGER, "roles": "Reader"}),
        ("manage_role", {"role_to_manage": "Site Administrator", "permissions": "x"}),
        ("manage_permission", {"permission_to_manage": "View", "roles": "Member"}),
    ],
)
def test_the_site_manager_grants_nothing_by_old_forms(ministry, where, method, form):
    manager = ministry.as_(cast.MANAGER)
    manager.session.headers["Accept"] = "text/html"

    answer = manager.session.post(
        f"{manager.url}{where}/{method}", data=form, allow_redirects=False
    )

    assert answer.status_code in (302, 400, 401, 403, 404)
    if answer.status_code == 302:
        assert "require_login" in answer.headers["Location"]


@pytest.mark.parametrize("login", [cast.MANAGER, cast.OFFICE, cast.CLERK])
def test_nobody_deletes_a_document_by_old_forms(ministry, given, login):
    person = ministry.as_(login)
    person.session.headers["Accept"] = "text/html"
    folder, _slash, name = given.rpartition("/")

    person.session.post(f"{folder}/manage_delObjects", data={"ids": name})

    assert ministry.as_(cast.OFFICER).status("GET", given) == 200


@pytest.mark.parametrize(
    ("where", "form"),
    [
        ("manage_delObjects", {"ids": "imoit_posts"}),
        ("plugins/deactivatePlugin", {"plugin_id": "imoit_posts"}),
        ("userSetPassword", {"userid": cast.MINISTER, "password": "x" * 12}),
        (
            "portal_role_manager/manage_assignRoleToPrincipals",
            {"role_id": "Ministry Registry", "principal_ids": cast.MANAGER},
        ),
        ("source_users/manage_removeUsers", {"user_ids": cast.MINISTER}),
    ],
)
def test_the_site_manager_does_not_reach_the_user_folder(ministry, where, form):
    manager = ministry.as_(cast.MANAGER)
    manager.session.headers["Accept"] = "text/html"

    manager.session.post(f"{manager.url}/acl_users/{where}", data=form)

    assert ministry.as_(cast.MINISTER).get("/@actor")["post"]["function"] == "minister"
    manager = ministry.as_(cast.MANAGER)
    assert manager.get("/@actor")["posts"][0]["id"] == "vp-site_manager-1"
    assert manager.status("POST", "/incoming", letter()) == 403


def test_the_auditor_reads_the_journal_and_the_site_manager_does_not(ministry, given):
    lines = ministry.as_(cast.AUDITOR).get("/@journal?b_size=100")["items"]

    assert {"register", "submit", "direct"} <= {line["act"] for line in lines}
    assert ministry.as_(cast.MANAGER).status("GET", "/@journal") in (401, 403)


def test_a_wish_for_a_post_stands_in_the_journal(ministry):
    manager = ministry.as_(cast.MANAGER)
    post = "/directory/posts/ldb-minister-1/@holder"
    assert manager.status("DELETE", post, {}) == 200

    assert manager.status("POST", post, {"person": cast.MANAGER}) == 202

    lines = ministry.as_(cast.AUDITOR).get("/@journal?b_size=10")["items"]
    kept = [(line["act"], line["person"]) for line in lines]
    assert ("post_taken", cast.MANAGER) in kept
    assert ("post_wished", cast.MANAGER) in kept


def test_a_manager_without_a_post_begins_the_ministry(ministry):
    first = ministry.as_manager()
    assert first.get("/@actor")["posts"] == []
    secret = "Mot-mat-khau-1"

    unit = {"id": "tttra", "title": "Thanh tra", "symbol": "TTRA", "kind": "other"}
    first.post("/directory/units", unit)
    post = {"unit": "tttra", "function": "site_manager", "title": "Quản trị"}
    where = first.post("/directory/posts", post)["@id"]
    person = {"login": "quantri2", "title": "Lưu Minh Khuê", "password": secret}
    first.post("/directory/people", person)
    assert first.status("POST", f"{where}/@holder", {"person": "quantri2"}) == 202
    ministry.as_(cast.MANAGER).post(f"{where}/@holder-confirmation")

    second = ministry.as_("quantri2")
    second.session.auth = ("quantri2", secret)
    assert second.get("/@actor")["post"]["id"] == "tttra-site_manager-1"
    assert second.status("GET", "/directory/people") == 200
