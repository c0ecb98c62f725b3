"""What is settled before any service runs."""

from imoit.workflows.actors.operations import check_header
from plone import api
from plone.rest.interfaces import IAPIRequest


def refuse_foreign_post(event) -> None:
    """A program that names a post its user does not hold is refused everywhere."""
    if IAPIRequest.providedBy(event.request) and not api.user.is_anonymous():
        check_header(api.user.get_current().getId() or "", event.request)
