from imoit.content.directory import storage
from imoit.content.directory.operations import entries
from imoit.content.directory.operations import people
from imoit.content.directory.operations import posts
from imoit.content.directory.operations.parties import DirectoryUtility
from imoit.workflows.refusal import BadValue
from imoit.workflows.refusal import Conflict
from imoit.workflows.refusal import NotAllowed
from plone import api
from tests import cast

import pytest


@pytest.fixture
def vacant(portal):
    people.add_post("ldb-deputy_minister-2", "Thứ trưởng")
    return storage.folder("posts")["ldb-deputy_minister-2"]


def held(login):
    return DirectoryUtility().held(login)


def test_who_gives_oneself_a_post_waits_for_a_second_person(vacant):
    assert posts.give_post(vacant.getId(), cast.MANAGER, by=cast.MANAGER) is False

    assert (vacant.holder, vacant.pending) == ("", cast.MANAGER)
    assert held(cast.MANAGER) == ("vp-site_manager-1",)


def test_nobody_confirms_their_own_wish(vacant):
    posts.give_post(vacant.getId(), cast.MANAGER, by=cast.MANAGER)

    with pytest.raises(NotAllowed):
        posts.confirm_post(vacant.getId(), by=cast.MANAGER)


def test_a_second_person_confirms(vacant):
    posts.give_post(vacant.getId(), cast.MANAGER, by=cast.MANAGER)
    posts.confirm_post(vacant.getId(), by="admin")

    assert (vacant.holder, vacant.pending) == (cast.MANAGER, "")
    assert held(cast.MANAGER) == ("ldb-deputy_minister-2", "vp-site_manager-1")


def test_a_wish_can_be_dropped(vacant):
    posts.give_post(vacant.getId(), cast.MANAGER, by=cast.MANAGER)
    posts.take_post(vacant.getId(), by="admin")

    assert vacant.pending == ""
    with pytest.raises(Conflict):
        posts.confirm_post(vacant.getId(), by="admin")


def test_a_held_post_is_taken_before_it_is_given(portal):
    with pytest.raises(Conflict):
        posts.give_post("tttn-head-1", cast.OFFICER, by=cast.MANAGER)


def test_a_post_is_given_to_people_of_the_directory_only(vacant):
    with pytest.raises(BadValue):
        posts.give_post(vacant.getId(), "admin", by=cast.MANAGER)


def test_a_new_post_gets_the_next_number(portal):
    assert people.next_post("tttn", "officer") == "tttn-officer-3"


@pytest.mark.parametrize(
    "post", ["tttn-king-1", "nowhere-head-1", "tttn-head-x", "../tttn-head-1"]
)
def test_a_post_has_a_known_unit_and_function(portal, post):
    with pytest.raises(BadValue):
        people.add_post(post, "x")


def test_only_a_secretary_serves(portal):
    with pytest.raises(BadValue):
        people.add_post("cn-officer-9", "x", serves="ldb-minister-1")


def test_a_copy_of_a_post_is_refused(portal):
    folder = storage.folder("posts")

    with api.env.adopt_roles(["Manager"]), pytest.raises((NotAllowed, ValueError)):
        folder.manage_pasteObjects(folder.manage_copyObjects(["tttn-head-1"]))


def test_a_post_keeps_its_id(portal):
    with api.env.adopt_roles(["Manager"]), pytest.raises((NotAllowed, ValueError)):
        storage.folder("posts").manage_renameObject("tttn-head-1", "cn-head-9")


@pytest.mark.parametrize(
    ("part", "name"),
    [("units", "tttn"), ("posts", "tttn-head-1"), ("people", cast.HEAD)],
)
def test_what_is_in_use_is_not_removed(portal, part, name):
    with api.env.adopt_roles(["Manager"]), pytest.raises(Conflict):
        storage.folder(part).manage_delObjects([name])


def test_a_vacant_post_goes_and_is_forgotten(vacant):
    with api.env.adopt_roles(["Manager"]):
        storage.folder("posts").manage_delObjects([vacant.getId()])

    assert vacant.getId() not in storage.holders().posts


