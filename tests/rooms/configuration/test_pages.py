from html import unescape
from imoit.workflows.configuration import storage
from imoit.workflows.configuration.operations import binding
from imoit.workflows.configuration.operations import drafts
from imoit.workflows.configuration.operations import facts
from imoit.workflows.process.domain.shape import Asked
from imoit.workflows.transitions.operations import state
from plone import api
from tests.rooms import ministry
from tests.rooms.configuration import acts
from tests.rooms.configuration.test_forms import changed
from tests.rooms.configuration.test_rules import rule_on

import transaction


STOCK = "simple_publication_workflow"


def text(browser):
    return " ".join(unescape(browser.contents).split())


def step_page(visit, step="", process="outgoing"):
    return visit("quantri", f"@@imoit-process-step?id={process}&step={step}")


def save(browser, value="save"):
    browser.getControl(name="do", index=0 if value == "save" else 1).click()
    transaction.begin()


def test_who_may_take_a_step_what_it_asks_and_brings_is_changed_on_the_page(visit):
    page = step_page(visit, "approve_content")
    page.getControl(name="groups").value = ["imoit.pc.head"]
    page.getControl(name="ask-due_date").value = ["must"]
    page.getControl(name="effects").value = ["notify", "freeze"]
    save(page)

    step = drafts.draft_of("outgoing").process.step("approve_content")
    assert step.guard.groups == ("imoit.pc.head",)
    assert step.guard.permissions == ("iMOIT: Approve content",)
    assert Asked("due_date", True) in step.form
    assert step.effects == ("notify", "freeze")


def test_a_page_that_changes_nothing_changes_nothing(visit):
    before = drafts.live("outgoing")
    for step in ("return", "publish", "take_number", "restrict"):
        save(step_page(visit, step))

    assert drafts.draft_of("outgoing").process == before


def test_a_step_is_added_and_taken_away_on_the_page(visit):
    page = step_page(visit)
    page.getControl(name="title").value = "Chuyển thẳng"
    page.getControl(name="sources").value = ["drafting"]
    page.getControl(name="to").value = ["form_check"]
    page.getControl(name="roles").value = ["Drafter"]
    save(page)
    process = drafts.draft_of("outgoing").process

    assert process.step("chuyen_thang").to == "form_check"
    assert process.sources("chuyen_thang") == ("drafting",)
    save(step_page(visit, "chuyen_thang"), "remove")
    assert drafts.draft_of("outgoing").process.step("chuyen_thang") is None


def test_a_condition_is_for_the_manager_of_the_system(visit):
    page = step_page(visit, "approve_content")

    assert page.getControl(name="expression").disabled


def test_a_process_is_copied_bound_and_taken_away_on_the_pages(visit):
    page = visit("quantri", "@@imoit-processes")
    page.getControl(name="title").value = "Tin của đơn vị"
    page.getControl(name="copy_of").value = [STOCK]
    page.getControl("Lập bản thảo").click()
    transaction.begin()
    copied = drafts.live("tin_cua_don_vi")

    assert copied.worklists == drafts.live(STOCK).worklists
    assert copied.variables == drafts.live(STOCK).variables
    assert "tin_cua_don_vi" in page.url
    assert binding.may_retire("tin_cua_don_vi")


def test_a_process_is_begun_from_a_template_on_the_page(visit):
    page = visit("quantri", "@@imoit-processes")
    page.getControl(name="title").value = "Duyệt tin"
    page.getControl(name="template").value = ["two_approvals"]
    page.getControl("Lập bản thảo").click()
    transaction.begin()
    made = drafts.live("duyet_tin")

    assert [state.title for state in made.states] == [
        "Soạn thảo", "Chờ đơn vị duyệt", "Chờ lãnh đạo duyệt", "Đã duyệt",
    ]  # fmt: skip
    assert made.variables
    assert [p for p in drafts.problems("duyet_tin") if p.level == "error"] == []


