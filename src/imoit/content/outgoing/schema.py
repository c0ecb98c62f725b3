"""An outgoing document."""

from AccessControl.Permission import getPermissionIdentifier
from collections.abc import Iterable
from collections.abc import Sequence
from datetime import date
from datetime import datetime
from imoit.content.correspondence.schema import Correspondence
from imoit.content.correspondence.schema import CorrespondenceFolder
from imoit.content.correspondence.schema import ICorrespondenceFolder
from imoit.content.drafting.domain import form
from imoit.content.drafting.domain import letterforms
from imoit.content.drafting.operations import current
from imoit.content.drafting.operations import mark
from imoit.content.drafting.schema import IDrafted
from imoit.content.files.domain import overall
from imoit.content.files.domain import READ_DRAFTS
from imoit.content.files.operations import with_role
from imoit.content.opinions import operations as opinions
from imoit.content.opinions.schema import IDiscussed
from imoit.content.outgoing import domain
from imoit.content.signing import domain as signing
from imoit.workflows.actors.operations import directory
from imoit.workflows.actors.operations import party
from imoit.workflows.calendar import clock
from imoit.workflows.calendar.storage import calendar
from imoit.workflows.refusal import _
from imoit.workflows.refusal import BadValue
from imoit.workflows.refusal import Refusal
from imoit.workflows.transitions.domain import DRAFT_READER
from imoit.workflows.transitions.domain import READER
from imoit.workflows.transitions.operations import state
from imoit.workflows.transitions.storage import limit
from itertools import dropwhile
from plone import api
from typing import Any
from zope import schema
from zope.interface import implementer


class IOutgoingFolder(ICorrespondenceFolder):
    """Where outgoing documents lie."""


class IOutgoingDocument(IDrafted, IDiscussed):
    """A document that leaves."""

    number = schema.Int(title="Number in its book", required=False)


@implementer(IOutgoingFolder)
class OutgoingFolder(CorrespondenceFolder):
    """The outgoing documents of the Ministry."""


