from imoit.workflows.process.domain.checks import check
from imoit.workflows.process.domain.reading import parse
from imoit.workflows.process.domain.reading import plain
from imoit.workflows.process.domain.templates import begun
from imoit.workflows.process.domain.templates import TEMPLATES
from imoit.workflows.refusal import BadValue
from tests.domain.test_process import FACTS
from tests.domain.test_process import process

import pytest


@pytest.mark.parametrize("name", TEMPLATES)
def test_a_template_is_sound_and_leads_back_from_everywhere(name):
    to = process()._replace(steps=(), states=(), permissions=())
    found = begun(name, to)
    office = {"Owner", "Reviewer", "Manager"}
    rights = FACTS.permissions | {"Modify portal content"}
    facts = FACTS._replace(
        roles=FACTS.roles | office,
        held=FACTS.held | office,
        permissions=rights,
        allowed=rights,
    )

    assert check(found, facts) == []
    assert {s.id for s in found.states if not s.steps} == set()
    assert parse(plain(found)) == found


def test_an_unknown_template_is_refused():
    with pytest.raises(BadValue) as refused:
        begun("castle", process())

    assert refused.value.errors[0].field == "template"
