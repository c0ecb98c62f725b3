"""`@parties` and `@agencies`: what pickers offer while somebody types."""

from imoit.content.directory.operations.agencies import agencies
from imoit.content.directory.operations.agencies import Agency
from imoit.content.directory.operations.agencies import new_agency
from imoit.content.directory.operations.agencies import similar
from imoit.content.directory.operations.parties import find_parties
from imoit.content.directory.services.entries import login
from imoit.content.directory.services.reading import read_codes
from imoit.workflows.rest.operations import read_flag
from imoit.workflows.rest.operations import read_number
from imoit.workflows.rest.operations import read_text
from imoit.workflows.rest.services import AnswerService
from imoit.workflows.rest.services import WriteService


class PartiesGet(AnswerService):
    """Open units, then held posts, that answer `q`."""

    def answer(self):
        text = read_text(self.request.form, "q", limit=200)
        size = read_number(self.request.form, "b_size", least=1, most=5000) or 50
        found = find_parties(text, size)
        return {"items": [{"id": party.id, "title": party.title} for party in found]}


class AgenciesGet(AnswerService):
    """Bodies outside the Ministry whose name or code answers `q`."""

    def answer(self):
        text = read_text(self.request.form, "q", limit=200)
        size = read_number(self.request.form, "b_size", least=1, most=500) or 20
        return {"items": [agency_json(found) for found in agencies(text, size)]}


class SimilarGet(AnswerService):
    """Bodies outside the Ministry with nearly the name `q`, before one is added."""

    def answer(self):
        text = read_text(self.request.form, "q", limit=500)
        return {"items": [agency_json(found) for found in similar(text)]}


class AgenciesPost(WriteService):
    """Adds a body outside the Ministry while its letter is registered."""

    def write(self, data: dict) -> dict:
        made = new_agency(
            read_text(data, "name", required=True, limit=500),
            read_text(data, "organ_id", limit=60),
            read_codes(data, "aliases"),
            login(),
            confirmed=read_flag(data, "confirm_similar"),
        )
        self.request.response.setStatus(201)
        return agency_json(made)


def agency_json(found: Agency) -> dict[str, str]:
    """Return an agency as a picker reads it."""
    return {
        "id": f"agency:{found.organ_id}",
        "title": found.name,
        "organ_id": found.organ_id,
        "name": found.name,
    }
