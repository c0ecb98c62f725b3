"""An attachment: one file of a document."""

from Acquisition import aq_parent
from imoit.workflows.transitions.schema import Closed
from plone.dexterity.content import Item
from plone.namedfile.field import NamedBlobFile
from zope import schema
from zope.interface import implementer
from zope.interface import Interface


class IAttachment(Interface):
    """A file of a document, with its role."""

    title = schema.TextLine(title="Name", required=False)
    file = NamedBlobFile(title="File", required=True)
    role = schema.TextLine(title="Role", required=True, default="attachment")
    secrecy = schema.TextLine(title="Secrecy", required=True, default="normal")
    sha256 = schema.TextLine(title="Checksum", required=False, readonly=True)


@implementer(IAttachment)
class Attachment(Closed, Item):
    """Not in the catalog: it is found, and seen, through its document."""

    def indexObject(self):
        """Stay out of the catalog."""

    def unindexObject(self):
        """Nothing to take out."""

    def reindexObject(self, idxs=()):
        """Nothing to renew."""

    def reindexObjectSecurity(self, skip_self=False):
        """Nothing to renew."""

    def document(self):
        """Return the document whose file this is."""
        return aq_parent(self)
