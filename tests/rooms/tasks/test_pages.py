from html import unescape
from imoit.content.tasks import storage
from imoit.content.tasks.operations import dictating
from imoit.content.tasks.operations import giving
from imoit.content.tasks.operations import timing
from imoit.workflows.calendar import clock
from imoit.workflows.calendar.storage import calendar
from imoit.workflows.transitions.operations import state
from io import BytesIO
from plone import api
from plone.testing.zope import Browser
from tests import cast
from tests.rooms import ministry

import pytest
import transaction


SENTENCE = (
    "Cục TTTN chủ trì, phối hợp với Cục XNK; Văn phòng Bộ để biết; 3 ngày làm việc."
)


@pytest.fixture
def visit(functional):
    api.portal.set_registry_record("plone.available_languages", ["vi"])
    api.portal.set_registry_record("plone.default_language", "vi")
    transaction.commit()

    def open_as(login, thing, page="view"):
        transaction.commit()
        browser = Browser(functional["app"])
        browser.raiseHttpErrors = False
        browser.addHeader("Authorization", f"Basic {login}:{cast.PASSWORD}")
        browser.addHeader("Accept-Language", "vi")
        browser.open(f"{thing.absolute_url()}/{page}")
        return browser

    return open_as


def text(browser):
    return " ".join(unescape(browser.contents).split())


def fill(browser, **fields):
    for name, value in fields.items():
        control = browser.getControl(name=name)
        control.value = [value] if control.type in ("radio", "select") else value


def send(browser, thing, page):
    """Send the form of *page*: its button has no name."""
    browser.getForm(action=f"{thing.absolute_url()}/{page}").submit()
    transaction.begin()


def test_a_sentence_fills_the_form_and_sends_nothing(visit):
    document = ministry.submitted()
    page = visit("thutruong1", document, "@@direct")
    page.getControl(name="text").value = SENTENCE

    page.getControl(name="do").click()

    assert page.getControl(name="lead").value == ["unit:tttn"]
    assert page.getControl(name="support").value == ["unit:xnk"]
    assert page.getControl(name="informed").value == ["unit:vp"]
    assert page.getControl(name="working_days").value == ["3"]
    transaction.begin()
    assert storage.directives(document) == []


@pytest.fixture
def three(functional):
    """Three letters that came in the same minute, waiting for one leader."""
    first = ministry.submitted()
    urgent = ministry.submitted(code_number="9", priority="urgent")
    last = ministry.submitted(code_number="11")
    return urgent, first, last


def test_the_leader_goes_from_letter_to_letter_in_the_order_of_the_desk(visit, three):
    for n, document in enumerate(three):
        page = visit("thutruong1", document, "@@direct")
        found = text(page)

        assert f"{n + 1} trên 3" in found
        assert [
            f'href="{other.absolute_url()}/@@direct"' in found for other in three
        ] == [other in (n - 1, n + 1) for other in range(3)]


def test_the_proposal_is_sent_when_the_person_sends_it(visit):
    document = ministry.submitted()
    page = visit("thutruong1", document, "@@direct")
    page.getControl(name="text").value = SENTENCE
    page.getControl(name="do").click()

    send(page, document, "@@direct")

    found = [task.duty for task in storage.children(document)]
    assert found == ["lead", "support", "informed"]
    assert storage.phrases("ldb-deputy_minister-1") == (SENTENCE,)


def test_my_last_phrase_is_offered_before_the_usual_ones(visit):
    document = ministry.directed()

    page = visit("thutruong1", document, "@@direct")

    assert text(page).index('data-phrase="Chủ trì."') < text(page).index("Đồng ý")


def test_a_page_that_is_read_writes_no_phrase(visit):
    document = ministry.submitted()

    visit("thutruong1", document, "@@direct")

    transaction.begin()
    assert storage.phrases("ldb-deputy_minister-1") == ()


def test_a_secretary_writes_down_and_the_leader_confirms_on_the_page(visit):
    document = ministry.submitted()
    page = visit("thuky1", document, "@@direct")
    assert "Bạn đang ghi thay" in text(page)
    fill(page, text=SENTENCE, lead="unit:tttn", working_days="5")
    send(page, document, "@@direct")
    assert state(document) == "submitted"
    assert "Xác nhận và gửi" not in text(visit("chanhvp", document))

    page = visit("thutruong1", document)
    assert "chờ xác nhận" in text(page)
    page.getControl(name="do", index=0).click()

    transaction.begin()
    found = storage.directives(document)[0]
    assert (found["person"], found["entered_by"]["person"]) == ("thutruong1", "thuky1")
    assert "ghi thay, lãnh đạo đã xác nhận" in text(visit("thutruong1", document))


