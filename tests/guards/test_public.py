from lxml import etree
from tests.guards import house


KINDS = ("page", "service", "view", "resource", "viewlet")
# Pages and services that need no permission of ours, each with its reason.
# Keys: "name for", as they are written in the ZCML.
PUBLIC = {
    "imoit ": "style, scripts and icons of every page, the log-in page too",
    "imoit-conditions *": "answers guards alone, no address; says only yes or no",
    "imoit-frame *": "the macro around every page, the log-in page too",
    "index.html Exception": "an error must be readable",
    "index.html transaction.interfaces.TransientError": "an error must be readable",
    "index.html imoit.workflows.refusal.Refusal": "an error must be readable",
    "index.html zExceptions.BadRequest": "an error must be readable",
    "index.html zExceptions.Forbidden": "an error must be readable",
    "index.html zExceptions.NotFound": "an error must be readable",
    "index.html zExceptions.unauthorized.Unauthorized": "an error must be readable",
    "insufficient-privileges plone.base.interfaces.INavigationRoot": "says no",
    "logged-out plone.base.interfaces.INavigationRoot": "says good-bye",
    "login plone.base.interfaces.INavigationRoot": "who logs in is not logged in yet",
}
# What one may view, one may ask; the operation decides whether one may also do it.
VIEW = {
    "IAttachment": "its document's process gives View",
    "ICorrespondence": "the document's process gives View",
    "ICorrespondenceFolder": "only staff have View; the permission to add decides",
    "IDiscussed": "the document's process gives View",
    "IDrafted": "the document's process gives View",
    "IIncomingDocument": "the document's process gives View",
    "IIncomingFolder": "only staff have View; the permission to add decides",
    "IMoving": "the thing's process gives View",
    "IOutgoingDocument": "the document's process gives View",
    "IOutgoingFolder": "only staff have View; the permission to add decides",
    "ITask": "the task's process gives View",
}
VIEW_BY_NAME = {
    "@inbox plone.base.interfaces.IPloneSiteRoot": "lists what waits for oneself",
    "@users plone.base.interfaces.IPloneSiteRoot": "Plone's own, with one refusal more",
}


def key(node: etree._Element) -> str:
    return f"{node.get('name', '')} {node.get('for', '')}"


def is_open(node: etree._Element) -> bool:
    """Tell whether *node* answers to people whom no permission of ours let in."""
    permission = node.get("permission", "")
    if permission.startswith("imoit."):
        return False
    if permission == "zope2.View":
        last = node.get("for", "").rpartition(".")[2]
        return last not in VIEW and key(node) not in VIEW_BY_NAME
    if permission in ("cmf.ManagePortal", "zope2.DeleteObjects"):
        return False
    return key(node) not in PUBLIC


def opened(text: str) -> list[str]:
    """Return the pages and services in a ZCML text that are open without a reason."""
    return [
        f"{key(node)} ({node.get('permission')})"
        for node in house.xml(text).iter()
        if house.tag(node) in KINDS and is_open(node)
    ]


def test_nothing_is_public_without_a_reason():
    found = [
        f"{house.short(path)}: {problem}"
        for path in house.files("*.zcml", house.SOURCE)
        for problem in opened(path.read_text("utf-8"))
    ]

    assert found == []


def test_a_public_page_is_found():
    text = '<c><page name="leak" for="*" permission="zope.Public" /></c>'

    assert opened(text) == ["leak * (zope.Public)"]


def test_a_view_on_the_whole_site_is_found():
    text = '<c><service name="@all" for="IPloneSiteRoot" permission="zope2.View" /></c>'

    assert opened(text) == ["@all IPloneSiteRoot (zope2.View)"]
