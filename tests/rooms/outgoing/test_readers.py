from imoit.content.files.operations import attachments
from imoit.content.files.operations import may_open
from imoit.content.outgoing import operations
from imoit.workflows.transitions.domain import READER
from imoit.workflows.transitions.operations import grant
from tests.rooms import ministry


def openable(document, login):
    """Return the roles of the files that *login* may open."""
    with ministry.acting(login):
        return {child.role for child in attachments(document) if may_open(child)}


def scanned():
    """Return a numbered document with its signed scan."""
    document = ministry.numbered()
    with ministry.acting("vanthu.bo") as clerk:
        ministry.put(document, clerk, "signed_scan", "letter-01-scan200-stamped.pdf")
    return document


def published(document):
    with ministry.acting("vanthu.bo") as clerk:
        operations.publish(document, clerk, stamped=True)
    return document


def test_a_recipient_opens_the_signed_scan_alone(integration):
    document = published(scanned())

    assert openable(document, "cv.vp") == {"signed_scan"}
    assert openable(document, "cv.tttn") == {"main", "signed_scan"}


def test_who_passed_it_on_goes_on_reading_how_it_was_made(integration):
    document = scanned()
    grant(document, ["imoit.xnk.head"], READER, "passed")

    published(document)

    assert openable(document, "truong.xnk") == {"main", "signed_scan"}
    assert openable(document, "cv.vp") == {"signed_scan"}
