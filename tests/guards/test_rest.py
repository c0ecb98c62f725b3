from lxml import etree
from tests.guards import house

import re


PAGE = house.TOP / "docs" / "reference" / "rest.md"
CALL = re.compile(r"`(GET|POST|PATCH|PUT|DELETE) ([^`]+)`")
# How the page names what has a service without a name of its own.
THINGS = {
    "IAttachment": "<file>",
    "ICorrespondence": "<document>",
    "ICorrespondenceFolder": "/incoming",
    "IDirectoryFolder": "/directory/<part>",
    "IEntry": "<entry>",
    "IIncomingFolder": "/incoming",
    "IMoving": "<document>",
    "IOutgoingFolder": "/outgoing",
    "ITask": "<task>",
}


def documented(text: str) -> set[tuple[str, str]]:
    """Return the calls a page names: method, and the service or the thing."""
    return {(method, place(path)) for method, path in CALL.findall(text)}


def place(path: str) -> str:
    """Return the service that *path* goes to, the path itself where it has none."""
    named = re.search(r"@[a-z-]+", path)
    return named[0] if named else path.partition("?")[0]


def called(node: etree._Element) -> tuple[str, str]:
    """Return method and service, or thing, of a service registered in ZCML."""
    thing = node.get("for", "").rpartition(".")[2]
    return node.get("method", ""), node.get("name") or THINGS.get(thing, thing)


def undocumented(text: str, known: set[tuple[str, str]]) -> list[str]:
    """Return the services of a ZCML text that the page does not name."""
    nodes = house.xml(text).iter()
    calls = {called(node) for node in nodes if house.tag(node) == "service"}
    return [" ".join(call) for call in sorted(calls - known)]


def test_each_service_is_in_the_reference():
    known = documented(PAGE.read_text("utf-8"))

    missing = [
        f"{house.short(path)}: {call}"
        for path in house.files("*.zcml", house.SOURCE)
        for call in undocumented(path.read_text("utf-8"), known)
    ]

    assert missing == []


def test_each_example_named_in_the_reference_is_there():
    text = PAGE.read_text("utf-8")
    folder = PAGE.parent

    missing = {
        name
        for name in re.findall(r"\]\((rest/[^)]+)\)", text)
        if not (folder / name).exists()
    }

    assert missing == set()


def test_each_recorded_example_is_named_in_the_reference():
    text = PAGE.read_text("utf-8")
    named = set(re.findall(r"rest/([a-z0-9_-]+)\.(?:request|answer)", text))

    kept = {path.name.partition(".")[0] for path in (PAGE.parent / "rest").iterdir()}

    assert kept - named == set()


def test_a_service_nobody_wrote_of_is_found():
    text = '<c><service method="PUT" name="@secret" for="x.IThing" /></c>'

    assert undocumented(text, {("GET", "@secret")}) == ["PUT @secret"]


def test_a_service_of_a_thing_is_found():
    text = '<c><service method="POST" for="x.ITask" /></c>'

    assert undocumented(text, set()) == ["POST <task>"]
    assert undocumented(text, documented("`POST <task>`")) == []
