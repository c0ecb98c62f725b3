"""The pages of notices: the list behind the bell, and what one wants to be told."""

from imoit.workflows.actors.domain import Actor
from imoit.workflows.actors.operations import current_actor
from imoit.workflows.notices import domain
from imoit.workflows.notices import storage
from imoit.workflows.notices.operations import mailing
from imoit.workflows.notices.operations import showing
from imoit.workflows.notices.operations.showing import Shown
from imoit.workflows.notices.schema import INoticeSettings
from imoit.workflows.refusal import _
from imoit.workflows.refusal import Sentence
from imoit.workflows.speech.operations import say
from plone.app.registry.browser.controlpanel import ControlPanelFormWrapper
from plone.app.registry.browser.controlpanel import RegistryEditForm
from plone.protect import CheckAuthenticator
from plone.z3cform import layout
from Products.Five.browser import BrowserView
from Products.statusmessages.interfaces import IStatusMessage
from typing import Any
from zope.cachedescriptors.property import Lazy
from zope.component import getMultiAdapter
from zope.i18nmessageid import MessageFactory


SIZE = 50
message = MessageFactory("imoit")


class OwnPage(BrowserView):
    """What both pages of a person share."""

    section = "notices"

    def __call__(self):
        if self.request.method == "POST":
            CheckAuthenticator(self.request)
            return self.act()
        self.request.response.setHeader("X-Theme-Disabled", "True")
        self.request.response.setHeader("Cache-Control", "private, no-store")
        return f"<!DOCTYPE html>\n{self.index()}"

    def act(self) -> str:
        """Do what the form asks and return the answer."""
        raise NotImplementedError

    @Lazy
    def frame(self) -> Any:
        """The frame of every page, found by its name: it stands above this room."""
        return getMultiAdapter((self.context, self.request), name="imoit-frame")

    @Lazy
    def by(self) -> Actor:
        """Who reads."""
        return current_actor(self.request)

    def say(self, sentence: Sentence | str) -> str:
        return say(sentence, self.request)

    def done(self, sentence: Sentence, page: str) -> str:
        """Tell what was done on the page that follows."""
        IStatusMessage(self.request).add(self.say(sentence), type="info")
        self.request.response.redirect(f"{self.url}/{page}", status=303)
        return ""

    @property
    def url(self) -> str:
        return self.context.absolute_url()


class NoticesPage(OwnPage):
    """Notices to the acting post, newest first; opening a document marks them read."""

    def act(self) -> str:
        count = showing.mark_read(self.by)
        return self.done(_("${n} notices marked as read.", n=count), "@@imoit-notices")

    @property
    def start(self) -> int:
        """The first line of the batch."""
        asked = str(self.request.form.get("start", ""))
        return int(asked[:6]) if asked.isascii() and asked.isdigit() else 0

    @property
    def is_unread_only(self) -> bool:
        return self.request.form.get("unread") == "1"

    @Lazy
    def batch(self) -> tuple[int, list[Shown]]:
        return showing.listing(self.by, self.start, SIZE, unread=self.is_unread_only)

    @property
    def total(self) -> int:
        return self.batch[0]

    @property
    def before(self) -> int | None:
        return max(0, self.start - SIZE) if self.start else None

    @property
    def after(self) -> int | None:
        last = self.start + SIZE
        return last if last < self.total else None

    def address(self, start: int) -> str:
        """Return the address of another batch."""
        unread = "&unread=1" if self.is_unread_only else ""
        return f"{self.url}/@@imoit-notices?start={start}{unread}"

    def unread(self) -> int:
        return showing.unread(self.by)

    def lines(self) -> list[dict]:
        """Return the notices of the batch as the page shows them."""
        return [self.shown(found) for found in self.batch[1]]

    def shown(self, found: Shown) -> dict:
        notice, line = found.notice, found.line
        kind = domain.KINDS[notice.kind]
        return {
            "title": self.say(kind.title),
            "icon": self.frame.icon(kind.icon),
            "who": notice.name,
            "time": self.frame.time(notice.time),
            "named": self.named(line),
            "subject": self.say(kind.leads) if kind.leads else line.get("subject", ""),
            "url": found.address,
            "due": self.frame.due(notice.due) if shows_due(notice) else None,
            "stamp": self.frame.stamp(line.get("priority", "")),
            "words": [self.say(sentence) for sentence in showing.words(found)],
            "read": notice.read,
            "css": "is-read" if notice.read else "is-new",
            "late": notice.kind == "overdue",
        }

    def named(self, line: dict) -> str:
        """Return arrival number and symbol."""
        arrived = line.get("kind") == "incoming" and line.get("number")
        number = self.say(_("Arrival no. ${n}", n=arrived)) if arrived else ""
        return " · ".join(part for part in (number, line.get("symbol", "")) if part)


def shows_due(notice: domain.Notice) -> bool:
    """Tell whether the deadline still matters to who is told."""
    return bool(notice.due) and domain.KINDS[notice.kind].timed


class ChoicesPage(OwnPage):
    """What one wants to be told in the page and by mail."""

    def act(self) -> str:
        form = self.request.form
        wishes = {
            kind: {
                "bell": known.always or bool(form.get(f"bell-{kind}")),
                "mail": str(form.get(f"mail-{kind}", known.mail)),
            }
            for kind, known in domain.KINDS.items()
        }
        before = storage.choices(self.by.person)
        storage.choose(self.by.person, domain.read_choices(wishes, before))
        return self.done(_("Your choice was saved."), "@@imoit-notice-settings")

    def kinds(self) -> list[dict]:
        """Return the kinds with what counts now."""
        chosen = storage.choices(self.by.person)
        return [
            {
                "id": name,
                "title": self.say(kind.title),
                "icon": self.frame.icon(kind.icon),
                "always": kind.always,
                "bell": domain.choice(name, chosen).bell,
                "mails": self.mails(domain.choice(name, chosen).mail),
            }
            for name, kind in domain.KINDS.items()
        ]

    def mails(self, now: str) -> list[dict]:
        """Return the ways of mailing, the present one marked."""
        return [
            {"id": name, "title": self.say(title), "now": name == now}
            for name, title in domain.MAILS.items()
        ]

    def times(self) -> str:
        """Return when digests go."""
        return ", ".join(mailing.digest_times())

    def address(self) -> str:
        """Return the mail address of the person."""
        user = self.context.acl_users.getUserById(self.by.person)
        return (user.getProperty("email") or "") if user is not None else ""

    def is_mail_on(self) -> bool:
        return mailing.is_on()


class SetupForm(RegistryEditForm):
    """What the site sends, and when."""

    schema = INoticeSettings
    schema_prefix = "imoit.notices"
    label = message("Notices by mail")
    description = message(
        "Each person gets one mail at these times, if there is anything new. What is "
        "urgent goes at once unless a person chooses otherwise, what is express always."
        " Mails never hold a file, a directive or a reason."
    )


SetupPage = layout.wrap_form(SetupForm, ControlPanelFormWrapper)
