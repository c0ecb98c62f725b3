"""The whole Ministry behind a real HTTP server."""

from imoit.policy.testing import ACCEPTANCE
from pytest_plone import fixtures_factory

import pytest


globals().update(fixtures_factory(((ACCEPTANCE, "acceptance"),)))


@pytest.fixture
def ministry(acceptance):
    from tests.journeys.client import Ministry

    return Ministry(acceptance["portal"].absolute_url())
