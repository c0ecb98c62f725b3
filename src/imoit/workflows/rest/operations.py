"""How a refusal looks over REST, and how values are read from a request."""

from collections.abc import Mapping
from datetime import date
from imoit.workflows.refusal import _
from imoit.workflows.refusal import BadValue
from imoit.workflows.refusal import Malformed
from imoit.workflows.refusal import Refusal
from imoit.workflows.speech.operations import say
from typing import Any
from urllib.parse import quote

import json
import re


# ASCII digits only: “²” is a digit too, and no number.
WHOLE = re.compile(r"-?[0-9]{1,18}")


def body(request) -> dict[str, Any]:
    """Return the JSON object sent, `{}` when nothing was; else a 400."""
    raw = request.get("BODY") or b""
    if not raw.strip():
        return {}
    try:
        data = json.loads(raw)
    except ValueError:
        raise Malformed(_("The request is not well-formed JSON.")) from None
    if not isinstance(data, dict):
        raise Malformed(_("The request must be a JSON object."))
    return data


def refused(refusal: Refusal, request) -> dict[str, Any]:
    """Return the error body `{type, message, errors}` (plus details) of *refusal*."""
    return {
        "type": type(refusal).__name__,
        "message": say(refusal.message, request),
        "errors": [
            {
                "field": error.field,
                "code": error.code,
                "message": say(error.message, request),
            }
            for error in refusal.errors
        ],
        **refusal.details,
    }


def send_file(response: Any, kind: str, name: str, title: str = "") -> None:
    """Say of what follows that it is a file to keep, of one reader alone.

    *name* has plain letters only; *title* is the name for who reads every letter.
    """
    response.setHeader("Content-Type", kind)
    named = f"; filename*=UTF-8''{quote(title)}" if title else ""
    disposition = f'attachment; filename="{name}"{named}'
    response.setHeader("Content-Disposition", disposition)
    response.setHeader("Cache-Control", "private, no-store")
    response.setHeader("X-Content-Type-Options", "nosniff")


def read_text(data: Mapping, field: str, *, required=False, limit: int = 0) -> str:
    """Return a string without surrounding space; else 422 with the field."""
    value = data.get(field)
    if value is None:
        value = ""
    if not isinstance(value, str):
        raise BadValue(_("This must be a text."), field=field, code="not_text")
    value = value.strip()
    if required and not value:
        raise BadValue(_("This is required."), field=field, code="required")
    if limit and len(value) > limit:
        raise BadValue(
            _("At most ${limit} characters.", limit=limit), field=field, code="too_long"
        )
    return value


def read_date(data: Mapping, field: str, *, required: bool = False) -> date | None:
    """Return an ISO date; else 422 with the field."""
    value = data.get(field)
    if value in (None, ""):
        if required:
            raise BadValue(_("This is required."), field=field, code="required")
        return None
    try:
        return date.fromisoformat(str(value)[:10])
    except ValueError:
        raise BadValue(
            _("This is not a date (yyyy-mm-dd)."), field=field, code="not_a_date"
        ) from None


def read_number(
    data: Mapping, field: str, *, least: int = 0, most: int = 1_000_000
) -> int | None:
    """Return a whole number within bounds, or None when absent; else 422."""
    value = data.get(field)
    if value in (None, ""):
        return None
    if isinstance(value, bool) or not WHOLE.fullmatch(str(value).strip()):
        raise BadValue(_("This must be a whole number."), field=field, code="number")
    number = int(value)
    if not least <= number <= most:
        raise BadValue(
            _("This must be between ${least} and ${most}.", least=least, most=most),
            field=field,
            code="out_of_range",
        )
    return number


def read_flag(data: Mapping, field: str) -> bool:
    """Return true or false; absent is false; else 422."""
    value = data.get(field, False)
    if value in (True, False):
        return bool(value)
    raise BadValue(_("This must be true or false."), field=field, code="not_a_flag")


def read_names(data: Mapping, field: str) -> list[str]:
    """Return a list of principals; one string counts as a list of one."""
    value = data.get(field) or []
    if isinstance(value, str):
        value = [value]
    if isinstance(value, list):
        value = [v.get("id") if isinstance(v, dict) else v for v in value]
    if not isinstance(value, list) or not all(isinstance(v, str) for v in value):
        raise BadValue(
            _("This must be a list like unit:tttn, person:cv.tttn."),
            field=field,
            code="not_a_list",
        )
    return value
