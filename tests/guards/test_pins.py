from tests.guards import house

import importlib.util
import re


def load_tool():
    path = house.TOP / "tools" / "pins.py"
    spec = importlib.util.spec_from_file_location("pins", path)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


pins = load_tool()


def unpinned(text: str) -> list[str]:
    """Return the requirements in *text* that may change overnight."""
    lines = [line for line in text.splitlines() if line and line[0] not in "#-"]
    return [line for line in lines if not pins.PIN.match(line)]


def test_buildout_has_the_pins_of_pip():
    assert pins.VERSIONS.read_text() == pins.versions()


def test_every_requirement_is_pinned():
    assert unpinned(pins.RUN.read_text() + pins.TEST.read_text()) == []


def test_a_loose_requirement_is_found():
    assert unpinned("zope>=5\nplone.api==3.0\n") == ["zope>=5"]


def test_no_distribution_is_pinned_twice():
    names = [name for name, _ in pins.PIN.findall(pins.RUN.read_text())]
    names += [name for name, _ in pins.PIN.findall(pins.TEST.read_text())]

    assert sorted(names) == sorted(set(names))


def test_what_setup_py_asks_for_is_pinned():
    text = (house.TOP / "setup.py").read_text()
    block = re.search(r"install_requires=\[(.*?)\]", text, re.S)[1]
    asked = {
        re.sub(r"[-_.]+", "-", name).lower() for name in re.findall(r'"([^"]+)"', block)
    }

    assert sorted(asked - set(pins.pins())) == []


def test_the_page_on_dependencies_names_each_with_its_version():
    page = (house.TOP / "docs" / "explanation" / "dependencies.md").read_text()
    rows = re.findall(r"^\| ([A-Za-z0-9._-]+) \| ([0-9][^ ]*) \|", page, re.M)
    named = {re.sub(r"[-_.]+", "-", name).lower(): version for name, version in rows}
    asked = set(re.findall(r'^ +"([A-Za-z0-9.-]+)",$', setup(), re.M))
    asked |= set(re.findall(r'"buildout": \["([^"]+)", "([^"]+)"\]', setup())[0])
    names = {re.sub(r"[-_.]+", "-", name).lower() for name in asked}

    assert named == {
        name: version for name, version in pins.pins().items() if name in names
    }


def setup() -> str:
    return (house.TOP / "setup.py").read_text()
