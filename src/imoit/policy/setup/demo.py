"""The demo ministry: what the profile `demo` cannot say in XML."""


def load(portal) -> None:
    """Fill *portal* with the people of the demo ministry."""
