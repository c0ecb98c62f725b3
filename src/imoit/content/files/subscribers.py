"""What follows in this room from what happens to files."""

from imoit.content.files.operations import pictures


def draw_pages(event):
    """A preview has pages to look at, as any PDF has."""
    pictures.begin(event.attachment)
