from imoit.content.reports.operations import monthly
from imoit.content.reports.operations.sheet import sheet
from imoit.workflows.refusal import BadValue
from io import BytesIO
from tests import cast
from tests.rooms import ministry
from tests.rooms.reports.october import at
from tests.rooms.reports.october import BY_HAND
from tests.rooms.reports.october import october
from zipfile import ZipFile

import pytest
import re


def report(month="2026-10", now=None, who=cast.DEPUTY):
    with ministry.acting(who):
        found = monthly.report(month, now or at(11, 23))
    return {row.id: tuple(row[1:]) for row in found.units}


def test_the_report_of_october_is_the_one_worked_out_by_hand(integration):
    october()

    assert report() == BY_HAND
    assert report(who=cast.AUDITOR) == BY_HAND


def test_a_report_stays_what_it_was(integration):
    october()

    assert report(now=at(10, 31)) == report(now=at(12, 31)) == BY_HAND


def test_a_month_that_runs_stands_as_of_today(integration):
    october()

    assert report(now=at(10, 7)) == {
        "tttn": (0, 0, 0, 4, 0, 0),
        "xnk": (0, 0, 0, 2, 0, 0),
    }


def test_the_month_after_has_what_was_left(integration):
    october()

    assert report("2026-11", at(11, 30)) == {
        "tttn": (0, 1, 0, 0, 0, 2),
        "xnk": (0, 0, 0, 0, 1, 0),
    }


def test_only_what_the_reader_may_see_is_reported(integration):
    october()

    assert report(who=cast.MANAGER) == {}
    assert report(who="truong.xnk") == {
        "tttn": (0, 0, 0, 0, 0, 1),
        "xnk": BY_HAND["xnk"],
    }


@pytest.mark.parametrize("month", ["2026-12", "2026", "x", "2026-13"])
def test_no_report_of_what_is_no_month_or_has_not_begun(integration, month):
    with pytest.raises(BadValue) as refusal:
        report(month)

    assert [error.field for error in refusal.value.errors] in (["month"], ["period"])


def test_a_sheet_holds_counts_as_numbers():
    data = sheet("Báo cáo", "Đến ngày", ["Đơn vị", "Đúng hạn"], [("=A1", 3)], [0.75])

    page = ZipFile(BytesIO(data)).read("xl/worksheets/sheet1.xml").decode()

    assert "<f>" not in page
    assert re.findall(r'<c r="[BC]5"[^>]*><v>([^<]*)</v>', page) == ["3", "0.75"]
