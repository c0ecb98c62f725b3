"""The fixtures of the one site, shared by rooms and journeys."""

from imoit.policy.testing import ACCEPTANCE
from imoit.policy.testing import FUNCTIONAL
from imoit.policy.testing import INTEGRATION
from pytest_plone import fixtures_factory


FIXTURES = fixtures_factory(
    (
        (ACCEPTANCE, "acceptance"),
        (FUNCTIONAL, "functional"),
        (INTEGRATION, "integration"),
    )
)
