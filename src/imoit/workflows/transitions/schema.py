"""Content that moves through a process, and the ways of Plone that stay shut on it."""

from Acquisition import aq_base
from borg.localrole.interfaces import ILocalRoleProvider
from collections.abc import Callable
from collections.abc import Iterable
from collections.abc import Mapping
from imoit.workflows.actors.domain import function_of
from imoit.workflows.actors.domain import LEADING
from imoit.workflows.actors.domain import within
from imoit.workflows.refusal import _
from imoit.workflows.refusal import Conflict
from imoit.workflows.refusal import NotAllowed
from imoit.workflows.refusal import Refusal
from imoit.workflows.refusal import Sentence
from imoit.workflows.rest.operations import read_date
from imoit.workflows.rest.operations import read_text
from imoit.workflows.transitions import domain
from imoit.workflows.transitions.domain import field
from imoit.workflows.transitions.interfaces import IConditions
from imoit.workflows.transitions.interfaces import IEffect
from imoit.workflows.transitions.interfaces import IMoving
from imoit.workflows.transitions.interfaces import IStepField
from plone import api
from plone.dexterity.content import Container
from typing import Any
from typing import NamedTuple
from zope.component import adapter
from zope.interface import implementer
from zope.interface import Interface


class Closed:
    """The ways of Plone that would pass the gate or the journal: shut."""

    def cb_isCopyable(self):
        """A copy would pass the gate unasked."""
        return False

    def cb_isMoveable(self):
        """A document stays where its address is."""
        return False

    def manage_renameObject(self, old_id, new_id, REQUEST=None):
        """Addresses do not change."""
        raise NotAllowed(_("Documents cannot be renamed."))

    def _verifyObjectPaste(self, obj, validate_src=True):
        raise NotAllowed(_("Documents cannot be pasted here."))

    def manage_pasteObjects(self, cb_copy_data=None, REQUEST=None):
        """Pasting would pass the gate unasked."""
        raise NotAllowed(_("Documents cannot be pasted here."))

    def manage_importObject(self, file, REQUEST=None, set_owner=1, suppress_events=0):
        """Importing would pass the gate unasked."""
        raise NotAllowed(_("Import is closed here."))

    def manage_setLocalRoles(self, userid, roles, REQUEST=None):
        """Roles come with acts, to groups, with their cause; Owner is not given."""

    def manage_addLocalRoles(self, userid, roles, REQUEST=None):
        """Roles come with acts, to groups, with their cause."""

    def manage_delLocalRoles(self, userids, REQUEST=None):
        """Roles go with their cause."""

    def PUT_factory(self, name, typ, body):
        """WebDAV is closed."""
        raise no_webdav()

    def PUT(self, REQUEST=None, RESPONSE=None):
        """WebDAV is closed."""
        raise no_webdav()

    MKCOL = MKCOL_handler = COPY = MOVE = LOCK = UNLOCK = PROPPATCH = PUT


@implementer(IMoving)
class Moving(Closed, Container):
    """Content that moves through a process: unordered, with grants, never deleted."""

    _ordering = "unordered"
    grants: tuple = ()

    def suits(self, step: str) -> bool:
        """Tell whether *step* makes sense for this very thing, whoever asks."""
        return True

    def admits(self, step: str, groups: Iterable[str]) -> bool:
        """Tell whether *step* is a matter of *groups*, beyond what their roles say."""
        return True

    def withheld_from(self, groups: Iterable[str]) -> Refusal | None:
        """Return what answers an act of *groups* on it while it is hidden from them."""
        return None

    def only_inside(self, step: str) -> bool:
        """Tell whether *step* is refused to Plone's own doors."""
        return False

    def waits_for(self) -> tuple[str, ...]:
        """Return `<box>/<group>` for whom it waits; no box means that of its state."""
        return ()

    def is_kept(self) -> bool:
        """Tell whether this must never be deleted."""
        return True

    def journal_root(self):
        """Return the document whose record this belongs to."""
        return self

    def scope_keys(self) -> tuple[str, ...]:
        """Return the keys by which a delegation is cut to a field."""
        chain = api.portal.get_tool("portal_workflow").getChainFor(self.journal_root())
        return (*chain, *field(self.grants))

    def _delObject(self, name, *args, **kw):
        keep(self._getOb(name))
        return super()._delObject(name, *args, **kw)

    def notifyModified(self):
        """Adding a child is no change of the thing itself."""

    def Subject(self):
        """Keywords of Plone: none; `subject` is the abstract."""
        return ()


