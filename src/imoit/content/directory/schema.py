"""Units, posts, people and agencies as content."""

from plone.dexterity.content import Container
from plone.dexterity.content import Item
from zope import schema
from zope.interface import implementer
from zope.interface import Interface


class IDirectoryFolder(Interface):
    """The directory, and its four folders."""


class IUnit(Interface):
    """A unit of the Ministry."""

    title = schema.TextLine(title="Name", required=True)
    symbol = schema.TextLine(title="Symbol", required=True)
    valid_from = schema.Date(title="Valid from", required=False)
    valid_to = schema.Date(title="Valid to", required=False)


class IPost(Interface):
    """A post in a unit: rights belong to it, not to its holder."""

    title = schema.TextLine(title="Title", required=True)
    unit = schema.TextLine(title="Unit", required=True)
    function = schema.TextLine(title="Function", required=True)
    serves = schema.TextLine(title="Serves", required=False)
    holder = schema.TextLine(title="Holder", required=False, readonly=True)
    pending = schema.TextLine(title="Pending holder", required=False, readonly=True)


class IPerson(Interface):
    """A person, known by the login."""

    title = schema.TextLine(title="Full name", required=True)
    email = schema.TextLine(title="E-mail", required=False)


class IAgency(Interface):
    """A body outside the Ministry."""

    title = schema.TextLine(title="Name", required=True)
    organ_id = schema.TextLine(title="Code", required=True)


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
    valid_from = None
    valid_to = None


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
    """A person."""

    email = ""


@implementer(IAgency)
class Agency(Entry):
    """A body outside the Ministry."""

    organ_id = ""
