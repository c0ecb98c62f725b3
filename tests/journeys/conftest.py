"""The whole Ministry behind a real HTTP server."""

from tests.journeys.client import Ministry

import pytest


@pytest.fixture
def ministry(acceptance):
    return Ministry(acceptance["portal"].absolute_url())
