"""The demo ministry: what the profile `demo` cannot say in XML."""

from imoit.policy.setup import demo_letters
from imoit.policy.setup import demo_ministry
from imoit.policy.setup import demo_tasks
from typing import Any


def load(portal: Any) -> None:
    """Fill *portal* with the people and letters of the demo ministry."""
    demo_ministry.load_people(portal)
    demo_letters.load_letters(portal)
    demo_tasks.load_tasks(portal)
