"""What can be done about opinions: ask, give, end, go on without them."""

from collections.abc import Sequence
from datetime import date
from datetime import datetime
from imoit.content.files.operations import attach
from imoit.content.opinions import domain
from imoit.content.opinions.domain import Opinion
from imoit.workflows.actors.domain import Actor
from imoit.workflows.actors.operations import party
from imoit.workflows.calendar import clock
from imoit.workflows.journal.operations import record
from imoit.workflows.refusal import _
from imoit.workflows.refusal import BadValue
from imoit.workflows.refusal import Conflict
from imoit.workflows.refusal import NotAllowed
from imoit.workflows.transitions.operations import grant
from imoit.workflows.transitions.operations import withdraw
from secrets import token_hex
from typing import Any


def opinions(document: Any) -> list[Opinion]:
    """Return every opinion asked on a draft, in the order of asking."""
    return [Opinion(*kept) for kept in document.opinions]


def _keep(document: Any, found: Sequence[Opinion]) -> None:
    document.opinions = tuple(tuple(opinion) for opinion in found)
    document.reindexObject(idxs=["imoit_waiting", "imoit_due"])


def _check_asker(document: Any, by: Actor) -> None:
    if not document.may_ask(by):
        raise NotAllowed(_("Only who drafts asks for opinions, while it is a draft."))


def ask(
    document: Any,
    to: Sequence[str],
    due: date | None,
    question: str,
    by: Actor,
    now: datetime | None = None,
) -> list[Opinion]:
    """Ask several at once; each reads the draft from now on and has it in a box."""
    _check_asker(document, by)
    now = now or clock.now()
    before = opinions(document)
    parties = [party(name, "to") for name in to]
    outside = [found.title for found in parties if not found.acting]
    if outside:
        raise BadValue(
            _("Only units and people of the Ministry are asked here."),
            field="to",
            code="outside",
        )
    if not document.version_number():
        raise BadValue(
            _("Attach the draft (DOCX or PDF) first."), field="file", code="required"
        )
    domain.check_asked([found.id for found in parties], due, now.date(), before)
    asked = [
        Opinion(
            token_hex(5),
            found.id,
            found.title,
            found.acting,
            question,
            by.name,
            now.isoformat(timespec="seconds"),
            due.isoformat() if due else "",
            document.version_number(),
        )
        for found in parties
    ]
    _keep(document, (*before, *asked))
    for opinion, found in zip(asked, parties, strict=True):
        readers = (*found.acting, *found.reading)
        grant(document, readers, "Document Reader", opinion.cause())
    details = {"to": [o.to for o in asked], "due": asked[0].due, "text": question}
    record("ask_opinion", document.UID(), actor=by, details=details, now=now)
    return asked


def check_giving(
    document: Any, name: str, verdict: str, reasons: str, by: Actor
) -> Opinion:
    """Refuse an opinion that was not asked of *by* or is not whole; return which."""
    found = domain.chosen(opinions(document), name)
    domain.check_answer(found, by.groups, verdict, reasons)
    return found


def give(
    document: Any,
    name: str,
    verdict: str,
    reasons: str,
    by: Actor,
    files: Sequence[tuple[str, bytes]] = (),
    now: datetime | None = None,
) -> Opinion:
    """Give the opinion that was asked, with reasons and files."""
    found = check_giving(document, name, verdict, reasons, by)
    kept = [
        attach(document, name=title, data=data, by=by, role="opinion").getId()
        for title, data in files
    ]
    given = found._replace(
        verdict=verdict,
        reasons=reasons,
        files=tuple(kept),
        by=by.name,
        post_title=by.post_title,
        time=(now or clock.now()).isoformat(timespec="seconds"),
    )
    _replace(document, given)
    details = {"verdict": verdict, "text": reasons, "opinion": name}
    record("give_opinion", document.UID(), actor=by, details=details, now=now)
    return given


def _replace(document: Any, changed: Opinion) -> None:
    _keep(document, [changed if o.id == changed.id else o for o in opinions(document)])


def end(
    document: Any, name: str, reason: str, by: Actor, now: datetime | None = None
) -> Opinion:
    """No longer await an opinion; who was asked no longer reads the draft for it."""
    _check_asker(document, by)
    found = domain.chosen(opinions(document), name)
    if not found.is_open():
        raise Conflict(_("This opinion is no longer awaited."), code="closed")
    ended = _ended(document, found, reason)
    details = {"to": found.to, "reason": reason}
    record("end_opinion", document.UID(), actor=by, details=details, now=now)
    return ended


def _ended(document: Any, opinion: Opinion, reason: str) -> Opinion:
    if not reason.strip():
        raise BadValue(_("Give the reason."), field="reason", code="required")
    ended = opinion._replace(ended=reason.strip())
    _replace(document, ended)
    withdraw(document, opinion.cause())
    return ended


def go_on(
    document: Any, reason: str, by: Actor, now: datetime | None = None
) -> list[Opinion]:
    """Decide to go on without the opinions still awaited, with the reason."""
    _check_asker(document, by)
    missing = [opinion for opinion in opinions(document) if opinion.is_open()]
    if not missing:
        raise Conflict(_("No opinion is awaited."), code="complete")
    ended = [_ended(document, opinion, reason) for opinion in missing]
    details = {"reason": reason, "without": [o.to for o in missing]}
    record("go_on", document.UID(), actor=by, details=details, now=now)
    return ended


def close(document: Any) -> None:
    """The draft goes on: refuse while opinions are awaited, then end their rights."""
    found = opinions(document)
    domain.check_complete(found)
    for opinion in found:
        withdraw(document, opinion.cause())


def awaited(document: Any) -> list[Opinion]:
    """Return the opinions that are still awaited."""
    return [opinion for opinion in opinions(document) if opinion.is_open()]
