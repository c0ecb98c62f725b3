"""The page of an outgoing document: way, files, signing folder, number, recipients."""

from collections.abc import Collection
from datetime import datetime
from imoit.content.correspondence.views import fields
from imoit.content.correspondence.views.steps import StepPage
from imoit.content.files.operations import with_role
from imoit.content.outgoing import domain
from imoit.content.outgoing import operations
from imoit.content.outgoing.operations import effects
from imoit.content.outgoing.operations.recipients import sent_rows
from imoit.content.outgoing.services import OutgoingWorkflowPost
from imoit.content.outgoing.views import addressing
from imoit.content.outgoing.views import route
from imoit.content.outgoing.views.writing import WritingPage
from imoit.content.outgoing.vocabularies import signatories
from imoit.content.registers.domain.ledger import Number
from imoit.content.registers.storage import existing
from imoit.content.registers.storage import peek
from imoit.content.registers.views.place import Placing
from imoit.content.signing import domain as signing
from imoit.content.signing.operations import folder_for_all
from imoit.workflows.actors.operations import directory
from imoit.workflows.actors.operations import party
from imoit.workflows.calendar import clock
from imoit.workflows.journal.operations import lines
from imoit.workflows.pages.domain import iso_date
from imoit.workflows.pages.domain import printed
from imoit.workflows.refusal import _
from imoit.workflows.refusal import Refusal
from imoit.workflows.rest.operations import read_date
from imoit.workflows.transitions.operations import may
from imoit.workflows.transitions.operations import process
from imoit.workflows.transitions.operations import state
from plone.memoize.view import memoize


HAND_OVERS = {
    "to_secretary": _("The secretary has the folder"),
    "to_leader": _("It lies before the leader"),
    "back": _("It came back"),
}


