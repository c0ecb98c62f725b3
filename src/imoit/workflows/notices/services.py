"""`@notices`: one's own notices; `@notice-settings`: what one wants to be told how."""

from imoit.workflows.actors.operations import current_actor
from imoit.workflows.notices import domain
from imoit.workflows.notices import storage
from imoit.workflows.notices.operations import showing
from imoit.workflows.notices.operations.showing import Shown
from imoit.workflows.rest.operations import read_flag
from imoit.workflows.rest.operations import read_names
from imoit.workflows.rest.operations import read_number
from imoit.workflows.rest.services import AnswerService
from imoit.workflows.rest.services import WriteService
from imoit.workflows.speech.operations import say
from plone import api
from typing import Any


class NoticesGet(AnswerService):
    """Notices to the acting post, newest first; `unread=1`: only these."""

    def answer(self):
        form = self.request.form
        by = current_actor(self.request)
        start = read_number(form, "b_start", most=10_000) or 0
        size = read_number(form, "b_size", least=1, most=300) or 25
        only = form.get("unread") in ("1", "true")
        total, found = showing.listing(by, start, size, unread=only)
        return {
            "@id": f"{self.context.absolute_url()}/@notices",
            "post": {"id": by.post, "title": by.post_title},
            "unread": showing.unread(by),
            "items": [shown(one, self.request) for one in found],
            "items_total": total,
        }


def shown(one: Shown, request: Any) -> dict:
    """Return a notice as JSON."""
    notice, line = one.notice, one.line
    document = {
        "@id": one.url,
        "UID": notice.uid,
        "title": line.get("subject", ""),
        "symbol": line.get("symbol", ""),
        "number": line.get("number"),
    }
    return {
        "id": notice.id,
        "kind": notice.kind,
        "title": say(domain.KINDS[notice.kind].title, request),
        "time": notice.time,
        "from": notice.name or None,
        "due": notice.due or None,
        "urgent": notice.urgent > domain.PLAIN,
        "read": notice.read,
        "words": [say(sentence, request) for sentence in showing.words(one)],
        "document": document if one.url else None,
        "page": None if one.url else one.address or None,
    }


class NoticesPost(WriteService):
    """`{"read": [ids]}` or `{"all": true}`: marks own notices as read."""

    def write(self, data):
        by = current_actor(self.request)
        ids = None if read_flag(data, "all") else read_names(data, "read")
        return {"marked": showing.mark_read(by, ids), "unread": showing.unread(by)}


def choices(request: Any) -> dict:
    """Return what counts for the present person, kind by kind."""
    chosen = storage.choices(api.user.get_current().getId())
    return {
        "@id": f"{api.portal.get().absolute_url()}/@notice-settings",
        "kinds": {
            name: {
                "title": say(kind.title, request),
                "always": kind.always,
                **domain.choice(name, chosen)._asdict(),
            }
            for name, kind in domain.KINDS.items()
        },
    }


class ChoicesGet(AnswerService):
    """What one is told in the page and by mail."""

    def answer(self):
        current_actor(self.request)
        return choices(self.request)


class ChoicesPatch(WriteService):
    """`{"<kind>": {"bell": true, "mail": "digest|at_once|none"}}`."""

    def write(self, data):
        by = current_actor(self.request)
        storage.choose(by.person, domain.read_choices(data, storage.choices(by.person)))
        return choices(self.request)
