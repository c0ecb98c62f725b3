"""The layer that marks a request to a site with iMOIT."""

from zope.publisher.interfaces.browser import IDefaultBrowserLayer


class IStaffLayer(IDefaultBrowserLayer):
    """A request to a site where iMOIT is installed."""
