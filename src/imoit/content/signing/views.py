"""The page of written authorities to sign TUQ."""

from imoit.content.correspondence.views import fields
from imoit.content.signing import domain
from imoit.content.signing import operations
from imoit.content.signing import storage
from imoit.content.signing.services import read_authority
from imoit.workflows.actors.operations import directory
from imoit.workflows.pages.domain import iso_date
from imoit.workflows.pages.views import FormPage
from imoit.workflows.refusal import _
from plone.memoize.view import memoize


class AuthoritiesPage(FormPage):
    """Who signs TUQ., by which decision, from when to when."""

    section = "books"

    @memoize
    def rows(self) -> list[dict]:
        """Return each authority and how it stands today."""
        today = self.today.isoformat()
        return [
            {
                **found._asdict(),
                "types": ", ".join(found.types),
                "from": self.date(found.valid_from),
                "to": self.date(found.ended or found.valid_to),
                "is_over": bool(found.ended) or found.valid_to < today,
                "is_open": found.valid_from <= today <= found.valid_to
                and not found.ended,
            }
            for found in storage.authorities()
        ]

    def posts(self) -> list:
        """Return who may be given the authority."""
        return [
            party
            for party in directory().parties()
            if party.kind == "post" and party.function in (*domain.HEADS, "officer")
        ]

    def ministers(self) -> list:
        return [p for p in fields.leaders() if p.function == "minister"]

    def types(self) -> tuple[str, ...]:
        return fields.TYPES

    def act(self) -> str:
        if self.typed("end"):
            operations.end_authority(self.typed("end"), self.actor())
            self.tell(_("The authority has ended."))
        else:
            names = ("post", "given_by", "symbol", "scope")
            data = {name: self.typed(name) for name in names}
            data["types"] = self.chosen("types")
            for name in ("valid_from", "valid_to"):
                data[name] = iso_date(self.typed(name))
            operations.authorise(read_authority(data), self.actor())
            self.tell(_("The authority is on record."))
        return self.go(f"{self.portal_url}/@@authorities")
