"""What can be done with an outgoing document, from the draft to the number."""

from collections.abc import Mapping
from datetime import date
from datetime import datetime
from imoit.content.admission.operations import admit
from imoit.content.correspondence.operations import recipients_seen
from imoit.content.drafting.operations import current as current_version
from imoit.content.drafting.operations import mark
from imoit.content.files.operations import main_file
from imoit.content.opinions import operations as opinions
from imoit.content.outgoing import domain
from imoit.content.outgoing.operations.recipients import check_recipients
from imoit.content.outgoing.operations.recipients import expand
from imoit.content.outgoing.operations.recipients import note_received
from imoit.content.registers.operations.numbers import END
from imoit.content.registers.operations.numbers import Place
from imoit.content.signing import domain as signing
from imoit.content.signing.operations import check_signer
from imoit.content.signing.operations import folder_for_all
from imoit.content.signing.operations import new_folder
from imoit.workflows.actors.domain import Actor
from imoit.workflows.actors.domain import Party
from imoit.workflows.actors.operations import directory
from imoit.workflows.actors.operations import party
from imoit.workflows.calendar import clock
from imoit.workflows.journal.operations import record
from imoit.workflows.refusal import _
from imoit.workflows.refusal import BadValue
from imoit.workflows.refusal import Conflict
from imoit.workflows.refusal import NotAllowed
from imoit.workflows.transitions.operations import advance
from imoit.workflows.transitions.operations import check
from imoit.workflows.transitions.operations import check_making
from imoit.workflows.transitions.operations import grant
from plone.dexterity.utils import createContent
from secrets import token_hex
from typing import Any
from typing import NamedTuple


class Numbered(NamedTuple):
    """What the book gave: number, whole symbol, year and book."""

    number: int
    symbol: str
    year: int
    book: str


def draft(
    folder: Any,
    values: Mapping[str, Any],
    by: Actor,
    *,
    task: str = "",
    door: str = "form",
    now: datetime | None = None,
) -> Any:
    """Begin a draft in the unit of *by* and return it; the gate is asked first.

    *task* is the UID of the task that the letter will fulfil, where it is known.
    """
    admit(
        secrecy=values.get("secrecy"),
        type_name=values.get("type_name"),
        subject=values.get("subject"),
        door=door,
    )
    check_making("outgoing", "draft")
    values = {**values, "recipients": expand(values.get("recipients", ()))}
    check_recipients(values["recipients"])
    document = createContent("OutgoingDocument", id=token_hex(8))
    for name, value in values.items():
        setattr(document, name, value)
    document.drafter_post, document.drafter_person = by.post, by.person
    document.drafter_title = f"{by.name}, {by.post_title}"
    document.unit, document.unit_title = by.unit, by.unit_title
    document.unit_symbol = directory().symbol(by.unit)
    document.task = task
    folder._setObject(document.id, document)
    document = folder[document.id]
    grant(document, document.drafters(), "Drafter", "draft")
    record("draft", document.UID(), actor=by, details={"door": door}, now=now)
    return document


def send_to_head(document: Any, by: Actor, comment: str = "") -> None:
    """Send the draft to the head of its unit; it must have its main file."""
    check(document, "send_to_head")
    if main_file(document) is None:
        raise BadValue(
            _("Attach the draft (DOCX or PDF) first."), field="file", code="required"
        )
    opinions.close(document)
    document.returned, document.pen = False, None
    advance(document, "send_to_head", by, comment)
    heads = [f"imoit.{document.unit}.head"]
    grant(document, heads, "Content Approver", "route")


def approve_content(document: Any, by: Actor, comment: str = "") -> None:
    """The unit head answers for the content (NĐ 30/2020, Điều 12)."""
    advance(document, "approve_content", by, comment)
    _approve(document, "approve_content", by)
    grant(document, ["imoit.vp.deputy_head"], "Form Approver", "route")


def _approve(document: Any, act: str, by: Actor) -> None:
    """Bind the approval to the version as it stands now."""
    newest = current_version(document)
    given = domain.Approval(
        act,
        by.name,
        by.post_title,
        clock.now().isoformat(timespec="seconds"),
        newest.number if newest else 0,
        mark(document),
    )
    document.approvals = (*document.approvals, tuple(given))
    record(
        "approved_version",
        document.UID(),
        actor=by,
        details={"of": act, "version": given.version, "mark": given.mark},
    )


def approvals(document: Any) -> list[domain.Approval]:
    """Return every approval that was ever given, the oldest first."""
    return [domain.Approval(*kept) for kept in document.approvals]


def check_approved(document: Any) -> None:
    """Refuse with 409 what was not approved as it stands now."""
    domain.check_approved(approvals(document), mark(document))


def approve_form(document: Any, by: Actor, comment: str = "") -> None:
    """The Office answers for the form; the paper folder begins its way."""
    document.signing_steps = ()
    secretaries = _secretaries(document)
    document.secretaries = secretaries
    advance(document, "approve_form", by, comment)
    _approve(document, "approve_form", by)
    new_folder(document)
    grant(document, secretaries, "Signing Secretary", "signing")
    if document.signatory:
        signatory = f"imoit.post.{document.signatory}"
        grant(document, [signatory], "Document Reader", "signing")
        grant(document, [signatory], "Restrictor", "signing")
    grant(document, ["imoit.ldb.minister"], "Restrictor", "signing")


