"""Profiles that nobody should be offered by mistake."""

from plone.base.interfaces import INonInstallable
from zope.interface import implementer


@implementer(INonInstallable)
class HiddenProfiles:
    """Keeps ours from the list of a new site: the demo has published passwords."""

    def getNonInstallableProfiles(self) -> list[str]:
        """Return the profiles that `make run` or a site manager applies by name."""
        return [
            "imoit.policy:demo",
            "imoit.policy:site",
            "imoit.policy:uninstall",
        ]

    def getNonInstallableProducts(self) -> list[str]:
        """Return nothing: the add-on itself is offered."""
        return []
