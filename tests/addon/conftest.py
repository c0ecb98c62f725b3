"""A stock Plone site that knows of iMOIT and has not installed it."""

from imoit.policy.testing import STOCK
from pytest_plone import fixtures_factory


globals().update(fixtures_factory(((STOCK, "stock"),)))
