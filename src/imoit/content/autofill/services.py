"""`@reading-accuracy`: how often what was read from letters needed no correction."""

from imoit.content.autofill.operations import accuracy
from imoit.workflows.rest.operations import read_text
from imoit.workflows.rest.services import AnswerService
from plone import api


class AccuracyGet(AnswerService):
    """`?month=2026-11`; the last month in which something was counted, unsaid."""

    def answer(self):
        found = accuracy(read_text(self.request.form, "month"))
        url = api.portal.get().absolute_url()
        return {
            "@id": f"{url}/@reading-accuracy?month={found.month}",
            "month": found.month,
            "months": found.months,
            "letters": found.letters,
            "fields": [{**t._asdict(), "share": t.share} for t in found.fields],
        }
