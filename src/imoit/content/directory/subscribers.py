"""Keeps the index of holders true."""

from imoit.content.directory import storage


def renew(post, event) -> None:
    """A post came, changed or went."""
    storage.rebuild()
