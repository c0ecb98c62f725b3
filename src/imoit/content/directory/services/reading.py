"""What programs send about entries, read field by field."""

from collections.abc import Mapping
from imoit.workflows.refusal import _
from imoit.workflows.refusal import BadValue
from imoit.workflows.rest.operations import read_date
from imoit.workflows.rest.operations import read_text
from typing import Any


LIMIT = 300


def unit(data: Mapping) -> dict[str, str]:
    """Return what makes a unit."""
    return {
        "unit": read_text(data, "id", required=True, limit=20),
        "title": read_text(data, "title", required=True, limit=LIMIT),
        "symbol": read_text(data, "symbol", required=True, limit=20),
        "kind": read_text(data, "kind") or "other",
    }


def post(data: Mapping) -> dict[str, str]:
    """Return what makes a post."""
    return {
        "unit": read_text(data, "unit", required=True),
        "function": read_text(data, "function", required=True),
        "title": read_text(data, "title", required=True, limit=LIMIT),
        "serves": read_text(data, "serves").removeprefix("post:"),
    }


def person(data: Mapping) -> dict[str, str]:
    """Return what makes a person."""
    return {
        "login": read_text(data, "login", required=True, limit=60),
        "name": read_text(data, "title", required=True, limit=LIMIT),
        "password": read_secret(data, "password"),
        "email": read_text(data, "email", limit=LIMIT),
    }


def agency(data: Mapping) -> dict[str, Any]:
    """Return what makes an agency."""
    return {
        "organ_id": read_text(data, "organ_id", required=True, limit=60),
        "name": read_text(data, "title", required=True, limit=LIMIT),
        "aliases": read_codes(data, "aliases"),
    }


def changes(data: Mapping) -> dict[str, Any]:
    """Return the values sent, each read as its field asks."""
    return {name: _value(data, name) for name in data}


def _value(data: Mapping, name: str) -> Any:
    if name in ("valid_from", "valid_to"):
        return read_date(data, name)
    if name == "aliases":
        return read_codes(data, name)
    return read_text(data, name, limit=LIMIT)


def read_secret(data: Mapping, name: str) -> str:
    """Return a password as it was sent, spaces too; else 422."""
    value = data.get(name) or ""
    if not isinstance(value, str):
        raise BadValue(_("This must be a text."), field=name, code="not_text")
    return value


def read_codes(data: Mapping, name: str) -> tuple[str, ...]:
    """Return a list of codes; else 422."""
    value = data.get(name) or []
    if not isinstance(value, list) or not all(isinstance(v, str) for v in value):
        raise BadValue(
            _("This must be a list of codes."), field=name, code="not_a_list"
        )
    return tuple(code.strip() for code in value if code.strip())
