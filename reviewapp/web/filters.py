"""Words and dates for templates."""

import secrets
from collections.abc import Callable
from datetime import UTC, datetime
from datetime import date as Day
from zoneinfo import ZoneInfo

from flask import Flask
from flask_babel import format_date, format_datetime, format_time, get_locale, ngettext, to_user_timezone
from flask_babel import gettext as _

from .labels import label


def date(moment: datetime | None) -> str:
    """Write a day in the reader's language and the project's time zone."""
    return _day(_local(moment)) if moment else ""


def day(one: Day | None) -> str:
    """Write a day of the calendar in the reader's language."""
    return _day(one) if one else ""


def date_and_time(moment: datetime | None, zone: str = "") -> str:
    """Write a moment in the reader's language and `zone`, by default the time zone of the project at hand."""
    if moment is None:
        return ""
    local = moment.astimezone(ZoneInfo(zone)) if zone else _local(moment)
    return format_datetime(local, "d MMM y HH:mm" if _is_english() else "y年M月d日 HH:mm", rebase=False)


def time_left(deadline: datetime, zone: str, present: datetime | None = None) -> str:
    """Say how many days a deadline is away by the calendar of `zone`; on its last two days, name the hour."""
    closes = deadline.astimezone(ZoneInfo(zone))
    today = (present or datetime.now(UTC)).astimezone(ZoneInfo(zone))
    days = (closes.date() - today.date()).days
    hour = format_time(closes, "HH:mm", rebase=False)
    if closes <= today:
        return str(_("closed on %(day)s", day=_day(closes)))
    if days == 0:
        return str(_("closes today at %(hour)s", hour=hour))
    if days == 1:
        return str(_("closes tomorrow at %(hour)s", hour=hour))
    return str(ngettext("%(num)d day left", "%(num)d days left", days))


def form_key() -> str:
    """Make the key by which a form that is sent twice is noticed."""
    return secrets.token_urlsafe(16)


def _day(local: Day) -> str:
    return format_date(local, "d MMM y" if _is_english() else "y年M月d日", rebase=False)


def _local(moment: datetime) -> datetime:
    local: datetime = to_user_timezone(moment)
    return local


def _is_english() -> bool:
    return str(get_locale()) == "en"


def register(app: Flask) -> None:
    """Give templates the filters and the words of the domain."""
    app.add_template_filter(date, "date")
    app.add_template_filter(day, "day")
    app.add_template_filter(date_and_time, "datetime")
    app.add_template_filter(time_left, "time_left")
    app.add_template_global(form_key, "form_key")
    app.add_template_global(label, "label")
    for kind in ("status", "disposition", "type", "importance", "scope", "place", "role"):
        app.add_template_global(_labeller(kind), f"{kind}_label")


def _labeller(kind: str) -> Callable[[object], str]:
    return lambda code: label(kind, code)
