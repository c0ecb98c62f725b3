"""Taking one act on many things: each for itself, through its own door."""

from collections.abc import Mapping
from collections.abc import Sequence
from imoit.content.selection import domain
from imoit.workflows.refusal import Refusal
from imoit.workflows.rest.services import absent
from imoit.workflows.rest.views import groups_here
from imoit.workflows.rest.views import IGuarded
from imoit.workflows.turns.operations import together
from plone import api
from typing import Any
from typing import NamedTuple


class Outcome(NamedTuple):
    """What became of one thing: its line in lists, the answer or the refusal."""

    uid: str
    thing: Any | None
    line: dict
    answer: Mapping[str, Any] | None
    refusal: Refusal | None


def each(
    act: str, uids: Sequence[str], data: Mapping[str, Any], request: Any
) -> list[Outcome]:
    """Take *act* on each of *uids*, in the order given; one that is refused is undone.

    The act goes through the service that takes it for one thing, so that rights, rules
    and journal are the same. What is not seen is refused as absent.
    """
    chosen = domain.check(act, uids)
    results = together(chosen, lambda uid: _take(uid, act, dict(data), request))
    request.response.setStatus(200)
    return [_outcome(uid, result) for uid, result in results]


def _take(uid: str, act: str, data: dict[str, Any], request: Any) -> Any:
    thing, _line = _find(uid)
    if thing is None:
        raise _withheld(uid) or absent()
    name, path = domain.service(act, thing.portal_type)
    service = thing.restrictedTraverse(f"@@POST_application_json_{name}", None)
    if service is None:
        raise absent()
    service.path = path
    return service.write(data)


def _outcome(uid: str, result: Any) -> Outcome:
    thing, line = _find(uid)
    if isinstance(result, Refusal):
        return Outcome(uid, thing, line, None, result)
    return Outcome(uid, thing, line, result, None)


def _withheld(uid: str) -> Refusal | None:
    """Return why what one may not see any more is refused to whom it was work."""
    catalog = api.portal.get_tool("portal_catalog")
    for brain in catalog.unrestrictedSearchResults(UID=uid):
        thing = brain._unrestrictedGetObject()
        if IGuarded.providedBy(thing):
            return thing.withheld_from(groups_here())
    return None


def _find(uid: str) -> tuple[Any | None, dict]:
    found = api.portal.get_tool("portal_catalog")(UID=uid)
    if not found or not found[0].imoit_line:
        return None, {}
    return found[0].getObject(), found[0].imoit_line
