from tests import cast

import pytest


@pytest.fixture
def ministry(acceptance):
    from tests.journeys.client import Ministry

    return Ministry(acceptance["portal"].absolute_url())


def acting(person):
    post = person.get("/@actor")["post"]
    return post and post["id"]


def test_the_only_post_acts(ministry):
    assert acting(ministry.as_(cast.OFFICER)) == "tttn-officer-1"


def test_of_two_posts_none_acts_by_itself(ministry):
    assert acting(ministry.as_(cast.TWO_POSTS)) is None


@pytest.mark.parametrize("post", ["pc-officer-2", "hc-officer-2"])
def test_the_header_chooses(ministry, post):
    assert acting(ministry.as_(cast.TWO_POSTS, post)) == post


@pytest.mark.parametrize("post", ["pc-officer-2", "hc-officer-2"])
def test_the_cookie_chooses(ministry, post):
    person = ministry.as_(cast.TWO_POSTS)
    person.session.cookies.set("imoit_post", post)

    assert acting(person) == post


def test_a_cookie_of_a_post_not_held_chooses_nothing(ministry):
    person = ministry.as_(cast.OFFICER)
    person.session.cookies.set("imoit_post", "ldb-minister-1")

    assert acting(person) == "tttn-officer-1"


@pytest.mark.parametrize("post", ["tttn-head-1", "nothing", "pc-officer-2 "])
@pytest.mark.parametrize("where", ["", "/@actor", "/@inbox", "/incoming", "/@users/x"])
def test_a_post_that_is_not_held_is_refused_everywhere(ministry, post, where):
    answer = ministry.as_(cast.OFFICER, post.strip() or post).call("GET", where)

    assert answer.status_code == 403
    assert answer.json()["errors"][0]["code"] == "not_held"


def test_a_manager_without_a_post_names_none(ministry):
    manager = ministry.as_manager()
    manager.session.headers["IMOIT-Post"] = "ldb-minister-1"

    assert manager.status("GET", "/@actor") == 403


def test_an_act_with_two_posts_asks_for_the_header(ministry):
    answer = ministry.as_(cast.TWO_POSTS).call("GET", "/@inbox")

    assert answer.status_code == 422
    assert answer.json()["errors"][0]["field"] == "IMOIT-Post"
    assert answer.json()["posts"] == ["hc-officer-2", "pc-officer-2"]


def test_the_chosen_post_narrows_the_groups(integration, portal):
    from imoit.content.directory.operations.groups import groups_of

    request = integration["request"]
    assert len(groups_of(cast.TWO_POSTS, request)) == 4

    request.environ["HTTP_IMOIT_POST"] = "pc-officer-2"

    assert groups_of(cast.TWO_POSTS, request) == (
        "imoit.post.pc-officer-2",
        "imoit.pc.officer",
    )
