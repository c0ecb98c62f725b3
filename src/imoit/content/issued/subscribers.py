"""What follows from a step of a published document."""

from imoit.content.issued.operations import hide
from imoit.content.issued.operations import shut
from imoit.content.issued.operations import shut_files


def recalled(document, event) -> None:
    """A recall shuts the files, whatever door it came through."""
    if event.step == "recall":
        shut(document, event.comment)


def restricted(document, event) -> None:
    """A restriction shuts them wholly; lifted, a recalled document's stay shut."""
    if event.step == "restrict":
        hide(document)
    if event.step == "lift_to_recalled":
        shut_files(document)
