"""What was found, as a table to keep: the same documents in the same order."""

from collections.abc import Iterator
from collections.abc import Mapping
from collections.abc import Sequence
from imoit.content.registers.domain.columns import printed
from imoit.content.registers.domain.columns import PRIORITIES
from imoit.content.registers.operations.prints import AGENCY
from imoit.content.registers.operations.xlsx import fill
from imoit.content.registers.operations.xlsx import Sheet
from imoit.content.registers.operations.xlsx import XLSX
from imoit.content.search import domain
from imoit.content.search.operations.finding import find
from imoit.content.search.operations.finding import Found
from imoit.content.search.operations.finding import TYPES
from imoit.workflows.actors.domain import Actor
from imoit.workflows.calendar import clock
from imoit.workflows.journal.operations import note
from imoit.workflows.pages.domain import grouped
from imoit.workflows.refusal import _
from imoit.workflows.rest.operations import send_file
from imoit.workflows.speech.operations import say
from io import BytesIO
from plone import api
from typing import Any
from zope.i18n import translate


TITLE = _("Result of a search")
COLUMNS = (
    (_("No."), 4),
    (_("Kind"), 10),
    (_("Number in the book"), 7),
    (_("Number and symbol of the document"), 12),
    (_("Date of the document"), 8),
    (_("Date of arrival"), 8),
    (_("Issued by"), 16),
    (_("Type"), 8),
    (_("Abstract"), 30),
    (_("Signer"), 12),
    (_("Unit or person that receives"), 16),
    (_("Urgency"), 7),
    (_("Deadline"), 8),
    (_("State"), 11),
)


def listed(
    text: str,
    chosen: Mapping[str, Sequence[str]],
    order: str,
    by: Actor,
    request: Any,
) -> bytes:
    """Return the first `ROWS` documents of a search as XLSX; it is journaled."""
    found = find(text, chosen, order=order, size=domain.ROWS)
    day = clock.today()
    title = say(TITLE, request)
    sheet = Sheet(
        name=title,
        agency=AGENCY.upper(),
        title=title,
        below=_below(text, found, by, request),
        columns=[say(name, request) for name, _width in COLUMNS],
        widths=[width for _name, width in COLUMNS],
        page=say(_("Page"), request),
    )
    file = BytesIO()
    count = fill(file, sheet, rows(found, request))
    send_file(
        request.response,
        XLSX,
        f"ket-qua-tra-cuu-{day.isoformat()}.xlsx",
        f"{title} {day.strftime('%d-%m-%Y')}.xlsx",
    )
    note(
        "list_taken",
        person=by.person,
        name=by.name,
        post=by.post,
        details={"documents": count},
    )
    return file.getvalue()


def _below(text: str, found: Found, by: Actor, request: Any) -> str:
    said = [
        say(_("Search: “${words}”", words=text), request) if text else "",
        say(_("${count} documents", count=grouped(found.total)), request),
    ]
    if found.total > len(found.brains):
        part = _("only the first ${count} are listed", count=grouped(domain.ROWS))
        said.append(say(part, request))
    now = clock.now().strftime("%H:%M %d/%m/%Y")
    said.append(f"{say(_('Printed'), request)} {now}, {by.name}")
    return "; ".join(part for part in said if part)


def rows(found: Found, request: Any) -> Iterator[list[str]]:
    """Yield the cells of each document found."""
    urgent = {name: say(title, request) for name, title in PRIORITIES.items()}
    kinds = {name: say(title, request) for name, title in domain.KINDS.items()}
    states: dict[tuple[str, str], str] = {}
    for at, brain in enumerate(found.brains, 1):
        line = brain.imoit_line or {}
        state = (brain.review_state, brain.portal_type)
        if state not in states:
            states[state] = state_title(state[0], request, state[1])
        yield [
            str(at),
            kinds.get(line.get("kind", ""), ""),
            str(line.get("number") or ""),
            line.get("symbol") or "",
            printed(line.get("issued")),
            printed(line.get("arrived")),
            line.get("from") or "",
            line.get("type") or "",
            line.get("subject") or "",
            line.get("signer") or "",
            line.get("to") or "",
            urgent.get(line.get("priority", ""), ""),
            printed(line.get("due")),
            states[state],
        ]


def state_title(state: str, request: Any, kind: str = "") -> str:
    """Return the title of a state as its process writes it."""
    flows = api.portal.get_tool("portal_workflow")
    for type_name in (kind,) if kind else TYPES:
        title = flows.getTitleForStateOnType(state, type_name)
        if title and title != state:
            return translate(title, domain="imoit", context=request)
    return state
