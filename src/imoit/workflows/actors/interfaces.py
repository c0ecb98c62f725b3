"""The port: who holds which post. A higher room provides the utility."""

from zope.interface import Interface


class IDirectory(Interface):
    """Units, posts and people, as far as acts need them."""

    def held(login: str):
        """Return the ids of the posts that *login* holds; cheap, asked all the time."""

    def actor(login: str, post: str):
        """Return the Actor of *login* in *post*, or None when it is not held."""

    def posts_of(login: str):
        """Return the Actors that *login* may be, the oldest post first."""

    def stand_in(login: str, post: str):
        """Return the Actor of *login* in *post* by a delegation that runs, or None."""

    def stand_ins(login: str):
        """Return the Actors that *login* may be by delegations that run now."""

    def holder(post: str):
        """Return the Actor who holds *post*, or None."""

    def party(principal: str):
        """Return the Party of `unit:`, `post:`, `person:`, `agency:`; else BadValue."""

    def parties():
        """Return all open units and posts as Parties, in Vietnamese order."""

    def secretary_of(post: str):
        """Return the post id of the leader's secretary, or an empty string."""

    def leader_of(post: str):
        """Return the post id of the leader whom a secretary serves, or empty."""

    def symbol(unit: str):
        """Return the unit's abbreviation in document symbols, e.g. TTTN."""

    def post_title(post: str):
        """Return the title of a post, its id when it is gone."""

    def unit_title(unit: str):
        """Return the name of a unit, closed ones too; its id when it is gone."""

    def who(login: str):
        """Return the full name of a person."""
