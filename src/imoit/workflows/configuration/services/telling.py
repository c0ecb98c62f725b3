"""What reading and writing `@processes` have in common."""

from imoit.workflows.configuration import storage
from imoit.workflows.configuration.operations import comparing
from imoit.workflows.configuration.operations import drafts
from imoit.workflows.configuration.operations import facts
from imoit.workflows.process.domain.reading import plain
from imoit.workflows.rest.operations import read_text
from imoit.workflows.rest.services import PathMixin
from imoit.workflows.speech.operations import say
from plone import api


class ProcessesMixin(PathMixin):
    """Reads `@processes/<id>/<what>` and says things as JSON."""

    @property
    def name(self) -> str:
        return self.path[0] if self.path else ""

    @property
    def what(self) -> tuple[str, ...]:
        return self.path[1:]

    def url(self, *more: str) -> str:
        base = f"{api.portal.get().absolute_url()}/@processes"
        return "/".join([base, *more])

    def tagged(self) -> str:
        tag = drafts.tag(self.name)
        self.request.response.setHeader("ETag", f'"{tag}"')
        return tag

    def agreed(self) -> None:
        drafts.agree(self.name, self.request.get_header("If-Match") or "")

    def shown(self) -> dict:
        draft = storage.draft(self.name)
        process = draft.process if draft else drafts.live(self.name)
        return {
            "@id": self.url(self.name),
            "etag": self.tagged(),
            "draft": draft is not None,
            "drafted_by": draft.name if draft else None,
            "mapping": dict(draft.mapping) if draft else {},
            "types": facts.types_of(self.name),
            "documents": dict(facts.occupied(self.name)),
            "process": plain(process),
        }

    def problems(self) -> list[dict]:
        return [
            {
                "level": found.level,
                "code": found.code,
                "where": found.where,
                "message": say(found.message, self.request),
            }
            for found in drafts.problems(self.name)
        ]

    def differences(self) -> list[dict]:
        form = self.request.form
        before, after = read_text(form, "before"), read_text(form, "after")
        return [
            {
                "code": found.code,
                "where": found.where,
                "message": say(found.message, self.request),
            }
            for found in comparing.compared(self.name, before, after).changes
        ]
