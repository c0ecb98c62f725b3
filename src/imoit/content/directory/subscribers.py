"""Keeps the indexes true, and entries where they are."""

from imoit.content.directory import storage
from imoit.content.directory.operations.people import close_account
from imoit.content.directory.operations.people import note_password
from imoit.workflows.refusal import _
from imoit.workflows.refusal import Conflict
from imoit.workflows.refusal import NotAllowed
from plone import api


def post_kept(post, event) -> None:
    """A post came or changed."""
    storage.keep_post(post)


def post_gone(post, event) -> None:
    """A post was removed."""
    storage.forget_post(event.oldName or post.getId())


def names_changed(entry, event) -> None:
    """A unit or a person came, changed or went."""
    storage.note_change()


def agency_kept(agency, event) -> None:
    """An agency came or changed."""
    storage.keep_agency(agency)


def agency_gone(agency, event) -> None:
    """An agency was removed."""
    storage.forget_agency(event.oldName or agency.getId())


def stay(entry, event) -> None:
    """Rights hang on ids: an entry keeps its id and its place."""
    if event.object is entry and event.oldParent is not None and event.newParent:
        raise NotAllowed(_("An entry of the directory keeps its id and its place."))


def single(entry, event) -> None:
    """A copy of a post would be held by the same person."""
    raise NotAllowed(_("An entry of the directory cannot be copied."))


def refuse_removal(folder, event) -> None:
    """The folders of the directory stay as long as the site."""
    if event.object is folder:
        raise NotAllowed(_("The directory cannot be removed."))


def check_unit_is_empty(unit, event) -> None:
    """A unit goes after its posts."""
    index = storage.holders()
    if event.object is unit and index is not None:
        units = {of for of, _function, _serves in index.posts.values()}
        if unit.getId() in units:
            raise Conflict(_("This unit still has posts. End its validity instead."))


def check_post_is_vacant(post, event) -> None:
    """A post goes after its holder."""
    if event.object is post and (post.holder or post.pending):
        raise Conflict(_("Somebody holds this post. Take it first."))


def check_person_holds_nothing(person, event) -> None:
    """A person goes after the posts were taken."""
    index = storage.holders()
    held = index.by_login if index is not None else {}
    if event.object is person and person.getId() in held:
        raise Conflict(_("This person still holds posts. Take them first."))


def password_written(event) -> None:
    """Whoever writes another one's password may act as them."""
    note_password(event.principal.getId(), api.user.get_current().getId() or "")


def person_gone(person, event) -> None:
    """Who is no longer in the directory cannot log in."""
    if event.object is person:
        close_account(person.getId())