def of_the_deputy():
    """A letter that the minister gave to the deputy minister as a task."""
    document = ministry.submitted("person:botruong")
    with ministry.acting("botruong") as minister:
        order = giving.order("Xử lý.", ["person:thutruong1"], working_days=9)
        giving.direct(document, order, minister)
    return document


def test_a_secretary_writes_down_on_the_task_of_the_leader(visit):
    document = of_the_deputy()
    task = ministry.task_of(document)
    page = visit("thuky1", document)
    link = page.getLink("Ghi thay bút phê")
    assert link.url == f"{task.absolute_url()}/@@direct"
    page = visit("thuky1", task, "@@direct")
    fill(page, text=SENTENCE, lead="unit:tttn", working_days="5")
    send(page, task, "@@direct")
    assert "Ghi thay bút phê" not in text(visit("thuky1", document))

    page = visit("thutruong1", document)
    page.getControl(name="do", index=0).click()

    transaction.begin()
    assert storage.directives(task)[0]["entered_by"]["person"] == "thuky1"
    assert [below.assignee for below in storage.children(task)] == ["unit:tttn"]


def test_nobody_else_is_led_to_write_down_on_a_task(visit):
    document = of_the_deputy()

    for name in ("thutruong1", "botruong", "chanhvp"):
        assert "Ghi thay bút phê" not in text(visit(name, document))


def test_a_leader_finds_the_form_filled_with_what_was_written_down(visit):
    document = ministry.submitted()
    page = visit("thuky1", document, "@@direct")
    fill(page, text=SENTENCE, lead="unit:pc", working_days="3")
    send(page, document, "@@direct")

    page = visit("thutruong1", document, "@@direct")

    assert page.getControl(name="text").value == SENTENCE
    assert page.getControl(name="lead").value == ["unit:pc"]
    assert page.getControl(name="working_days").value == ["3"]


def test_what_was_written_down_is_shown_though_its_day_has_passed(visit):
    document = ministry.submitted()
    with ministry.acting("thuky1") as by:
        data = {"text": SENTENCE, "lead": ["unit:tttn"], "support": [], "informed": []}
        dictating.dictate(document, {**data, "working_days": 3}, by)
        late = {**storage.dictation(document), "due": "2026-01-05"}
        storage.keep_dictation(document, late)

    page = visit("thutruong1", document)

    assert "05/01/2026" in text(page)
    page.getControl(name="do", index=0).click()
    assert "Thời hạn đã qua." in text(page)
    transaction.begin()
    assert storage.directives(document) == []


def test_more_time_is_asked_and_granted_on_pages_and_the_tree_says_so(visit):
    document = ministry.directed()
    task = ministry.task_of(document)
    before = timing.last_day(task)
    page = visit("truong.tttn", task, "@@extension")
    fill(page, working_days="3", reason="Cần lấy ý kiến các Sở")
    send(page, task, "@@extension")
    assert "Xin gia hạn đến" in text(visit("thutruong1", document))

    page = visit("thutruong1", task, "@@extension")
    assert "Cần lấy ý kiến các Sở" in text(page)
    send(page, task, "@@extension")

    assert timing.last_day(task) > before
    assert "Được gia hạn đến" in text(visit("truong.xnk", document))


def test_a_day_that_is_no_extension_is_named_and_nothing_is_lost(visit):
    task = ministry.task_of(ministry.directed())
    page = visit("truong.tttn", task, "@@extension")
    fill(page, due="02/01/2026", reason="Cần thêm")

    send(page, task, "@@extension")

    assert page.getControl(name="reason").value == "Cần thêm"
    assert "invalid-feedback" in page.contents
    assert task.asked is None


def test_a_stopped_clock_is_seen_in_the_tree(visit):
    document = ministry.directed()
    task = ministry.task_of(document)
    page = visit("thutruong1", task, "@@step?step=pause")
    fill(page, reason="Chờ Bộ Tài chính")

    send(page, task, "@@step")

    shown = text(visit("truong.tttn", document))
    assert "Tạm dừng thời hạn từ" in shown
    assert "Chờ Bộ Tài chính" in shown


def test_who_returns_a_task_is_led_to_the_desk(visit):
    task = ministry.task_of(ministry.directed())
    page = visit("truong.tttn", task, "@@step?step=return")
    fill(page, reason="Không thuộc chức năng")

    send(page, task, "@@step")

    assert page.url.rstrip("/") == api.portal.get().absolute_url()
    assert state(task) == "returned"


