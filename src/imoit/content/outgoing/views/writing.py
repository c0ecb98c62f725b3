"""The part of a draft's page where it is written: versions, pen, form, approvals."""

from imoit.content.autofill.operations import pass_gate
from imoit.content.correspondence.services.content import may_attach
from imoit.content.correspondence.views import fields
from imoit.content.correspondence.views.document import DocumentPage
from imoit.content.drafting import operations as drafting
from imoit.content.drafting.operations import mark
from imoit.content.opinions import domain as opinions
from imoit.content.opinions.operations import opinions as asked
from imoit.content.outgoing import operations
from imoit.workflows.refusal import _
from imoit.workflows.refusal import BadValue
from plone.memoize.view import memoize
from Products.Five.browser.pagetemplatefile import ViewPageTemplateFile


APPROVED = {
    "approve_content": _("Content"),
    "approve_form": _("Form"),
}


class WritingPage(DocumentPage):
    """What the page of a draft says of its text, and the acts on it."""

    writings = ViewPageTemplateFile("../templates/writing.pt")

    @property
    def writing(self):
        """The macros of this part."""
        return self.writings.macros

    # ---- acts ----
    def do_save(self):
        """Save the main file as a new version."""
        found = fields.uploaded(self.form)
        if found is None:
            raise BadValue(_("Choose a file."), field="file", code="required")
        may_attach(self.context)
        name, data = found
        note = self.typed("note")
        sure = self.typed("confirm_text") == "1"
        pass_gate(self.request, [found], door="version", confirmed=sure)
        made = drafting.save(self.context, name, data, self.actor(), note)
        return _("Saved as version ${number}.", number=made.number)

    def do_fill(self):
        """Write the file from the template of its type."""
        may_attach(self.context)
        made = drafting.fill(self.context, self.actor())
        return _("Saved as version ${number}.", number=made.number)

    def do_take_pen(self):
        """Begin to write, or take the pen over."""
        may_attach(self.context)
        over = self.typed("over") == "1"
        drafting.take_pen(self.context, self.actor(), over=over)
        return _("You are writing now; others see it.")

    def do_leave_pen(self):
        """Stop writing."""
        drafting.leave_pen(self.context, self.actor())
        return _("The draft is free for others.")

    # ---- what is shown ----
    @memoize
    def sees_making(self) -> bool:
        """Tell whether one may read what led to this document."""
        return self.context.reads_drafts()

    def may_write(self) -> bool:
        return self.context.accepts("main") and self.may_attach()

    @memoize
    def versions(self) -> list[dict]:
        """Return the versions, newest first."""
        found = [
            {**v._asdict(), "time": self.time(v.time), "hash": v.sha256[:12]}
            for v in drafting.versions(self.context)
        ]
        for version in found:
            if version["restored"]:
                brought = _("Brings back version ${n}", n=version["restored"])
                version["note"] = self.say(brought)
        return found[::-1]

    @memoize
    def pen(self) -> dict | None:
        """Return who is writing, since when, and whether it is oneself."""
        held = drafting.pen(self.context)
        if held is None:
            return None
        by = self.actor()
        mine = bool(by and by.person == held.person)
        return {"name": held.name, "since": self.time(held.since), "mine": mine}

    @memoize
    def findings(self) -> list[str]:
        """Return what the check of form says of the newest version."""
        return [self.say(f.message) for f in drafting.findings(self.context)]

    def shows_findings(self) -> bool:
        """Tell whether the form is still to be mended or judged."""
        open_states = ("drafting", "unit_review", "form_check")
        return bool(self.versions()) and self.standing() in open_states

    @memoize
    def approvals(self) -> list[dict]:
        """Return the approvals, newest first, each with whether it still counts."""
        now = mark(self.context)
        return [
            {
                "title": self.say(APPROVED[a.act]),
                "name": a.name,
                "post": a.post_title,
                "time": self.time(a.time),
                "version": a.version,
                "stands": a.stands(now),
                "why": "" if a.stands(now) else self.say(_why_void(a.taken_back)),
            }
            for a in reversed(operations.approvals(self.context))
        ]

    def roles(self) -> list[tuple[str, str]]:
        """Return the roles of further files: versions have a form of their own."""
        found = [role for role in super().roles() if self.context.accepts(role[0])]
        return [role for role in found if role[0] != "main"]

    @memoize
    def asked(self) -> dict[str, int]:
        """Return how the opinions that were asked stand."""
        return opinions.counts(asked(self.context), self.today)

    def may_ask(self) -> bool:
        by = self.actor()
        return bool(by and self.context.may_ask(by) and self.versions())

    def is_asked(self) -> bool:
        """Tell whether an opinion is asked of whom one acts as."""
        groups = {*self.actor().groups} if self.actor() else set()
        return any(o.is_open() and groups & {*o.groups} for o in asked(self.context))


def _why_void(taken_back: bool):
    if taken_back:
        return _("void: the draft was returned")
    return _("void: changed after the approval")