@implementer(IStepField)
class StepField:
    """A field that the form of a step may ask for; its name is its name in REST."""

    title: Sentence
    of: Any = IMoving
    kind = "text"

    def __init__(self, name: str, title: Sentence):
        self.name, self.title = name, title

    def choices(self, obj: Any) -> list[tuple[str, str]]:
        """Offer nothing to choose from."""
        return []

    def value(self, obj: Any) -> Any:
        """Show what the thing keeps under the name of the field."""
        return getattr(aq_base(obj), self.name, "") or ""

    def read(self, data: Mapping[str, Any]) -> Any:
        """Read a text."""
        return read_text(data, self.name, limit=2000)

    def write(self, obj: Any, value: Any) -> None:
        """Keep it under the name of the field."""
        setattr(obj, self.name, value)


class DateField(StepField):
    """A day."""

    kind = "date"

    def read(self, data: Mapping[str, Any]) -> Any:
        return read_date(data, self.name)


class Said(StepField):
    """The reason, or an opinion: kept in the history of steps, of anything at all."""

    of = Interface

    def value(self, obj: Any) -> str:
        return ""

    def write(self, obj: Any, value: Any) -> None:
        """Nothing to keep beside the history."""


REASON = Said(domain.REASON, _("Reason"))


@implementer(IEffect)
class Effect:
    """What a step may bring with it."""

    title: Sentence
    of: Any = IMoving
    after: tuple[str, ...] = ()
    back: tuple[str, ...] = ()
    steps: tuple[str, ...] = ()

    def __init__(self, title: Sentence, run: Callable[[Any, Any], None], **more: Any):
        self.title, self.run = title, run
        self.__dict__.update(more)

    def check(self, obj: Any, taken: Any) -> None:
        """Refuse nothing."""


class Condition(NamedTuple):
    """What may be asked of a thing before a step: a clause, of what, is it so."""

    title: Sentence
    of: Any
    holds: Callable[[Any], bool]


@implementer(IConditions)
class Conditions:
    """The conditions of a room, by name."""

    def __init__(self, **found: Condition):
        self.found = found

    def conditions(self) -> dict[str, Condition]:
        """Return them all."""
        return self.found


@implementer(ILocalRoleProvider)
@adapter(IMoving)
class CutRoles:
    """The roles of a group for those who have them by delegation in one field only.

    Nothing is stored: `<group>@<key>` has here what the group has, where the key fits.
    """

    def __init__(self, context):
        self.context = context

    def getRoles(self, principal_id):
        """Return the roles of a group that is cut to a field."""
        group, _at, key = principal_id.partition("@")
        if not key or key not in self.context.scope_keys():
            return ()
        return self._roles().get(group, ())

    def getAllRoles(self):
        """Yield each group that may be cut, with each key of this thing."""
        keys = None
        for group, roles in self._roles().items():
            if function_of(group) in LEADING:
                keys = keys or self.context.scope_keys()
                for key in keys:
                    yield within(group, key), roles

    def _roles(self):
        return getattr(aq_base(self.context), "__ac_local_roles__", None) or {}


def no_webdav() -> NotAllowed:
    """Return the refusal of every WebDAV door."""
    return NotAllowed(_("Documents cannot be written by WebDAV."))


def keep(content) -> None:
    """Refuse to delete what must be kept, whoever asks."""
    if getattr(content, "is_kept", lambda: False)():
        raise Conflict(
            _("Documents, directives and tasks are kept: they cannot be deleted."),
            details={"kept": content.getId()},
        )


def keep_all(content, event) -> None:
    """Refuse to delete a container that holds what must be kept."""
    if event.newParent is None:
        keep(content)


def no_key(content):
    """Give no integer id: relations of ours are plain UIDs.

    The tables of integer ids are two buckets more to write for each thing.
    """
    return None
