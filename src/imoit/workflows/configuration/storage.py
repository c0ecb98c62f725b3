"""Where drafts and versions are kept: plain data, never the live one."""

from BTrees.OOBTree import OOBTree
from collections.abc import Mapping
from imoit.workflows.process.domain.reading import parse
from imoit.workflows.process.domain.reading import plain
from imoit.workflows.process.domain.shape import Process
from persistent import Persistent
from persistent.list import PersistentList
from plone import api
from typing import Any
from typing import NamedTuple
from zope.annotation.interfaces import IAnnotations

import json


KEY = "imoit.processes"


class Version(NamedTuple):
    """A definition that was in force, with who put it there and why."""

    number: int
    digest: str
    time: str
    person: str
    name: str
    reason: str
    text: str
    mapping: Mapping[str, str]
    confirmed: str = ""

    @property
    def process(self) -> Process:
        """The definition."""
        return parse(json.loads(self.text))


class Draft(NamedTuple):
    """What is to come into force; *base*: the digest of what it began from."""

    text: str
    base: str
    person: str
    name: str
    time: str
    number: int
    mapping: Mapping[str, str]
    confirmed: str = ""
    confirmed_name: str = ""
    confirmed_digest: str = ""

    @property
    def process(self) -> Process:
        """The definition."""
        return parse(json.loads(self.text))


class Shelf(Persistent):
    """What is kept of one process: plain values only."""

    draft: tuple | None = None
    job = ""

    def __init__(self):
        self.versions = PersistentList()


def written(process: Process) -> str:
    """Return *process* as text to be kept."""
    return json.dumps(plain(process), ensure_ascii=False)


def shelf(name: str, *, make: bool = False) -> Shelf | None:
    """Return what is kept of the process *name*."""
    notes = IAnnotations(api.portal.get())
    if KEY not in notes:
        if not make:
            return None
        notes[KEY] = OOBTree()
    if name not in notes[KEY] and make:
        notes[KEY][name] = Shelf()
    return notes[KEY].get(name)


def versions(name: str) -> list[Version]:
    """Return the versions of the process, oldest first."""
    kept = shelf(name)
    return [Version(*line) for line in kept.versions] if kept else []


def add_version(name: str, version: Version) -> None:
    """Keep *version*."""
    shelf(name, make=True).versions.append(tuple(version))


def draft(name: str) -> Draft | None:
    """Return the draft of the process, or None."""
    kept = shelf(name)
    return Draft(*kept.draft) if kept and kept.draft else None


def keep_draft(name: str, found: Draft | None) -> None:
    """Keep the draft; None: there is none any more."""
    shelf(name, make=True).draft = tuple(found) if found else None


def drafts() -> list[str]:
    """Return the ids of the processes that have a draft."""
    kept: Any = IAnnotations(api.portal.get()).get(KEY) or {}
    return [name for name in kept if kept[name].draft]
