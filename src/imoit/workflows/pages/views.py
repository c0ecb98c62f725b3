"""What every page of the staff is built on."""

from AccessControl import Unauthorized
from collections.abc import Iterable
from datetime import date
from datetime import datetime
from imoit.workflows.actors.operations import COOKIE
from imoit.workflows.actors.operations import current_actor
from imoit.workflows.actors.operations import directory
from imoit.workflows.calendar import clock
from imoit.workflows.calendar.storage import calendar
from imoit.workflows.notices.operations.showing import unread
from imoit.workflows.pages import domain
from imoit.workflows.pages.storage import address
from imoit.workflows.refusal import _
from imoit.workflows.refusal import Refusal
from imoit.workflows.refusal import Sentence
from imoit.workflows.speech.operations import language
from imoit.workflows.speech.operations import say
from imoit.workflows.transitions.operations import state
from imoit.workflows.transitions.operations import state_title
from plone import api
from plone.memoize.view import memoize
from plone.protect import CheckAuthenticator
from Products.Five.browser import BrowserView
from Products.Five.browser.pagetemplatefile import ViewPageTemplateFile
from Products.statusmessages.interfaces import IStatusMessage
from typing import Any
from typing import ClassVar
from typing import NamedTuple
from zope.component import queryMultiAdapter
from zope.i18n import translate

import transaction


# Each part of the site: its id, title, path, and the permission that opens it.
SECTIONS = (
    ("desk", _("Desk"), "", "iMOIT: Work"),
    ("books", _("Registers"), "@@registers", "iMOIT: Work"),
    ("progress", _("Progress"), "@@progress", "iMOIT: View progress"),
    ("search", _("Find"), "@@search", "iMOIT: Work"),
    ("directory", _("Directory"), "directory", "iMOIT: View directory"),
    ("journal", _("Journal"), "@@imoit-journal", "iMOIT: Read journal"),
    ("processes", _("Processes"), "@@imoit-processes", "iMOIT: Manage processes"),
)


class Section(NamedTuple):
    """A part of the site that the head leads to."""

    title: str
    url: str
    current: bool


