from imoit.content.directory import storage
from imoit.content.directory.operations import people

import transaction


def touched(portal):
    """Return what the transaction would write, by class."""
    return {type(obj).__name__ for obj in portal._p_jar._registered_objects}


def test_adding_an_agency_touches_no_folder_and_no_catalog(functional):
    portal = functional["portal"]
    transaction.commit()
    folder = storage.folder("agencies")

    people.add_agency("G99.01", "Cơ quan mới")

    assert folder._p_changed is False
    assert storage.root()._p_changed is False
    assert "Directory" not in touched(portal)
    assert not {name for name in touched(portal) if "Catalog" in name}


def test_entries_are_in_no_catalog(portal):
    rows = portal.portal_catalog.unrestrictedSearchResults(
        path="/".join(storage.folder("posts").getPhysicalPath())
    )

    assert [row.getId for row in rows if row.getId != "posts"] == []
