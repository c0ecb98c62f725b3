"""One unit, post, person or agency: what is known of it, and what may be done."""

from imoit.content.directory import domain
from imoit.content.directory.operations import entries
from imoit.content.directory.operations import posts
from imoit.content.directory.operations.parties import DirectoryUtility
from imoit.content.directory.services import reading
from imoit.content.directory.views import fields
from imoit.content.directory.views.forms import DirectoryPage
from imoit.content.directory.views.forms import PART
from imoit.content.directory.views.lists import TITLES
from imoit.workflows.refusal import _
from imoit.workflows.refusal import BadValue
from imoit.workflows.refusal import NotAllowed
from imoit.workflows.refusal import Sentence
from zope.component import queryMultiAdapter


# Pages that rooms above may bring: kind of entry, name, words.
FURTHER = (
    ("Post", "hand-over", _("Hand over")),
    ("Unit", "reorganise", _("Close into another unit")),
)


class Entry(DirectoryPage):
    """One entry; the acts on it are buttons of one form each."""

    @property
    def kind(self) -> str:
        return self.context.portal_type

    def above(self) -> dict:
        """Return the list that the entry stands in."""
        part = PART[self.kind]
        url = f"{self.portal_url}/directory/{part}"
        return {"url": url, "title": self.say(TITLES[part])}

    def facts(self) -> list[tuple[str, str]]:
        """Return what cannot be changed here."""
        facts = {
            "Unit": self._unit,
            "Post": self._post,
            "Person": self._person,
            "Agency": self._agency,
        }[self.kind]()
        return [(self.say(title), value) for title, value in facts]

    def change_fields(self) -> list[dict]:
        """Return the form that changes."""
        return self.inputs(fields.CHANGE[self.kind], self.context)

    def people(self) -> list[dict]:
        """Return whom a post may be given to."""
        return [{"id": login, "title": title} for login, title in fields.people()]

    def is_vacant(self) -> bool:
        """Tell whether a post may be given now."""
        return self.kind == "Post" and not self.context.holder

    def waits(self) -> str:
        """Return who waits for the post, by name."""
        login = getattr(self.context, "pending", "")
        return DirectoryUtility().who(login) if login else ""

    def may_confirm(self) -> bool:
        """Tell whether the present person is a second one."""
        return self.by not in (self.context.pending, self.context.pending_by)

    def further(self) -> list[dict]:
        """Return the ways to pages that rooms above have for this entry."""
        return [
            {"title": self.say(title), "url": f"{self.url}/@@{name}"}
            for kind, name, title in FURTHER
            if kind == self.kind and self._opens(name)
        ]

    def _opens(self, name: str) -> bool:
        page = queryMultiAdapter((self.context, self.request), name=name)
        return page is not None and page.is_for_me()

    def act(self) -> str:
        """Do the act whose button was pressed."""
        if not self.may_change():
            raise NotAllowed(_("You may not do this."))
        acts = {"change": self.change, "remove": self.remove}
        if self.kind == "Post":
            acts |= {"give": self.give, "take": self.take, "confirm": self.confirm}
        act = acts.get(self.typed("act"))
        if act is None:
            raise BadValue(_("This cannot be done here."), field="act")
        where = self.url
        return self.go(act() or where)

    def change(self) -> None:
        data = reading.changes(self.sent(fields.CHANGE[self.kind]))
        entries.change(self.context, data, self.by)
        self.tell(_("The changes were saved."))

    def remove(self) -> str:
        """Remove the entry and go back to the list."""
        above = self.above()["url"]
        title = self.context.title
        entries.remove(self.context, self.by)
        self.tell(_("“${title}” was removed.", title=title))
        return above

    def give(self) -> None:
        given = posts.give_post(self.context.getId(), self.typed("person"), self.by)
        if given:
            self.tell(_("The post was given."))
        else:
            self.tell(_("A second person must confirm this."), "warning")

    def take(self) -> None:
        posts.take_post(self.context.getId(), self.by)
        self.tell(_("The post was taken."))

    def confirm(self) -> None:
        posts.confirm_post(self.context.getId(), self.by)
        self.tell(_("The post was given."))

    def _unit(self) -> list[tuple[Sentence, str]]:
        return [(_("Id"), self.context.getId())]

    def _post(self) -> list[tuple[Sentence, str]]:
        post, who = self.context, DirectoryUtility().who
        unit = DirectoryUtility().party(f"unit:{post.unit}").title
        facts = [
            (_("Unit"), unit),
            (_("Function"), self.say(domain.FUNCTIONS[post.function])),
            (_("Holder"), who(post.holder) if post.holder else "–"),
            (_("Id"), post.getId()),
        ]
        if post.serves:
            leader = DirectoryUtility().party(f"post:{post.serves}").title
            facts.insert(2, (_("Serves"), leader))
        return facts

    def _person(self) -> list[tuple[Sentence, str]]:
        held = DirectoryUtility().posts_of(self.context.getId())
        titles = "; ".join(actor.post_title for actor in held) or "–"
        return [(_("Login"), self.context.getId()), (_("Posts"), titles)]

    def _agency(self) -> list[tuple[Sentence, str]]:
        return [(_("Agency code"), self.context.organ_id)]
