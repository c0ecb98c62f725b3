from tests.guards import house

import pytest
import re


DOOR = "src/imoit/workflows/transitions/"
BYPASS = re.compile(
    r"(?:setLocalRoles|addLocalRoles|delLocalRoles|doActionFor|workflow_history"
    r"|__ac_local_roles__|_addLocalRole|setStatusOf)"
)


def bypasses(name: str, text: str, pattern: re.Pattern) -> list[str]:
    """Return the lines of *text* that match *pattern*."""
    return [
        f"{name}:{number} {line.strip()}"
        for number, line in enumerate(text.splitlines(), 1)
        if pattern.search(line)
    ]


def test_nobody_passes_by_the_one_door():
    found = [
        problem
        for path in house.files("*.py", house.SOURCE)
        if not house.short(path).startswith(DOOR)
        for problem in bypasses(house.short(path), path.read_text("utf-8"), BYPASS)
    ]

    assert found == []


@pytest.mark.parametrize(
    "line",
    [
        'tool.doActionFor(task, "open")',
        'document.manage_setLocalRoles("x", ["Owner"])',
        "document.workflow_history = {}",
    ],
)
def test_a_second_door_is_found(line):
    assert bypasses("a.py", line, BYPASS) == [f"a.py:1 {line}"]
