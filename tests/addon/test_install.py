from imoit.policy.setup.small_leaves import SmallLeaves
from imoit.workflows.pages.interfaces import IStaffLayer
from imoit.workflows.words.storage import path
from plone.app.testing import setRoles
from plone.app.testing import SITE_OWNER_NAME
from plone.app.testing import SITE_OWNER_PASSWORD
from plone.app.testing import TEST_USER_ID
from plone.browserlayer.utils import registered_layers
from plone.testing.zope import Browser
from Products.CMFPlone.interfaces import INonInstallable
from Products.CMFPlone.utils import get_installer
from zope.component import getUtility

import pytest
import transaction


FOLDERS = {"directory", "incoming", "outgoing"}


@pytest.fixture
def site(stock):
    portal = stock["portal"]
    setRoles(portal, TEST_USER_ID, ["Manager"])
    return portal


@pytest.fixture
def installer(site):
    return get_installer(site)


@pytest.fixture
def installed(site, installer):
    assert installer.install_product("imoit.policy")
    transaction.commit()
    return site


@pytest.fixture
def uninstalled(installed, installer):
    assert installer.uninstall_product("imoit.policy")
    transaction.commit()
    return installed


@pytest.fixture
def visitor(stock):
    browser = Browser(stock["app"])
    browser.handleErrors = False
    return browser


@pytest.fixture
def owner(visitor):
    visitor.addHeader("Authorization", f"Basic {SITE_OWNER_NAME}:{SITE_OWNER_PASSWORD}")
    return visitor


def plugins(site):
    return {
        name
        for name in site.acl_users.objectIds()
        if "imoit" in type(site.acl_users[name]).__module__
    }


def kinds(site):
    catalog = site.portal_catalog._catalog
    trees = [getattr(index, "_unindex", None) for index in catalog.indexes.values()]
    return {type(catalog.data), *(type(tree) for tree in trees)}


def test_a_stock_site_is_offered_the_add_on(installer):
    assert installer.is_product_installable("imoit.policy")


def test_an_install_makes_the_folders_of_the_ministry(installed):
    assert set(installed.objectIds()) >= FOLDERS


def test_an_install_brings_roles_layer_and_processes(installed):
    assert "Staff" in installed.valid_roles()
    assert IStaffLayer in registered_layers()
    assert {"incoming", "outgoing", "task"} <= set(installed.portal_workflow)


def test_an_install_leaves_the_site_s_own_catalog_whole(site, installer):
    before = set(site.portal_catalog.indexes())

    installer.install_product("imoit.policy")

    assert before <= set(site.portal_catalog.indexes())


def test_an_installed_site_still_answers(installed, visitor):
    visitor.open(installed.absolute_url())

    assert visitor.headers["status"].startswith("200")


def test_an_install_can_be_done_twice(installed):
    installed.portal_setup.runAllImportStepsFromProfile("profile-imoit.policy:default")

    assert set(installed.objectIds()) >= FOLDERS


def test_an_uninstall_takes_layer_and_plug_in_back(uninstalled):
    assert IStaffLayer not in registered_layers()
    assert plugins(uninstalled) == set()


def test_an_uninstall_keeps_what_the_ministry_holds(uninstalled):
    assert set(uninstalled.objectIds()) >= FOLDERS


def test_an_uninstall_leaves_no_tree_of_ours_in_the_catalog(installed, installer):
    installed.portal_setup.runAllImportStepsFromProfile("profile-imoit.policy:site")
    rows = list(installed.portal_catalog._catalog.data)
    assert kinds(installed) >= {SmallLeaves}

    installer.uninstall_product("imoit.policy")

    assert SmallLeaves not in kinds(installed)
    assert list(installed.portal_catalog._catalog.data) == rows


def test_an_uninstalled_site_still_answers(uninstalled, visitor):
    visitor.open(uninstalled.absolute_url())

    assert visitor.headers["status"].startswith("200")


def test_an_uninstalled_site_still_takes_content(uninstalled, owner):
    owner.open(f"{uninstalled.absolute_url()}/++add++Document")
    owner.getControl(name="form.widgets.IDublinCore.title").value = "Page"
    owner.getControl("Save").click()

    assert "page" in uninstalled.objectIds()


def test_the_add_on_can_come_back(uninstalled, installer):
    assert installer.install_product("imoit.policy")
    assert installer.is_product_installed("imoit.policy")


def found(site, text):
    brains = site.portal_catalog.unrestrictedSearchResults(SearchableText=text)
    return [brain.getId for brain in brains]


def file_of_words(site):
    index = site.portal_catalog._catalog.indexes["SearchableText"]
    return path(index.uid) if hasattr(index, "uid") else None


@pytest.fixture
def with_a_page(site):
    site.invokeFactory("Document", "page", title="Kết nối liên thông")
    transaction.commit()
    return site


def test_an_install_takes_the_words_of_what_is_there_out_of_the_database(
    with_a_page, installer
):
    installer.install_product("imoit.policy")
    transaction.commit()

    assert file_of_words(with_a_page).exists()
    assert found(with_a_page, "ket noi") == ["page"]


def test_an_install_that_is_undone_leaves_plone_s_index(with_a_page, installer):
    installer.install_product("imoit.policy")
    transaction.abort()

    assert file_of_words(with_a_page) is None
    assert found(with_a_page, "ket noi") == ["page"]


def test_an_uninstall_makes_the_index_of_words_plone_s_again(with_a_page, installer):
    before = with_a_page.portal_catalog._catalog.indexes["SearchableText"]
    installer.install_product("imoit.policy")
    transaction.commit()
    file = file_of_words(with_a_page)

    installer.uninstall_product("imoit.policy")
    transaction.commit()

    after = with_a_page.portal_catalog._catalog.indexes["SearchableText"]
    assert (type(after), after.lexicon_id) == (type(before), before.lexicon_id)
    assert after.getIndexType() == before.getIndexType()
    assert found(with_a_page, "ket noi") == ["page"]
    assert not file.exists()


def test_words_of_any_content_are_found_after_an_install(installed):
    installed.invokeFactory("Document", "page", title="Kết nối liên thông")
    installed.page.title = "Trục liên thông"
    installed.page.reindexObject()

    assert (found(installed, "truc"), found(installed, "ket")) == (["page"], [])


def test_the_demo_s_password_is_no_password_elsewhere(installed):
    registration = installed.portal_registration

    assert registration.testPasswordValidity("imoit-demo") is not None
    assert registration.testPasswordValidity("IMOIT-Demo") is not None
    assert registration.testPasswordValidity("correct horse") is None


def test_the_demo_is_not_offered_to_a_new_site(stock):
    hidden = getUtility(INonInstallable, name="imoit.policy")

    assert "imoit.policy:demo" in hidden.getNonInstallableProfiles()
    assert "imoit.policy:default" not in hidden.getNonInstallableProfiles()
