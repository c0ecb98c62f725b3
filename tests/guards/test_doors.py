from tests.guards import house
from tests.journeys import doors

import ast
import re


ROOM = house.SOURCE / "workflows" / "configuration"


def registered(text: str) -> set[tuple[str, str]]:
    """Return method and name of each page and service in a ZCML text."""
    return {
        (node.get("method", "GET"), node.get("name", ""))
        for node in house.xml(text).iter()
        if house.tag(node) in ("page", "service")
    }


def words(source: str) -> set[str]:
    """Return the words that services read from their path: keys of tables."""
    return {
        key.value
        for node in ast.walk(ast.parse(source))
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and isinstance(node.func.value, ast.Dict)
        for key in node.func.value.keys
        if isinstance(key, ast.Constant)
    }


def acts(source: str) -> set[str]:
    """Return what the forms of pages do."""
    return set(re.findall(r"def do_(\w+)\(", source))


def name(path: str) -> str:
    return path.partition("?")[0].split("/")[1].removeprefix("@@")


def sources(pattern: str) -> list[str]:
    return [path.read_text("utf-8") for path in house.files(pattern, ROOM)]


def test_each_page_and_service_of_the_room_is_knocked_at():
    known = {(door.method, name(door.path)) for door in doors.EVERY}

    assert set().union(*map(registered, sources("*.zcml"))) <= known


def test_each_word_of_the_services_is_knocked_at():
    known = {door.path.rpartition("/")[2] for door in doors.SERVICES}
    found = set().union(*map(words, sources("services/*.py")))

    assert found and found - known == set()


def test_each_act_of_the_pages_is_knocked_at():
    found = set().union(*map(acts, sources("*.py")))

    assert found and found - set(doors.ACTS) == set()


def test_a_door_that_nobody_knocks_at_is_found():
    text = '<c><service method="PUT" name="@new" /><page name="leak" /></c>'

    assert registered(text) == {("PUT", "@new"), ("GET", "leak")}
    assert words('{"a": 1, "b": 2}.get(x)') == {"a", "b"}
    assert acts("def do_it(self): pass") == {"it"}
