from imoit.content.directory.domain import OWN_ROLES
from imoit.workflows.configuration.operations import facts
from imoit.workflows.configuration.operations import trials
from imoit.workflows.configuration.operations.drafts import live
from imoit.workflows.process.domain import changes
from imoit.workflows.process.domain.shape import Rule
from imoit.workflows.refusal import Name
from imoit.workflows.speech.operations import called
from lxml import html
from tests.rooms import ministry
from tests.rooms.configuration import acts

import pytest


PARTS = ("graph", "states", "steps", "rights", "more", "trial", "versions")
RIGHTS = ("iMOIT: ", "Modify portal content", "Access contents information")


def only_checkers_see_drafts(process):
    rule = Rule(False, ("Checker", "Manager"))
    process = acts.with_check(process)
    process = changes.set_rules(process, "View", {"drafting": rule})
    return changes.set_rules(process, "Access contents information", {"drafting": rule})


@pytest.fixture
def drafted(visit):
    ministry.drafted()
    acts.drafted(only_checkers_see_drafts)
    return visit


def words(page):
    main = html.fromstring(page.contents).find(".//main")
    for hidden in main.xpath(".//script | .//style"):
        hidden.drop_tree()
    return " ".join(main.text_content().split())


@pytest.mark.parametrize("part", PARTS)
def test_no_page_of_a_process_shows_the_id_of_a_role_or_right(drafted, part):
    said = words(drafted("quantri", f"@@imoit-process?id=outgoing&part={part}"))

    assert [name for name in (*OWN_ROLES, *RIGHTS, "role:") if name in said] == []


@pytest.mark.parametrize("step", ["approve_content", "publish", "return"])
def test_the_page_of_a_step_says_who_may_take_it_in_words(drafted, step):
    said = words(drafted("quantri", f"@@imoit-process-step?id=outgoing&step={step}"))

    assert [name for name in (*OWN_ROLES, *RIGHTS) if name in said] == []


def test_the_dry_run_names_roles_and_people(drafted):
    said = words(drafted("quantri", "@@imoit-process?id=outgoing&part=trial"))

    assert "ai có vai trò “Người thẩm tra” (1)" in said
    assert "ai có vai trò “Người soạn thảo” (1)" in said
    assert "“Dự thảo”: Người soạn thảo mất “Xem”" in said


def test_a_group_without_members_is_called_by_its_title(integration):
    assert trials.name_of("imoit.pc.head") == facts.groups()["imoit.pc.head"]
    assert trials.name_of("cv.tttn") == "Đặng Thùy Linh"
    assert trials.name_of("nobody") == "nobody"


def test_every_role_and_every_right_that_may_be_chosen_has_a_word(integration):
    rights = {p for name in ("incoming", "outgoing", "task") for p in rights_of(name)}
    names = [Name("role", role) for role in facts.roles()]
    names += [Name("permission", right) for right in rights]

    assert [name for name in names if called(name) == name.id] == []


def rights_of(name):
    return facts.allowed(live(name))


def test_what_has_no_word_is_called_by_its_id(integration):
    assert called(Name("role", "Grand Vizier")) == "Grand Vizier"
