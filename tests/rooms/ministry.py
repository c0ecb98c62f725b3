"""Acts of the cast, as short words for tests: no rule of ours is written twice here."""

from contextlib import contextmanager
from datetime import date
from imoit.content.files.operations import attach
from imoit.content.incoming import operations as incoming
from imoit.content.issued import operations as issued
from imoit.content.outgoing import operations as outgoing
from imoit.content.tasks import storage
from imoit.content.tasks.operations import closing
from imoit.content.tasks.operations import giving
from imoit.workflows.actors.operations import current_actor
from imoit.workflows.transitions.operations import advance
from pathlib import Path
from plone import api
from plone.app.testing import login
from plone.app.testing import logout


SAMPLES = Path(__file__).resolve().parent.parent / "samples"
CAST = (
    "vanthu.bo",
    "chanhvp",
    "botruong",
    "thutruong1",
    "thuky1",
    "truong.tttn",
    "vanthu.tttn",
    "cv.tttn",
    "cv2.tttn",
    "truong.xnk",
    "truong.vp",
    "cv.vp",
    "luutru",
    "quantri",
    "kiemtra",
)


@contextmanager
def acting(name):
    """Be *name* for a while; give the Actor."""
    login(api.portal.get(), name)
    try:
        yield current_actor()
    finally:
        logout()


def letter(**changes):
    return {
        "secrecy": "normal",
        "type_name": "Công văn",
        "subject": "V/v tăng cường sử dụng chữ ký số",
        "issuer": {"organ_id": "000.00.00.G06", "name": "Bộ Khoa học và Công nghệ"},
        "code_number": "4527",
        "code_notation": "BKHCN-VP",
        "issued_date": date(2026, 11, 12),
        **changes,
    }


def received(**changes):
    with acting("vanthu.bo") as clerk:
        folder = api.portal.get()["incoming"]
        return incoming.receive(folder, letter(**changes), clerk)


def registered(**changes):
    document = received(**changes)
    again = "Phép thử lập lại cùng một văn bản"
    with acting("vanthu.bo") as clerk:
        incoming.register(document, clerk, confirm_duplicate=True, reason=again)
    return document


def submitted(to="person:thutruong1", **changes):
    document = registered(**changes)
    with acting("vanthu.bo") as clerk:
        incoming.submit(document, "person:chanhvp", clerk)
    if to != "person:chanhvp":
        with acting("chanhvp") as office:
            incoming.submit(document, to, office)
    return document


def directed(lead="unit:tttn", support=("unit:xnk",), informed=("unit:vp",)):
    document = submitted()
    with acting("thutruong1") as leader:
        order = giving.order("Chủ trì.", [lead], support, informed, working_days=5)
        giving.direct(document, order, leader)
    return document


def task_of(document, duty="lead"):
    return next(task for task in storage.walk(document) if task.duty == duty)


def completed():
    document = directed(support=(), informed=())
    task = task_of(document)
    with acting("truong.tttn") as head:
        closing.report(task, head, text="Đã xử lý xong.")
    with acting("thutruong1") as leader:
        closing.accept(task, leader)
    return document


def drafted(**changes):
    values = {
        "secrecy": "normal",
        "type_name": "Công văn",
        "subject": "V/v trả lời",
        "recipients": ("unit:xnk", "person:cv.vp"),
        **changes,
    }
    with acting("cv.tttn") as officer:
        folder = api.portal.get()["outgoing"]
        document = outgoing.draft(folder, values, officer)
        put(document, officer, "main")
    return document


def put(document, by, role, name="letter-01.pdf"):
    data = (SAMPLES / name).read_bytes()
    attach(document, name=name, data=data, by=by, role=role)


def sent_to_head():
    document = drafted()
    with acting("cv.tttn") as officer:
        outgoing.send_to_head(document, officer)
    return document


def content_approved():
    document = sent_to_head()
    with acting("truong.tttn") as head:
        outgoing.approve_content(document, head)
    return document


def form_approved():
    document = content_approved()
    with acting("truong.vp") as deputy:
        outgoing.approve_form(document, deputy)
    return document


def signed():
    document = form_approved()
    with acting("thuky1") as secretary:
        for step in ("to_secretary", "to_leader", "back"):
            outgoing.hand_over(document, step, secretary)
        outgoing.record_signature(
            document, "person:thutruong1", "KT.", date(2026, 11, 20), secretary
        )
    return document


def numbered():
    document = signed()
    with acting("vanthu.bo") as clerk:
        outgoing.take_number(document, clerk)
    return document


def published():
    document = numbered()
    with acting("vanthu.bo") as clerk:
        put(document, clerk, "signed_scan", "letter-01-scan200-stamped.pdf")
        outgoing.publish(document, clerk, stamped=True, shelf_mark="VT-2026/11")
    return document


def _kept(step, reason=""):
    document = published()
    with acting("vanthu.bo") as clerk:
        advance(document, step, clerk, reason)
    return document


def filed():
    return _kept("file")


def recalled():
    return _kept("recall", "Ban hành nhầm")


def replaced():
    document, new = published(), published()
    with acting("vanthu.bo") as clerk:
        issued.replace(document, new, clerk, "Thay thế")
    return document


def restricted(made=published, who="thutruong1"):
    document = made()
    with acting(who) as leader:
        outgoing.restrict(document, leader, "Chưa công bố")
    return document


def steps_of(document, name):
    """Return the steps *name* may take, or None when the document is not seen."""
    from imoit.workflows.transitions.operations import steps

    login(api.portal.get(), name)
    try:
        if not api.user.has_permission("View", obj=document):
            return None
        return [step.id for step in steps(document)]
    finally:
        logout()


def table(document):
    """Return who sees *document*, each with the steps that are open."""
    found = {name: steps_of(document, name) for name in CAST}
    return {name: ids for name, ids in found.items() if ids is not None}
