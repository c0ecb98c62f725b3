"""What is longer than exchange allows: kept whole, said on each page that writes it."""

from imoit.content.correspondence.domain import warnings
from imoit.content.correspondence.services.content import FIELDS
from imoit.workflows.refusal import _
from typing import Any


# How fields are called that may be too long for exchange.
CALLED = {
    "code_number": _("Number"),
    "code_notation": _("Notation"),
    "type_name": _("Type"),
    "subject": _("Abstract"),
    "issuer.name": _("Issuing body"),
    "issuer.organ_id": _("Agency code"),
    "signer.position": _("Position of the signer"),
    "signer.name": _("Signed by"),
    "language": _("Language"),
    "pages": _("Number of pages"),
    "copies": _("Copies"),
    "note": _("Notes"),
}


class Lengths:
    """For pages that write the record of a letter."""

    def warn(self, document: Any) -> None:
        """Say what is kept whole but is too long for exchange."""
        values = {name: getattr(document, name) for name in FIELDS}
        for field, sentence in warnings(values):
            called = self.say(CALLED[field])
            self.tell(
                _("${field}: ${sentence}", field=called, sentence=self.say(sentence)),
                "warning",
            )