class Page(BrowserView):
    """A page of the staff: the frame, and the words that templates need."""

    section = ""
    # Full-height pages bring their own `main`.
    frame_template = ViewPageTemplateFile("templates/frame.pt")
    part_template = ViewPageTemplateFile("templates/parts.pt")

    def __call__(self):
        return self.show()

    def show(self) -> str:
        """Return the page; Plone's theme leaves it alone."""
        response = self.request.response
        response.setHeader("X-Theme-Disabled", "True")
        response.setHeader("Cache-Control", "private, no-store")
        return f"<!DOCTYPE html>\n{self.index()}"

    @property
    def macros(self):
        """The macros of the frame, of which `page` is the whole."""
        return self.frame_template.macros

    @property
    def part(self):
        """The macros of parts that several pages show."""
        return self.part_template.macros

    @property
    def language(self) -> str:
        return language(self.request)

    @property
    def portal_url(self) -> str:
        return api.portal.get().absolute_url()

    @property
    def static(self) -> str:
        return f"{self.portal_url}/{address()}"

    @property
    def today(self) -> date:
        return clock.today()

    @memoize
    def actor(self) -> Any:
        """Return who acts, or None for strangers and for those without a post."""
        try:
            return current_actor(self.request)
        except Refusal:
            return None

    @memoize
    def posts(self) -> tuple:
        """Return everybody the present person may act as: own posts come first."""
        login = api.user.get_current().getId() or ""
        held = directory().posts_of(login)
        return (*held, *directory().stand_ins(login)) if held else ()

    def waiting(self, actor: Any) -> int:
        """Return how much waits for a post: the desk, a room above, knows it."""
        desk = queryMultiAdapter((api.portal.get(), self.request), name="imoit-waiting")
        return desk.count(actor) if desk is not None else 0

    def behalf(self) -> Any:
        """Return the delegation that is acted by, or None."""
        found = self.actor()
        return found.behalf if found else None

    @memoize
    def unread(self) -> int:
        """Return how many notices the acting post has not read."""
        actor = self.actor()
        return unread(actor) if actor is not None else 0

    def is_staff(self) -> bool:
        """Tell whether somebody is logged in."""
        return not api.user.is_anonymous()

    def who(self, login: str) -> str:
        """Return the full name of somebody, the log-in name where none is known."""
        return directory().who(login) if login else ""

    def post_title(self, login: str, post: str) -> str:
        """Return the title of the post that *login* acted in, its id when gone."""
        return directory().post_title(post) if post else ""

    def is_manager(self) -> bool:
        """Tell whether the control panels are open to this person."""
        return api.user.has_permission("Plone Site Setup: Overview")

    def name(self) -> str:
        """Return the name of the person, with or without a post."""
        found = self.actor()
        if found is None:
            return api.user.get_current().getUserName()
        return self.who(found.person)

    def offered(self, actor: Any) -> str:
        """Return how a post is offered: for whom, where it is by delegation."""
        if actor.behalf is None:
            return actor.post_title
        return self.say(
            _("${post} (for ${name})", post=actor.post_title, name=actor.behalf.name)
        )

    @memoize
    def sections(self, current: str = "") -> list[Section]:
        """Return the parts of the site open to this person, the *current* marked."""
        here = current or self.section
        return [
            Section(self.say(title), f"{self.portal_url}/{path}", name == here)
            for name, title, path, permission in SECTIONS
            if api.user.has_permission(permission) and self.leads_somewhere(path)
        ]

    def leads_somewhere(self, path: str) -> bool:
        """Tell whether the page at *path* has anything for the acting post."""
        if not path.startswith("@@"):
            return True
        page = queryMultiAdapter((api.portal.get(), self.request), name=path[2:])
        return page is not None and getattr(page, "is_for_me", lambda: True)()

    def is_for_me(self) -> bool:
        """Tell whether this page has anything for the acting post."""
        return True

    def messages(self) -> Iterable:
        """Return what the act before has to say, once."""
        kinds = {"error": "error", "warning": "warn", "info": "ok"}
        return [
            {
                "kind": kinds.get(m.type, "ok"),
                "text": translate(m.message, context=self.request),
            }
            for m in IStatusMessage(self.request).show()
        ]

    def say(self, sentence: Sentence | str) -> str:
        """Return *sentence* in the reader's language."""
        return say(sentence, self.request)

    def icon(self, name: str) -> str:
        """Return the tag of a small picture that stands beside a word."""
        if not name:
            return ""
        url = f"{self.static}/icons.svg#{name}"
        return f'<svg class="bi" aria-hidden="true"><use href="{url}"></use></svg>'

    def date(self, day: Any) -> str:
        """Return a day, or an ISO text of one, as dd/MM/yyyy."""
        return domain.printed(_day(day))

    def weekday(self, day: Any) -> str:
        """Return a day with its name."""
        found = _day(day)
        return self.say(domain.with_weekday(found)) if found else ""

    def time(self, when: str) -> str:
        """Return an ISO moment, short for today and for this year."""
        if not when:
            return ""
        return domain.moment(datetime.fromisoformat(when), self.today)

    def due(self, day: Any, finished: Any = None, hours: bool = False) -> dict:
        """Return how a deadline stands: kind, icon, short and full words."""
        now = clock.now() if hours else None
        found = domain.due(
            _day(day), self.today, calendar(), finished=_day(finished), now=now
        )
        return {
            "kind": found.kind,
            "icon": self.icon(found.icon),
            "short": self.say(found.short),
            "full": self.say(found.full),
            "day": self.weekday(day),
        }

    def stamp(self, priority: str) -> dict | None:
        """Return the stamp of urgency, None for normal."""
        found = domain.stamp(priority)
        return found and {"text": self.say(found[0]), "frame": found[1]}

    def state(self, content: Any) -> dict:
        """Return title and disc of the state *content* is in."""
        return {
            "id": state(content),
            "title": translate(state_title(content), context=self.request),
            "disc": domain.disc(state(content)),
        }

    def tell(self, sentence: Sentence, kind: str = "info") -> None:
        """Leave *sentence* for the next page."""
        IStatusMessage(self.request).add(self.say(sentence), type=kind)

    def go(self, url: str) -> str:
        """Send the reader to *url*."""
        self.request.response.redirect(url, status=303)
        return ""


