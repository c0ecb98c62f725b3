"""What all pages of the directory share."""

from imoit.content.directory.views.fields import Field
from imoit.workflows.pages import domain
from imoit.workflows.pages.views import FormPage
from plone import api
from typing import Any


PERMISSION = "iMOIT: Manage directory"
PART = {"Unit": "units", "Post": "posts", "Person": "people", "Agency": "agencies"}


class DirectoryPage(FormPage):
    """A page of the directory: staff read it, the site manager writes."""

    section = "directory"

    @property
    def url(self) -> str:
        return self.context.absolute_url()

    @property
    def by(self) -> str:
        return api.user.get_current().getId() or ""

    def may_change(self) -> bool:
        """Tell whether the forms are shown."""
        return api.user.has_permission(PERMISSION, obj=self.context)

    def inputs(self, fields: tuple[Field, ...], entry: Any = None) -> list[dict]:
        """Return *fields* for the template, filled with what was typed or is kept."""
        return [
            {
                "name": field.name,
                "title": self.say(field.title),
                "type": field.kind,
                "required": field.required,
                "value": self._value(field, entry),
                "options": [
                    {"id": id_, "title": self.say(title)}
                    for id_, title in field.options()
                ],
            }
            for field in fields
        ]

    def _value(self, field: Field, entry: Any) -> str:
        if field.kind == "password":
            return ""
        kept = getattr(entry, field.name, "") if entry is not None else ""
        if isinstance(kept, tuple):
            kept = ", ".join(kept)
        if field.name in self.form:
            return self.typed(field.name)
        return str(kept or "")

    def sent(self, fields: tuple[Field, ...]) -> dict[str, Any]:
        """Return what was typed, as programs send it."""
        data: dict[str, Any] = {
            field.name: domain.typed(self.form, field.name) for field in fields
        }
        if "password" in data:
            data["password"] = self.form.get("password", "")
        if "aliases" in data:
            data["aliases"] = [one.strip() for one in data["aliases"].split(",")]
        return data
