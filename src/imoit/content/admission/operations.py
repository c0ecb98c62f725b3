"""The gate: asked at every door before a byte is stored."""

from contextlib import contextmanager
from imoit.content.admission import domain
from imoit.content.admission.domain import Refused
from imoit.workflows.actors.operations import current_actor
from imoit.workflows.journal.operations import note
from imoit.workflows.refusal import Refusal
from plone import api

import transaction


def admit(
    *, secrecy: str | None, type_name: str | None, subject: str | None, door: str
) -> None:
    """Refuse secrets and denunciations at *door*, leaving one journal line."""
    with watched(door):
        domain.check(secrecy, type_name, subject)


def admit_again(
    *, secrecy: str | None, type_name: str | None, subject: str | None, door: str
) -> None:
    """Refuse what is inside and should not be, with its line; nothing is undone.

    Rules may have become stricter since it came: an act on it asks again.
    """
    try:
        domain.check(secrecy, type_name, subject)
    except Refused as refused:
        _write_down(door, refused)
        raise


def admit_file(*, secrecy: str | None, title: str | None, door: str) -> None:
    """Refuse a file with a secret level of its own, or headed as a denunciation."""
    with watched(door):
        domain.check_subject(title)
        domain.check_secrecy(secrecy)


@contextmanager
def watched(door: str):
    """Turn a shut gate into one journal line and an undone transaction."""
    try:
        yield
    except Refused as refused:
        transaction.doom()
        _write_down(door, refused)
        raise


def _write_down(door: str, refused: Refused) -> None:
    user = api.user.get_current().getId() or "-"
    try:
        post = current_actor().post
    except Refusal:
        post = ""
    note(
        "refused_at_gate",
        person=user,
        post=post,
        details={"door": door, "rule": refused.rule.id},
    )
