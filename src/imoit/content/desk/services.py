"""`@inbox`: the boxes of the acting post, and one box in batches."""

from imoit.content.desk import domain
from imoit.content.desk import operations
from imoit.workflows.actors.operations import current_actor
from imoit.workflows.actors.operations import directory
from imoit.workflows.refusal import _
from imoit.workflows.refusal import BadValue
from imoit.workflows.rest.operations import read_number
from imoit.workflows.rest.services import AnswerService
from imoit.workflows.speech.operations import say
from plone import api


class InboxGet(AnswerService):
    """Boxes with counts; with `box`, that one's items (`b_start`, `b_size`)."""

    def answer(self):
        form = self.request.form
        by = current_actor(self.request)
        box = form.get("box") or ""
        if box and box not in domain.BOX_IDS:
            raise BadValue(_("There is no such box."), field="box", code="unknown")
        url = f"{api.portal.get().absolute_url()}/@inbox"
        answer = {
            "@id": f"{url}?box={box}" if box else url,
            "post": {"id": by.post, "title": by.post_title},
            "boxes": [
                {
                    "@id": f"{url}?box={found.box.id}",
                    "id": found.box.id,
                    "title": say(found.box.title, self.request),
                    "count": found.count,
                }
                for found in operations.counts(by)
            ],
        }
        return {**answer, **self.batch(box, by)} if box else answer

    def batch(self, box, by) -> dict:
        form = self.request.form
        start = read_number(form, "b_start", most=10_000_000) or 0
        size = read_number(form, "b_size", least=1, most=500) or 25
        total, items = operations.items(box, by, start, size)
        return {
            "box": box,
            "items_total": total,
            "items": [shown(item, box) for item in items],
        }


class WaitingGet(AnswerService):
    """How much waits in each post that one may act in, own and delegated."""

    def answer(self):
        login = api.user.get_current().getId() or ""
        posts = (*directory().posts_of(login), *directory().stand_ins(login))
        return {
            "@id": f"{api.portal.get().absolute_url()}/@waiting",
            "items": [
                {
                    "post": {"id": f"post:{by.post}", "title": by.post_title},
                    "on_behalf_of": by.behalf
                    and {"id": f"person:{by.behalf.person}", "title": by.behalf.name},
                    "count": operations.waiting(by),
                }
                for by in posts
            ],
        }


def _wait(line: dict) -> dict:
    found = operations.waited(line)
    if found is None:
        return {}
    return {"late": found.late, "waits_minutes": found.minutes}


def shown(item: operations.Item, box: str) -> dict:
    """Return a line of the inbox as JSON."""
    line = item.line
    portal = api.portal.get()
    root = "/".join(portal.getPhysicalPath())
    path = line.get("path", "")
    document = (
        {
            "@id": portal.absolute_url() + path.removeprefix(root),
            "UID": line["document"],
        }
        if path
        else {"@id": item.url, "UID": item.uid}
    )
    return {
        "@id": item.url,
        "@type": item.kind,
        "UID": item.uid,
        "box": box,
        "title": item.title,
        "review_state": item.state,
        "document": document,
        "symbol": line.get("symbol", ""),
        "number": line.get("number"),
        "from": line.get("from", ""),
        "priority": line.get("priority", "normal"),
        "due": line.get("due") or None,
        "duty": line.get("duty"),
        "assignee": line.get("who"),
        "opened": line.get("opened"),
        **_wait(line),
    }
