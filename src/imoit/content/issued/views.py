"""Pages of issued letters: what can be done now, the printed mark, the shelf."""

from imoit.content.correspondence.operations import look_up
from imoit.content.correspondence.services.content import linked
from imoit.content.correspondence.views import fields
from imoit.content.correspondence.views.document import Sheet
from imoit.content.issued import domain
from imoit.content.issued import operations
from imoit.content.issued.services import IssuedWorkflowPost
from imoit.content.outgoing.views.draft import DraftStepPage
from imoit.workflows.pages.domain import typed
from imoit.workflows.pages.views import FormPage
from imoit.workflows.refusal import _
from imoit.workflows.refusal import BadValue
from imoit.workflows.refusal import Refusal
from plone import api
from plone.memoize.view import memoize
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
            }
            for made in operations.copies(self.context)
        ]

    def kinds(self) -> list[tuple[str, str]]:
        return [(kind, self.say(title)) for kind, title in domain.KINDS.items()]

    @memoize
    def groups(self) -> list[dict]:
        return [
            {"title": self.say(title), "parties": parties}
            for title, parties in fields.addressees(self.actor(), everybody=True)
        ]

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
            reason=self.typed("reason"),
        )
        return _("The copy has the number ${symbol}.", symbol=made.symbol)

    def more(self):
        """Send it to more recipients."""
        names = self.chosen("recipients")
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


class CopyPage(Sheet):
    """The block that is printed on a copy (NĐ 30/2020, Mẫu 3.1)."""

    @memoize
    def copy(self) -> Any:
        number, year = typed(self.form, "number"), typed(self.form, "year")
        wanted = [int(text) if text.isdigit() else 0 for text in (number, year)]
        return operations.copy_named(self.context, *wanted)

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
