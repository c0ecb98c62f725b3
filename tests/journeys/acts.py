"""The steps of the main job over REST, for tests that begin in the middle."""

from datetime import timedelta
from imoit.workflows.calendar import clock
from tests.journeys.client import letter
from tests.journeys.client import sample


def received(ministry, **changes):
    return ministry.as_("vanthu.bo").post("/incoming", letter(**changes))["@id"]


def registered(ministry, **changes):
    document = received(ministry, **changes)
    ministry.as_("vanthu.bo").post(f"{document}/@registration")
    return document


def submitted(ministry, **changes):
    document = registered(ministry, **changes)
    submit(ministry, document)
    return document


def submit(ministry, document, to="person:thutruong1"):
    clerk, office = ministry.as_("vanthu.bo"), ministry.as_("chanhvp")
    clerk.post(f"{document}/@submission", {"to": "person:chanhvp"})
    office.post(f"{document}/@submission", {"to": to})


def order(**changes):
    return {
        "text": "Giao Cục TTTN chủ trì trả lời.",
        "lead": ["unit:tttn"],
        "support": ["unit:xnk"],
        "informed": ["unit:vp"],
        "working_days": 5,
        **changes,
    }


def directed(ministry, **changes):
    document = submitted(ministry)
    ministry.as_("thutruong1").post(f"{document}/@directives", order(**changes))
    return document


def tasks(ministry, document, who="thutruong1"):
    return ministry.as_(who).get(f"{document}/@tasks")["items"]


def drafted(ministry, **changes):
    officer = ministry.as_("cv.tttn")
    body = {
        "@type": "OutgoingDocument",
        "type_name": "Công văn",
        "subject": "V/v trả lời",
        "secrecy": "normal",
        "recipients": ["unit:xnk", "person:cv.vp"],
        **changes,
    }
    draft = officer.post("/outgoing", body)["@id"]
    file = sample("letter-01.pdf")
    officer.post(draft, {"@type": "Attachment", "file": file, "role": "main"})
    return draft


def form_approved(ministry, **changes):
    draft = drafted(ministry, **changes)
    for who, step in (
        ("cv.tttn", "send_to_head"),
        ("truong.tttn", "approve_content"),
        ("truong.vp", "approve_form"),
    ):
        ministry.as_(who).post(f"{draft}/@workflow/{step}")
    return draft


SIGNATURE = {
    "signer": "person:thutruong1",
    "capacity": "KT.",
    "signed_on": "2026-11-20",
}


def signed(ministry, **changes):
    draft = form_approved(ministry, **changes)
    secretary = ministry.as_("thuky1")
    for step in ("to_secretary", "to_leader", "back"):
        secretary.post(f"{draft}/@signing-steps", {"step": step})
    secretary.post(f"{draft}/@signature-record", SIGNATURE)
    return draft


def numbered(ministry, *, scan=True, **changes):
    draft = signed(ministry, **changes)
    clerk = ministry.as_("vanthu.bo")
    clerk.post(f"{draft}/@number")
    if scan:
        file = sample("letter-01-scan200-stamped.pdf")
        body = {"@type": "Attachment", "file": file, "role": "signed_scan"}
        clerk.post(draft, body)
    return draft


def published(ministry, **changes):
    draft = numbered(ministry, **changes)
    ministry.as_("vanthu.bo").post(f"{draft}/@publication", {"stamped": True})
    return draft


def days(before, after):
    """Return the days of a delegation, counted from today."""
    today = clock.today()
    return {
        "from": (today + timedelta(before)).isoformat(),
        "until": (today + timedelta(after)).isoformat(),
    }
