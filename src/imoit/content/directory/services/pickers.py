"""`@parties` and `@agencies`: what pickers offer while somebody types."""

from imoit.content.directory.operations.agencies import agencies
from imoit.content.directory.operations.parties import find_parties
from imoit.workflows.rest.operations import read_number
from imoit.workflows.rest.operations import read_text
from imoit.workflows.rest.services import AnswerService


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
        return {
            "items": [
                {
                    "id": f"agency:{found.organ_id}",
                    "title": found.name,
                    "organ_id": found.organ_id,
                    "name": found.name,
                }
                for found in agencies(text, size)
            ]
        }
