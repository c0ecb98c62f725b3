"""A table of counts as XLSX."""

from collections.abc import Sequence
from io import BytesIO
from xlsxwriter import Workbook


HEAD = 3  # rows above the heads of the columns


def sheet(
    title: str,
    said: str,
    heads: Sequence[str],
    rows: Sequence[Sequence[str | int]],
    rates: Sequence[float | None],
) -> bytes:
    """Return a workbook of *rows*, each with its rate; the last one is the sum."""
    file = BytesIO()
    with Workbook(file, {"in_memory": True}) as workbook:
        base = {"font_name": "Times New Roman", "font_size": 12}
        framed = {**base, "border": 1}
        text = workbook.add_format({**framed, "text_wrap": True})
        share = workbook.add_format({**framed, "num_format": "0.0%"})
        head = workbook.add_format(
            {**framed, "bold": True, "text_wrap": True, "align": "center"}
        )
        page = workbook.add_worksheet()
        page.set_landscape()
        page.set_paper(9)
        page.fit_to_pages(1, 0)
        page.repeat_rows(HEAD)
        page.set_column(0, 0, 48)
        page.set_column(1, len(heads) - 1, 13)
        bold = workbook.add_format({**base, "bold": True, "font_size": 14})
        page.write_string(0, 0, title, bold)
        page.write_string(1, 0, said, workbook.add_format(base))
        for column, name in enumerate(heads):
            page.write_string(HEAD, column, name, head)
        for at, row in enumerate(rows, HEAD + 1):
            page.write_string(at, 0, str(row[0]), text)
            for column, count in enumerate(row[1:], 1):
                page.write_number(at, column, int(count), text)
            rate = rates[at - HEAD - 1]
            if rate is None:
                page.write_string(at, len(row), "", text)
            else:
                page.write_number(at, len(row), rate, share)
    return file.getvalue()
