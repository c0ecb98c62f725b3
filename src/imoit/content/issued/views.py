"""Pages of issued letters: what can be done now, the printed mark, the shelf."""

from datetime import date
from imoit.content.correspondence.operations import look_up
from imoit.content.correspondence.services.content import linked
from imoit.content.correspondence.views.document import Sheet
from imoit.content.issued import domain
from imoit.content.issued import operations
from imoit.content.issued.services import check_keeps
from imoit.content.issued.services import IssuedWorkflowPost
from imoit.content.issued.services import row_of
from imoit.content.outgoing.views import addressing
from imoit.content.outgoing.views.draft import DraftStepPage
from imoit.content.registers.domain import columns
from imoit.workflows.pages.domain import iso_date
from imoit.workflows.pages.domain import printed
from imoit.workflows.pages.domain import typed
from imoit.workflows.pages.views import FormPage
from imoit.workflows.refusal import _
from imoit.workflows.refusal import BadValue
from imoit.workflows.refusal import Refusal
from imoit.workflows.rest.operations import read_date
from imoit.workflows.rest.operations import read_number
from imoit.workflows.rest.services import absent
from plone import api
from plone.memoize.view import memoize
from plone.namedfile.browser import DisplayFile
from typing import Any


class IssuedPage(Sheet):
    """Copies, more recipients, the place of the original, a letter that corrects."""

    def is_keeper(self) -> bool:
        """Tell whether the acting post is the registry of the Ministry."""
        by = self.actor()
        return bool(by and by.function == "ministry_registry")

    def copies(self) -> list[dict]:
        return [
            {
                **made._asdict(),
                "title": self.say(domain.KINDS[made.kind]),
                "time": self.time(made.made_on),
                "url": f"{self.url}/@@copy?{made.query()}",
                "paper": f"{self.url}/@@copy-paper?{made.query()}"
                if self.may_open() and operations.paper_of(self.context, made)
                else "",
            }
            for made in operations.copies(self.context)
        ]

    def copied_part(self, copy: dict) -> str:
        """Return what a copy shows: its part and pages, or what it was made from."""
        part = copy["part"] or copy["of"] or copy["reason"]
        if not copy["pages"]:
            return part
        return self.say(_("${part} (pages ${pages})", part=part, pages=copy["pages"]))

    @memoize
    def may_open(self) -> bool:
        return operations.may_open_paper(self.context)

    def kinds(self) -> list[tuple[str, str]]:
        return [(kind, self.say(title)) for kind, title in domain.KINDS.items()]

    @memoize
    def groups(self) -> list[dict]:
        return addressing.groups(self.say, self.actor())

    def shelf_mark(self) -> str:
        """Return the place typed; the one on record while another form was sent."""
        sent = "shelf_mark" in self.form
        return self.typed("shelf_mark") if sent else self.context.shelf_mark

    def corrections(self) -> list[dict]:
        return [found for uid in self.context.corrected_by if (found := linked(uid))]

    def act(self) -> str:
        acts = {
            "copy": self.copy,
            "recipients": self.more,
            "shelve": self.shelve,
            "correct": self.correct,
        }
        act = acts.get(self.typed("do"))
        if act is None:
            raise BadValue(_("This page cannot do that."))
        self.tell(act())
        return self.go(f"{self.url}/@@issued")

    def copy(self):
        """Make a copy."""
        made = operations.make_copy(
            self.context,
            self.typed("kind"),
            self.actor(),
            of=self.typed("of"),
            part=self.typed("part"),
            pages=self.typed("pages"),
            reason=self.typed("reason"),
        )
        return _("The copy has the number ${symbol}.", symbol=made.symbol)

    def more(self):
        """Send it to more recipients."""
        outside = addressing.typed_agencies(self.typed("agencies"))
        names = [*self.chosen("recipients"), *outside]
        added = operations.add_recipients(self.context, names, self.actor())
        return _("Published to ${count} recipients.", count=len(added))

    def shelve(self):
        """Record where the original lies."""
        operations.shelve(self.context, self.typed("shelf_mark"), self.actor())
        return _("The place of the original is on record.")

    def correct(self):
        """Name the letter that corrects it."""
        found = by_symbol(self.typed("by"))
        operations.correct(self.context, found, self.actor())
        return _("The letter that corrects it is on record.")


def by_symbol(text: str) -> Any:
    """Return the outgoing document with this symbol, address or UID; else 422."""
    found = look_up(text) if text else None
    if found is None and text:
        brains = api.portal.get_tool("portal_catalog")(
            portal_type="OutgoingDocument", SearchableText=text
        )
        same = [b for b in brains if b.imoit_line["symbol"] == text.strip()]
        found = same[0].getObject() if len(same) == 1 else None
    if found is None or not hasattr(found, "delivered"):
        raise BadValue(_("There is no such document."), field="by", code="not_found")
    return found


class IssuedStepPage(DraftStepPage):
    """Takes a plain step; a replacement names the document that replaces."""

    acts = IssuedWorkflowPost.acts

    def asks_for_document(self) -> bool:
        return self.step_id == "replace"

    def act(self) -> str:
        if self.step_id == "replace":
            self.request.form["by"] = by_symbol(self.typed("by")).UID()
        return super().act()