def test_who_leaves_cannot_log_in(portal):
    people.add_person("cv.new", "Người Mới", "a-password-1")
    with api.env.adopt_roles(["Manager"]):
        storage.folder("people").manage_delObjects(["cv.new"])

    assert portal.acl_users.getUserById("cv.new") is None


def test_the_directory_itself_stays(portal):
    with api.env.adopt_roles(["Manager"]), pytest.raises(NotAllowed):
        portal.manage_delObjects(["directory"])


def test_a_person_is_a_plone_user_with_a_name(portal):
    member = api.user.get(userid=cast.OFFICER)

    assert member.getProperty("fullname") == DirectoryUtility().who(cast.OFFICER)
    assert portal.acl_users.source_users.authenticateCredentials(
        {"login": cast.OFFICER, "password": cast.PASSWORD}
    ) == (cast.OFFICER, cast.OFFICER)


@pytest.mark.parametrize("login", ["admin", "imoit.x", "Có Dấu", "", "a/b"])
def test_a_login_that_is_taken_or_odd_is_refused(portal, login):
    with pytest.raises(BadValue):
        people.add_person(login, "x", "a-password-1")


def test_changes_of_hands_are_journaled(vacant):
    from imoit.workflows.journal.operations import KEY
    from zope.annotation.interfaces import IAnnotations

    posts.give_post(vacant.getId(), cast.MANAGER, by=cast.MANAGER)
    posts.confirm_post(vacant.getId(), by="admin")

    lines = IAnnotations(api.portal.get())[KEY].values()
    acts = [(x["act"], x["person"]) for x in lines if x["uid"] == vacant.UID()]
    assert acts == [("post_wished", cast.MANAGER), ("post_confirmed", "admin")]


def made_with_a_known_password(by=cast.MANAGER):
    entries.new_person("moi", "Lưu Minh Khuê", "Mot-mat-khau-1", "", by)
    return storage.folder("people")["moi"]


def test_an_account_whose_password_one_wrote_waits_for_a_second_person(vacant):
    made_with_a_known_password()

    assert posts.give_post(vacant.getId(), "moi", by=cast.MANAGER) is False
    with pytest.raises(NotAllowed):
        posts.confirm_post(vacant.getId(), by=cast.MANAGER)
    posts.confirm_post(vacant.getId(), by="admin")

    assert held("moi") == ("ldb-deputy_minister-2",)


def test_another_site_manager_gives_it_at_once(vacant):
    made_with_a_known_password(by="admin")

    assert posts.give_post(vacant.getId(), "moi", by=cast.MANAGER) is True


def test_an_account_whose_password_nobody_knows_gets_its_post_at_once(vacant):
    entries.new_person("moi", "Lưu Minh Khuê", "", "", cast.MANAGER)

    assert posts.give_post(vacant.getId(), "moi", by=cast.MANAGER) is True


def test_writing_a_password_later_counts_as_knowing_it(vacant, portal):
    entries.new_person("moi", "Lưu Minh Khuê", "", "", cast.MANAGER)
    cast.log_in(portal, cast.MANAGER)

    portal.acl_users.source_users.doChangeUser("moi", "Mot-mat-khau-2")

    assert posts.give_post(vacant.getId(), "moi", by=cast.MANAGER) is False


def test_changing_ones_own_password_clears_nothing(vacant, portal):
    made_with_a_known_password()
    cast.log_in(portal, "moi")

    portal.acl_users.source_users.doChangeUser("moi", "Mot-mat-khau-2")

    assert posts.give_post(vacant.getId(), "moi", by=cast.MANAGER) is False


def test_the_first_site_manager_needs_no_second_person(vacant):
    people.add_post("vp-site_manager-2", "Quản trị hệ thống")
    made_with_a_known_password(by="admin")
    posts.take_post("vp-site_manager-1", by="admin")

    assert posts.give_post("vp-site_manager-2", "moi", by="admin") is True
