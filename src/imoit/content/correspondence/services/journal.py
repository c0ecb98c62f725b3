"""`@journal`: who did what with a document."""

from imoit.workflows.journal.operations import lines
from imoit.workflows.rest.services import AnswerService


class JournalGet(AnswerService):
    """Every line of the document that may be read, oldest first."""

    def answer(self):
        found = self.context.open_lines(lines(self.context.UID()))
        return {
            "@id": f"{self.context.absolute_url()}/@journal",
            "items": [line._asdict() for line in found],
            "items_total": len(found),
        }