def test_a_result_comes_with_a_file(visit):
    document = ministry.directed()
    task = ministry.task_of(document)
    page = visit("truong.tttn", task, "@@report")
    fill(page, text="Đã xong.", percent="100")
    data = BytesIO((ministry.SAMPLES / "letter-01.pdf").read_bytes())
    page.getControl(name="file").add_file(data, "application/pdf", "ket-qua.pdf")

    send(page, task, "@@report")

    assert state(task) == "reported"
    assert "ket-qua.pdf" in text(visit("thutruong1", document))


def test_an_answer_nobody_knows_is_named(visit):
    task = ministry.task_of(ministry.directed())
    page = visit("truong.tttn", task, "@@report")
    fill(page, text="Đã xong.", answer="999/BCT-TTTN")

    send(page, task, "@@report")

    assert "Không có văn bản này" in text(page)
    assert state(task) == "assigned"


def test_a_directive_is_replaced_on_the_page(visit):
    document = ministry.directed()
    page = visit("thutruong1", document, "@@direct?supersedes=1")
    fill(page, text="Giao Vụ Pháp chế.", lead="unit:pc")

    send(page, document, "@@direct")

    old = [state(task) for task in storage.children(document) if task.directive == 1]
    assert old == ["recalled"] * 3
    assert "Đã được thay bằng bút phê số 2" in text(visit("thutruong1", document))


def test_those_who_support_may_have_an_earlier_day(visit):
    document = ministry.submitted()
    page = visit("thutruong1", document, "@@direct")
    fill(page, text="Làm.", lead="unit:tttn", support="unit:xnk", working_days="10")
    page.getControl(name="support_due").value = _working_day(3)

    send(page, document, "@@direct")

    lead, support = storage.children(document)
    assert support.due < lead.due


def test_those_who_support_have_no_later_day(visit):
    document = ministry.submitted()
    page = visit("thutruong1", document, "@@direct")
    fill(page, text="Làm.", lead="unit:tttn", support="unit:xnk", working_days="3")
    page.getControl(name="support_due").value = _working_day(9)

    send(page, document, "@@direct")

    assert "muộn hơn hạn của đơn vị chủ trì" in text(page)
    assert page.getControl(name="support_due").value == _working_day(9)
    assert storage.children(document) == []


def _working_day(n):
    return calendar().add(clock.today(), n).strftime("%d/%m/%Y")


def test_the_usual_term_is_kept_on_the_page_and_proposed(visit):
    portal = api.portal.get()
    page = visit("quantri", portal, "@@imoit-terms")
    fill(page, valid_from_0="01/01/2026", priority_0="normal", days_0="7")

    send(page, portal, "@@imoit-terms")

    document = ministry.submitted()
    page = visit("thutruong1", document, "@@direct")
    assert page.getControl(name="working_days").value == ["7"]


def test_a_bad_term_is_named_by_its_row(visit):
    portal = api.portal.get()
    page = visit("quantri", portal, "@@imoit-terms")
    fill(page, valid_from_1="32/01/2026", days_1="soon")

    send(page, portal, "@@imoit-terms")

    assert 'id="e-valid_from_1"' in page.contents
    assert page.getControl(name="valid_from_1").value == "32/01/2026"


def test_leaders_do_not_keep_the_usual_terms(visit):
    page = visit("thutruong1", api.portal.get(), "@@imoit-terms")

    assert "days_0" not in page.contents


def test_a_unit_is_named_whole_whatever_stands_in_its_name(visit):
    document = ministry.directed("unit:khtc", (), ())

    shown = text(visit("thutruong1", document))

    assert "<b>Vụ Kế hoạch, Tài chính và Quản lý doanh nghiệp</b>" in shown


def test_what_waits_for_the_givers_word_comes_first(visit):
    document = ministry.directed(support=(), informed=())
    task = ministry.task_of(document)
    with ministry.acting("truong.tttn") as head:
        timing.ask_extension(task, head, "Chờ địa phương", working_days=2)

    shown = text(visit("thutruong1", document))

    words = ("Cho gia hạn…", "Không cho gia hạn…", "Tạm dừng thời hạn…", "Thu hồi…")
    places = [shown.index(word) for word in words]
    assert places == sorted(places)


def test_a_proposal_is_shown_where_one_reads_on(visit):
    document = ministry.submitted()
    page = visit("thutruong1", document, "@@direct")
    page.getControl(name="text").value = SENTENCE

    button = page.getControl("Điền từ câu chỉ đạo")
    assert 'formaction="' in page.contents
    button.click()

    assert 'id="de-xuat"' in page.contents
    assert "autofocus" not in page.contents
