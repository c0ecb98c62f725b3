"""`@actor`: who am I, and as the holder of which post do I act."""

from imoit.content.directory.operations.parties import DirectoryUtility
from imoit.content.directory.services.shown import person_json
from imoit.workflows.actors.domain import Actor
from imoit.workflows.actors.operations import acting_posts
from imoit.workflows.rest.services import AnswerService
from plone import api


class ActorGet(AnswerService):
    """The person, the posts held, and the one that acts (null: none is chosen)."""

    def answer(self):
        login = api.user.get_current().getId() or ""
        acting = acting_posts(login, self.request)
        posts = {a.post: post_json(a) for a in DirectoryUtility().posts_of(login)}
        lent = {a.post: post_json(a) for a in DirectoryUtility().stand_ins(login)}
        return {
            "@id": f"{api.portal.get().absolute_url()}/@actor",
            "person": person_json(login),
            "posts": list(posts.values()),
            "delegated": list(lent.values()),
            "post": (posts | lent)[acting[0]] if len(acting) == 1 else None,
        }


def post_json(actor: Actor) -> dict:
    """Return a post that is held, or acted in for whom."""
    shown = {
        "id": actor.post,
        "title": actor.post_title,
        "function": actor.function,
        "unit": {"id": f"unit:{actor.unit}", "title": actor.unit_title},
    }
    if actor.behalf is not None:
        shown["on_behalf_of"] = person_json(actor.behalf.person)
        shown["until"] = actor.behalf.until
    return shown
