from pathlib import Path
from tests.guards import house

import re


WORKFLOWS = house.DEFAULT / "workflows"
TYPES = house.DEFAULT / "types"
OURS = re.compile(r"imoit\.[a-z]+\.[A-Z][A-Za-z]+")
TITLE = re.compile(r"iMOIT: [A-Z].+")


def misfiled(path: Path, text: str, name: str) -> list[str]:
    """Return a complaint when the id inside a file is not *name*."""
    root = house.xml(text)
    inside = root.get("workflow_id") or root.get("name")
    return [] if inside == name else [f"{house.short(path)} holds {inside}"]


def test_each_workflow_lies_in_a_folder_of_its_id():
    problems = [
        problem
        for path in house.files("definition.xml", WORKFLOWS)
        for problem in misfiled(path, path.read_text("utf-8"), path.parent.name)
    ]

    assert problems == []


def test_each_workflow_of_the_profile_has_its_definition():
    root = house.xml((house.DEFAULT / "workflows.xml").read_text())
    named = {node.get("name") for node in root.iterchildren("object")}

    assert named == {path.name for path in WORKFLOWS.iterdir()}


def test_each_type_lies_in_a_file_of_its_id():
    problems = [
        problem
        for path in house.files("*.xml", TYPES)
        for problem in misfiled(path, path.read_text("utf-8"), path.stem)
    ]

    assert problems == []


def badly_named(text: str) -> list[str]:
    """Return the permissions in a ZCML text that do not bear our names."""
    return [
        f"{node.get('id')} {node.get('title')}"
        for node in house.xml(text).iter()
        if house.tag(node) == "permission"
        and not (
            OURS.fullmatch(node.get("id", ""))
            and TITLE.fullmatch(node.get("title", ""))
        )
    ]


def zcml_texts() -> list[str]:
    return [path.read_text("utf-8") for path in house.files("*.zcml", house.SOURCE)]


def test_each_permission_bears_our_name():
    assert [name for text in zcml_texts() for name in badly_named(text)] == []


def test_a_permission_with_a_foreign_name_is_found():
    text = '<c><permission id="x.Do" title="Do" /></c>'

    assert badly_named(text) == ["x.Do Do"]


def test_roles_are_granted_in_the_rolemap_alone():
    granting = [
        house.short(path)
        for path in house.files("*.zcml", house.SOURCE)
        if "<role" in path.read_text("utf-8")
    ]

    assert granting == []


def declared() -> set[str]:
    return {
        node.get("title")
        for text in zcml_texts()
        for node in house.xml(text).iter()
        if house.tag(node) == "permission"
    }


def used_by_the_profile() -> set[str]:
    texts = [path.read_text("utf-8") for path in house.files("*.xml", house.DEFAULT)]
    return {name for text in texts for name in re.findall(r"iMOIT: [A-Z][\w ]+", text)}


def test_the_profile_grants_no_permission_that_nobody_declares():
    assert sorted(used_by_the_profile() - declared()) == []
