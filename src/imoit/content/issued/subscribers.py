"""What follows from a step of a published document."""

from imoit.content.issued.operations import shut


def recalled(document, event) -> None:
    """A recall shuts the files, whatever door it came through."""
    if event.step == "recall":
        shut(document, event.comment)
