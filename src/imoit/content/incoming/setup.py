"""The folder of all incoming documents."""


def install(portal) -> None:
    """Make `incoming` in the portal."""
