"""The doors of the directory, behind a real HTTP server."""

import pytest


@pytest.fixture
def ministry(acceptance):
    from tests.journeys.client import Ministry

    return Ministry(acceptance["portal"].absolute_url())


@pytest.fixture
def manager(ministry):
    return ministry.as_("quantri")
