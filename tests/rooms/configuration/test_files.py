from html import unescape
from imoit.workflows.configuration.operations import drafts
from imoit.workflows.configuration.operations import facts
from imoit.workflows.configuration.operations import files
from imoit.workflows.process.domain.packing import pack
from imoit.workflows.process.domain.packing import unpack
from imoit.workflows.refusal import NotAllowed
from tests.rooms.configuration import acts
from tests.rooms.configuration.test_pages import STOCK
from tests.rooms.ministry import acting
from tests.rooms.process.test_storage import alike

import pytest
import transaction


def taken(name, content):
    with acting("quantri") as manager:
        return files.take_zip(name, content, manager)


@pytest.mark.parametrize("name", ["incoming", "outgoing", "task", STOCK])
def test_a_process_comes_back_from_its_zip_with_its_managed_roles(integration, name):
    acts.drafted(lambda p: p._replace(title="Khác", roles=("Checker",)), name)
    drafted = drafts.draft_of(name).process
    kind, content = files.exported(name, "zip")
    with acting("quantri") as manager:
        drafts.discard(name, manager)

    assert kind == "application/zip"
    assert taken(name, content) == {}
    back = drafts.draft_of(name).process
    assert back.roles == ("Checker",)
    assert alike(back)._replace(scripts=()) == alike(drafted)._replace(scripts=())


def test_the_zip_names_what_moves_through_the_process(integration):
    _kind, content = files.exported("outgoing", "zip")

    assert unpack(content).chains == {"OutgoingDocument": ("outgoing",)}


def test_an_import_binds_nothing_it_says_what_the_file_binds(integration):
    before = facts.chains()
    packed = unpack(files.exported(STOCK, "zip")[1])
    other = packed._replace(chains={"Link": (STOCK, "outgoing"), "Yacht": (STOCK,)})

    assert taken(STOCK, pack(other)) == {
        "Link": (STOCK, "outgoing"),
        "Yacht": (STOCK,),
    }
    assert facts.chains() == before


def test_a_zip_taken_into_another_process_speaks_of_that_one(integration):
    content = files.exported("outgoing", "zip")[1]

    assert taken(STOCK, content) == {"OutgoingDocument": (STOCK,)}
    assert drafts.draft_of(STOCK).process.id == STOCK
    assert drafts.live("outgoing").id == "outgoing"


def test_conditions_do_not_come_in_by_a_zip(integration):
    packed = unpack(files.exported("outgoing", "zip")[1])
    first = "<guard-permission>iMOIT: Send draft</guard-permission>"
    sly = f"{first}<guard-expression>python: True</guard-expression>"
    assert first in packed.xml

    with pytest.raises(NotAllowed):
        taken("outgoing", pack(packed._replace(xml=packed.xml.replace(first, sly))))


def test_a_process_is_made_from_a_zip_on_the_page(visit):
    content = files.exported("outgoing", "zip")[1]
    page = visit("quantri", "@@imoit-processes")
    page.getControl(name="title").value = "Văn bản đi mật"
    page.getControl(name="file").add_file(content, "application/zip", "a.zip")
    page.getControl("Lập bản").click()
    transaction.begin()

    made = drafts.draft_of("van_ban_di_mat").process
    assert alike(made).states == alike(drafts.live("outgoing")).states
    assert "Tệp còn gắn quy trình cho OutgoingDocument" in unescape(page.contents)
    assert facts.types_of("van_ban_di_mat") == []
