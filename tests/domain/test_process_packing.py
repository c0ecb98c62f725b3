from imoit.workflows.process.domain.packing import LARGEST
from imoit.workflows.process.domain.packing import pack
from imoit.workflows.process.domain.packing import Packed
from imoit.workflows.process.domain.packing import unpack
from imoit.workflows.refusal import BadValue
from io import BytesIO
from zipfile import ZIP_DEFLATED
from zipfile import ZipFile

import pytest


XML = '<?xml version="1.0"?><dc-workflow title="Thư đi"/>'
PACKED = Packed("letters", XML, ("Checker",), {"Letter": ("letters", "shelf")})
DEFINITION = "workflows/letters/definition.xml"
ROLES = "workflows/letters/roles.json"
ENTITY = '<!DOCTYPE a [<!ENTITY b "c">]>'


def zipped(files):
    content = BytesIO()
    with ZipFile(content, "w", ZIP_DEFLATED) as archive:
        for path, data in files.items():
            archive.writestr(path, data)
    return content.getvalue()


def code(content):
    with pytest.raises(BadValue) as refused:
        unpack(content)
    return refused.value.errors[0].code


@pytest.mark.parametrize(
    "packed",
    [PACKED, PACKED._replace(roles=None), PACKED._replace(roles=(), chains={})],
)
def test_what_is_packed_comes_back_whole(packed):
    assert unpack(pack(packed)) == packed


def test_the_same_is_packed_the_same():
    assert pack(PACKED) == pack(PACKED)


def test_a_zip_is_laid_out_as_a_profile():
    with ZipFile(BytesIO(pack(PACKED))) as archive:
        names = set(archive.namelist())

    assert {"workflows.xml", DEFINITION} <= names


def test_a_profile_made_elsewhere_is_read_roles_are_unsaid_then():
    found = unpack(zipped({DEFINITION: XML}))

    assert (found.name, found.roles, found.chains) == ("letters", None, {})


@pytest.mark.parametrize(
    ("content", "wanted"),
    [
        (b"<xml/>", "not_zip"),
        (b"PK\x03\x04 and nothing", "not_zip"),
        (zipped({"readme.txt": "x"}), "not_a_process"),
        (zipped({DEFINITION: XML, "workflows/b/definition.xml": XML}), "not_a_process"),
        (zipped({DEFINITION: XML, "workflows.xml": "<a>"}), "not_a_process"),
        (zipped({DEFINITION: b"\xff\xfe"}), "not_a_process"),
        (zipped({DEFINITION: XML, ROLES: "{"}), "not_a_process"),
        (zipped({DEFINITION: XML, ROLES: "3"}), "not_a_process"),
        (zipped({DEFINITION: " " * (LARGEST + 1)}), "too_large"),
        (zipped({str(n): "" for n in range(60)}), "too_large"),
        (
            zipped({DEFINITION: XML, "workflows.xml": f"{ENTITY}<a/>"}),
            "entities",
        ),
    ],
)  # fmt: skip
def test_what_holds_no_process_is_refused(content, wanted):
    assert code(content) == wanted
