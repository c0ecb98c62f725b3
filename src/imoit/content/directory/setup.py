"""The directory folder and the groups' plug-in."""


def install(portal) -> None:
    """Make `directory` and the plug-in that turns posts into groups."""


def uninstall(portal) -> None:
    """Take the plug-in out."""