def _day(value: Any) -> date | None:
    if not value:
        return None
    if isinstance(value, datetime):
        return value.date()
    return value if isinstance(value, date) else date.fromisoformat(str(value)[:10])


class FormPage(Page):
    """A page with a form: a refusal keeps what was typed and says what to mend."""

    refusal: Refusal | None = None
    # The names of fields in errors, where they differ from the form's.
    fields: ClassVar[dict[str, str]] = {}

    def __call__(self):
        if self.request.method != "POST":
            return self.show()
        CheckAuthenticator(self.request)
        try:
            return self.act()
        except Refusal as refusal:
            self.refused(refusal)
        return self.show()

    def act(self) -> str:
        """Do what the form asks and return the answer, usually `self.go(...)`."""
        raise NotImplementedError

    def refused(self, refusal: Refusal) -> None:
        """Forget every change; the page is shown again with the sentence."""
        transaction.abort()
        transaction.doom()
        self.refusal = refusal
        self.request.response.setStatus(refusal.status)

    @property
    def form(self) -> dict:
        return self.request.form

    def typed(self, name: str, default: Any = "") -> Any:
        """Return what was typed, on a page not yet sent *default*."""
        sent = self.request.method == "POST" or name in self.form
        return domain.typed(self.form, name) if sent else default

    def chosen(self, name: str, default: Iterable[str] = ()) -> list[str]:
        """Return the values chosen of a list."""
        if self.request.method == "POST":
            return domain.typed_all(self.form, name)
        return list(default)

    def errors(self) -> list[dict]:
        """Return what is wrong: field and sentence, the refusal's own where none is."""
        if self.refusal is None:
            return []
        return [
            {"field": self.fields.get(e.field, e.field), "text": self.say(e.message)}
            for e in self.refusal.errors
        ]

    def error(self, name: str) -> str:
        """Return the sentence under a field, or nothing."""
        return next((e["text"] for e in self.errors() if e["field"] == name), "")

    def sent_file(self) -> str:
        """Return the name of the file in a refused form; browsers forget it."""
        if self.refusal is None:
            return ""
        return getattr(self.form.get("file"), "filename", "") or ""

    def headline(self) -> str:
        """Return what the refusal as a whole says."""
        return self.say(self.refusal.message) if self.refusal else ""


class Frame(Page):
    """The frame for pages of other rooms: `context/@@imoit-frame/macros/page`."""


class SwitchPost(FormPage):
    """Takes the post to act as; only one that is held."""

    def __call__(self):
        if self.request.method != "POST":
            return self.go(self.portal_url)
        return super().__call__()

    def act(self) -> str:
        post = domain.typed(self.form, "post")
        if post not in [found.post for found in self.posts()]:
            raise Unauthorized("post")
        path = "/".join(api.portal.get().getPhysicalPath())
        root = self.request.physicalPathToVirtualPath(path)
        self.request.response.setCookie(
            COOKIE,
            post,
            path="/" + "/".join(root).strip("/"),
            http_only=True,
            same_site="Lax",
        )
        return self.go(self.portal_url)


class Pages:
    """Words for a batch of a list."""

    def __init__(self, total: int, start: int, size: int):
        self.total, self.start, self.size = total, start, size

    @property
    def last(self) -> int:
        return min(self.start + self.size, self.total)

    @property
    def number(self) -> int:
        return self.start // self.size + 1

    @property
    def count(self) -> int:
        return max(1, -(-self.total // self.size))

    @property
    def before(self) -> int | None:
        return max(0, self.start - self.size) if self.start else None

    @property
    def after(self) -> int | None:
        return self.last if self.last < self.total else None
