"""Doors of Plone that would go around the posts."""

from imoit.workflows.refusal import _
from imoit.workflows.refusal import NotAllowed
from imoit.workflows.rest.operations import body
from imoit.workflows.rest.services import AnswerService
from plone import api
from plone.restapi.permissions import PloneManageUsers
from plone.restapi.services.users.update import UsersPatch


class Stay(AnswerService):
    """`@copy` and `@move` into the directory: rights hang on ids and places."""

    def answer(self):
        raise NotAllowed(_("An entry of the directory keeps its id and its place."))


class OwnUserPatch(UsersPatch):
    """`@users`: who may not give roles is told so; Plone itself would say nothing."""

    def reply(self):
        if body(self.request).get("roles") and not api.user.has_permission(
            PloneManageUsers, obj=self.context
        ):
            raise NotAllowed(
                _("This role comes with a post. Give the post instead."),
                field="roles",
                code="from_posts",
            )
        return super().reply()
