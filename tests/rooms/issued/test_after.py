from datetime import datetime
from imoit.content.files.operations import attachments
from imoit.content.issued import operations
from imoit.content.outgoing import operations as outgoing
from imoit.workflows.calendar import clock
from imoit.workflows.calendar.clock import ZONE
from imoit.workflows.refusal import BadValue
from imoit.workflows.refusal import Conflict
from imoit.workflows.refusal import NotAllowed
from imoit.workflows.transitions.operations import advance
from imoit.workflows.transitions.operations import state
from plone import api
from tests.rooms import ministry

import pytest


def as_clerk(act, *args, **kw):
    with ministry.acting("vanthu.bo") as clerk:
        return act(*args, clerk, **kw)


def sees(who, content):
    with ministry.acting(who):
        return bool(api.user.has_permission("View", obj=content))


def recall(document):
    as_clerk(lambda by: advance(document, "recall", by, "Sai nội dung"))


def test_recipients_see_a_recalled_document_withdrawn_and_its_files_shut(integration):
    document = ministry.published()

    recall(document)

    file = attachments(document)[-1]
    assert state(document) == "recalled"
    assert document.recalled_because == "Sai nội dung"
    assert sees("truong.xnk", document)
    assert not sees("truong.xnk", file)
    assert sees("cv.tttn", file)


def test_what_replaces_and_what_is_replaced_know_each_other(integration):
    old, new = ministry.published(), ministry.published()

    as_clerk(lambda by: operations.replace(old, new, by, "Thay thế"))

    assert state(old) == "replaced"
    assert old.replaced_by == new.UID()
    assert new.replaces == (old.UID(),)


def test_a_draft_replaces_nothing(integration):
    old, new = ministry.published(), ministry.numbered()

    with pytest.raises(Conflict):
        as_clerk(lambda by: operations.replace(old, new, by, "Thay thế"))

    assert state(old) == "published"


def test_a_letter_corrects_another(integration):
    document, letter = ministry.published(), ministry.published()

    as_clerk(lambda by: operations.correct(document, letter, by))

    assert document.corrected_by == (letter.UID(),)
    assert letter.corrects == (document.UID(),)


def test_a_recipient_added_later_has_it_at_once(integration):
    document = ministry.published()
    assert not sees("truong.hc", document)

    as_clerk(lambda by: operations.add_recipients(document, ["unit:hc"], by))

    assert sees("truong.hc", document)
    assert document.recipients == ("unit:xnk", "post:vp-officer-1", "unit:hc")
    with pytest.raises(BadValue):
        as_clerk(lambda by: operations.add_recipients(document, ["unit:hc"], by))


def test_a_group_of_units_is_each_of_its_units(integration):
    document = ministry.published()

    as_clerk(lambda by: operations.add_recipients(document, ["group:authorities"], by))

    for who in ("truong.tttn", "truong.tmdt", "truong.cn", "truong.hc"):
        assert sees(who, document)
    assert not sees("truong.pc", document)


@pytest.mark.parametrize("who", ["cv.tttn", "truong.tttn", "thuky1", "vanthu.tttn"])
def test_only_the_registry_of_the_ministry_keeps_what_is_out(integration, who):
    document = ministry.published()

    with ministry.acting(who) as by:
        for act in (
            lambda: operations.add_recipients(document, ["unit:hc"], by),
            lambda: operations.shelve(document, "K1", by),
            lambda: operations.make_copy(document, "SY", by),
        ):
            with pytest.raises(NotAllowed):
                act()


@pytest.mark.parametrize("made", [ministry.numbered, ministry.drafted])
def test_what_is_not_out_is_not_copied(integration, made):
    document = made()

    with pytest.raises(Conflict):
        as_clerk(lambda by: operations.make_copy(document, "SY", by))


def test_all_copies_share_one_series_and_begin_anew_each_year(integration):
    first, second = ministry.published(), ministry.published()
    year = clock.today().year
    late = datetime(year, 12, 31, 23, 59, 59, tzinfo=ZONE)
    new = datetime(year + 1, 1, 1, tzinfo=ZONE)

    made = [
        as_clerk(lambda by: operations.make_copy(first, "SY", by, now=late)),
        as_clerk(
            lambda by: operations.make_copy(second, "TrS", by, part="1", now=late)
        ),
        as_clerk(lambda by: operations.make_copy(second, "SY", by, now=new)),
    ]

    assert [c.symbol for c in made] == ["01/SY-BCT", "02/TrS-BCT", "01/SY-BCT"]


def test_the_list_of_originals_without_a_place_empties(integration):
    document = ministry.numbered()
    with ministry.acting("vanthu.bo") as clerk:
        ministry.put(document, clerk, "signed_scan", "letter-01-scan200-stamped.pdf")
        outgoing.publish(document, clerk, stamped=True)
        assert [b.UID for b in operations.unshelved()] == [document.UID()]
        operations.shelve(document, "Kho 2, giá 3, hộp 11", clerk)
        assert len(operations.unshelved()) == 0


def test_a_batch_gets_consecutive_numbers_and_all_or_none(integration):
    documents = [ministry.signed() for _n in range(3)]

    given = as_clerk(lambda by: operations.number_all(documents, by))

    numbers = [found.number for found in given]
    assert numbers == list(range(numbers[0], numbers[0] + 3))
    with pytest.raises(Conflict):
        as_clerk(lambda by: operations.number_all([documents[0]], by))
