"""A book, or another table, as XLSX, row by row in constant memory.

Text is written as text: what begins with `=` is no formula. Days are days.
"""

from collections.abc import Callable
from collections.abc import Iterable
from collections.abc import Mapping
from collections.abc import Sequence
from datetime import datetime
from imoit.content.registers.domain.columns import WIDTHS
from pathlib import Path
from typing import Any
from typing import BinaryIO
from typing import NamedTuple
from xlsxwriter import Workbook

import re


XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
DAY = re.compile(r"\d\d/\d\d/\d{4}")
NUMBER = re.compile(r"[1-9]\d{0,8}")
LETTERS = 1.7  # letters in one part of the width
HEAD = 3  # rows above the heads of the columns


class Sheet(NamedTuple):
    """What a table says above its rows, and how wide its columns are."""

    name: str
    agency: str
    title: str
    below: str
    columns: Sequence[str]
    widths: Sequence[int]
    page: str
    numbered: bool = False  # a row of numbers below the heads, as books have it


def write(
    path: Path,
    words: Mapping[str, Any],
    rows: Iterable[list[str]],
    tell: Callable[[int], None],
) -> int:
    """Write the book to *path*; return how many rows it has."""
    said = words["said"]
    printed = f"{said['printed']}: {words['at']}, {words['by']}"
    extract = f" {said['part']}" if words["sifted"] else ""
    sheet = Sheet(
        f"{words['year']}",
        words["agency"],
        f"{words['title']} {words['year']}",
        f"{printed}.{extract}",
        words["columns"],
        WIDTHS[words["layout"]],
        said["page"],
        numbered=True,
    )
    return fill(str(path), sheet, rows, tell)


def fill(
    file: str | BinaryIO,
    sheet: Sheet,
    rows: Iterable[list[str]],
    tell: Callable[[int], None] = lambda done: None,
) -> int:
    """Write a table row by row; return how many rows it has."""
    options = {"constant_memory": True, "in_memory": False}
    begin = HEAD + 1 + sheet.numbered
    with Workbook(file, options) as workbook:
        styles = _styles(workbook)
        page = workbook.add_worksheet(sheet.name)
        _prepare(page, sheet, styles)
        at = begin - 1
        for at, cells in enumerate(rows, begin):
            for column, text in enumerate(cells):
                _cell(page, at, column, text, styles)
            tell(at - begin + 1)
        page.autofilter(HEAD, 0, at, len(sheet.columns) - 1)
        return at - begin + 1


def _styles(workbook: Workbook) -> dict[str, Any]:
    cell = {"font_name": "Times New Roman", "font_size": 11, "valign": "top"}
    framed = {**cell, "border": 1, "text_wrap": True}
    day = {**framed, "num_format": "dd/mm/yyyy", "align": "left"}
    head = {**framed, "bold": True, "align": "center", "valign": "vcenter"}
    return {
        "text": workbook.add_format(framed),
        "day": workbook.add_format(day),
        "head": workbook.add_format(head),
        "title": workbook.add_format({**cell, "bold": True, "font_size": 14}),
        "small": workbook.add_format({**cell, "italic": True}),
    }


def _prepare(page: Any, sheet: Sheet, styles: Mapping[str, Any]) -> None:
    page.set_landscape()
    page.set_paper(9)
    page.fit_to_pages(1, 0)
    page.repeat_rows(HEAD, HEAD + sheet.numbered)
    page.freeze_panes(HEAD + 1 + sheet.numbered, 0)
    page.set_footer(f"&R{sheet.page} &P/&N")
    for column, part in enumerate(sheet.widths):
        page.set_column(column, column, max(7, part * LETTERS))
    page.write_string(0, 0, sheet.agency, styles["title"])
    page.write_string(1, 0, sheet.title, styles["title"])
    page.write_string(2, 0, sheet.below, styles["small"])
    for column, name in enumerate(sheet.columns):
        page.write_string(HEAD, column, name, styles["head"])
    for column in range(len(sheet.columns) if sheet.numbered else 0):
        page.write_string(HEAD + 1, column, f"({column + 1})", styles["head"])


def _cell(sheet: Any, row: int, column: int, text: str, styles: Mapping) -> None:
    if DAY.fullmatch(text):
        day = datetime.strptime(text, "%d/%m/%Y")
        sheet.write_datetime(row, column, day, styles["day"])
    elif NUMBER.fullmatch(text):
        sheet.write_number(row, column, int(text), styles["text"])
    else:
        sheet.write_string(row, column, text, styles["text"])
