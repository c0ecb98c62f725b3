from imoit.content.directory.domain import OWN_ROLES
from imoit.content.directory.operations import groups
from imoit.content.directory.operations.posts import give_post
from imoit.content.directory.operations.posts import take_post
from imoit.workflows.refusal import NotAllowed
from plone import api
from tests import cast

import pytest


def groups_of(login):
    found = api.portal.get().acl_users.getUserById(login).getGroups()
    return sorted(name for name in found if name.startswith("imoit."))


def roles_of(login):
    return set(api.portal.get().acl_users.getUserById(login).getRoles())


@pytest.mark.parametrize(
    ("login", "expected"),
    [
        (cast.OFFICER, ["imoit.post.tttn-officer-1", "imoit.tttn.officer"]),
        (
            cast.FORM,
            ["imoit.post.vp-deputy_head-1", "imoit.vp.deputy_head", "imoit.vp.head"],
        ),
        (
            cast.OFFICE,
            ["imoit.post.vp-office_head-1", "imoit.vp.head", "imoit.vp.office_head"],
        ),
        (
            cast.TWO_POSTS,
            [
                "imoit.hc.officer",
                "imoit.pc.officer",
                "imoit.post.hc-officer-2",
                "imoit.post.pc-officer-2",
            ],
        ),
    ],
)
def test_groups_follow_from_posts(portal, login, expected):
    assert groups_of(login) == expected


@pytest.mark.parametrize(
    ("login", "expected"),
    [
        (cast.OFFICER, {"Staff"}),
        (cast.CLERK, {"Staff", "Ministry Registry"}),
        (cast.AUDITOR, {"Staff", "Auditor"}),
        (cast.MANAGER, {"Staff", "Site Administrator"}),
        (cast.OFFICE, {"Staff", "Overseer"}),
    ],
)
def test_global_roles_follow_from_functions(portal, login, expected):
    assert roles_of(login) == expected | {"Authenticated"}


def test_a_colleague_of_the_unit_is_not_in_the_group_of_the_post(portal):
    assert "imoit.post.tttn-officer-1" not in groups_of(cast.COLLEAGUE)
    assert "imoit.tttn.officer" in groups_of(cast.COLLEAGUE)


def test_a_post_taken_takes_its_groups(portal):
    take_post("tttn-officer-1", by=cast.MANAGER)

    assert groups_of(cast.OFFICER) == []
    assert roles_of(cast.OFFICER) == {"Authenticated"}


def test_a_post_given_brings_its_groups(portal):
    take_post("tttn-officer-1", by=cast.MANAGER)
    give_post("tttn-officer-1", cast.COLLEAGUE, by=cast.MANAGER)

    assert "imoit.post.tttn-officer-1" in groups_of(cast.COLLEAGUE)


def test_members_are_those_who_hold_the_posts(portal):
    tool = api.portal.get_tool("portal_groups")

    assert sorted(tool.getGroupMembers("imoit.vp.head")) == [cast.OFFICE, cast.FORM]
    assert tool.getGroupMembers("imoit.post.tttn-officer-2") == [cast.COLLEAGUE]


@pytest.mark.parametrize(
    ("group", "title"),
    [
        ("imoit.tttn.head", "Cục TTTN – Lãnh đạo đơn vị"),
        ("imoit.pc.officer", "Vụ PC – Chuyên viên"),
        ("imoit.vp.ministry_registry", "Văn phòng Bộ – Văn thư Bộ"),
        ("imoit.post.ldb-deputy_minister-1", "Thứ trưởng"),
    ],
)
def test_groups_have_titles(portal, group, title):
    found = api.portal.get_tool("portal_groups").getGroupById(group)

    assert found.getProperty("title") == title
    assert found.getGroupTitleOrName() == title


@pytest.mark.parametrize("group", ["imoit.xyz.head", "imoit.tttn.minister", "imoit."])
def test_a_group_without_a_post_does_not_exist(portal, group):
    assert api.portal.get_tool("portal_groups").getGroupById(group) is None


def test_groups_are_found_by_words_and_by_id(portal):
    search = portal.acl_users.searchGroups

    assert len(search()) >= len(groups.group_ids())
    assert {g["id"] for g in search(id="imoit.tttn.")} == {
        "imoit.tttn.head",
        "imoit.tttn.officer",
        "imoit.tttn.registry",
    }
    assert [g["id"] for g in search(title="TTTN – Lanh dao")] == ["imoit.tttn.head"]


@pytest.mark.parametrize("group", ["imoit.tttn.head", "imoit.post.ldb-minister-1"])
def test_nobody_is_put_into_a_group_by_hand(portal, group):
    tool = api.portal.get_tool("portal_groups")

    for act in (tool.addPrincipalToGroup, tool.removePrincipalFromGroup):
        with pytest.raises(NotAllowed):
            act(cast.MANAGER, group)
    with pytest.raises(NotAllowed):
        tool.editGroup(group, title="x")
    with pytest.raises(NotAllowed):
        tool.setRolesForGroup(group, ["Reader"])
    with pytest.raises(NotAllowed):
        tool.removeGroup(group)


def test_no_group_takes_a_name_of_ours(portal):
    with pytest.raises(NotAllowed):
        api.portal.get_tool("portal_groups").addGroup("imoit.new.head")


@pytest.mark.parametrize("role", sorted(OWN_ROLES))
def test_nobody_is_given_a_role_of_ours_by_hand(portal, role):
    with pytest.raises(NotAllowed):
        portal.acl_users.userFolderEditUser("cv.cn", None, ["Member", role], [])
    with pytest.raises(NotAllowed):
        portal.acl_users._doAddUser("newcomer", "a-long-one", [role], [])
    with pytest.raises(NotAllowed):
        api.portal.get_tool("portal_groups").setRolesForGroup("Reviewers", [role])


def test_other_roles_and_groups_are_left_alone(portal):
    tool = api.portal.get_tool("portal_groups")

    assert tool.addGroup("choir", roles=["Reader"])
    assert tool.addPrincipalToGroup("cv.cn", "choir")
    assert "Reader" in roles_of("cv.cn")


def test_all_roles_of_the_profile_are_guarded(portal):
    stock = {
        *("Anonymous", "Authenticated", "Contributor", "Editor", "Manager", "Member"),
        *("Owner", "Reader", "Reviewer", "Site Administrator"),
    }

    assert set(portal.valid_roles()) - stock == OWN_ROLES


def test_asking_for_groups_loads_one_object(portal):
    from imoit.content.directory import storage

    index = storage.holders()

    assert index.by_login[cast.OFFICER] == ("tttn-officer-1",)
    assert index.posts["tttn-officer-1"] == ("tttn", "officer", "")
