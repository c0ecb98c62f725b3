from tests.journeys.client import letter
from tests.journeys.client import sample


def entered(ministry):
    clerk = ministry.as_("vanthu.bo")
    document = clerk.post("/incoming", letter())["@id"]
    scan = sample("letter-00-scan200-stamped.pdf")
    clerk.post(document, {"@type": "Attachment", "file": scan, "role": "main"})
    return document


def directed(ministry):
    document = entered(ministry)
    clerk = ministry.as_("vanthu.bo")
    clerk.post(f"{document}/@registration", {"arrival_date": "2026-11-20"})
    clerk.post(f"{document}/@submission", {"to": "person:chanhvp"})
    office = ministry.as_("chanhvp")
    office.post(f"{document}/@submission", {"to": "person:thutruong1"})
    leader = ministry.as_("thutruong1")
    leader.post(
        f"{document}/@directives",
        {
            "text": "Giao Cục TTTN chủ trì trả lời.",
            "lead": ["unit:tttn"],
            "support": ["unit:xnk"],
            "informed": ["unit:vp"],
            "working_days": 5,
        },
    )
    return document


def answered(ministry, document):
    head = ministry.as_("truong.tttn")
    task = head.get("/@inbox?box=to_process")["items"][0]["@id"]
    head.post(
        f"{task}/@directives",
        {"text": "Dự thảo trả lời.", "lead": ["person:cv.tttn"], "working_days": 3},
    )
    officer = ministry.as_("cv.tttn")
    assert officer.get("/@inbox?box=to_process")["items_total"] == 1
    officer.get(document)
    draft = officer.post(
        "/outgoing",
        {
            "@type": "OutgoingDocument",
            "type_name": "Công văn",
            "subject": "V/v trả lời về việc sử dụng chữ ký số",
            "secrecy": "normal",
            "answers": document,
            "recipients": ["unit:xnk", "person:cv.vp", "unit:vp"],
        },
    )["@id"]
    file = sample("letter-01.pdf")
    officer.post(draft, {"@type": "Attachment", "file": file, "role": "main"})
    officer.post(f"{draft}/@workflow/send_to_head")
    return draft


def signed(ministry, draft):
    ministry.as_("truong.tttn").post(f"{draft}/@workflow/approve_content")
    ministry.as_("truong.vp").post(f"{draft}/@workflow/approve_form")
    secretary = ministry.as_("thuky1")
    for step in ("to_secretary", "to_leader", "back"):
        secretary.post(f"{draft}/@signing-steps", {"step": step})
    secretary.post(
        f"{draft}/@signature-record",
        {
            "signer": "person:thutruong1",
            "capacity": "KT.",
            "signed_on": "2026-11-20",
        },
    )


def published(ministry, draft):
    clerk = ministry.as_("vanthu.bo")
    number = clerk.post(f"{draft}/@number")
    scan = sample("letter-01-scan200-stamped.pdf")
    clerk.post(draft, {"@type": "Attachment", "file": scan, "role": "signed_scan"})
    clerk.post(f"{draft}/@publication", {"stamped": True, "shelf_mark": "VT-2026/11"})
    return number


def test_one_letter_goes_the_whole_way(ministry):
    document = directed(ministry)
    draft = answered(ministry, document)
    signed(ministry, draft)

    number = published(ministry, draft)

    assert number["symbol"] == "01/BCT-TTTN"
    uid = ministry.as_("vanthu.bo").get(draft)["UID"]
    for login in ("truong.xnk", "cv.vp", "chanhvp"):
        items = ministry.as_(login).get("/@inbox?box=informed")["items"]
        assert uid in [item["document"]["UID"] for item in items]
    final = ministry.as_("thutruong1").get(document)
    assert final["review_state"] == "completed"
    assert final["standing"] == "on_time"
    assert final["answered_by"]["symbol"] == "01/BCT-TTTN"
    states = {
        task["assignee"]["id"]: task["review_state"]
        for task in ministry.as_("thutruong1").get(f"{document}/@tasks")["items"]
    }
    assert states == {"unit:tttn": "done", "unit:xnk": "done", "unit:vp": "assigned"}


def test_every_act_is_in_the_journal(ministry):
    document = directed(ministry)

    lines = ministry.as_("vanthu.bo").get(f"{document}/@journal")["items"]

    acts = [line["act"] for line in lines if line["act"] != "read"]
    assert acts == [
        "receive",
        "attach",
        "register",
        "submit",
        "submitted_to",
        "redirect",
        "submitted_to",
        "direct",
        "directive",
    ]


def test_the_answer_goes_on_the_same_stored_document(ministry):
    document = directed(ministry)

    draft = answered(ministry, document)

    assert ministry.as_("cv.tttn").get(draft)["answers"]["@id"] == document
    receipts = ministry.as_("truong.tttn").get(f"{document}/@tasks")["items"]
    child = receipts[0]["items"][0]
    assert child["opened_at"] is not None
    assert child["review_state"] == "in_progress"
