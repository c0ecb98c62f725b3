"""A book as XLSX, row by row in constant memory.

Text is written as text: what begins with `=` is no formula. Days are days.
"""

from collections.abc import Callable
from collections.abc import Iterable
from collections.abc import Mapping
from datetime import datetime
from imoit.content.registers.domain.columns import WIDTHS
from pathlib import Path
from typing import Any
from xlsxwriter import Workbook

import re


DAY = re.compile(r"\d\d/\d\d/\d{4}")
NUMBER = re.compile(r"[1-9]\d{0,8}")
LETTERS = 1.7  # letters in one part of the width
HEAD = 3  # rows above the heads of the columns


def write(
    path: Path,
    words: Mapping[str, Any],
    rows: Iterable[list[str]],
    tell: Callable[[int], None],
) -> int:
    """Write the book to *path*; return how many rows it has."""
    options = {"constant_memory": True, "in_memory": False}
    with Workbook(str(path), options) as workbook:
        styles = _styles(workbook)
        sheet = workbook.add_worksheet(f"{words['year']}")
        _prepare(sheet, words, styles)
        at = HEAD + 1
        for at, cells in enumerate(rows, HEAD + 2):
            for column, text in enumerate(cells):
                _cell(sheet, at, column, text, styles)
            tell(at - HEAD - 1)
        sheet.autofilter(HEAD, 0, at, len(words["columns"]) - 1)
        return at - HEAD - 1


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


def _prepare(sheet: Any, words: Mapping[str, Any], styles: Mapping[str, Any]) -> None:
    said = words["said"]
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(HEAD, HEAD + 1)
    sheet.freeze_panes(HEAD + 2, 0)
    sheet.set_footer(f"&R{said['page']} &P/&N")
    for column, part in enumerate(WIDTHS[words["layout"]]):
        sheet.set_column(column, column, max(7, part * LETTERS))
    sheet.write_string(0, 0, words["agency"], styles["title"])
    title = f"{words['title']} {words['year']}"
    sheet.write_string(1, 0, title, styles["title"])
    printed = f"{said['printed']}: {words['at']}, {words['by']}"
    extract = f" {said['part']}" if words["sifted"] else ""
    sheet.write_string(2, 0, f"{printed}.{extract}", styles["small"])
    for column, name in enumerate(words["columns"]):
        sheet.write_string(HEAD, column, name, styles["head"])
    for column in range(len(words["columns"])):
        sheet.write_string(HEAD + 1, column, f"({column + 1})", styles["head"])


def _cell(sheet: Any, row: int, column: int, text: str, styles: Mapping) -> None:
    if DAY.fullmatch(text):
        day = datetime.strptime(text, "%d/%m/%Y")
        sheet.write_datetime(row, column, day, styles["day"])
    elif NUMBER.fullmatch(text):
        sheet.write_number(row, column, int(text), styles["text"])
    else:
        sheet.write_string(row, column, text, styles["text"])
