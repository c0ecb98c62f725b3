"""The line that every change of hands leaves in the journal."""

from imoit.content.directory.operations.parties import DirectoryUtility
from imoit.workflows.actors.domain import Actor
from imoit.workflows.actors.operations import acting_posts
from imoit.workflows.journal.operations import record
from typing import Any
from zope.globalrequest import getRequest


def write_down(act: str, entry: Any, by: str, details: dict[str, str]) -> None:
    """Write that *by* did *act* to *entry*, in the post *by* acts as."""
    record(act, entry.UID(), actor=actor_of(by), details=details)


def actor_of(login: str) -> Actor:
    """Return as whom *login* acts; who holds no post yet acts as nobody else."""
    posts = acting_posts(login, getRequest())
    directory = DirectoryUtility()
    post = posts[0] if posts else ""
    found = directory.actor(login, post) or directory.stand_in(login, post)
    return found or Actor(login, login, "", "", "", "", "", ())
