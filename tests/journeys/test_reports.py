"""Scenario 15: the monthly report equals the figures worked out by hand."""

from html import unescape
from io import BytesIO
from tests import cast
from tests.rooms.reports.october import BY_HAND
from tests.rooms.reports.october import october
from zipfile import ZipFile

import pytest
import transaction


COUNTS = ("on_time", "late", "late_waiting", "open", "overdue_waiting", "overdue")


@pytest.fixture
def happened(acceptance):
    october()
    transaction.commit()


def page(ministry, query, who=cast.DEPUTY):
    person = ministry.as_(who)
    headers = {"Accept": "text/html", "Accept-Language": "vi"}
    return person.session.get(
        f"{ministry.url}/@@monthly-report?{query}", headers=headers
    )


def test_scenario_15_the_monthly_report_is_the_one_worked_out_by_hand(
    ministry, happened
):
    found = ministry.as_(cast.DEPUTY).get("/@monthly-report?month=2026-10")

    counted = {u["id"]: tuple(u[name] for name in COUNTS) for u in found["units"]}
    assert counted == {f"unit:{unit}": counts for unit, counts in BY_HAND.items()}
    assert found["as_of"] == "2026-10-31"
    assert [found["total"][name] for name in COUNTS] == [1, 1, 1, 1, 1, 2]


def test_scenario_15_the_report_is_a_page_and_a_sheet(ministry, happened):
    shown = page(ministry, "month=2026-10")
    sheet = page(ministry, "month=2026-10&format=xlsx")

    text = unescape(shown.text)
    assert "Báo cáo tình hình xử lý văn bản tháng 10/2026" in text
    assert "Cục Xuất nhập khẩu" in text
    assert sheet.headers["Content-Type"].endswith("spreadsheetml.sheet")
    names = ZipFile(BytesIO(sheet.content)).read("xl/sharedStrings.xml").decode()
    assert "Cục Xuất nhập khẩu" in names


def test_a_month_that_has_not_begun_is_refused_with_a_sentence(ministry):
    answer = page(ministry, "month=2999-01")

    assert answer.status_code == 422
    assert "Tháng này chưa bắt đầu." in unescape(answer.content.decode())
    assert ministry.as_(cast.DEPUTY).status("GET", "/@monthly-report?month=x") == 422
