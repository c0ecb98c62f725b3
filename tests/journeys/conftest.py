"""The whole Ministry behind a real HTTP server."""

from tests.journeys.client import Ministry
from tests.site import FIXTURES

import pytest


globals().update(FIXTURES)


@pytest.fixture
def ministry(acceptance):
    return Ministry(acceptance["portal"].absolute_url())
