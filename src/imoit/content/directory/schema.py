"""Units, posts, people and agencies as content."""

from imoit.content.directory import domain
from plone.dexterity.content import Container
from plone.dexterity.content import Item
from zope import schema
from zope.i18nmessageid import MessageFactory
from zope.interface import implementer
from zope.interface import Interface
from zope.schema.vocabulary import SimpleTerm
from zope.schema.vocabulary import SimpleVocabulary


_ = MessageFactory("imoit")

KINDS = SimpleVocabulary(
    [SimpleTerm(kind, kind, _(title.text)) for kind, title in domain.KINDS.items()]
)


class IDirectoryFolder(Interface):
    """The directory, and its four folders."""


class IEntry(Interface):
    """An entry of the directory."""


class IUnit(IEntry):
    """A unit of the Ministry."""

    title = schema.TextLine(title=_("Name"), required=True)
    symbol = schema.TextLine(title=_("Symbol"), required=True)
    kind = schema.Choice(
        title=_("Kind"), vocabulary=KINDS, required=True, default="other"
    )
    valid_from = schema.Date(title=_("Valid from"), required=False)
    valid_to = schema.Date(title=_("Valid to"), required=False)


class IPost(IEntry):
    """A post in a unit: rights belong to it, not to its holder.

    What rights follow from is not written through forms: see `operations.posts`.
    """

    title = schema.TextLine(title=_("Title of the post"), required=True)
    unit = schema.TextLine(title=_("Unit"), readonly=True)
    function = schema.TextLine(title=_("Function"), readonly=True)
    serves = schema.TextLine(title=_("Serves"), required=False, readonly=True)
    holder = schema.TextLine(title=_("Holder"), required=False, readonly=True)
    pending = schema.TextLine(
        title=_("Waits for a second person"), required=False, readonly=True
    )


class IPerson(IEntry):
    """A person, known by the login."""

    title = schema.TextLine(title=_("Full name"), required=True)
    email = schema.TextLine(title=_("E-mail"), required=False)


class IAgency(IEntry):
    """A body outside the Ministry."""

    title = schema.TextLine(title=_("Name"), required=True)
    organ_id = schema.TextLine(title=_("Agency code"), readonly=True)
    aliases = schema.Tuple(
        title=_("Other codes"),
        value_type=schema.TextLine(),
        required=False,
        missing_value=(),
    )


class Quiet:
    """A flat folder that adding writes to, and nothing else."""

    _ordering = "unordered"

    def notifyModified(self):
        """Adding is no change of the folder."""

    def reindexObject(self, idxs=()):
        """Its row in the catalog stays as it was made."""


@implementer(IDirectoryFolder)
class Directory(Quiet, Container):
    """Units, posts, people and agencies."""


class Entry(Item):
    """An entry of the directory: found through its own index, not the catalog."""

    def indexObject(self):
        """Stay out of the catalog."""

    def unindexObject(self):
        """Nothing to take out."""

    def reindexObject(self, idxs=()):
        """Nothing to renew."""

    def reindexObjectSecurity(self, skip_self=False):
        """Nothing to renew."""


@implementer(IUnit)
class Unit(Entry):
    """A unit of the Ministry."""

    symbol = ""
    kind = "other"
    valid_from = None
    valid_to = None
    successor = ""
    heirs: dict = {}  # noqa: RUF012 - a default; it is replaced, never changed
    heir_names: dict = {}  # noqa: RUF012 - the same


@implementer(IPost)
class Post(Entry):
    """A post in a unit."""

    unit = ""
    function = ""
    serves = ""
    holder = ""
    pending = ""
    pending_by = ""


@implementer(IPerson)
class Person(Entry):
    """A person; `password_by` is somebody else who may know the password."""

    email = ""
    password_by = ""


@implementer(IAgency)
class Agency(Entry):
    """A body outside the Ministry."""

    organ_id = ""
    aliases = ()