class DraftPage(Placing, WritingPage):
    """A document that leaves: each act is offered when its time has come."""

    def standing(self) -> str:
        return state(self.context)

    def may(self, step: str) -> bool:
        return may(self.context, step)

    def places_in(self) -> tuple[str, int]:
        return effects.book_of(self.context, self.today.year), self.today.year

    # ---- acts ----
    def do_hand_over(self):
        """Record one hand-over of the paper folder."""
        step = self.typed("step")
        operations.hand_over(self.context, step, self.actor())
        return HAND_OVERS[step]

    def do_sign(self):
        """Record who signed the paper."""
        day = read_date({"signed_on": iso_date(self.typed("signed_on"))}, "signed_on")
        operations.record_signature(
            self.context,
            self.typed("signer"),
            self.typed("capacity"),
            day or self.today,
            self.actor(),
        )
        return _("The signature is on record.")

    def do_number(self):
        """Give number, symbol and date."""
        given = operations.take_number(self.context, self.actor(), place=self.place())
        return _("The number is ${symbol}.", symbol=given.symbol)

    def do_publish(self):
        """Add the scan if one was chosen, then publish to the recipients."""
        if fields.uploaded_name(self.form):
            self.form["role"] = "signed_scan"
            self.do_attach()
        parties = operations.publish(
            self.context,
            self.actor(),
            stamped=self.typed("stamped") == "1",
            shelf_mark=self.typed("shelf_mark"),
            recipients=(
                *self.chosen("recipients"),
                *addressing.typed_agencies(self.typed("agencies")),
            ),
        )
        return _("Published to ${count} recipients.", count=len(parties))

    def do_seen(self):
        """Take note of a published document."""
        operations.mark_seen(self.context, self.actor())
        return _("Noted.")

    # ---- what is shown ----
    @memoize
    def stations(self) -> list[dict]:
        doc = self.context
        signer = (doc.signature or doc.signer or {}).get("name", "")
        people = {
            "drafting": doc.drafter_title.partition(",")[0],
            "unit_review": self.holder(doc.unit, "head"),
            "form_check": self.holder("vp", "deputy_head"),
            "paper_signing": signer or self.signatory().partition(",")[0],
            "numbered": doc.symbol(),
            "published": self.time(doc.published_at),
        }
        states = {s.getId(): s.title for s in process(doc).states.values()}
        # What is restricted stands where it was stopped.
        standing = doc.restricted_from or self.standing()
        found = route.route(standing, doc.returned, people, states)
        return [
            {"title": self.say(s.title), "who": s.who, "kind": s.kind} for s in found
        ]

    def more(self) -> str | None:
        """Return how many stations a narrow page leaves out, in words."""
        ahead = sum(1 for station in self.stations() if not station["kind"]) - 1
        if ahead < 1:
            return None
        return self.say(_("and ${count} more steps", count=ahead))

    def holder(self, unit: str, function: str) -> str:
        """Return who holds the first post of a function, or nothing."""
        for number in (1, 2):
            try:
                found = directory().holder(f"{unit}-{function}-{number}")
            except KeyError:
                found = None
            if found:
                return found.name
        return ""

    def signatory(self) -> str:
        if not self.context.signatory:
            return ""
        return party(f"post:{self.context.signatory}").title

    def returned_because(self) -> str:
        if not self.context.returned:
            return ""
        return route.reasons(lines(self.context.UID()))

    def roles(self) -> list[tuple[str, str]]:
        found = super().roles()
        if self.standing() == "numbered":
            scan = ("signed_scan", self.say(_("Signed and stamped scan")))
            return [scan, *found]
        return found

    def answers(self) -> dict | None:
        return self.link(self.context.answers)

    @memoize
    def folder_steps(self) -> list[dict]:
        """Return the hand-overs of the paper folder: done, the next, to come."""
        done = {found["step"]: found for found in self.context.signing_steps}
        following = next((s for s in signing.STEPS if s not in done), "")
        return [
            {
                "id": step,
                "title": self.say(HAND_OVERS[step]),
                "who": done[step]["name"] if step in done else "",
                "time": self.time(done[step]["time"]) if step in done else "",
                "done": step in done,
                "next": step == following,
            }
            for step in signing.STEPS
        ]

    def folder_is_back(self) -> bool:
        if not self.needs_folder():
            return True
        return all(step["done"] for step in self.folder_steps())

    def needs_folder(self) -> bool:
        """Tell whether the signature needs the paper folder (R-14)."""
        post = self.context.signatory
        if not post:
            return True
        function = party(f"post:{post}").function
        return signing.needs_folder(function, folder_for_all())

    def shows_folder(self) -> bool:
        """Tell whether the way of the paper folder is shown."""
        way = self.standing() == "paper_signing" or bool(self.context.signing_steps)
        return way and self.sees_making()

    def capacities(self) -> list[tuple[str, str]]:
        titles = {
            "": _("As head"),
            "TM.": _("TM. (on behalf of the body)"),
            "Q.": _("Q. (acting head)"),
            "KT.": _("KT. (for the head)"),
            "TL.": _("TL. (by order)"),
            "TUQ.": _("TUQ. (by authority)"),
        }
        return [(value, self.say(titles[value])) for value in signing.CAPACITIES]

    def signers(self) -> list:
        """Return the leaders whom the secretary may record: the one served first."""
        served = directory().leader_of(self.actor().post) if self.actor() else ""
        first = served or self.context.signatory
        found = signatories(self.context)
        return sorted(found, key=lambda p: p.id != f"post:{first}")

    def usual_capacity(self) -> str:
        first = next(iter(self.signers()), None)
        return (
            next(iter(signing.MAY_SIGN.get(first.function, ("",))), "") if first else ""
        )

    def now(self) -> datetime:
        return clock.now()

    def publish_by(self) -> str:
        """Return until when it is published, with the hour; the day alone if urgent."""
        day = self.weekday(self.context.publish_due())
        if self.context.priority != "normal":
            return day
        return f"{domain.LAST_HOUR:%H:%M} {day}"

    def usual_day(self) -> str:
        return printed(self.today)

    def expected(self) -> str:
        """Return the symbol that the book would give now."""
        doc = self.context
        book = effects.book_of(doc, self.today.year)
        notation = domain.series(doc.type_name, doc.unit_symbol).notation
        return f"{domain.printed(peek(book, self.today.year))}/{notation}"

    def has_scan(self) -> bool:
        return with_role(self.context, "signed_scan") is not None

    def scan_matches(self) -> bool:
        """Tell whether the scan bears the code of this folder: nobody compares then."""
        found = with_role(self.context, "signed_scan")
        return found is not None and found.paper == "matched"

    def legal_value(self) -> dict:
        """Return what the file is worth, and why."""
        value, why = self.context.legal_value()
        return {"good": value == "internal_equivalent", "why": self.say(why)}

    def voided(self) -> list[dict]:
        """Return the numbers that it bore and lost, to those who made it."""
        if not self.sees_making():
            return []
        found = [domain.Voided(*kept) for kept in self.context.voided]
        return [{**lost._asdict(), "time": self.time(lost.time)} for lost in found]

    def linked_to(self) -> list[tuple[str, dict]]:
        """Return what replaces, is replaced, corrects: the words, and the document."""
        doc = self.context
        found = [
            (_("Replaced by"), doc.replaced_by),
            *((_("Replaces"), uid) for uid in doc.replaces),
            *((_("Corrected by"), uid) for uid in doc.corrected_by),
            *((_("Corrects"), uid) for uid in doc.corrects),
        ]
        return [(self.say(w), self.link(u)) for w, u in found if u and self.link(u)]

    @memoize
    def groups(self) -> list[dict]:
        """Return whom it may go to, in groups."""
        return addressing.groups(self.say, self.actor(), self.context.recipients)

    def options(self, chosen: Collection[str]) -> str:
        """Return whom it may go to as the options of a choice."""
        return fields.options(self.groups(), chosen)

    def parties(self) -> list[dict]:
        """Return every unit and person, in groups."""
        return [
            {"title": self.say(title), "parties": parties}
            for title, parties in fields.addressees(self.actor(), everybody=True)
        ]

    @memoize
    def recipients(self) -> list[dict]:
        """Return to whom it goes, and who has opened it."""
        return [self.recipient(name) for name in self.context.recipients]

    def recipient(self, name: str) -> dict:
        try:
            found = party(name)
        except Refusal:
            return {"title": name, "opened": "", "inside": False, "waits": False}
        opened = self.context.opened or {}
        times = sorted(opened[g] for g in found.acting if g in opened)
        return {
            "title": found.title,
            "opened": self.time(times[0]) if times else "",
            "inside": bool(found.acting),
            "waits": self.waits(name),
        }

    def waits(self, name: str) -> bool:
        """Tell whether an outside recipient is still to be sent what is out."""
        rows = [row for row in sent_rows(self.context) if row.to == name]
        kept = [existing(domain.SENDING, r.year, Number(r.number)) for r in rows]
        return any(not entry.facts.get("way") for entry in kept)

    def may_note(self) -> bool:
        """Tell whether it was sent to whom one acts as, who has not noted it yet."""
        by = self.actor()
        unseen = set(self.context.delivered) - set(self.context.seen)
        return bool(by and unseen & set(by.groups))


class DraftStepPage(StepPage):
    """Takes a plain step of an outgoing document."""

    acts = OutgoingWorkflowPost.acts
