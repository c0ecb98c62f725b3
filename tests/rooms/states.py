"""A letter, a task, an outgoing document in each state, and who may do what there.

One table for every door: the operations, REST and the batch are held against it.
"""

from imoit.content.outgoing import operations as outgoing
from imoit.content.tasks.operations import closing
from imoit.content.tasks.operations import giving
from imoit.content.tasks.operations import timing
from imoit.content.tasks.operations import working
from imoit.content.tasks.storage import children
from imoit.workflows.transitions.operations import advance
from tests.rooms import ministry


CLERK, OFFICE, LEADER, SECRETARY = "vanthu.bo", "chanhvp", "thutruong1", "thuky1"
HEAD, OFFICER = "truong.tttn", "cv.tttn"


def to_office():
    return ministry.submitted("person:chanhvp")


def stepped(made, step, reason="", who=CLERK):
    document = made()
    with ministry.acting(who) as by:
        advance(document, step, by, reason)
    return document


def refused():
    return stepped(ministry.received, "refuse", "Gửi nhầm nơi nhận")


def filed():
    return stepped(ministry.completed, "file")


def letter_recalled():
    return stepped(ministry.registered, "recall", "Bên gửi lấy lại")


def reopened():
    return stepped(ministry.completed, "reopen", "Cần bổ sung", LEADER)


# Who reads a letter that was directed: they see it and may do nothing with it.
UNITS = {HEAD: [], "vanthu.tttn": [], "truong.xnk": [], "truong.vp": []}
WORKED = {CLERK: [], OFFICE: [], LEADER: [], SECRETARY: [], HEAD: [], "vanthu.tttn": []}
# state: (how it is made, {who sees it: what they may do})
LETTER = {
    "received": (ministry.received, {CLERK: ["register", "refuse", "recall"]}),
    "registered": (ministry.registered, {CLERK: ["submit", "recall"]}),
    "submitted to the Office": (
        to_office,
        {CLERK: ["recall"], OFFICE: ["direct", "redirect", "send_back"]},
    ),
    "submitted to a leader": (
        ministry.submitted,
        {
            CLERK: ["recall"],
            OFFICE: [],
            LEADER: ["direct", "send_back"],
            SECRETARY: [],
        },
    ),
    "in progress": (
        ministry.directed,
        {
            CLERK: [],
            OFFICE: [],
            LEADER: ["direct", "complete"],
            SECRETARY: [],
            **UNITS,
        },
    ),
    "completed": (
        ministry.completed,
        {**WORKED, CLERK: ["file"], LEADER: ["reopen"]},
    ),
    "reopened": (reopened, {**WORKED, LEADER: ["direct", "complete"]}),
    "filed": (filed, WORKED),
    "refused": (refused, {CLERK: []}),
    "recalled": (letter_recalled, {CLERK: []}),
}


def lead():
    return ministry.task_of(ministry.directed())


def opened():
    task = lead()
    with ministry.acting(HEAD) as by:
        working.open_task(task, by)
    return task


def forwarded():
    task = lead()
    with ministry.acting(HEAD) as by:
        below = giving.order("Dự thảo.", ["person:cv.tttn"], working_days=3)
        giving.direct(task, below, by)
    return task


def below():
    return children(forwarded())[0]


def reported():
    task = lead()
    with ministry.acting(HEAD) as by:
        closing.report(task, by, text="Xong.")
    return task


def done():
    task = reported()
    with ministry.acting(LEADER) as by:
        closing.accept(task, by)
    return task


def returned():
    task = lead()
    with ministry.acting(HEAD) as by:
        working.return_task(task, by, "Không thuộc chức năng")
    return task


def noted():
    task = returned()
    with ministry.acting(LEADER) as by:
        working.take_note(task, by)
    return task


def recalled():
    task = lead()
    with ministry.acting(LEADER) as by:
        working.recall(task, by, "Giao lại")
    return task


def paused():
    task = lead()
    with ministry.acting(LEADER) as by:
        timing.pause(task, by, "Chờ Bộ Tài chính")
    return task


def asked():
    task = lead()
    with ministry.acting(HEAD) as by:
        timing.ask_extension(task, by, "Nhiều việc", working_days=2)
    return task


def informed():
    return ministry.task_of(ministry.directed(), "informed")


def seen():
    task = informed()
    with ministry.acting("truong.vp") as by:
        working.mark_seen(task, by)
    return task


