from imoit.content.directory import storage
from imoit.content.directory.operations import agencies
from imoit.workflows.refusal import Refusal
from tests.rooms import ministry

import pytest


def known(*names):
    index = storage.agencies()
    for n, name in enumerate(names):
        index.keep(f"t{n}", name, (f"T.{n}",))


def add(name, organ_id="", confirmed=False):
    with ministry.acting("vanthu.bo") as clerk:
        return agencies.new_agency(
            name, organ_id, (), clerk.person, confirmed=confirmed
        )


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        pytest.param("Công ty cổ phần Thép An Bình", "T.0", id="as it is"),
        pytest.param("CONG TY CO PHAN THEP AN BINH", "T.0", id="without marks"),
        pytest.param("Công ty cổ phần Thép", None, id="a part of it"),
        pytest.param("", None, id="nothing"),
    ],
)
def test_a_name_is_known_as_a_whole(integration, typed, found):
    known("Công ty cổ phần Thép An Bình", "Công ty cổ phần Thép An Bình Phú")

    agency = agencies.named(typed)

    assert (agency.organ_id if agency else None) == found


def test_the_exact_marks_win_among_names_that_fold_alike(integration):
    known("Sở Công thương tỉnh Hòa Bình", "Sở Công Thương tỉnh Hoà Bình")

    assert agencies.named("Sở Công Thương tỉnh Hoà Bình").organ_id == "T.1"


def test_nearly_the_same_names_are_shown_the_most_alike_first(integration):
    known(
        "Công ty CP Thép Miền Trung",
        "Công ty cổ phần Thép Miền Trung",
        "Ủy ban nhân dân tỉnh Lào Cai",
    )

    found = [one.name for one in agencies.similar("Công ty cổ phần Thép Miền Trug")]

    assert found[0] == "Công ty cổ phần Thép Miền Trung"
    assert "Ủy ban nhân dân tỉnh Lào Cai" not in found


def test_a_new_agency_without_a_code_gets_one_of_ours_and_is_found_at_once(
    integration,
):
    made = add("Hợp tác xã Rừng Xanh")

    assert made.organ_id.startswith("x.")
    assert agencies.named("hop tac xa rung xanh") == made
    assert agencies.by_code(made.organ_id) == made


def test_a_similar_one_must_be_confirmed(integration):
    with pytest.raises(Refusal) as refusal:
        add("Bộ Khoa học và Công nghê")

    assert refusal.value.status == 409
    assert refusal.value.details["similar"][0]["organ_id"] == "000.00.00.G06"
    assert add("Bộ Khoa học và Công nghê", confirmed=True).name.endswith("nghê")


def test_a_code_that_is_taken_or_no_code_is_refused(integration):
    with pytest.raises(Refusal) as taken:
        add("Hợp tác xã Rừng Xanh", "000.00.00.G06")
    with pytest.raises(Refusal) as wrong:
        add("Hợp tác xã Rừng Xanh", "mã số 1")

    assert (taken.value.status, wrong.value.status) == (409, 422)


def test_an_agency_that_is_struck_out_is_found_no_more(integration):
    known("Hợp tác xã Rừng Xanh")
    storage.agencies().forget("t0")

    assert agencies.agencies("rung xanh") == []
    assert agencies.by_code("T.0") is None
