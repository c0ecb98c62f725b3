"""The way of a draft, step by step, as it is drawn."""

from collections.abc import Iterable
from collections.abc import Mapping
from imoit.workflows.refusal import _
from imoit.workflows.refusal import Sentence
from typing import NamedTuple


STATIONS = (
    ("drafting", _("Drafting")),
    ("unit_review", _("Head of the unit")),
    ("form_check", _("Check of form")),
    ("paper_signing", _("Paper signing")),
    ("signed", _("Signed, waits for its number")),
    ("numbered", _("Numbered, waits for publication")),
    ("published", _("Published")),
)


class Station(NamedTuple):
    """One station: its name, who is or was there, and how it is drawn."""

    title: Sentence | str
    who: str
    kind: str


def stations(states: Mapping[str, str], state: str) -> list[tuple]:
    """Return the stations; one more where the site manager added the state *state*.

    *states*: titles by id, in the order of the process. What comes after publication
    is no station.
    """
    found = [(station, title) for station, title in STATIONS]
    order, known = list(states), [station for station, _title in STATIONS]
    if state in known or state not in order:
        return found
    passed = [name for name in order[: order.index(state)] if name in known]
    if passed and passed[-1] != "published":
        place = known.index(passed[-1]) + 1
        found.insert(place, (state, states[state]))
    return found


def route(
    state: str,
    returned: bool,
    people: Mapping[str, str],
    states: Mapping[str, str] | None = None,
) -> list[Station]:
    """Return the stations of a draft that is in *state*; *people* by station."""
    way = stations(states or {}, state)
    order = [station for station, _title in way]
    here = order.index(state) if state in order else len(order)
    found = []
    for n, (station, title) in enumerate(way):
        kind = "is-done" if n < here else "is-now" if n == here else ""
        if n == here and state == "published":
            kind = "is-done"
        found.append(Station(title, people.get(station, ""), kind))
        if n == here == 0 and returned:
            found[-1] = Station(_("Returned, being revised"), found[-1].who, "is-now")
    return found


def reasons(lines: Iterable) -> str:
    """Return why the draft was returned last, or nothing."""
    found = ""
    for line in lines:
        if line.act in ("return", "return_to_unit", "return_to_form"):
            found = line.details.get("reason", "")
    return found
