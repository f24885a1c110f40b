"""Words and dates for templates."""

import secrets
from collections.abc import Callable
from datetime import UTC, datetime, time, timedelta
from datetime import date as Day
from zoneinfo import ZoneInfo

from flask import Flask
from flask_babel import gettext as _
from flask_babel import ngettext, to_user_timezone

from .dates import day_in_words, hour_in_words, moment_in_words
from .labels import label
from .spoken import spoken


def date(moment: datetime | None) -> str:
    """Write a day in the reader's language and the project's time zone."""
    return day_in_words(_local(moment)) if moment else ""


def day(one: Day | None) -> str:
    """Write a day of the calendar in the reader's language."""
    return day_in_words(one) if one else ""


def date_and_time(moment: datetime | None, zone: str = "") -> str:
    """Write a moment in the reader's language and `zone`, by default the time zone of the project at hand."""
    if moment is None:
        return ""
    local = moment.astimezone(ZoneInfo(zone)) if zone else _local(moment)
    return moment_in_words(local)


def time_left(deadline: datetime, zone: str, present: datetime | None = None) -> str:
    """Say how many days a deadline is away by the calendar of `zone`; on its last two days, name the hour.

    One at midnight ends the day before.
    """
    closes = deadline.astimezone(ZoneInfo(zone))
    today = (present or datetime.now(UTC)).astimezone(ZoneInfo(zone))
    is_midnight = closes.time() == time()
    last_day = (closes - timedelta(days=1) if is_midnight else closes).date()
    days = (last_day - today.date()).days
    hour = hour_in_words(closes)
    if closes <= today:
        return str(_("closed on %(day)s", day=day_in_words(last_day)))
    if days == 0:
        return str(_("closes today at midnight") if is_midnight else _("closes today at %(hour)s", hour=hour))
    if days == 1:
        return str(
            _("closes tomorrow at midnight") if is_midnight else _("closes tomorrow at %(hour)s", hour=hour)
        )
    return str(ngettext("%(num)d day left", "%(num)d days left", days))


def until(end: datetime | None, zone: str = "") -> str:
    """Name the last day of a time that ends at `end`; the hour only where it is not the end of that day."""
    if end is None:
        return ""
    local = end.astimezone(ZoneInfo(zone)) if zone else _local(end)
    is_whole_day = local.time() == time()
    return day_in_words(local - timedelta(days=1), "long") if is_whole_day else moment_in_words(local, "long")


def form_key() -> str:
    """Make the key by which a form that is sent twice is noticed."""
    return secrets.token_urlsafe(16)


def _local(moment: datetime) -> datetime:
    local: datetime = to_user_timezone(moment)
    return local


def register(app: Flask) -> None:
    """Give templates the filters and the words of the domain."""
    app.add_template_filter(date, "date")
    app.add_template_filter(day, "day")
    app.add_template_filter(date_and_time, "datetime")
    app.add_template_filter(time_left, "time_left")
    app.add_template_filter(until, "until")
    app.add_template_global(form_key, "form_key")
    app.add_template_global(label, "label")
    app.add_template_global(spoken, "spoken_language")
    for kind in ("status", "disposition", "type", "importance", "scope", "place", "role"):
        app.add_template_global(_labeller(kind), f"{kind}_label")


def _labeller(kind: str) -> Callable[[object], str]:
    return lambda code: label(kind, code)
