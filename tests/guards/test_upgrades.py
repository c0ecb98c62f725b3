from itertools import pairwise
from lxml import etree
from tests.guards import house

import re


FOLDER = house.SOURCE / "policy" / "upgrades"
# The site manager owns a published process: nothing imports it a second time.
ANEW = re.compile(
    r"runAllImportSteps|upgradeDepends|reinstall"
    r"|runImportStepFromProfile\([^)]*[\"'](workflow|rolemap|typeinfo)[\"']"
)


def profile_version() -> int:
    text = (house.DEFAULT / "metadata.xml").read_text()
    return int(house.xml(text).findtext("version"))


def steps(text: str) -> list[etree._Element]:
    """Return the upgrade steps that a ZCML text registers."""
    kinds = ("upgradeStep", "upgradeSteps", "upgradeDepends")
    return [node for node in house.xml(text).iter() if house.tag(node) in kinds]


def dangling(found: list[tuple[int, int]], last: int) -> list[str]:
    """Return what breaks the line of *found* (source, destination) up to *last*."""
    line = sorted(found)
    problems = [f"{s} -> {d} goes back" for s, d in line if d <= s]
    for (_, reached), (source, _) in pairwise(line):
        if source != reached:
            problems.append(f"no step leads from {reached} to {source}")
    if line and line[-1][1] != last:
        problems.append(f"the last step reaches {line[-1][1]}, the profile is {last}")
    return problems


def shipped() -> list[tuple[int, int]]:
    return [
        (int(node.get("source")), int(node.get("destination")))
        for path in house.files("*.zcml", FOLDER)
        for node in steps(path.read_text())
    ]


def imports_anew(name: str, text: str) -> list[str]:
    """Return the lines that import a profile or its workflows again."""
    return [
        f"{name}:{number} {line.strip()}"
        for number, line in enumerate(text.splitlines(), 1)
        if ANEW.search(line)
    ]


def test_no_upgrade_step_dangles():
    assert dangling(shipped(), profile_version()) == []


def test_no_upgrade_imports_a_profile_anew():
    found = [
        problem
        for path in house.files("*.py", FOLDER) + house.files("*.zcml", FOLDER)
        for problem in imports_anew(house.short(path), path.read_text("utf-8"))
    ]

    assert found == []


def test_a_dangling_step_is_found():
    problems = dangling([(1, 2), (3, 4)], 5)

    assert problems == [
        "no step leads from 2 to 3",
        "the last step reaches 4, the profile is 5",
    ]


def test_an_import_anew_is_found():
    line = 'tool.runAllImportStepsFromProfile("profile-imoit.policy:default")'

    assert imports_anew("a.py", line) == [f"a.py:1 {line}"]
