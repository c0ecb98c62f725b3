"""The page on which two definitions of a process stand side by side."""

from imoit.workflows.configuration import storage
from imoit.workflows.configuration.operations import comparing
from imoit.workflows.configuration.operations import facts
from imoit.workflows.configuration.views.names import NamesMixin
from imoit.workflows.pages.domain import typed
from imoit.workflows.pages.views import FormPage
from imoit.workflows.process.domain.compare import marks
from imoit.workflows.process.domain.drawing import svg
from imoit.workflows.process.domain.shape import Process
from imoit.workflows.refusal import _
from imoit.workflows.refusal import Refusal
from plone.memoize.view import memoize


class ComparePage(NamesMixin, FormPage):
    """Any two versions, what is in force and the draft, in words and in pictures."""

    section = "processes"

    @property
    def name(self) -> str:
        return typed(self.form, "id")

    def __call__(self):
        facts.flow(self.name)
        return super().__call__()

    def address(self, part: str = "versions") -> str:
        return f"{self.portal_url}/@@imoit-process?id={self.name}&part={part}"

    @memoize
    def known(self) -> list[str]:
        return comparing.known(self.name)

    def before(self) -> str:
        return typed(self.form, "before") or self.usual()[0]

    def after(self) -> str:
        return typed(self.form, "after") or self.usual()[1]

    def usual(self) -> tuple[str, str]:
        """Return what is in force and the draft, else the last two versions."""
        known = self.known()
        if known[0] == comparing.DRAFT or len(known) < 3:
            return comparing.FORCE, known[0]
        return known[2], known[1]

    def choices(self) -> list[tuple[str, str]]:
        return [(which, self.said(which)) for which in self.known()]

    def said(self, which: str) -> str:
        """Return what a version is called: its number, day and reason."""
        if which == comparing.FORCE:
            return self.say(_("in force"))
        if which == comparing.DRAFT:
            return self.say(_("the draft"))
        found = [v for v in storage.versions(self.name) if str(v.number) == which]
        if not found:
            return which
        line = found[0]
        reason = line.reason if line.person else self.say(_("as found"))
        head = self.say(_("version ${number}", number=line.number))
        return f"{head}, {self.time(line.time)}: {reason}"

    @memoize
    def found(self) -> dict:
        """Return what is compared, or the sentence that says why it cannot be."""
        try:
            found = comparing.compared(self.name, self.before(), self.after())
        except Refusal as refusal:
            return {"error": self.say(refusal.message), "compared": None}
        return {"error": "", "compared": found}

    def title(self) -> str:
        found = self.found()["compared"]
        return (found and (found.after.title or found.after.id)) or self.name

    def changes(self) -> list[str]:
        return [self.say(found.message) for found in self.found()["compared"].changes]

    def pictures(self) -> list[dict]:
        """Return both pictures: the first marks what goes, the other what comes."""
        before, after, changes = self.found()["compared"]
        old, new = marks(before, after, changes)
        return [
            self.picture(before, old, self.said(self.before())),
            self.picture(after, new, self.said(self.after())),
        ]

    def picture(self, process: Process, found: dict, title: str) -> dict:
        return {"title": title, "svg": svg(process, {}, found, title)}
