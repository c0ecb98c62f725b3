"""What tasks do when their document is opened."""

from imoit.content.tasks.operations.working import receive


def receipt(document, event) -> None:
    """The first opening by each addressee is recorded (R-09)."""
    receive(document, event.by)
