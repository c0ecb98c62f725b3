"""What people call what a process names: roles, permissions, groups."""

from imoit.workflows.actors.domain import post_group
from imoit.workflows.configuration.operations import facts
from imoit.workflows.process.domain.shape import Guard
from imoit.workflows.refusal import _
from imoit.workflows.refusal import Name
from imoit.workflows.speech.operations import called
from imoit.workflows.transitions import vocabularies
from plone.memoize.view import memoize
from typing import Any


class NamesMixin:
    """Words for the ids of a process, on each of its pages."""

    request: Any
    say: Any

    def role(self, name: str) -> str:
        """Return what people call a role."""
        return called(Name("role", name), self.request)

    def right(self, name: str) -> str:
        """Return what people call a permission."""
        return called(Name("permission", name), self.request)

    @memoize
    def groups(self) -> dict[str, str]:
        """Return what people call each group; those of Plone have words of ours."""
        return {
            name: title
            if (word := called(Name("group", name), self.request)) == name
            else word
            for name, title in facts.groups().items()
        }

    def offered(self) -> dict[str, str]:
        """Return the groups to choose from: none of a single post.

        Whoever holds a post is in the group of its function, which goes to the next.
        """
        alone = post_group("")
        return {n: t for n, t in self.groups().items() if not n.startswith(alone)}

    def group(self, name: str) -> str:
        """Return what people call a group."""
        return self.groups().get(name, name)

    def clauses(self, guard: Guard) -> list[str]:
        """Return what must hold, and what must not, as people say it."""
        known = vocabularies.conditions()
        found = []
        for name in guard.conditions:
            bare = name.removeprefix(vocabularies.NOT)
            words = self.say(known[bare].title) if bare in known else bare
            denied = _("not: ${words}", words=words)
            found.append(words if bare == name else self.say(denied))
        return found

    def parts_of(self, guard: Guard) -> list[str]:
        """Return who passes *guard*, a sentence for each of its lists."""
        named = [
            (_("one of the roles ${names}"), [self.role(n) for n in guard.roles]),
            (
                _("one of the permissions ${names}"),
                [self.right(n) for n in guard.permissions],
            ),
            (_("a member of ${names}"), [self.group(n) for n in guard.groups]),
            (_("when ${names}"), self.clauses(guard)),
            (_("on the condition ${names}"), [guard.expression]),
        ]
        return [
            self.say(sentence._replace(values={"names": ", ".join(names)}))
            for sentence, names in named
            if any(names)
        ]
