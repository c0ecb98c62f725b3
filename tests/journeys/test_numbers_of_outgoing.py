from tests.journeys import acts
from tests.journeys.client import sample

import pytest


def numbers_of(ministry, documents):
    clerk = ministry.as_("vanthu.bo")
    return [clerk.get(document)["number"] for document in documents]


def uids(ministry, documents, who="vanthu.bo"):
    return [ministry.as_(who).get(document)["UID"] for document in documents]


def batch(ministry, act, items, who="vanthu.bo", **data):
    body = {"act": act, "items": items, "data": data}
    return ministry.as_(who).post("/@batch", body)


def test_a_selection_gets_consecutive_numbers_and_one_line_each(ministry):
    documents = [acts.signed(ministry, subject=f"V/v việc {n}") for n in range(3)]
    chosen = [documents[2], documents[0], documents[1]]

    answer = batch(ministry, "take_number", uids(ministry, chosen))

    assert answer["done"] == 3
    symbols = [item["answer"]["symbol"] for item in answer["items"]]
    first = answer["items"][0]["answer"]["number"]
    assert symbols == [f"{first + n:02d}/BCT-TTTN" for n in range(3)]
    assert numbers_of(ministry, chosen) == list(range(first, first + 3))


def test_what_is_not_signed_takes_no_number_from_the_selection(ministry):
    good = [acts.signed(ministry) for _n in range(2)]
    early, late = acts.form_approved(ministry), acts.numbered(ministry)
    before = numbers_of(ministry, [late])[0]
    mixed = uids(ministry, [good[0], late, good[1]])
    mixed.insert(1, ministry.as_("thuky1").get(early)["UID"])

    answer = batch(ministry, "take_number", mixed)

    assert [item["status"] for item in answer["items"]] == [200, 404, 409, 200]
    assert numbers_of(ministry, good) == [before + 1, before + 2]


@pytest.mark.parametrize(
    "act", ["take_number", "publish", "record_signature", "void_number", "restrict"]
)
@pytest.mark.parametrize(
    "who", ["cv.tttn", "truong.tttn", "truong.xnk", "chanhvp", "kiemtra", "quantri"]
)
def test_a_selection_opens_no_step_that_is_not_ones_own(ministry, act, who):
    document = acts.signed(ministry)
    items = uids(ministry, [document])

    answer = batch(ministry, act, items, who, reason="Thử")

    assert answer["done"] == 0
    assert ministry.as_("vanthu.bo").get(document)["review_state"] == "signed"


def test_a_void_number_is_not_given_again(ministry):
    document = acts.numbered(ministry)
    clerk = ministry.as_("vanthu.bo")
    lost = clerk.get(document)

    answer = clerk.post(f"{document}/@workflow/void_number", {"reason": "Nhầm loại"})
    given = clerk.post(f"{document}/@number")

    assert answer["state"]["id"] == "signed"
    assert given["number"] == lost["number"] + 1
    row = clerk.get(f"/@registers/outgoing/{lost['year']}/{lost['number']}")
    assert (row["state"], row["reason"]) == ("void", "Nhầm loại")
    assert {act["act"] for act in row["acts"]} == {"take_number", "number_void"}
    found = clerk.get(document)
    assert [v["symbol"] for v in found["voided"]] == [lost["symbol"]]
    roles = [file["role"] for file in found["items"]]
    assert roles == ["main", "void_scan"]


def test_the_book_does_not_void_the_number_of_what_went_out(ministry):
    document = acts.published(ministry)
    clerk = ministry.as_("vanthu.bo")
    found = clerk.get(document)
    row = f"/@registers/outgoing/{found['year']}/{found['number']}"

    answer = clerk.call("POST", f"{row}/void", {"reason": "Nhầm"})

    assert answer.status_code == 409
    assert clerk.get(row)["state"] == "given"
    assert clerk.get(document)["review_state"] == "published"


def test_a_document_numbered_anew_is_published_with_its_new_scan_only(ministry):
    document = acts.numbered(ministry)
    clerk = ministry.as_("vanthu.bo")
    clerk.post(f"{document}/@workflow/void_number", {"reason": "Nhầm loại"})
    clerk.post(f"{document}/@number")
    where = f"{document}/@publication"

    refused = clerk.call("POST", where, {"stamped": True})
    file = sample("letter-01-scan200-stamped.pdf")
    body = {"@type": "Attachment", "file": file, "role": "signed_scan"}
    clerk.post(document, body)

    assert refused.status_code == 409
    assert clerk.status("POST", where, {"stamped": True}) == 201
