"""The audit trail."""

from typing import Any

from .base import Given, Moment


class Line(Given):
    """Who did what to which thing; `by` is null where the system did it by itself."""

    at: Moment
    by: str | None
    verb: str
    noun: str
    subject: str
    details: dict[str, Any]
