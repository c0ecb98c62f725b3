"""Where the letters of a stack begin: at separator sheets, at codes, by hand."""

from collections.abc import Collection
from collections.abc import Sequence
from imoit.content.files.domain import CODE_MARK
from imoit.workflows.refusal import _
from imoit.workflows.refusal import BadValue
from pathlib import PurePath
from typing import Any
from typing import NamedTuple


SEPARATOR = "IMOIT-TO-PHAN-CACH"  # what the code on a separator sheet says
MOST_PAGES = 300
MOST_LETTERS = 100
FIELD = "scans"


class Sheet(NamedTuple):
    """A page of a stack: the codes on it, and whether it is empty."""

    number: int
    codes: tuple[str, ...] = ()
    is_blank: bool = False

    @property
    def is_separator(self) -> bool:
        """Tell whether it only stands between two letters."""
        return SEPARATOR in self.codes

    @property
    def own(self) -> tuple[str, ...]:
        """Return the codes of signing folders on it."""
        return tuple(code for code in self.codes if code.startswith(CODE_MARK))


class Plan(NamedTuple):
    """On which pages a letter begins, and which pages belong to none."""

    begins: tuple[int, ...] = ()
    left_out: tuple[int, ...] = ()


def proposed(sheets: Sequence[Sheet]) -> Plan:
    """Return where the letters seem to begin.

    A separator sheet and its empty back belong to no letter. A code that the page
    before does not bear begins one too: it lies on the first sheet of a folder.
    """
    begins, left_out, after, before = [], [], True, ()
    for sheet in sheets:
        is_back = after and sheet.is_blank and sheet.number - 1 in left_out
        if sheet.is_separator or is_back:
            left_out.append(sheet.number)
            after = True
        elif after or set(sheet.own) - set(before):
            begins.append(sheet.number)
            after = False
        before = sheet.own
    return Plan(tuple(begins), tuple(left_out))


def letters(plan: Plan, count: int) -> list[tuple[int, ...]]:
    """Return the pages of each letter; the first page that is kept begins one.

    Refuses with 422 pages that the file does not have, and a stack without letters.
    """
    _check_pages((*plan.begins, *plan.left_out), count)
    found: list[list[int]] = []
    begins = True
    for page in range(1, count + 1):
        begins = begins or page in plan.begins
        if page in plan.left_out:
            continue
        if begins:
            found.append([])
        found[-1].append(page)
        begins = False
    if not found:
        said = _("No page of the stack belongs to a letter.")
        raise BadValue(said, field=FIELD, code="empty")
    if len(found) > MOST_LETTERS:
        said = _("At most ${n} letters in one stack.", n=MOST_LETTERS)
        raise BadValue(said, field=FIELD, code="too_many")
    return [tuple(pages) for pages in found]


def _check_pages(pages: Collection[int], count: int) -> None:
    wrong = next((page for page in pages if not 1 <= page <= count), None)
    if wrong is not None:
        said = _("The file has no page ${n}.", n=wrong)
        raise BadValue(said, field=FIELD, code="no_page")


def plan_of(begins: Any, left_out: Any) -> Plan:
    """Return the plan sent: two lists of pages; else 422."""
    return Plan(_numbers(begins), _numbers(left_out))


def _numbers(sent: Any) -> tuple[int, ...]:
    found = sent.replace(",", " ").split() if isinstance(sent, str) else sent or ()
    if isinstance(found, list | tuple) and len(found) <= MOST_PAGES:
        numbers = [_number(one) for one in found]
        if None not in numbers:
            return tuple(sorted(set(numbers)))
    raise BadValue(
        _("Pages are whole numbers, such as 1, 4, 7."), field=FIELD, code="not_pages"
    )


def _number(sent: Any) -> int | None:
    if isinstance(sent, bool):
        return None
    if isinstance(sent, str):
        return int(sent) if sent.isdecimal() and len(sent) < 6 else None
    return sent if isinstance(sent, int) else None


def named(stack: str, pages: Sequence[int]) -> str:
    """Return the name of a letter's file: that of its stack and its pages."""
    path = PurePath(stack.replace("\\", "/"))
    first, last = pages[0], pages[-1]
    said = f"{first}-{last}" if last > first else f"{first}"
    return f"{path.stem} ({said}){path.suffix}"
