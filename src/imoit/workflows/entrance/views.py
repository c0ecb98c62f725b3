"""Logging in, logging out, and what is said when something is not there."""

from AccessControl.SecurityManagement import newSecurityManager
from imoit.workflows.actors.operations import directory
from imoit.workflows.pages.views import Page
from imoit.workflows.refusal import _
from imoit.workflows.refusal import Sentence
from imoit.workflows.rest.services import absent
from imoit.workflows.rest.views import answer
from imoit.workflows.rest.views import is_api
from imoit.workflows.rest.views import visitor
from plone import api
from plone.rest.errors import ErrorHandling
from Products.CMFPlone.browser.login.login import LoginForm
from Products.Five.browser import BrowserView
from Products.statusmessages.interfaces import IStatusMessage
from secrets import token_hex
from typing import NamedTuple

import logging
import sys


log = logging.getLogger(__name__)
PASSWORD = "imoit-demo"  # noqa: S105 - shown where the demo is loaded, nowhere else


class Visitor(NamedTuple):
    """A person of the demo whom one may be: post, unit, name, login."""

    post: str
    unit: str
    name: str
    login: str


class Login(LoginForm, Page):
    """Plone's own log-in in the look of the Ministry."""

    password = PASSWORD

    def render(self):
        self.request.response.setHeader("X-Theme-Disabled", "True")
        # The page says it in its own words.
        IStatusMessage(self.request).show()
        found = super().render()
        return f"<!DOCTYPE html>\n{found}" if found else found

    def name(self) -> str:
        """Return the log-in name as it was typed."""
        return self.request.form.get("__ac_name", "")

    def failed(self) -> bool:
        """Tell whether name and password were sent and did not fit."""
        list(IStatusMessage(self.request).show())
        return self.request.method == "POST" and api.user.is_anonymous()

    def can_mail(self) -> bool:
        """Tell whether a new password can be sent by mail."""
        return bool(api.portal.get_registry_record("plone.email_from_address"))

    def came_from(self) -> str:
        """Return where to go on after the log-in."""
        return self.get_came_from() or ""

    def redirect_after_login(self, came_from=None, is_initial_login=False):
        """Go on without a greeting: the desk says enough."""
        IStatusMessage(self.request).show()
        super().redirect_after_login(came_from, is_initial_login)

    def visitors(self) -> list[Visitor]:
        """Return whom one may be, where the demo is loaded."""
        if not api.portal.get_registry_record("imoit.demo", default=False):
            return []
        people = api.portal.get()["directory"]["people"].objectIds()
        found = [actor for login in people for actor in directory().posts_of(login)]
        order = {function: n for n, function in enumerate(ORDER)}
        found.sort(key=lambda a: (order.get(a.function, 99), a.post))
        return [
            Visitor(a.post_title.partition(" – ")[0], a.unit_title, a.name, a.person)
            for a in found
        ]


ORDER = (
    "minister",
    "deputy_minister",
    "secretary",
    "office_head",
    "deputy_head",
    "ministry_registry",
    "head",
    "registry",
    "officer",
    "archivist",
    "site_manager",
    "auditor",
)


class LoggedOut(BrowserView):
    """Who logged out sees the log-in page again."""

    def __call__(self):
        url = api.portal.get().absolute_url()
        self.request.response.redirect(f"{url}/login?out=1")


class Error(Page):
    """A page that says what is wrong and what to do; programs get JSON."""

    status = 500
    kind = ""
    icon_name = "info-circle"

    def __call__(self):
        if is_api(self.request):
            return self.as_json()
        user = visitor(self.request)
        if user is not None:
            newSecurityManager(self.request, user)
        self.request.response.setStatus(self.status, lock=1)
        return self.show()

    def as_json(self):
        return ErrorHandling(self.context, self.request)()

    def title(self) -> Sentence:
        raise NotImplementedError

    def words(self) -> Sentence:
        raise NotImplementedError


class NotThere(Error):
    """There is nothing, or nothing that this person may see."""

    status = 404

    def as_json(self):
        return answer(absent(), self.request)

    def title(self) -> Sentence:
        return _("There is nothing here, or nothing you may see")

    def words(self) -> Sentence:
        return _(
            "The address may be wrong, or the document is not open to the post you act "
            "as. Documents you may not see are not shown."
        )


class NoRight(Error):
    """One may not do this."""

    status = 403
    icon_name = "lock-fill"

    def title(self) -> Sentence:
        return _("You may not see this page")

    def words(self) -> Sentence:
        actor = self.actor()
        if actor is None:
            return _("Ask the Office of the Ministry, extension 1204.")
        return _(
            "You are acting as ${post}. Change your post at the top right, or ask the "
            "Office of the Ministry, extension 1204.",
            post=actor.post_title,
        )


class Refused(Error):
    """A rule said no on the way to a page."""

    kind = "warn"
    icon_name = "exclamation-triangle-fill"

    def __call__(self):
        self.status = self.context.status
        return super().__call__()

    def as_json(self):
        return answer(self.context, self.request)

    def title(self) -> Sentence:
        return self.context.message

    def words(self) -> Sentence:
        return _("Nothing was changed.")


class Broken(Error):
    """Something of ours is broken; nothing was written."""

    kind = "error"
    icon_name = "exclamation-octagon-fill"

    def __call__(self):
        if not is_api(self.request):
            self.code = f"LOI-{token_hex(2)}-{token_hex(2)}".upper()
            log.error("%s at %s", self.code, self.request.get("URL"))
            log.error("%s", self.code, exc_info=sys.exc_info())
        return super().__call__()

    def title(self) -> Sentence:
        return _("The system met an error; what you just did was not written")

    def words(self) -> Sentence:
        return _(
            "Try again in a few minutes. If it happens again, tell the administrators "
            "the code ${code}.",
            code=self.code,
        )
