"""Short words for what the site manager does."""

from imoit.workflows.configuration.operations import drafts
from imoit.workflows.configuration.operations import publishing
from imoit.workflows.configuration.operations import renewing
from imoit.workflows.configuration.storage import versions
from imoit.workflows.process.domain import changes
from tests.rooms.ministry import acting


LEGAL = "tham_tra_phap_ly"


def with_check(process):
    return changes.add_check(
        process,
        "unit_review",
        "form_check",
        title="Thẩm tra pháp lý",
        groups=["imoit.pc.head"],
        role="Checker",
        box="to_approve",
        limit=2,
    )


def drafted(act=with_check, name="outgoing"):
    with acting("quantri") as manager:
        return drafts.change(name, act, manager)


def published(act=with_check, name="outgoing", reason="Thêm bước.", mapping=None):
    drafted(act, name)
    with acting("quantri") as manager:
        return publishing.publish(name, manager, reason, mapping)


def renewed(name="outgoing", before=None, mapping=None, size=100):
    """Do what the job would do; return how many chunks and changes it took."""
    known = versions(name)
    before = before or known[-2].process
    mapping = known[-1].mapping if mapping is None else mapping
    cursor, chunks, changed = None, 0, 0
    with acting("quantri") as manager:
        task = renewing.Task(name, before, mapping, manager, 2)
        while True:
            chunk = renewing.renew_chunk(task, cursor, size)
            chunks, changed = chunks + 1, changed + chunk.changed
            cursor = chunk.cursor
            if cursor is None:
                return chunks, changed
