from pathlib import Path
from tests.guards import house

import pytest


WORDS = {
    "__init__",
    "__main__",
    "domain",
    "events",
    "indexers",
    "interfaces",
    "operations",
    "schema",
    "services",
    "setup",
    "storage",
    "subscribers",
    "views",
    "vocabularies",
}
FORBIDDEN = {"utils", "util", "helpers", "helper", "common", "misc", "base", "manager"}
# Folders that hold no Python of ours, or whose names are a format of their own.
FOLDERS = {"locales", "profiles", "samples", "setup", "static", "templates", "upgrades"}
REASONS = {
    "content/files/inspector.py": "a process of its own, which is none of our kinds",
    "content/directory/groups.py": "a plug-in of PAS, which is none of our kinds",
    "policy/testing.py": "the site that tests run on",
    "workflows/calendar/clock.py": "the one place that asks what time it is",
    "workflows/turns/wsgi.py": "a filter of the web server, which is none of our kinds",
    "workflows/sqlite.py": "how each store beside the database is opened",
    "workflows/refusal.py": "below every room: how each of them says no",
}


def badly_named(paths: list[Path]) -> list[str]:
    """Return the modules whose name is not one of the words of a room.

    Inside `services/`, `operations/` and so on the names are the room's own.
    """
    return [str(path) for path in paths if not is_well_named(path)]


def is_well_named(path: Path) -> bool:
    inner = [part.removesuffix(".py") for part in path.parts[1:]]
    if FORBIDDEN & set(inner):
        return False
    if str(path) in REASONS or FOLDERS & set(inner):
        return True
    return inner[len(inner) > 1] in WORDS


def test_each_module_has_a_name_of_the_house():
    found = [
        path.relative_to(house.SOURCE)
        for path in house.files("*.py", house.SOURCE)
        if "profiles" not in path.parts
    ]

    assert badly_named(found) == []


def test_each_reason_is_still_needed():
    gone = [name for name in REASONS if not (house.SOURCE / name).exists()]

    assert gone == []


@pytest.mark.parametrize(
    "name",
    [
        "content/tasks/utils.py",
        "content/tasks/services/helpers.py",
        "content/tasks/stuff.py",
        "workflows/base.py",
    ],
)
def test_a_name_from_outside_is_found(name):
    assert badly_named([Path(name)]) == [name]
