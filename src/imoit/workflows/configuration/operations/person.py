"""Who configures."""

from imoit.workflows.actors.domain import Actor
from imoit.workflows.actors.operations import current_actor
from imoit.workflows.refusal import NotAllowed
from plone import api
from typing import Any


def acting(request: Any) -> Actor:
    """Return who acts; a manager without a post acts by name alone."""
    try:
        return current_actor(request)
    except NotAllowed:
        user = api.user.get_current()
        name = user.getProperty("fullname", "") if user.getId() else ""
        login = user.getId() or ""
        return Actor(login, name or login, "", "", "", "", "", ())
