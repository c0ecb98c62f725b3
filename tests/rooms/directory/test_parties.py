from datetime import date
from imoit.content.directory import storage
from imoit.content.directory.operations import people
from imoit.content.directory.operations.agencies import agencies
from imoit.content.directory.operations.parties import DirectoryUtility
from imoit.content.directory.operations.parties import find_parties
from imoit.workflows.actors.operations import party
from imoit.workflows.refusal import BadValue
from tests import cast
from zope.event import notify
from zope.lifecycleevent import ObjectModifiedEvent

import pytest
import transaction


def test_a_unit_acts_through_its_head_and_reads_through_its_registry(portal):
    found = party("unit:tttn")

    assert found.acting == ("imoit.tttn.head",)
    assert found.reading == ("imoit.tttn.registry",)
    assert found.title.startswith("Cục Quản lý")


def test_a_person_means_their_only_post(portal):
    assert party(f"person:{cast.OFFICER}").id == "post:tttn-officer-1"
    assert party(f"person:{cast.OFFICER}").acting == ("imoit.post.tttn-officer-1",)


def test_a_person_with_two_posts_must_be_named_by_post(portal):
    with pytest.raises(BadValue) as refusal:
        party(f"person:{cast.TWO_POSTS}", field="lead")

    assert refusal.value.errors[0].field == "lead"
    assert refusal.value.details["posts"] == ["post:hc-officer-2", "post:pc-officer-2"]


def test_the_secretary_reads_what_the_leader_gets(portal):
    assert party(f"person:{cast.DEPUTY}").reading == ("imoit.post.ldb-secretary-1",)
    assert party(f"person:{cast.MINISTER}").reading == ("imoit.post.ldb-secretary-2",)
    assert DirectoryUtility().leader_of("ldb-secretary-1") == "ldb-deputy_minister-1"


@pytest.mark.parametrize(
    "principal",
    ["unit:nowhere", "post:tttn-head-9", "person:nobody", "agency:X", "tttn"],
)
def test_who_is_not_there_is_refused(portal, principal):
    with pytest.raises(BadValue):
        party(principal)


def test_an_agency_answers_to_its_other_codes(portal):
    assert party("agency:G22").id == "agency:000.00.00.G22"
    assert party("agency:000.00.00.g22").title == "Văn phòng Chính phủ"


def test_units_stand_in_vietnamese_order_before_posts(portal):
    found = find_parties("")
    units = [p.title for p in found if p.kind == "unit"]

    assert [p.kind for p in found[: len(units)]] == ["unit"] * len(units)
    assert units[0] == "Cục Công nghiệp"
    assert units.index("Lãnh đạo Bộ") < units.index("Văn phòng Bộ")


@pytest.mark.parametrize("text", ["thi truong trong nuoc", "THỊ TRƯỜNG", "cuc nuoc"])
def test_parties_are_found_without_accents(portal, text):
    assert find_parties(text)[0].id == "unit:tttn"


def test_a_unit_that_ended_is_offered_no_more(portal):
    unit = storage.folder("units")["hc"]
    unit.valid_to = date(2026, 1, 1)
    notify(ObjectModifiedEvent(unit))

    assert find_parties("Cục Hóa chất")[0].kind == "post"
    with pytest.raises(BadValue):
        party("unit:hc")


@pytest.mark.parametrize(
    ("part", "name", "now"),
    [
        ("people", cast.OFFICER, "Đinh Thị Thêm"),
        ("posts", "tttn-officer-1", "Chuyên viên cao cấp"),
        ("units", "hc", "Cục Hóa dược"),
    ],
)
def test_a_new_name_is_offered_at_once(portal, part, name, now):
    entry = storage.folder(part)[name]
    was = entry.title
    assert any(was in found.title for found in find_parties(was))

    entry.title = now
    notify(ObjectModifiedEvent(entry))

    assert now in find_parties(now)[0].title


def test_names_are_loaded_once_until_one_changes(functional):
    portal = functional["portal"]
    find_parties("")
    transaction.commit()
    portal._p_jar.cacheMinimize()

    assert len(find_parties("")) > 20

    entries = portal["directory"]["posts"]._tree.values()
    assert all(post._p_changed is None for post in entries)


def test_names_that_were_not_stored_are_not_kept(functional):
    person = storage.folder("people")[cast.OFFICER]
    was = person.title
    person.title = "Đinh Thị Thêm"
    notify(ObjectModifiedEvent(person))
    transaction.savepoint()
    assert find_parties("Đinh Thị Thêm")
    transaction.abort()

    assert find_parties("Đinh Thị Thêm") == []
    assert find_parties(was)


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("van phong chinh phu", "000.00.00.G22"),
        ("G06", "000.00.00.G06"),
        ("sở công thương hà", "000.00.15.H26"),
        ("dien luc", "0100100079"),
    ],
)
def test_agencies_are_found_by_name_and_code(portal, text, first):
    assert agencies(text)[0].organ_id == first


def test_a_new_agency_is_found_at_once(portal):
    assert agencies("Đường sắt") == []

    people.add_agency("0100105052", "Tổng công ty Đường sắt Việt Nam")

    assert [a.organ_id for a in agencies("duong sat")] == ["0100105052"]


def test_a_renamed_agency_is_found_by_its_new_name(portal):
    agency = storage.folder("agencies")["000.00.00.G22"]
    agency.title = "Văn phòng Trung ương"
    notify(ObjectModifiedEvent(agency))

    assert [a.organ_id for a in agencies("van phong chinh phu")] == []
    assert agencies("trung ương")[0].organ_id == "000.00.00.G22"
