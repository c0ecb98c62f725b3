"""`@journal`: who did what with a document."""

from imoit.workflows.journal.operations import lines
from imoit.workflows.rest.services import AnswerService


class JournalGet(AnswerService):
    """Every line of the document, oldest first."""

    def answer(self):
        found = [line._asdict() for line in lines(self.context.UID())]
        return {
            "@id": f"{self.context.absolute_url()}/@journal",
            "items": found,
            "items_total": len(found),
        }
