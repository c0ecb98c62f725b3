from tests.guards import house

import pytest


FILE = 400
FUNCTION = 50
TEST = 30
ZCML = 120


def too_long(name, text, limit):
    lines = len(text.splitlines())
    return [f"{name}: {lines} lines, at most {limit}"] if lines > limit else []


def long_functions(name, text, limit):
    return [
        f"{name}:{node.lineno} {node.name}: {house.length(node)} lines, at most {limit}"
        for node in house.functions(text)
        if house.length(node) > limit
    ]


def of_all(paths, rule, limit):
    return [
        problem
        for path in paths
        for problem in rule(house.short(path), path.read_text(encoding="utf-8"), limit)
    ]


def of_python():
    return house.files("*.py", house.SOURCE, house.TESTS, house.TOP / "tools")


def of_tests():
    return house.files("test_*.py", house.TESTS)


def of_zcml():
    return house.files("*.zcml", house.SOURCE)


@pytest.mark.parametrize(
    ("paths", "rule", "limit"),
    [
        pytest.param(of_python, too_long, FILE, id="files"),
        pytest.param(of_python, long_functions, FUNCTION, id="functions"),
        pytest.param(of_tests, long_functions, TEST, id="test functions"),
        pytest.param(of_zcml, too_long, ZCML, id="zcml"),
    ],
)
def test_nothing_is_too_long(paths, rule, limit):
    assert of_all(paths(), rule, limit) == []


def test_a_long_file_is_found():
    assert too_long("a.py", "x = 1\n" * 401, FILE) == ["a.py: 401 lines, at most 400"]


def test_a_long_function_is_found():
    text = "def f():\n" + "    x = 1\n" * 50

    assert long_functions("a.py", text, FUNCTION) == ["a.py:1 f: 51 lines, at most 50"]
