"""One site for all rooms."""

from tests.site import FIXTURES


globals().update(FIXTURES)