@implementer(IOutgoingDocument)
class OutgoingDocument(Correspondence):
    """A letter of the Ministry, from its draft to its recipients."""

    drafter_post = ""
    drafter_person = ""
    drafter_title = ""
    unit = ""
    unit_title = ""
    unit_symbol = ""
    task = ""
    signatory = ""
    signatory_title = ""
    secretaries: tuple = ()
    signing_steps: tuple = ()
    folder_code = ""
    folder_made = ""
    opinions: tuple = ()
    pen = None
    approvals: tuple = ()
    signature = None
    returned = False
    number = None
    book = ""
    year = None
    stamped = False
    shelf_mark = ""
    published_at = ""
    delivered: tuple = ()
    sendings: tuple = ()
    sent_to: tuple = ()
    seen: tuple = ()
    voided: tuple = ()
    restricted_from = ""
    restriction: tuple = ()
    recalled_because = ""
    recalled_at = ""
    replaced_by = ""
    replaces: tuple = ()
    corrected_by: tuple = ()
    corrects: tuple = ()
    copies_made: tuple = ()
    copy_papers = None
    uses_made: tuple = ()

    def drafters(self) -> tuple[str, ...]:
        """The group that drafts."""
        return (f"imoit.post.{self.drafter_post}",)

    def waits_for(self) -> tuple[str, ...]:
        """For whom it waits; what was returned or asked, in a box of its own."""
        whom = domain.Waiting(
            drafters=self.drafters(),
            approvers=(f"imoit.{self.unit}.head",),
            form=("imoit.vp.deputy_head",),
            secretaries=self.secretaries,
            registrars=("imoit.vp.ministry_registry",),
            unseen=[group for group in self.delivered if group not in self.seen],
            unshelved=not self.shelf_mark,
        )
        keys = domain.waiting(state(self), self.returned, whom)
        asked = [g for o in opinions.awaited(self) for g in o.groups]
        return (*keys, *(f"to_process/{g}" for g in dict.fromkeys(asked)))

    def legal_value(self) -> tuple:
        """What its file is worth, and the sentence why (R-06)."""
        scan = with_role(self, "signed_scan")
        return domain.legal_value(
            signed=bool(self.signature),
            stamped=self.stamped,
            scan=scan is not None,
            scan_good=scan is not None and overall(scan.checks) == "good",
        )

    def publish_due(self):
        """The last day to publish what has its number, None in every other state.

        It counts from the signature, whenever the number was given (NĐ 30, Điều 18).
        """
        return self._act_by() if state(self) == "numbered" else None

    def publish_late(self, now: datetime) -> bool:
        """Tell whether it should have been published before *now*."""
        due = self.publish_due()
        return bool(due) and domain.publish_late(due, self.priority != "normal", now)

    def number_due(self):
        """The last day to number what is signed, None in every other state."""
        signed = state(self) == "signed" and self.signature
        return self._act_by() if signed else None

    def _act_by(self):
        said = (self.signature or {}).get("signed_on")
        since = date.fromisoformat(said) if said else self.issued_date
        next_day = calendar().add(since, limit(self) or 1)
        return domain.act_by(since, self.priority != "normal", next_day)

    def last_day(self):
        """The day by which somebody must act: opinions are due before the draft is."""
        asked = [date.fromisoformat(o.due) for o in opinions.awaited(self)]
        days = [*asked, self.number_due(), self.publish_due(), self.due_date]
        return min([day for day in days if day], default=None)

    def may_ask(self, by) -> bool:
        """Tell whether *by* may ask for opinions now: who drafts, while it is one."""
        return state(self) == "drafting" and bool({*self.drafters()} & {*by.groups})

    def version_number(self) -> int:
        """The number of the newest version, nought before the first."""
        newest = current(self)
        return newest.number if newest else 0

    def identities(self) -> tuple[str, ...]:
        """Our own numbers cannot collide: the book sees to it."""
        return ()

    def line(self) -> dict:
        """What a list shows of it: due is what somebody must do next."""
        day = self.last_day()
        return {
            "kind": "outgoing",
            "number": self.number,
            "symbol": self.symbol(),
            "issued": self.issued_date.isoformat() if self.issued_date else "",
            "from": self.unit_title,
            "priority": self.priority,
            "type": self.type_name,
            "subject": self.subject,
            "signer": (self.signer or {}).get("name", ""),
            "to": "; ".join(self.sent_to),
            "copies": self.copies,
            "handed_on": self.published_at[:10],
            "due": day.isoformat() if day else "",
            "who": self.drafter_title,
        }

    def words(self) -> list:
        """What a search finds it by."""
        return [
            self.symbol(),
            self.subject,
            self.unit_title,
            (self.signer or {}).get("name"),
        ]

    def more_words(self) -> list:
        """What a search finds it by besides: who drafted it, who receives it."""
        names = [short_title(name) for name in self.recipients]
        codes = [name.partition("agency:")[2] for name in self.recipients]
        return [*super().more_words(), self.drafter_title, *names, *codes]

    def shown(self, linked) -> dict:
        """What REST says of it beside the common record."""
        makes = self.reads_drafts()
        return {
            "number": self.number,
            "year": self.year,
            "book": self.book or None,
            "drafter": {
                "id": f"post:{self.drafter_post}",
                "title": self.drafter_title,
            },
            "unit": {"id": f"unit:{self.unit}", "title": self.unit_title},
            "signing_steps": list(self.signing_steps) if makes else [],
            "folder_code": (makes and self.folder_code) or None,
            "approvals": approvals_shown(self) if makes else [],
            "signature": dict(self.signature) if self.signature else None,
            "stamped": self.stamped,
            "shelf_mark": self.shelf_mark,
            "published_at": self.published_at or None,
            "legal_value": self.legal_value()[0],
            "recalled": recalled_shown(self),
            "restriction": restriction_shown(self),
            "voided": voided_shown(self) if makes else [],
            "replaced_by": linked(self.replaced_by),
            "replaces": [linked(uid) for uid in self.replaces],
            "corrected_by": [linked(uid) for uid in self.corrected_by],
            "corrects": [linked(uid) for uid in self.corrects],
            "task": self.task or None,
        }

    def reads_drafts(self) -> bool:
        """Tell whether the present person may read what led to this document."""
        if not self.published_at:
            return True
        return bool(api.user.has_permission(READ_DRAFTS, obj=self))

    def open_lines(self, lines: Sequence[Any]) -> Sequence[Any]:
        """Whom it was only published to reads from the publication on."""
        if self.reads_drafts():
            return lines
        return list(dropwhile(lambda line: line.act != "published_to", lines))

    def suits(self, step: str) -> bool:
        """A restriction is lifted to where it met the document, nowhere further."""
        if step in domain.LIFTS:
            return step == domain.lift(self.restricted_from)
        return super().suits(step)

    def withheld_from(self, groups: Iterable[str]) -> Refusal | None:
        """Whoever had it to work on is told who stopped it and why, and no more."""
        if not self.restriction or not domain.at_work(self.grants, groups):
            return None
        return domain.stopped(domain.Restriction(*self.restriction))

    def only_inside(self, step: str) -> bool:
        """Some steps carry what only their operation writes down."""
        carrying = ("replace", "void_number", *domain.LIFTS)
        return step in carrying or super().only_inside(step)

    def takes_files(self) -> bool:
        """Tell whether its state takes further files at all."""
        return state(self) in ("drafting", "numbered")

    def accepts(self, role: str) -> bool:
        """Tell whether its state takes a file of this role: none after the signature.

        Only the scan comes when the number is given: what was approved stays.
        """
        if state(self) == "drafting":
            return not self.frozen and role in ("main", "attachment", "opinion")
        return role == "signed_scan" and self.takes_files()

    def facts(self) -> form.Facts:
        """What the paper is held against."""
        return form.Facts(
            self.type_name,
            self.subject,
            domain.series(self.type_name, self.unit_symbol).notation,
            self.unit_symbol,
            self.number,
            self.signing()[1],
            domain.is_letter(self.type_name),
        )

    def signing(self) -> tuple[list[str], str]:
        """Return the lines of the signature block and the name under it."""
        post = self.signatory or (self.signer or {}).get("id", "")[len("post:") :]
        holder = directory().holder(post) if post else None
        if holder is None:
            return list(signing.TITLES["KT."]), ""
        return signing.block(holder.function, holder.post_title), holder.name

    def blanks(self) -> dict:
        """What fills the blanks of a template."""
        block, name = self.signing()
        return {
            "type_name": self.type_name,
            "subject": letterforms.bare(self.subject),
            "notation": self.facts().notation,
            "unit": self.unit_title,
            "unit_symbol": self.unit_symbol,
            "year": clock.today().year,
            "recipients": [short_title(p) for p in self.recipients] or ["[nơi nhận]"],
            "answers": answered_as(self.answers),
            "signing": block,
            "signer": name,
            "drafter": self.drafter_title.partition(",")[0],
        }

    def check_change(self, values: dict, reason: str) -> None:
        """Number, symbol and date come from the book; recipients must exist."""
        self.check_frozen()
        for name in values.get("recipients", ()):
            if name not in domain.GROUPS:
                party(name, "recipients")
        for name in ("code_number", "code_notation", "issued_date", "issuer"):
            if name in values:
                raise BadValue(
                    _("This is given with the number and cannot be written."),
                    field=name,
                    code="readonly",
                )