class CopyPaper(DisplayFile):
    """A copy with its mark, as PDF: for those who may open what it is a copy of."""

    def __call__(self):
        self.request.response.setHeader("X-Content-Type-Options", "nosniff")
        self.request.response.setHeader("Cache-Control", "private, no-store")
        return super().__call__()

    def _getFile(self):
        form = self.request.form
        made = operations.copy_named(self.context, *wanted(form))
        found = operations.paper_of(self.context, made)
        if found is None or not operations.may_open_paper(self.context):
            raise absent()
        self.fieldname = "file"
        return found


def wanted(form: dict) -> list[int]:
    """Return number and year of the copy that is asked for."""
    texts = (typed(form, "number"), typed(form, "year"))
    return [int(text) if text.isdigit() else 0 for text in texts]


class CopyPage(Sheet):
    """The block that is printed on a copy (NĐ 30/2020, Mẫu 3.1)."""

    @memoize
    def copy(self) -> Any:
        return operations.copy_named(self.context, *wanted(self.form))

    def show(self) -> str:
        try:
            self.copy()
        except Refusal as refusal:
            self.refused(refusal)
        return super().show()

    def mark(self) -> str:
        return domain.mark(self.copy().kind)

    def parts(self) -> dict[str, str]:
        day = self.copy().made_on
        return {"day": day[8:10], "month": day[5:7], "year": day[:4]}


class KeeperPage(Sheet):
    """A page about what is out, whose rows stand in a book of their own."""

    def is_keeper(self) -> bool:
        """Tell whether the acting post is the registry of the Ministry."""
        by = self.actor()
        return bool(by and by.function == "ministry_registry")

    def asked_row(self) -> tuple[int, int]:
        """Return year and number of the row that the form is about."""
        return row_of(self.typed("row").split("/"))

    def day(self, name: str) -> date | None:
        """Return a day typed as dd/MM/yyyy."""
        return read_date({name: iso_date(self.typed(name))}, name)

    def usual_day(self) -> str:
        return printed(self.today)


class SendingPage(KeeperPage):
    """To whom it went, by which way, who has opened or received it."""

    @memoize
    def rows(self) -> list[dict]:
        return [self.row(entry) for entry in operations.sendings(self.context)]

    def row(self, entry: Any) -> dict:
        facts = entry.facts
        way = facts.get("way", "")
        return {
            "row": f"{entry.date[:4]}/{entry.number}",
            "title": facts["title"],
            "way": self.say(columns.WAYS[way]),
            "inside": way == "system",
            "waits": not way,
            "sent": columns.moment(facts.get("sent") or ""),
            "covers": facts.get("covers"),
            "reference": facts.get("reference", ""),
            "received": columns.moment(facts.get("received") or ""),
            "receiver": facts.get("receiver", ""),
            "paper": self.paper(facts),
        }

    def paper(self, facts: Any) -> str:
        """Return how a paper copy went beside the system, and who received it."""
        if not facts.get("paper"):
            return ""
        days = (facts.get("paper_sent"), facts.get("paper_received"))
        return ", ".join(
            part
            for part in (
                self.say(columns.PAPER[facts["paper"]]),
                " – ".join(printed(day) for day in days if day),
                facts.get("paper_receiver"),
            )
            if part
        )

    def named(self, row: dict) -> str:
        """Return how a recipient stands in the list of the form."""
        if not row["inside"]:
            return row["title"]
        return self.say(_("${name}: paper copy beside the system", name=row["title"]))

    def ways(self) -> list[tuple[str, str]]:
        return [(w, self.say(columns.WAYS[w])) for w in ("post", "hand", "axis")]

    def act(self) -> str:
        found = domain.Dispatch(
            self.typed("way"),
            read_number(self.form, "covers", least=1, most=domain.MOST_COVERS),
            self.typed("reference"),
            self.day("sent_on"),
            self.day("received_on"),
            self.typed("receiver"),
        )
        operations.dispatch(self.context, self.asked_row(), found, self.actor())
        self.tell(_("The sending is on record."))
        return self.go(f"{self.url}/@@sending")


class UsesPage(KeeperPage):
    """Who uses the file copy, what for, with whose leave; open to who keeps it."""

    def show(self) -> str:
        if self.refusal is None:
            check_keeps(self.context)
        return super().show()

    def rows(self) -> list[dict]:
        return [
            {
                "row": f"{entry.date[:4]}/{entry.number}",
                "day": self.date(entry.date),
                "returned": self.date(entry.facts.get("returned", "")),
                **{name: entry.facts.get(name, "") for name in domain.Use._fields},
            }
            for entry in reversed(operations.uses(self.context))
        ]

    def act(self) -> str:
        by = self.actor()
        if self.typed("do") == "return":
            day = self.day("returned_on") or self.today
            operations.give_back(self.context, self.asked_row(), day, by)
            self.tell(_("The file copy is back."))
        else:
            use = domain.Use(*(self.typed(name) for name in domain.Use._fields))
            operations.use_copy(self.context, use, by)
            self.tell(_("The use of the file copy is on record."))
        return self.go(f"{self.url}/@@uses")


class UnshelvedPage(FormPage):
    """Published, and the paper original has no place yet: empty at month end."""

    section = "books"

    @memoize
    def rows(self) -> list[dict]:
        found = [
            {**brain.imoit_line, "url": brain.getURL()}
            for brain in operations.unshelved()
        ]
        return sorted(found, key=lambda row: row["handed_on"])

    def day(self, row: dict) -> str:
        return self.date(row["handed_on"])

    def is_old(self, row: dict) -> bool:
        """Tell whether it was published in a month before this one."""
        return row["handed_on"][:7] < self.today.isoformat()[:7]
