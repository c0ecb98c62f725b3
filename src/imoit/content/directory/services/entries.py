"""Units, posts, people and agencies: listed, made, read, changed, removed."""

from imoit.content.directory import storage
from imoit.content.directory.operations import entries
from imoit.content.directory.services import reading
from imoit.content.directory.services.shown import entry_json
from imoit.workflows.refusal import _
from imoit.workflows.refusal import NotAllowed
from imoit.workflows.rest.operations import read_number
from imoit.workflows.rest.services import AnswerService
from imoit.workflows.rest.services import WriteService
from itertools import islice
from plone import api
from typing import Any


def login() -> str:
    """Return who is logged in."""
    return api.user.get_current().getId() or ""


class FolderGet(AnswerService):
    """The directory: its folders, or one folder's entries in batches."""

    def answer(self):
        folder = self.context
        start = read_number(self.request.form, "b_start", most=10_000_000) or 0
        size = read_number(self.request.form, "b_size", least=1, most=500) or 50
        names = islice(folder.objectIds(ordered=False), start, start + size)
        return {
            "@id": folder.absolute_url(),
            "@type": "Directory",
            "title": folder.title,
            "items_total": len(folder),
            "items": [entry_json(folder[name]) for name in names],
        }


class FolderPost(WriteService):
    """Makes an entry of the folder's kind."""

    def write(self, data: dict) -> dict:
        part = self.context.getId()
        if part not in storage.PARTS:
            raise NotAllowed(_("Nothing is added here."))
        make = {
            "units": self.unit,
            "posts": self.post,
            "people": self.person,
            "agencies": self.agency,
        }
        made = make[part](data)
        self.request.response.setStatus(201)
        self.request.response.setHeader("Location", made.absolute_url())
        return entry_json(made)

    def unit(self, data: dict) -> Any:
        return entries.new_unit(by=login(), **reading.unit(data))

    def post(self, data: dict) -> Any:
        return entries.new_post(by=login(), **reading.post(data))

    def person(self, data: dict) -> Any:
        return entries.new_person(by=login(), **reading.person(data))

    def agency(self, data: dict) -> Any:
        return entries.new_agency(by=login(), **reading.agency(data))


class EntryGet(AnswerService):
    """One entry."""

    def answer(self):
        return entry_json(self.context)


class EntryPatch(WriteService):
    """Changes what may be changed; any other field is refused."""

    def write(self, data: dict) -> dict:
        data = {name: value for name, value in data.items() if name != "@type"}
        entries.check_open(self.context, data)
        entries.change(self.context, reading.changes(data), login())
        return entry_json(self.context)


class EntryDelete(WriteService):
    """Removes an entry on which nothing stands."""

    def write(self, data: dict) -> None:
        entries.remove(self.context, login())
