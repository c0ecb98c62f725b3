"""The answer no, with its sentence: what every rule raises."""

from collections.abc import Mapping
from typing import Any
from typing import ClassVar
from typing import NamedTuple


class Sentence(NamedTuple):
    """An English sentence with blanks `${name}`; shown translated, see `speech`."""

    text: str
    values: Mapping[str, Any]


class Name(NamedTuple):
    """What programs call by an id and people by a word: a role, a permission."""

    kind: str
    id: str


def _(text: str, **values: Any) -> Sentence:
    """Return the sentence *text*, its blanks filled from *values* when it is shown."""
    return Sentence(text, values)


class FieldError(NamedTuple):
    """What is wrong with one field: its REST name, a code for programs, a sentence."""

    field: str
    code: str
    message: Sentence


class Refusal(Exception):
    """The answer no: nothing was changed, the sentence says why and what to do."""

    status: ClassVar[int] = 422

    def __init__(
        self,
        message: "Sentence | Refusal",
        *,
        field: str = "",
        code: str = "",
        errors: tuple[FieldError, ...] = (),
        details: Mapping[str, Any] | None = None,
    ):
        if isinstance(message, Refusal):  # the workflow tool wraps what it re-raises
            errors, details = message.errors, message.details
            message = message.message
        super().__init__(message.text)
        self.message = message
        self.details = dict(details or {})
        self.errors = tuple(errors)
        if field and not self.errors:
            self.errors = (FieldError(field, code or "invalid", message),)


class Malformed(Refusal):
    """The request cannot be read at all."""

    status = 400


class NotAllowed(Refusal):
    """This person, in this post, may not do this."""

    status = 403


class NotThere(Refusal):
    """There is no such thing, or none that this person may know of."""

    status = 404


class Conflict(Refusal):
    """The thing is not, or no longer, in a state that allows this."""

    status = 409


class BadValue(Refusal):
    """A value is missing or cannot be accepted."""

    status = 422


class Unavailable(Refusal):
    """What is needed cannot be reached just now; later the same is answered."""

    status = 503
