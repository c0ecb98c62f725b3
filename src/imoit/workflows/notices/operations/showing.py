"""Showing: a person's own notices, as far as they may see what these are about."""

from collections.abc import Iterable
from imoit.workflows.actors.domain import Actor
from imoit.workflows.notices import domain
from imoit.workflows.notices import storage
from imoit.workflows.notices.domain import Notice
from imoit.workflows.notices.interfaces import IWords
from imoit.workflows.refusal import Sentence
from plone import api
from typing import Any
from typing import NamedTuple
from zope.component import queryUtility

import logging


log = logging.getLogger(__name__)
# A list goes back as far as this; a count stops there.
MOST = 300


class Shown(NamedTuple):
    """A notice with the line of its document; without one where it is bare.

    *url* is the document, *address* what a person opens: the document, or the page
    that shows what a notice about no document is about.
    """

    notice: Notice
    line: dict[str, Any]
    url: str
    address: str
    ids: tuple[str, ...] = ()


def unread(by: Actor) -> int:
    """Return how many notices of the acting post *by* has not read and may know of."""
    try:
        return len(_visible(by, unread=True))
    except storage.TROUBLE:
        log.exception("the store of notices cannot be read")
        return 0


def listing(
    by: Actor, start: int = 0, size: int = 50, *, unread: bool = False
) -> tuple[int, list[Shown]]:
    """Return how many notices there are, and one batch, newest first."""
    found = _visible(by, unread=unread)
    return len(found), found[start : start + size]


def _visible(by: Actor, *, unread: bool) -> list[Shown]:
    chosen = storage.choices(by.person)
    return seen_by_me(
        notice
        for notice in storage.of_groups(by.groups, by.person, MOST, unread=unread)
        if domain.choice(notice.kind, chosen).bell
    )


def seen_by_me(notices: Iterable[Notice]) -> list[Shown]:
    """Return each notice that the present user may know of: one query for all.

    What is told twice (to a post and to a function of it) is there once.
    """
    same: dict[tuple, list[Notice]] = {}
    for notice in notices:
        same.setdefault(_sameness(notice), []).append(notice)
    brains = _brains({found[0].uid for found in same.values()})
    shown = [_shown(found, brains.get(found[0].uid)) for found in same.values()]
    return [found for found in shown if found is not None]


def _shown(same: list[Notice], brain: Any) -> Shown | None:
    notice, ids = same[0], tuple(other.id for other in same)
    kind = domain.KINDS[notice.kind]
    if kind.page:
        address = f"{api.portal.get().absolute_url()}/{kind.page}"
        return Shown(notice, {}, "", address, ids)
    if brain is not None:
        url, line = brain.getURL(), dict(brain.imoit_line or {})
        return Shown(notice, line, url, f"{url}/view", ids)
    bare = notice._replace(uid="", item="", due="")
    return Shown(bare, {}, "", "", ids) if kind.bare else None


def _sameness(notice: Notice) -> tuple:
    return notice.time, notice.kind, notice.item, notice.person


def _brains(uids: set[str]) -> dict[str, Any]:
    wanted = [uid for uid in uids if uid]
    if not wanted:
        return {}
    catalog = api.portal.get_tool("portal_catalog")
    return {brain.UID: brain for brain in catalog(UID=wanted)}


def words(one: Shown) -> list[Sentence]:
    """Return what a notice says besides; nothing to who may not see the document."""
    found = queryUtility(IWords, name=one.notice.kind) if one.url else None
    return found(one.notice.item) if found else []


def mark_read(by: Actor, ids: Iterable[str] | None = None) -> int:
    """Mark own notices as read, all of them without *ids*; return how many were new."""
    own = storage.of_groups(by.groups, by.person, MOST, unread=True)
    wanted = {n.id for n in own} if ids is None else set(ids)
    same = {_sameness(notice) for notice in own if notice.id in wanted}
    found = [notice.id for notice in own if _sameness(notice) in same]
    storage.mark("read", found, by.person)
    return len(same)


def opened(document: Any, by: Actor) -> None:
    """Mark what tells of *document* as read: *by* has it before the eyes."""
    try:
        own = storage.of_groups(by.groups, by.person, MOST, unread=True)
        uid = document.UID()
        storage.mark("read", [n.id for n in own if n.uid == uid], by.person)
    except storage.TROUBLE:
        log.exception("the store of notices cannot be written")
