def test_install(integration):
    portal = integration["portal"]
    assert portal
def test_portal(portal):
    assert "Staff" in portal.valid_roles()
