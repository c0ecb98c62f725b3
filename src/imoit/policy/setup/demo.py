"""The demo ministry: what the profile `demo` cannot say in XML."""

from imoit.policy.setup import demo_ministry
from typing import Any


def load(portal: Any) -> None:
    """Fill *portal* with the people of the demo ministry."""
    demo_ministry.load_people(portal)
