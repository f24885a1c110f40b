"""Words and dates for templates."""

import secrets
from collections.abc import Callable
from datetime import datetime

from flask import Flask
from flask_babel import format_date, format_datetime, get_locale, to_user_timezone

from .labels import label


def date(moment: datetime | None) -> str:
    """Write a day in the reader's language and the project's time zone."""
    return format_date(_local(moment), "medium") if moment else ""


def date_and_time(moment: datetime | None) -> str:
    """Write a moment in the reader's language and the project's time zone."""
    return format_datetime(moment, "d MMM y HH:mm" if _is_english() else "y年M月d日 HH:mm") if moment else ""


def form_key() -> str:
    """Make the key by which a form that is sent twice is noticed."""
    return secrets.token_urlsafe(16)


def _local(moment: datetime) -> datetime:
    local: datetime = to_user_timezone(moment)
    return local


def _is_english() -> bool:
    return str(get_locale()) == "en"


def register(app: Flask) -> None:
    """Give templates the filters and the words of the domain."""
    app.add_template_filter(date, "date")
    app.add_template_filter(date_and_time, "datetime")
    app.add_template_global(form_key, "form_key")
    app.add_template_global(label, "label")
    for kind in ("status", "disposition", "type", "importance", "scope", "place", "role"):
        app.add_template_global(_labeller(kind), f"{kind}_label")


def _labeller(kind: str) -> Callable[[object], str]:
    return lambda code: label(kind, code)
