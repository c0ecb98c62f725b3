"""`@readings` and `@access`: for those whose document it is."""

from imoit.content.reports import domain
from imoit.content.reports.operations import access
from imoit.workflows.actors.operations import current_actor
from imoit.workflows.actors.operations import directory
from imoit.workflows.rest.services import AnswerService
from imoit.workflows.speech.operations import say


class ReadingsGet(AnswerService):
    """Every access to the document, the newest first."""

    def answer(self):
        found = access.readings(self.context, current_actor(self.request))
        return {
            "@id": f"{self.context.absolute_url()}/@readings",
            "items_total": len(found),
            "items": [
                {
                    "time": line.time,
                    "act": line.act,
                    "person": {
                        "id": f"person:{line.person}",
                        "title": line.name or directory().who(line.person),
                    },
                    "post": {
                        "id": f"post:{line.post}",
                        "title": directory().post_title(line.post),
                    },
                }
                for line in found
            ],
        }


class AccessGet(AnswerService):
    """Who can see the document now, and why."""

    def answer(self):
        found = access.reasons(self.context, current_actor(self.request))
        return {
            "@id": f"{self.context.absolute_url()}/@access",
            "items": [self.shown(reason) for reason in found],
        }

    def shown(self, reason: access.Reason) -> dict:
        return {
            "who": reason.title,
            "people": list(reason.people),
            "may": [say(domain.ROLES.get(r, r), self.request) for r in reason.roles],
            "why": say(access.why(reason), self.request),
            "cause": reason.cause,
            "stand_ins": list(reason.stand_ins),
        }
