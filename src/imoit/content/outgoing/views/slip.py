"""The slip on top of a signing folder, for print."""

from imoit.content.correspondence.views.document import Sheet
from imoit.content.files.operations import attachments
from imoit.content.outgoing.views.draft import DraftPage
from imoit.content.signing import domain
from imoit.workflows.journal.operations import lines
from imoit.workflows.refusal import _

import io
import segno


APPROVALS = ("approve_content", "approve_form")


def picture(text: str) -> str:
    """Return *text* as a QR code, an SVG to stand in a page."""
    out = io.BytesIO()
    segno.make(text, error="q", micro=False).save(
        out, kind="svg", xmldecl=False, svgns=True, omitsize=True, border=2
    )
    return out.getvalue().decode()


class SlipPage(Sheet):
    """Phiếu trình: who asks whom to sign what, and who handed the folder to whom."""

    def code(self) -> str:
        """Return the code as people read it."""
        return domain.printed(self.context.folder_code)

    def qr(self) -> str:
        return picture(domain.qr_text(self.context.folder_code))

    def enclosures(self) -> list[dict]:
        """Return the list of attachments that lie in the folder."""
        found = (c for c in attachments(self.context) if c.role != "signed_scan")
        newest = {c.role if c.role == "main" else c.getId(): c for c in found}
        return [self.file_line(child) for child in newest.values()]

    def to(self) -> str:
        """Return before whom the folder is laid."""
        found = DraftPage(self.context, self.request).signatory()
        name, _comma, post = found.partition(", ")
        return f"{post} {name}" if post else self.say(_("Leaders of the Ministry"))

    def drafter(self) -> str:
        return self.context.drafter_title.partition(" – ")[0]

    def question(self) -> dict | None:
        return self.link(self.context.answers)

    def link(self, uid: str) -> dict | None:
        return DraftPage(self.context, self.request).link(uid)

    def recipients(self) -> str:
        found = DraftPage(self.context, self.request).recipients()
        return ", ".join(one["title"] for one in found)

    def approvals(self) -> list[dict]:
        """Return who approved content and form in the system, empty before."""
        last = {line.act: line for line in lines(self.context.UID())}
        titles = (_("Head of the drafting unit"), _("Office: check of form"))
        return [
            {
                "title": self.say(title),
                "line": last.get(act) if self.counts(last, act) else None,
            }
            for title, act in zip(titles, APPROVALS, strict=True)
        ]

    def counts(self, last: dict, act: str) -> bool:
        """Tell whether an approval still stands: nothing was returned after it."""
        returned = last.get("return") or last.get("return_to_unit")
        return act in last and (returned is None or returned.seq < last[act].seq)

    def today_parts(self) -> dict[str, str]:
        day = self.today
        return {"day": f"{day:%d}", "month": f"{day:%m}", "year": f"{day:%Y}"}
