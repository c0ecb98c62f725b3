"""The text of office files: what is packed in them is XML."""

from collections.abc import Iterator
from lxml import etree
from typing import IO

import re
import zipfile


MOST = 2_000_000  # characters; more is not a text that somebody wrote
KINDS = (
    (
        "word/document.xml",
        r"word/(document|header\d*|footer\d*|footnotes|endnotes)\.xml",
    ),
    ("xl/workbook.xml", r"xl/worksheets/sheet\d+\.xml"),
    ("ppt/presentation.xml", r"ppt/slides/slide\d+\.xml"),
    ("content.xml", r"content\.xml"),
)
PARAGRAPHS = {"p", "h", "row"}
BREAKS = {"tab": "\t", "br": " ", "cr": " ", "s": " ", "line-break": " ", "c": "\t"}
_NUMBER = re.compile(r"(\d+)")


def lines_in(opened: IO[bytes]) -> Iterator[str]:
    """Yield the paragraphs and rows of an office file, at most MOST characters.

    Raises ValueError where it is none.
    """
    left = MOST
    with zipfile.ZipFile(opened) as archive:
        for line in _lines(archive):
            text = " ".join(line.split())
            if text:
                yield text[:left]
            left -= len(text)
            if left <= 0:
                return


def _lines(archive: zipfile.ZipFile) -> Iterator[str]:
    names = archive.namelist()
    pattern = next((parts for mark, parts in KINDS if mark in names), None)
    if pattern is None:
        raise ValueError("no office file")
    shared = _shared(archive) if "xl/sharedStrings.xml" in names else []
    for name in sorted(filter(re.compile(pattern).fullmatch, names), key=_in_order):
        with archive.open(name) as part:
            yield from _paragraphs(part, shared)


def _in_order(name: str) -> tuple:
    """The body first, then sheets and slides as they are counted."""
    numbers = [int(found) for found in _NUMBER.findall(name)]
    return "document" not in name, numbers, name


def _shared(archive: zipfile.ZipFile) -> list[str]:
    """Return the texts that cells share, as many as a text can have letters."""
    found, left = [], MOST
    with archive.open("xl/sharedStrings.xml") as part:
        for node in _ended(part):
            if _name(node) == "si":
                text = "".join(_name_text(node, "t"))
                found.append(text[:left])
                left -= len(text) + 1
                node.clear()
            if left <= 0:
                break
    return found


def _name_text(node: etree._Element, name: str) -> Iterator[str]:
    return (found.text or "" for found in node.iter() if _name(found) == name)


def _paragraphs(part: IO[bytes], shared: list[str]) -> Iterator[str]:
    inside = 0
    for event, node in _parsed(part):
        is_one = _name(node) in PARAGRAPHS
        inside += is_one if event == "start" else 0
        if event == "end" and is_one:
            inside -= 1
            if not inside:  # a note stands inside the paragraph that has it
                yield "".join(_pieces(node, shared))
                node.clear()


def _pieces(node: etree._Element, shared: list[str]) -> Iterator[str]:
    """Yield what is written in a paragraph, in order."""
    name = _name(node)
    edge = " " if name in PARAGRAPHS else ""
    yield edge or BREAKS.get(name, "")
    if name == "c":
        yield _cell(node, shared)
        return
    is_run = name not in ("instrText", "delText")
    yield (node.text or "") if is_run else ""
    for child in node:
        yield from _pieces(child, shared)
        yield child.tail or ""
    yield edge


def _cell(cell: etree._Element, shared: list[str]) -> str:
    """Return what a cell of XLSX shows: a shared text, one of its own, a number."""
    value = "".join(_name_text(cell, "v"))
    if cell.get("t") == "s":
        return (
            shared[int(value)] if value.isdecimal() and int(value) < len(shared) else ""
        )
    return "".join(_name_text(cell, "t")) or value


def _ended(part: IO[bytes]) -> Iterator[etree._Element]:
    return (node for event, node in _parsed(part) if event == "end")


def _parsed(part: IO[bytes]) -> Iterator[tuple[str, etree._Element]]:
    options = {"resolve_entities": False, "no_network": True, "huge_tree": False}
    for event, node in etree.iterparse(part, events=("start", "end"), **options):
        if isinstance(node.tag, str):
            yield event, node


def _name(node: etree._Element) -> str:
    return node.tag.rpartition("}")[2] if isinstance(node.tag, str) else ""
