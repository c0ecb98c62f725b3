"""The searches that a person keeps."""

from collections.abc import Mapping
from collections.abc import Sequence
from imoit.content.admission.domain import fold
from imoit.content.search import domain
from imoit.content.search import storage
from imoit.content.search.domain import Saved
from imoit.content.search.domain.traits import Between
from imoit.content.search.operations.finding import unknown_order
from imoit.workflows.refusal import _
from imoit.workflows.refusal import BadValue
from imoit.workflows.refusal import Conflict
from imoit.workflows.refusal import NotThere
from secrets import token_hex


def keep(
    person: str,
    name: str,
    text: str,
    chosen: Mapping[str, Sequence[str]],
    order: str = domain.BEST,
) -> Saved:
    """Keep a search for *person*, in the place of one of the same name.

    Refuses with 422 one that asks for nothing, has too long a name or no known order;
    with 409 more than a person may keep.
    """
    name = " ".join((name or text).split())
    if not domain.asks(text, chosen):
        raise BadValue(_("Type what to search for."), field="q", code="required")
    Between.read(chosen)
    if order not in domain.ORDERS:
        raise unknown_order(order)
    if len(name) > domain.NAME:
        raise BadValue(
            _("At most ${count} characters.", count=domain.NAME),
            field="name",
            code="too_long",
        )
    others = [one for one in storage.saved(person) if one.name != name]
    if len(others) >= domain.SAVED:
        raise Conflict(_("At most ${count} searches are kept.", count=domain.SAVED))
    made = Saved(token_hex(4), name, domain.query_of(text, chosen, order))
    storage.keep(person, sorted([*others, made], key=lambda one: fold(one.name)))
    return made


def forget(person: str, search: str) -> None:
    """Drop a search of *person*; 404 when there is none."""
    kept = storage.saved(person)
    left = [one for one in kept if one.id != search]
    if len(left) == len(kept):
        raise NotThere(_("There is no such search."))
    storage.keep(person, left)