# Who else sees the document sees its tasks, and may do nothing with them.
READERS = {
    CLERK: [],
    OFFICE: [],
    SECRETARY: [],
    "vanthu.tttn": [],
    "truong.xnk": [],
    "truong.vp": [],
}
GONE = {name: [] for name in READERS if name != "vanthu.tttn"}
WORK = ["forward", "report", "return", "ask_extension"]
GIVE = ["recall", "pause"]
TASK = {
    "assigned": (lead, {**READERS, HEAD: ["open", *WORK], LEADER: GIVE}),
    "opened": (opened, {**READERS, HEAD: WORK, LEADER: GIVE}),
    "forwarded": (forwarded, {**READERS, HEAD: WORK, LEADER: GIVE, OFFICER: []}),
    "below": (below, {**READERS, HEAD: GIVE, LEADER: [], OFFICER: ["open", *WORK]}),
    "reported": (
        reported,
        {**READERS, HEAD: [], LEADER: ["accept", "send_back", "recall"]},
    ),
    "done": (done, {**READERS, HEAD: [], LEADER: []}),
    "paused": (
        paused,
        {**READERS, HEAD: ["open", *WORK, "resume"], LEADER: ["recall", "resume"]},
    ),
    "more time asked": (
        asked,
        {
            **READERS,
            HEAD: ["open", "forward", "report", "return"],
            LEADER: [*GIVE, "grant_extension", "refuse_extension"],
        },
    ),
    "returned": (returned, {**GONE, LEADER: ["take_note"]}),
    "noted": (noted, {**GONE, LEADER: []}),
    "recalled": (recalled, {**GONE, LEADER: []}),
    "for information": (
        informed,
        {
            **READERS,
            HEAD: [],
            LEADER: ["recall"],
            OFFICE: ["mark_seen"],
            "truong.vp": ["mark_seen"],
        },
    ),
}


def folder_back():
    document = ministry.form_approved()
    with ministry.acting(SECRETARY) as secretary:
        for step in ("to_secretary", "to_leader", "back"):
            outgoing.hand_over(document, step, secretary)
    return document


def scanned():
    document = ministry.numbered()
    with ministry.acting(CLERK) as clerk:
        ministry.put(document, clerk, "signed_scan", "letter-01-scan200-stamped.pdf")
    return document


OFFICE_DEPUTY = "truong.vp"
WRITERS = {OFFICER: [], HEAD: [], OFFICE_DEPUTY: []}
MAKERS = {**WRITERS, SECRETARY: []}
RECIPIENTS = {"truong.xnk": [], "cv.vp": []}
RESTRICT = {"botruong": ["restrict"], LEADER: ["restrict"]}
OUTGOING = {
    "drafting": (ministry.drafted, {OFFICER: ["send_to_head"]}),
    "unit review": (
        ministry.sent_to_head,
        {OFFICER: [], HEAD: ["approve_content", "return"]},
    ),
    "form check": (
        ministry.content_approved,
        {
            OFFICER: [],
            HEAD: [],
            OFFICE_DEPUTY: ["approve_form", "return", "return_to_unit"],
        },
    ),
    "paper signing": (
        folder_back,
        {
            **WRITERS,
            "botruong": ["restrict"],
            SECRETARY: [
                "record_signature",
                "return",
                "return_to_form",
                "return_to_unit",
            ],
        },
    ),
    "signed": (ministry.signed, {**MAKERS, **RESTRICT, CLERK: ["take_number"]}),
    "numbered": (scanned, {**MAKERS, **RESTRICT, CLERK: ["publish", "void_number"]}),
    "published": (
        ministry.published,
        {**MAKERS, **RESTRICT, CLERK: ["file", "recall", "replace"], **RECIPIENTS},
    ),
    "filed": (ministry.filed, {**MAKERS, **RESTRICT, CLERK: [], **RECIPIENTS}),
    "recalled": (ministry.recalled, {**WRITERS, **RESTRICT, CLERK: [], **RECIPIENTS}),
    "replaced": (ministry.replaced, {**MAKERS, **RESTRICT, CLERK: [], **RECIPIENTS}),
    "restricted": (
        ministry.restricted,
        {"botruong": ["lift_restriction"], LEADER: ["lift_restriction"]},
    ),
}
# An act of whom it was work is refused with the note; it is absent for all others.
WITHHELD = {"restricted": {CLERK, OFFICER, HEAD, OFFICE_DEPUTY, SECRETARY}}