def _secretaries(document: Any) -> tuple[str, ...]:
    """Return who carries the folder: the leader's secretary, the registry, or all."""
    if not document.signatory:
        signer = (document.signer or {}).get("id", "")
        document.signatory = signer.removeprefix("post:")
    if not document.signatory:
        return ("imoit.ldb.secretary",)
    if party(f"post:{document.signatory}").function not in signing.LEADERS:
        return ("imoit.vp.ministry_registry",)
    secretary = directory().secretary_of(document.signatory)
    return (f"imoit.post.{secretary}",) if secretary else ("imoit.ldb.secretary",)


def hand_over(
    document: Any, step: str, by: Actor, now: datetime | None = None
) -> tuple[dict, ...]:
    """Record one hand-over of the paper folder; returns all of them so far."""
    check(document, "record_signature")
    done = [found["step"] for found in document.signing_steps]
    signing.check_step(done, step)
    entry = {
        "step": step,
        "time": (now or clock.now()).isoformat(timespec="seconds"),
        "name": by.name,
        "post": by.post,
    }
    document.signing_steps = (*document.signing_steps, entry)
    record(step, document.UID(), actor=by, now=now)
    document.reindexObject(idxs=["imoit_waiting"])
    return document.signing_steps


def record_signature(
    document: Any,
    signer: str,
    capacity: str,
    signed_on: date,
    by: Actor,
    now: datetime | None = None,
) -> dict:
    """Record who signed the paper, in what capacity, on what day.

    Refuses with 409 before the folder has come back (R-14), 403 to the secretary of
    another leader, 422 for a capacity or a day that cannot be.
    """
    check(document, "record_signature")
    who = party(signer, "signer")
    if signing.needs_folder(who.function, folder_for_all()):
        signing.check_folder([found["step"] for found in document.signing_steps])
    signing.check_capacity(capacity)
    if signed_on > (now or clock.now()).date():
        raise BadValue(
            _("The day of signing lies in the future."),
            field="signed_on",
            code="future",
        )
    _check_serves(by, who)
    check_signer(who, capacity, document.type_name, signed_on)
    check_approved(document)
    signer_actor = directory().holder(who.id.removeprefix("post:"))
    document.signature = {
        "post": who.id,
        "title": who.title,
        "name": signer_actor.name if signer_actor else "",
        "capacity": capacity,
        "signed_on": signed_on.isoformat(),
        "recorded_by": by.name,
    }
    document.signer = {
        "name": document.signature["name"],
        "position": signer_actor.post_title if signer_actor else who.title,
        "capacity": capacity,
    }
    document.signatory = who.id.removeprefix("post:")
    advance(document, "record_signature", by)
    grant(document, who.acting, "Document Reader", "signing")
    grant(document, who.acting, "Restrictor", "signing")
    grant(document, ["imoit.vp.ministry_registry"], "Publisher", "signed")
    record("signature", document.UID(), actor=by, details=document.signature, now=now)
    return document.signature


def _check_serves(by: Actor, signer: Party) -> None:
    if signer.function not in signing.LEADERS and by.function == "ministry_registry":
        return
    if directory().leader_of(by.post) != signer.id.removeprefix("post:"):
        raise NotAllowed(
            _("You are not the secretary of ${name}.", name=signer.title),
            field="signer",
            code="not_served",
        )


def take_number(
    document: Any, by: Actor, now: datetime | None = None, place: Place = END
) -> Numbered:
    """Give the signed document number, symbol and date, in this transaction.

    *place* may name a reserved number, or one after which a new one is inserted.
    """
    advance(document, "take_number", by, data={"place": place, "now": now})
    return Numbered(
        document.number, document.symbol(), document.year or 0, document.book
    )


def publish(
    document: Any,
    by: Actor,
    *,
    stamped: bool,
    shelf_mark: str = "",
    recipients: tuple[str, ...] | None = None,
    now: datetime | None = None,
) -> list[Party]:
    """Publish to every recipient: one stored document, at once in each inbox (R-15).

    Each recipient unit gets a row in its own book of arrivals. The task that the
    letter answers is closed. Refuses with 422 or 409 what is missing.
    """
    data = {
        "stamped": stamped,
        "shelf_mark": shelf_mark,
        "recipients": recipients,
        "now": now,
    }
    advance(document, "publish", by, data=data)
    return [party(name, "recipients") for name in document.recipients]


def mark_seen(document: Any, by: Actor) -> None:
    """Take note of a published document: it leaves the box of what is new."""
    mine = [group for group in document.delivered if group in by.groups]
    if not mine:
        raise NotAllowed(_("This document was not sent to you."))
    document.seen = tuple(dict.fromkeys((*document.seen, *mine)))
    recipients_seen(document, by)
    note_received(document, by, clock.now())
    record("mark_seen", document.UID(), actor=by)
    document.reindexObject(idxs=["imoit_waiting"])


def go_back(document: Any, step: str, by: Actor, reason: str) -> None:
    """Return the draft with its reason; the paper folder begins anew afterwards."""
    kept = domain.without_approvals(approvals(document), step)
    document.approvals = tuple(tuple(found) for found in kept)
    document.signing_steps, document.folder_code = (), ""
    document.returned = step == "return"
    advance(document, step, by, reason)


def restrict(document: Any, by: Actor, reason: str) -> None:
    """Stop the publication (R-04): nobody but a leader sees the document now."""
    advance(document, "restrict", by, reason)


def lift_restriction(document: Any, by: Actor, comment: str = "") -> None:
    """Bring the document back to where the restriction met it."""
    advance(document, domain.lift(document.restricted_from), by, comment)


def not_published(document: Any) -> None:
    """Refuse to change what was published."""
    if document.published_at:
        raise Conflict(_("What was published is not changed."))
