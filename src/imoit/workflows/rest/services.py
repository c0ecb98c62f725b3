"""The base classes of our services."""

from imoit.workflows.refusal import _
from imoit.workflows.refusal import Malformed
from imoit.workflows.refusal import NotAllowed
from imoit.workflows.refusal import NotThere
from imoit.workflows.refusal import Refusal
from imoit.workflows.rest.operations import body
from imoit.workflows.rest.operations import refused
from plone.protect.interfaces import IDisableCSRFProtection
from plone.rest import Service
from zope.interface import alsoProvides
from zope.interface import implementer
from zope.publisher.interfaces import IPublishTraverse

import json
import transaction


class AnswerService(Service):
    """A service that says no by raising a Refusal."""

    def answer(self) -> dict | list | bytes | None:
        """Return what is sent as JSON; None is 204, bytes are a file."""
        raise NotImplementedError

    def render(self):
        try:
            content = self.answer()
        except Refusal as refusal:
            transaction.doom()
            self.request.response.setStatus(refusal.status)
            content = refused(refusal, self.request)
        if content is None:
            self.request.response.setStatus(204)
            return ""
        if isinstance(content, bytes):
            return content
        self.request.response.setHeader("Content-Type", "application/json")
        return json.dumps(content, indent=2, ensure_ascii=False, sort_keys=True)


class WriteService(AnswerService):
    """Reads the JSON body, calls `write`; a refusal undoes everything.

    The token of forms is not asked for here: another site's page can make a browser
    send its cookie, but not a JSON content type, and that is asked for.
    """

    def write(self, data: dict) -> dict | None:
        """Do the act and return its answer."""
        raise NotImplementedError

    def answer(self) -> dict | list | None:
        sent_by_cookie(self.request)
        alsoProvides(self.request, IDisableCSRFProtection)
        return self.write(body(self.request))


def sent_by_cookie(request) -> None:
    """Refuse a cookie's request that another site's page could have sent."""
    kind = (request.get_header("Content-Type") or "").partition(";")[0].strip()
    if not request._auth and kind != "application/json":
        raise Malformed(_("Send Content-Type: application/json."))


@implementer(IPublishTraverse)
class PathMixin:
    """Keeps the path segments after the service's name in `self.path`."""

    path: tuple[str, ...] = ()

    def publishTraverse(self, request, name):
        self.path = (*self.path, name)
        return self


class ClosedService(AnswerService):
    """A door of Plone that stays shut on our documents, for everybody."""

    def answer(self):
        raise closed()


def closed() -> Refusal:
    """Return the refusal of a door that does not exist for our documents."""
    return NotAllowed(
        _("This way is closed for documents. Use the service of the act itself."),
        field="",
        code="closed",
    )


def absent() -> NotThere:
    """Return the one answer for what is absent and for what may not be seen."""
    return NotThere(_("There is nothing here, or nothing you may see."))
