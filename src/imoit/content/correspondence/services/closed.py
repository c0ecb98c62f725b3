"""Doors of Plone that stay shut on documents, each for everybody."""

from imoit.workflows.refusal import _
from imoit.workflows.refusal import NotAllowed
from imoit.workflows.rest.services import AnswerService


class Shut(AnswerService):
    """403 with a sentence, Manager included."""

    def answer(self):
        raise NotAllowed(
            _("This way is closed for documents. Use the service of the act itself."),
            field="service",
            code="closed",
        )


class ShutDelete(AnswerService):
    """Documents, directives and tasks are never deleted."""

    def answer(self):
        raise NotAllowed(
            _("Documents, directives and tasks are kept: they cannot be deleted."),
            field="service",
            code="closed",
        )
