"""Pages of drafting: versions side by side, templates of letters."""

from imoit.content.correspondence.services.content import may_attach
from imoit.content.correspondence.views import fields
from imoit.content.correspondence.views.document import Sheet
from imoit.content.drafting import operations
from imoit.content.drafting import storage
from imoit.content.drafting.domain import letterforms
from imoit.content.drafting.domain import paper
from imoit.content.drafting.domain import versions as rules
from imoit.content.files import domain as files
from imoit.workflows.pages.domain import typed
from imoit.workflows.pages.views import FormPage
from imoit.workflows.pages.views import Page
from imoit.workflows.refusal import _
from imoit.workflows.refusal import BadValue
from imoit.workflows.refusal import Refusal
from imoit.workflows.rest.operations import send_file
from plone.memoize.view import memoize
from typing import Any


class VersionsPage(Sheet):
    """Every version; two of them side by side; an old one brought back."""

    @memoize
    def versions(self) -> list[dict]:
        """Return the versions, the newest first."""
        found = operations.versions(self.context)
        return [self.line(version) for version in reversed(found)]

    def line(self, version: rules.Version) -> dict:
        """Return what the page says of a version."""
        file = self.file_line(self.context[version.file])
        note = version.note
        if version.restored:
            note = self.say(_("Brings back version ${n}", n=version.restored))
        return {
            **version._asdict(),
            "time": self.time(version.time),
            "note": note,
            "download": file["download"],
            "pdf": file["pdf"],
            "kind": f"{file['kind']} {file['size']}",
            "hash": version.sha256[:12],
        }

    @memoize
    def sides(self) -> tuple[int, int]:
        """Return which two versions stand side by side: the last two, else chosen."""
        last = len(self.versions())
        left = typed(self.form, "left") or str(max(1, last - 1))
        right = typed(self.form, "right") or str(last)
        chosen = [int(n) if n.isdigit() else 0 for n in (left, right)]
        return (chosen[0], chosen[1])

    @memoize
    def compared(self) -> dict:
        """Return the rows of the comparison, or the sentence why there are none."""
        left, right = self.sides()
        if left == right:
            return {"rows": [], "why": "", "changes": 0}
        try:
            rows = operations.compare(self.context, left, right)
        except Refusal as refusal:
            return {"rows": [], "why": self.say(refusal.message), "changes": 0}
        changes = sum(row.kind != "same" for row in rows)
        shown = [self.row(row) for row in self.folded(rows)]
        return {"rows": shown, "why": "", "changes": changes}

    def folded(self, rows: list[rules.Row]) -> list[rules.Row]:
        """Return the rows without long stretches that are the same."""
        near = {
            m
            for n, row in enumerate(rows)
            if row.kind != "same"
            for m in range(n - 2, n + 3)
        }
        return [row for n, row in enumerate(rows) if n in near]

    def row(self, row: rules.Row) -> dict:
        """Return a row with what differs in it marked."""
        left, right = rules.marked(row.left, row.right)
        return {"kind": row.kind, "left": left, "right": right}

    def may_write(self) -> bool:
        try:
            may_attach(self.context)
        except Refusal:
            return False
        return self.context.accepts("main")

    def act(self) -> str:
        may_attach(self.context)
        number = self.typed("restore")
        if not number.isdigit():
            raise BadValue(_("This page cannot do that."))
        made = operations.restore(self.context, int(number), self.actor())
        self.tell(
            _("Version ${old} is back as version ${new}.", old=number, new=made.number)
        )
        return self.go(f"{self.url}/@@versions")


class TemplatesPage(FormPage):
    """Templates of letters: the shipped ones, and those of this Ministry."""

    section = "templates"

    @memoize
    def rows(self) -> list[dict]:
        """Return each type with its template."""
        own = storage.uploaded()
        found = []
        for name in fields.TYPES:
            kept = own.get(letterforms.fold(name))
            found.append(
                {
                    "type": name,
                    "own": kept is not None,
                    "name": kept["name"] if kept else self.usual(name),
                    "by": kept["by"] if kept else "",
                    "time": self.time(kept["time"]) if kept else "",
                    "url": f"{self.portal_url}/@@imoit-template?type_name={name}",
                }
            )
        return sorted(found, key=lambda row: (not row["own"], not self.is_shipped(row)))

    def is_shipped(self, row: dict) -> bool:
        return row["type"] in letterforms.FORMS

    def usual(self, name: str) -> str:
        return letterforms.FORMS.get(name, letterforms.OTHER)

    def types(self) -> tuple[str, ...]:
        return fields.TYPES

    def blanks(self) -> list[tuple[str, str]]:
        """Return what a template may name, each with an example."""
        return [
            (name, "; ".join(v) if isinstance(v, list) else str(v))
            for name, v in letterforms.BLANKS.items()
        ]

    def act(self) -> str:
        type_name = self.typed("type_name")
        if type_name not in fields.TYPES:
            raise BadValue(
                _("This value is not known."), field="type_name", code="unknown_value"
            )
        if self.typed("do") == "drop":
            operations.drop_template(type_name, self.actor())
            self.tell(_("The shipped template is back."))
        else:
            self.put(type_name)
            self.tell(_("The template is kept."))
        return self.go(f"{self.portal_url}/@@imoit-templates")

    def put(self, type_name: str) -> None:
        """Keep the template that was sent."""
        found = fields.uploaded(self.form)
        if found is None:
            raise BadValue(_("Choose a file."), field="file", code="required")
        name, data = found
        if files.kind(name, data) != paper.DOCX:
            raise BadValue(
                _("This is not a DOCX template."), field="file", code="template"
            )
        operations.put_template(type_name, name, data, self.actor())


class TemplateDownload(Page):
    """A template, to be changed in a word processor."""

    def __call__(self) -> Any:
        name = typed(self.request.form, "type_name")
        if name not in fields.TYPES:
            name = fields.TYPES[0]
        file = f"{letterforms.slug(name)}.docx"
        send_file(self.request.response, paper.DOCX, file)
        return storage.template(name)
