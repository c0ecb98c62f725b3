"""The page that tells how well letters are read."""

from imoit.content.autofill.operations import Accuracy
from imoit.content.autofill.operations import accuracy
from imoit.workflows.pages.views import Page
from imoit.workflows.refusal import _
from imoit.workflows.refusal import BadValue
from plone.memoize.view import memoize


TITLES = {
    "issuer": _("Issuing body"),
    "symbol": _("Number and symbol"),
    "issued_date": _("Date of the document"),
    "type_name": _("Type"),
    "subject": _("Abstract"),
    "signer": _("Signer"),
    "position": _("Position of the signer"),
    "pages": _("Number of pages"),
}


class AccuracyPage(Page):
    """Of each field in a month: proposals kept, corrected, values not proposed."""

    section = "progress"

    @memoize
    def found(self) -> Accuracy:
        try:
            return accuracy(str(self.request.form.get("month") or ""))
        except BadValue:
            return accuracy()

    def months(self) -> list[dict]:
        """Return the months to choose from."""
        found = self.found()
        names = dict.fromkeys([found.month, *found.months])
        return [
            {"id": name, "title": f"{name[5:]}/{name[:4]}", "on": name == found.month}
            for name in sorted(names, reverse=True)
        ]

    def rows(self) -> list[dict]:
        """Return the fields in the order of the form."""
        return [
            {
                **tally._asdict(),
                "title": self.say(TITLES[tally.field]),
                "share": self.percent(tally.share),
            }
            for tally in self.found().fields
        ]

    def percent(self, share: float | None) -> str:
        """Return a share as Vietnamese print it; a dash where there is none."""
        return "–" if share is None else f"{share:.1%}".replace(".", ",")
