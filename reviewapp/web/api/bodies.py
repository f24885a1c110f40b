"""Reading what came in: JSON or a form, with a sentence for every field that does not fit."""

from typing import Any, TypeVar

from flask import request
from flask_babel import lazy_gettext as _l
from pydantic import ValidationError
from pydantic_core import ErrorDetails
from werkzeug.exceptions import BadRequest, UnsupportedMediaType

from ...domain.anchors import Span
from .schemas.base import Taken
from .schemas.threads import Point

Body = TypeVar("Body", bound=Taken)

UNREADABLE = frozenset({"json_invalid", "json_type", "model_type", "model_attributes_type"})


class Misfit(Exception):
    """Fields that do not fit: name -> sentences (422)."""

    def __init__(self, errors: dict[str, list[str]]) -> None:
        super().__init__()
        self.errors = errors


SENTENCES = {
    "missing": _l("This field is missing."),
    "enum": _l("Choose one of these values: %(expected)s."),
    "literal_error": _l("Choose one of these values: %(expected)s."),
    "string_type": _l("Give a text here."),
    "string_unicode": _l("This text holds characters that no text can hold."),
    "string_too_long": _l("This text is too long; at most %(max_length)s characters fit."),
    "string_pattern_mismatch": _l("Give an id here, as an earlier answer named it."),
    "int_type": _l("Give a whole number here."),
    "int_from_float": _l("Give a whole number here."),
    "bool_type": _l("Give true or false here."),
    "bool_parsing": _l("Give true or false here."),
    "moment": _l("Give a date or a time as ISO 8601, for example 2027-03-01T09:00:00+08:00."),
    "status": _l(
        "A status is set here only to open (to send a draft), in_progress or closed. Deciding, reopening and "
        "withdrawing have addresses of their own."
    ),
    "cursor": _l("This cursor fits no page of this list. Begin again without one."),
    "list_type": _l("Give a list here."),
    "model_type": _l("Give an object with fields here."),
}
"""kind of misfit -> what to do about it."""
OTHERWISE = _l("This value does not fit here.")


def read_body(kind: type[Body]) -> Body:
    """Read the JSON of the request; an empty body is an empty object. Raises Misfit, or 400 and 415."""
    data = request.get_data()
    if data and request.mimetype != "application/json" and not request.mimetype.endswith("+json"):
        raise UnsupportedMediaType
    try:
        return kind.model_validate_json(data or b"{}")
    except ValidationError as error:
        raise _refusal(error.errors()) from None


def read_form(kind: type[Body]) -> Body:
    """Read the fields of a multipart form: texts are taken for what they mean, empty ones as not sent."""
    if request.mimetype != "multipart/form-data":
        raise UnsupportedMediaType
    fields = {name: value for name, value in request.form.items() if value != ""}
    try:
        return kind.model_validate(fields, strict=False)
    except ValidationError as error:
        raise _refusal(error.errors()) from None


def misfit(field: str, kind: str, **context: object) -> Misfit:
    """Make the refusal of one field by a kind of `SENTENCES`."""
    return Misfit({field: [str(SENTENCES[kind]) % context]})


def _refusal(errors: list[ErrorDetails]) -> Exception:
    if any(not error["loc"] and error["type"] in UNREADABLE for error in errors):
        return BadRequest()
    named: dict[str, list[str]] = {}
    for error in errors:
        field, *inner = [str(part) for part in error["loc"]] or ["body"]
        words = _sentence(error)
        named.setdefault(field, []).append(f"{'.'.join(inner)}: {words}" if inner else words)
    return Misfit(named)


def _sentence(error: ErrorDetails) -> str:
    context: dict[str, Any] = error.get("ctx") or {}
    return str(SENTENCES.get(error["type"], OTHERWISE)) % context


def span_of(start: Point | None, end: Point | None) -> Span | None:
    """Make a span of two points; one alone is half a passage."""
    if start is None and end is None:
        return None
    if start is None or end is None:
        raise misfit("end" if end is None else "start", "missing")
    return Span(start.block, start.offset, end.block, end.offset)
