from tests.guards import house

import ast
import pytest
import re


def not_one_sentence(name: str, text: str) -> list[str]:
    """Return what is wrong with a room's `__init__.py`."""
    tree = ast.parse(text)
    said = ast.get_docstring(tree) or ""
    if len(tree.body) != 1 or "\n" in said or not re.fullmatch(r"[A-Z].+\.", said):
        return [f"{name} must hold one sentence and nothing else"]
    return []


def test_each_room_says_in_one_sentence_what_it_is_for():
    problems = [
        problem
        for room in house.rooms()
        for path in [room / "__init__.py"]
        for problem in not_one_sentence(
            house.short(path), path.read_text() if path.exists() else ""
        )
    ]

    assert problems == []


def test_each_room_is_included_by_its_house():
    missing = [
        house.short(room)
        for room in house.rooms()
        if (room / "configure.zcml").exists()
        and f'package=".{room.name}"'
        not in (room.parent / "configure.zcml").read_text()
    ]

    assert missing == []


@pytest.mark.parametrize(
    "text",
    ["", '"""Two.\n\nParagraphs."""', '"""Good."""\nimport os', '"""no sentence"""'],
)
def test_a_room_without_its_sentence_is_found(text):
    assert not_one_sentence("room", text) != []


def test_each_module_says_what_it_holds():
    silent = [
        house.short(path)
        for path in house.files("*.py", house.SOURCE)
        if not ast.get_docstring(ast.parse(path.read_text(encoding="utf-8")))
    ]

    assert silent == []


def undocumented(name: str, text: str) -> list[str]:
    """Return the public classes and functions that promise nothing."""
    return [
        f"{name}:{node.lineno} {node.name}"
        for node in ast.parse(text).body
        if isinstance(node, ast.FunctionDef | ast.ClassDef)
        and not node.name.startswith("_")
        and not ast.get_docstring(node)
    ]


def test_each_public_name_says_what_it_promises():
    silent = [
        problem
        for path in house.files("*.py", house.SOURCE)
        for problem in undocumented(house.short(path), path.read_text("utf-8"))
    ]

    assert silent == []


def test_a_silent_function_is_found():
    assert undocumented("a.py", "def f():\n    pass\n") == ["a.py:1 f"]


@pytest.mark.parametrize("page", ["README.md", "docs/explanation/house.md"])
def test_the_picture_of_the_floors_names_each_room(page):
    text = (house.TOP / page).read_text(encoding="utf-8")
    pictures = re.findall(r"^```\n(.*?)^```", text, re.DOTALL | re.MULTILINE)
    drawn = set(re.findall(r"\w+", next(p for p in pictures if "admission" in p)))

    assert {room.name for room in house.rooms()} - drawn == set()
