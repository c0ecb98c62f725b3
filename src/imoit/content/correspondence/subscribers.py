"""What every document does when it is opened: the journal counts readings too."""

from imoit.content.correspondence.operations import recipients_seen
from imoit.workflows.journal.operations import note


def write_down(document, event) -> None:
    """One line for the reading; the first opening by a recipient is receipt."""
    note(
        "read",
        person=event.by.person,
        name=event.by.name if event.by.behalf else "",
        post=event.by.post,
        uid=document.UID(),
    )
    recipients_seen(document, event.by)
