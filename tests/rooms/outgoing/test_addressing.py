from imoit.content.outgoing.views.addressing import groups
from imoit.content.outgoing.views.addressing import typed_agencies
from imoit.workflows.refusal import BadValue
from tests.rooms import ministry

import pytest


FINANCE = "agency:000.00.00.G12"


@pytest.mark.parametrize(
    "text",
    [
        "000.00.00.G12",
        "000.00.00.g12",
        "Bộ Tài chính",
        "bo tai chinh",
        " Bộ Tài chính ;",
    ],
)
def test_an_agency_is_found_by_name_or_code(integration, text):
    assert typed_agencies(text) == [FINANCE]


def test_each_line_is_an_agency(integration):
    found = typed_agencies("Bộ Tài chính\n000.00.00.G06")

    assert found == [FINANCE, "agency:000.00.00.G06"]


@pytest.mark.parametrize(
    ("text", "code"), [("Bộ Không Có", "not_found"), ("bộ", "several")]
)
def test_what_names_none_or_several_is_refused_at_its_field(integration, text, code):
    with pytest.raises(BadValue) as found:
        typed_agencies(text)

    error = found.value.errors[0]
    assert (error.field, error.code) == ("agencies", code)


def test_agencies_that_were_chosen_before_stay_chosen(integration):
    with ministry.acting("cv.tttn") as by:
        without = groups(str, by)
        found = groups(str, by, ["unit:xnk", FINANCE])

    titles = {party.id for group in found for party in group["parties"]}
    assert FINANCE in titles
    assert {"unit:xnk", "group:units"} <= titles
    assert len(without) == len(found) - 1