def _who_reads_drafts(document) -> Sequence[str]:
    """Return the roles that read its drafts: all who see it, until it is published.

    Afterwards a reader is one to whom it was sent; who read it while it was made
    has a role of its own since then.
    """
    roles = document._View_Permission
    if not document.published_at:
        return roles
    return type(roles)([DRAFT_READER, *(r for r in roles if r != READER)])


# Zope asks each object by this name who has the permission.
setattr(
    OutgoingDocument, getPermissionIdentifier(READ_DRAFTS), property(_who_reads_drafts)
)


def voided_shown(document) -> list[dict]:
    """Return the numbers that it bore and lost."""
    return [domain.Voided(*kept)._asdict() for kept in document.voided]


def approvals_shown(document) -> list[dict]:
    """Return every approval and whether it still counts."""
    now = mark(document)
    found = [domain.Approval(*kept) for kept in document.approvals]
    return [{**a._asdict(), "stands": a.stands(now)} for a in found]


def restriction_shown(document) -> dict | None:
    """Return who stopped the publication, when and why; None while nobody did."""
    found = document.restriction
    return domain.Restriction(*found)._asdict() if found else None


def recalled_shown(document) -> dict | None:
    """Return when and why it was recalled, None while it was not."""
    if not document.recalled_at:
        return None
    return {"time": document.recalled_at, "reason": document.recalled_because}


def short_title(principal: str) -> str:
    """Return how a recipient is written on paper, its id when it is gone."""
    try:
        return party(principal).title
    except BadValue:
        return principal


def answered_as(uid: str) -> str:
    """Return how the letter that is answered is written on paper, or nothing."""
    brains = api.portal.get_tool("portal_catalog")(UID=uid) if uid else ()
    if not brains:
        return ""
    line = brains[0].imoit_line
    day = line.get("issued") or ""
    when = f" ngày {day[8:10]} tháng {day[5:7]} năm {day[:4]}" if day else ""
    return f"{line.get('type', '').lower()} số {line.get('symbol', '')}{when}".strip()
