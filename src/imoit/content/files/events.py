"""What happens to files."""

from typing import Any
from zope.interface import Attribute
from zope.interface import implementer
from zope.interface import Interface


class IPreviewKept(Interface):
    """A text has its preview now."""

    attachment = Attribute("The file.")


@implementer(IPreviewKept)
class PreviewKept:
    """A text has its preview now."""

    def __init__(self, attachment: Any):
        self.attachment = attachment
