"""What a draft does when a file comes to it."""

from imoit.content.drafting.operations import keep_version
from imoit.content.drafting.schema import IDrafted


def keep(attachment, event) -> None:
    """Every main file of a draft is a version; asked before it lies there."""
    document = event.newParent
    if IDrafted.providedBy(document):
        keep_version(document, attachment)
