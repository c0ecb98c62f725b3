"""The folder of all outgoing documents."""


def install(portal) -> None:
    """Make `outgoing` in the portal."""
