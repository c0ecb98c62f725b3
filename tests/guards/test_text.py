from tests.guards import house

import pytest
import re
import subprocess


# Where somebody built this is nobody's business, and wrong on the next machine.
MACHINE = re.compile(r"(?:/work/|/home/\w|/root/|/tmp/w/|/Users/\w|[A-Z]:\\Users)")
TEXT = re.compile(
    r"\.(py|zcml|xml|pt|md|rst|txt|cfg|toml|ini|sh|conf|po|js|mjs|css|json|req|resp)$"
    r"|/?(Makefile|run|\.importlinter|\.gitignore)$"
)
REASONED = re.compile(r"(slow import|slow|optional dependency)\b")
SKIP = re.compile(r"(mark\.skip|mark\.skipif|pytest\.skip|unittest\.skip)\(")
DATED = re.compile(r"20\d\d-\d\d-\d\d \w+")


def tracked() -> list[str]:
    command = ["git", "-C", str(house.TOP), "ls-files"]
    answer = subprocess.run(command, capture_output=True, text=True)
    return answer.stdout.splitlines()


def lines(text: str, pattern: re.Pattern) -> list[int]:
    return [n for n, line in enumerate(text.splitlines(), 1) if pattern.search(line)]


def test_no_file_names_the_machine_it_was_written_on():
    found = [
        f"{name}:{number}"
        for name in tracked()
        if TEXT.search(name) and name != "tests/guards/test_text.py"
        if "/static/pdfjs/" not in name  # the work of others, as they built it
        for path in [house.TOP / name]
        if path.is_file()
        for number in lines(path.read_text("utf-8", errors="replace"), MACHINE)
    ]

    assert found == []


@pytest.mark.parametrize("text", ["see /work/x", "/home/lan/imoit", "/root/.cache"])
def test_a_path_of_a_machine_is_found(text):
    assert lines(text, MACHINE) == [1]


def unreasoned(name: str, text: str) -> list[str]:
    """Return the imports inside functions that give no reason of ours."""
    return [
        f"{name}:{number} {line.strip()}"
        for number, line in enumerate(text.splitlines(), 1)
        if re.match(r"\s+(from \S+ import|import) ", line)
        and not REASONED.search(line.partition("#")[2])
    ]


def test_an_import_inside_a_function_has_its_reason():
    found = [
        problem
        for path in house.files("*.py", house.SOURCE)
        for problem in unreasoned(house.short(path), path.read_text("utf-8"))
    ]

    assert found == []


def test_an_import_without_its_reason_is_found():
    assert unreasoned("a.py", "    import os  # circular") == [
        "a.py:1 import os  # circular"
    ]


def test_a_skipped_test_has_a_date_and_a_name():
    found = [
        f"{house.short(path)}:{number}"
        for path in house.files("test_*.py", house.TESTS)
        if path.name != "test_text.py"
        for number in lines(path.read_text("utf-8"), SKIP)
        if not DATED.search(
            "\n".join(path.read_text("utf-8").splitlines()[number - 1 : number + 3])
        )
    ]

    assert found == []


def test_every_block_of_a_style_sheet_is_closed():
    sheets = [house.TOP / n for n in tracked() if n.endswith(".css")]
    ours = [sheet for sheet in sheets if "pdfjs" not in sheet.parts]
    open_ones = [
        sheet.name
        for sheet in ours
        for text in [re.sub(r"/\*.*?\*/", "", sheet.read_text("utf-8"), flags=re.S)]
        if text.count("{") != text.count("}")
    ]

    assert ours
    assert open_ones == []


def test_each_proof_that_is_named_is_a_test():
    text = (house.TOP / "docs/reference/proofs.md").read_text("utf-8")
    named = re.findall(r"`([\w/]+\.py)::(\w+)`", text)
    gone = [
        f"{path}::{name}"
        for path, name in named
        if not (house.TOP / "tests" / path).is_file()
        or f"def {name}(" not in (house.TOP / "tests" / path).read_text("utf-8")
    ]

    assert len(named) > 30
    assert gone == []
