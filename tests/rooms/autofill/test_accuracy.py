from imoit.content.autofill import operations as autofill
from imoit.content.correspondence.operations import change
from imoit.content.incoming import operations
from imoit.content.incoming.operations import Scan
from imoit.workflows.refusal import BadValue
from imoit.workflows.refusal import Refusal
from tests.rooms import ministry
from tests.rooms.autofill import papers
from tests.rooms.autofill.test_look import take_in
from tests.rooms.configuration.conftest import visit
from tests.rooms.configuration.test_pages import text

import pytest


__all__ = ["visit"]
AGAIN = "Phép thử lập lại cùng một văn bản"


def scanned(**changed):
    """A scan that waits, with what its clerk typed."""
    document = take_in(Scan("a.pdf", papers.sample()))[0][1]
    with ministry.acting("vanthu.bo") as clerk:
        values = {
            **ministry.letter(),
            "subject": "V/v tăng cường sử dụng chữ ký số và gửi, nhận văn bản điện tử",
            "signer": {
                "name": "Nguyễn Thị Hồng Nhung",
                "position": "KT. Bộ trưởng, Thứ trưởng",
            },
            "pages": 1,
            **changed,
        }
        change(document, values, clerk)
    return document


def register(document, **more):
    with ministry.acting("vanthu.bo") as clerk:
        operations.register(
            document, clerk, confirm_duplicate=True, reason=AGAIN, **more
        )


def counts():
    found = autofill.accuracy()
    return found.letters, {
        tally.field: (tally.kept, tally.corrected, tally.missed)
        for tally in found.fields
    }


def test_what_the_clerk_kept_and_corrected_is_counted_at_registration(functional):
    register(scanned())
    register(scanned(code_number="4528", signer={"name": "Nguyễn Thị Nhung"}))
    letters, found = counts()

    assert letters == 2
    assert found["subject"] == found["issuer"] == found["issued_date"] == (2, 0, 0)
    assert found["symbol"] == found["signer"] == (1, 1, 0)


def test_a_registration_that_is_refused_counts_nothing(functional):
    document = scanned()
    register(document)
    with pytest.raises(Refusal):
        register(document)

    assert counts()[0] == 1


def test_a_letter_without_a_file_counts_nothing(integration):
    ministry.registered()

    assert counts()[0] == 0


def test_no_word_of_a_letter_is_kept(functional):
    register(scanned(subject="Điều rất riêng"))
    from imoit.content.autofill import storage

    kept = [outcome for outcome, _count in storage.counted(storage.months()[0])]
    assert {word for outcome in kept for word in outcome} <= {
        "kept", "corrected", "missed", "sure", "likely", "doubtful", "none",
        "issuer", "symbol", "issued_date", "type_name", "subject", "signer",
        "position", "pages",
    }  # fmt: skip


def test_a_month_is_a_month(integration):
    with pytest.raises(BadValue):
        autofill.accuracy("2026-13")


@pytest.mark.parametrize(
    ("login", "may"),
    [
        ("vanthu.bo", True),
        ("botruong", True),
        ("quantri", True),
        ("kiemtra", True),
        ("cv.tttn", False),
        ("truong.tttn", False),
    ],
)
def test_who_answers_for_reading_sees_how_well_it_goes(visit, login, may):
    page = visit(login, "@@reading-accuracy")

    assert ("Đã đối chiếu 0 văn bản" in text(page)) is may
    status = page.headers["Status"][:3]
    assert status == "200" if may else status in ("403", "401", "302")


def test_the_page_tells_the_share_that_needed_no_typing(visit):
    register(scanned())
    register(scanned(code_number="4528"))
    page = text(visit("vanthu.bo", "@@reading-accuracy"))

    assert "Đã đối chiếu 2 văn bản" in page
    assert "50,0%" in page
    assert "100,0%" in page
