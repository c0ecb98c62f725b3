"""What only a site of its own may do."""


def applied(tool) -> None:
    """Finish the `site` profile."""
