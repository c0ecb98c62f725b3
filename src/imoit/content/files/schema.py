"""An attachment: one file of a document."""

from Acquisition import aq_parent
from imoit.content.files import domain
from imoit.workflows.transitions.schema import Closed
from plone.dexterity.content import Item
from plone.namedfile.field import NamedBlobFile
from zope import schema
from zope.i18nmessageid import MessageFactory
from zope.interface import Attribute
from zope.interface import implementer
from zope.interface import Interface
from zope.schema.vocabulary import SimpleTerm
from zope.schema.vocabulary import SimpleVocabulary


_ = MessageFactory("imoit")


class IAttachment(Interface):
    """A file of a document, with its role."""

    title = schema.TextLine(title="Name", required=False)
    file = NamedBlobFile(title="File", required=True)
    role = schema.TextLine(title="Role", required=True, default="attachment")
    secrecy = schema.TextLine(title="Secrecy", required=True, default="normal")
    sha256 = schema.TextLine(title="Checksum", required=False, readonly=True)
    checks = Attribute("How the scan stood when it came: tuple of plain checks.")
    pages = schema.Int(title="Pages", required=False, readonly=True)
    paper = Attribute("Whether a scan bears its folder's code: matched, no_code, ''.")


MODES = SimpleVocabulary(
    [
        SimpleTerm("flag", "flag", _("Accept it and mark it")),
        SimpleTerm("refuse", "refuse", _("Refuse the file")),
    ]
)


def _mode(title, default: str) -> schema.Choice:
    return schema.Choice(title=title, vocabulary=MODES, default=default, required=True)


class IScanRules(Interface):
    """What happens to a file that is not as the decree or safety asks."""

    most_mb = schema.Int(
        title=_("Largest file, in MB"), min=1, max=domain.LIMIT_MB, default=50
    )
    most_pages = schema.Int(
        title=_("Most pages in a file"), min=1, max=10_000, default=2000
    )
    readable = _mode(_("It cannot be read: damaged, with a password, blank"), "refuse")
    active = _mode(_("It can act by itself: scripts, programs, hidden files"), "refuse")
    pages = _mode(_("It has too many pages"), "refuse")
    encrypted = _mode(_("It is encrypted, and opens without a password"), "flag")
    version = _mode(_("It is no PDF, or a PDF older than 1.4"), "flag")
    colour = _mode(_("A page is not in colour"), "flag")
    resolution = _mode(_("A page has less than 200 dpi"), "flag")


@implementer(IAttachment)
class Attachment(Closed, Item):
    """Not in the catalog: it is found, and seen, through its document."""

    checks: tuple = ()
    pages = 0
    paper = ""

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
