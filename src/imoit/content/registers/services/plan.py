"""`@register-plan`: how the directions are divided into books."""

from imoit.content.registers import storage
from imoit.content.registers.domain.books import DIRECTIONS
from imoit.content.registers.domain.books import Plan
from imoit.content.registers.domain.books import plan_of
from imoit.content.registers.domain.books import Shared
from imoit.content.registers.operations import shelf
from imoit.workflows.actors.operations import current_actor
from imoit.workflows.calendar import clock
from imoit.workflows.refusal import _
from imoit.workflows.refusal import BadValue
from imoit.workflows.rest.operations import read_number
from imoit.workflows.rest.operations import read_text
from imoit.workflows.rest.services import AnswerService
from imoit.workflows.rest.services import WriteService


def plans_json(url: str) -> dict:
    """Return the division in force this year and the next."""
    year, plans = clock.today().year, storage.plans()
    return {
        "@id": f"{url}/@register-plan",
        **{
            way: {
                str(of): shelf.plain(plan_of(plans, way, of)) for of in (year, year + 1)
            }
            for way in DIRECTIONS
        },
    }


def read_shared(data: dict) -> tuple[Shared, ...]:
    """Return the shared books sent; else 422."""
    sent = data.get("shared") or []
    try:
        return tuple(
            Shared(str(one.get("id") or n), str(one["title"]), tuple(one["units"]))
            for n, one in enumerate(sent, 1)
        )
    except (AttributeError, KeyError, TypeError):
        raise BadValue(
            _("This must be a list of objects with title and units."),
            field="shared",
            code="not_a_list",
        ) from None


class PlanGet(AnswerService):
    """The division in force."""

    def answer(self):
        return plans_json(self.context.absolute_url())


class PlanPatch(WriteService):
    """Divides one direction anew."""

    def write(self, data: dict) -> dict:
        plan = Plan(
            read_text(data, "direction", required=True),
            read_text(data, "scope", required=True),
            read_number(data, "since") or clock.today().year + 1,
            read_shared(data),
        )
        shelf.plan(plan, current_actor(self.request))
        return plans_json(self.context.absolute_url())
