"""What the room announces."""

from zope.interface import Attribute
from zope.interface import implementer
from zope.interface import Interface


class IProcessPublished(Interface):
    """A process has a new definition in force."""

    process = Attribute("Id of the process.")
    version = Attribute("Number of the version.")


@implementer(IProcessPublished)
class ProcessPublished:
    """Announces *process* in *version*."""

    def __init__(self, process: str, version: int):
        self.process = process
        self.version = version