def test_our_types_keep_their_process_and_others_may_change(visit):
    page = visit("quantri", "@@imoit-bindings")

    ours = [kind for kind in facts.chains() if facts.is_ours(kind)]
    assert {"IncomingDocument", "Task", "Attachment", "Post"} <= set(ours)
    assert text(page).count("giữ quy trình riêng") == len(ours)
    assert page.getControl(name="type", index=0).value in facts.chains()


def test_a_field_that_was_added_is_on_the_page_of_the_step(visit):
    acts.published(changed("approve_content", form=(Asked("due_date", True),)))
    document = ministry.sent_to_head()
    path = f"outgoing/{document.getId()}/@@step?step=approve_content"
    page = visit("truong.tttn", path)
    assert "Hạn" in page.getControl(name="due_date").labels[0]

    page.getControl(name="due_date").value = "mai"
    page.getForm(action=f"{document.absolute_url()}/@@step").submit()
    assert page.headers["status"].startswith("422")
    page.getControl(name="due_date").value = "24/12/2026"
    page.getForm(action=f"{document.absolute_url()}/@@step").submit()
    transaction.begin()

    assert (state(document), str(document.due_date)) == ("form_check", "2026-12-24")


def test_a_draft_in_words_is_vietnamese(visit):
    acts.drafted(changed("approve_content", effects=(), title="Duyệt"))
    page = visit("quantri", "@@imoit-process?id=outgoing&part=trial")

    assert "việc kèm theo" in text(page)
    assert storage.draft("outgoing") is not None


def test_a_state_is_added_and_given_the_rights_of_another_on_the_pages(visit):
    page = visit("quantri", "@@imoit-process?id=outgoing&part=states")
    page.getControl("Thêm vào bản thảo").click()
    assert page.headers["status"].startswith("422")
    page.getControl(name="title", index=11).value = "Chờ ý kiến"
    page.getControl(name="like").value = ["unit_review"]
    page.getControl("Thêm vào bản thảo").click()
    transaction.begin()

    process = drafts.draft_of("outgoing").process
    added = process.state("cho_y_kien")
    assert added.permissions == process.state("unit_review").permissions


def test_a_definition_comes_from_a_file_into_the_draft(visit):
    page = visit("quantri", "@@imoit-process?id=incoming&part=versions")
    browser = visit("quantri", "@@imoit-process?id=incoming&format=gs")
    text_of = browser.contents.replace("Đã vào sổ", "Đã ghi sổ")
    page.getControl(name="file").add_file(text_of.encode(), "text/xml", "a.xml")
    page.getControl("Đưa vào bản thảo").click()
    transaction.begin()

    found = drafts.draft_of("incoming").process.state("registered")
    assert found.title == "Đã ghi sổ"


def test_what_rules_of_plone_hear_of_a_step_is_told_on_its_page(visit):
    rule_on(api.portal.get()["outgoing"], "send_to_head", "sent on")

    assert "on-send_to_head" in text(step_page(visit, "send_to_head"))
    assert "on-send_to_head" not in text(step_page(visit, "return"))


def test_no_group_is_offered_twice_and_each_has_a_vietnamese_name(visit):
    page = step_page(visit, "approve_content")
    offered = page.getControl(name="groups").displayOptions

    assert len(offered) == len(set(offered)) > 20
    assert "Mọi người đã đăng nhập" in offered
    assert not [name for name in offered if "(" in name or "Admin" in name]


def test_the_list_says_whose_rights_are_not_up_to_date_yet(visit):
    ministry.sent_to_head()
    acts.published()
    transaction.commit()
    page = visit("quantri", "@@imoit-processes")

    assert "Quyền đang cập nhật: 0/1" in text(page)
    assert "Đang áp dụng bản gốc" not in text(page)
    assert "Đang áp dụng bản gốc" in text(
        visit("quantri", "@@imoit-process?id=task&part=versions")
    )
