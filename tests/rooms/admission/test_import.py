from imoit.content.admission.domain import Refused
from imoit.workflows.refusal import NotAllowed
from plone.dexterity.utils import createContent
from tests.rooms import ministry

import pytest


def test_import_into_our_folders_is_shut(integration):
    with ministry.acting("vanthu.bo"), pytest.raises(NotAllowed):
        integration["portal"]["incoming"].manage_importObject("letter.zexp")


def test_a_secret_record_set_down_anywhere_is_refused(integration):
    portal = integration["portal"]
    record = createContent("IncomingDocument", id="imported")
    record.type_name, record.subject, record.secrecy = "Công văn", "V/v", "secret"

    with ministry.acting("vanthu.bo"), pytest.raises(Refused):
        portal["incoming"]._setObject("imported", record)
