"""How the guards read the house."""

from collections.abc import Iterator
from lxml import etree
from pathlib import Path

import ast


TOP = Path(__file__).resolve().parents[2]
SOURCE = TOP / "src" / "imoit"
PROFILES = TOP / "profiles"
DEFAULT = PROFILES / "default"
TESTS = TOP / "tests"
HOUSES = ("workflows", "content", "policy")
NOT_ROOMS = ("locales", "profiles", "__pycache__")


def short(path: Path) -> str:
    """Return *path* as one writes it from the top of the project."""
    return str(path.relative_to(TOP)) if path.is_relative_to(TOP) else path.name


def files(pattern: str, *folders: Path) -> list[Path]:
    """Return the files that match *pattern*, each once: `profiles` is a link."""
    found = [path for folder in folders for path in sorted(folder.rglob(pattern))]
    return [path for path in found if path.is_file()]


def rooms() -> list[Path]:
    """Return the folder of every room."""
    return [
        room
        for house in HOUSES
        for room in sorted((SOURCE / house).iterdir())
        if not room.is_symlink() and room.name not in NOT_ROOMS
        if any(room.rglob("*.py")) or any(room.rglob("*.zcml"))
    ]


def functions(text: str) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    """Yield every function and method in *text*."""
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield node


def length(node: ast.AST) -> int:
    """Return how many lines *node* takes, its decorators left out."""
    return node.end_lineno - node.lineno + 1


def xml(text: str) -> etree._Element:
    """Return the root of the XML *text*."""
    return etree.fromstring(text.encode())


def tag(node: etree._Element) -> str:
    """Return the name of *node* without its namespace, "" for a comment."""
    return etree.QName(node).localname if isinstance(node.tag, str) else ""
