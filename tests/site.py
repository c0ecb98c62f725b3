"""The fixtures of the one site, a plug-in of `tests/conftest.py` where Plone runs."""

from imoit.policy.testing import ACCEPTANCE
from imoit.policy.testing import FUNCTIONAL
from imoit.policy.testing import INTEGRATION
from pytest_plone import fixtures_factory


globals().update(
    fixtures_factory(
        (
            (ACCEPTANCE, "acceptance"),
            (FUNCTIONAL, "functional"),
            (INTEGRATION, "integration"),
        )
    )
)
