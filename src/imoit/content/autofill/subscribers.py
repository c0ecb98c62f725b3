"""What reading does when it hears news from below."""

from imoit.content.autofill.operations import pass_gate


def read_first(document, event) -> None:
    """A file that is sent for a document is read before it is stored."""
    pass_gate(
        event.request,
        [(event.name, event.data)],
        door="file",
        confirmed=event.confirmed,
    )
