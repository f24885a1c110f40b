"""Days and hours as each language writes them: by Babel, save where documents here have their own habit."""

from datetime import date, datetime
from typing import Literal

from babel.dates import format_date, format_skeleton
from flask_babel import get_locale

from ..domain.languages import DEFAULT

Length = Literal["medium", "long", "full"]

_DAYS: dict[tuple[str, str], str] = {
    ("en", "medium"): "d MMM y",
    ("en", "long"): "d MMMM y",
    ("en", "full"): "EEEE, d MMMM y",
    ("zh", "full"): "y年M月d日（EEEE）",
}
_JOINTS: dict[tuple[str, str], str] = {
    ("en", "medium"): "{1} {0}",
    ("en", "long"): "{1} {0}",
    ("zh", "full"): "{1}{0}",
}
"""How an hour {0} and a day {1} stand together."""


def day_in_words(day: date, length: Length = "medium") -> str:
    """Write a day in the present language, always by the Gregorian calendar."""
    locale = get_locale() or DEFAULT
    return str(format_date(day, _DAYS.get((str(locale), length), length), locale=locale))


def hour_in_words(local: datetime) -> str:
    """Write hour and minute of a moment that has its time zone already, on the 24-hour clock."""
    return str(format_skeleton("Hm", local, tzinfo=local.tzinfo, locale=get_locale() or DEFAULT))


def moment_in_words(local: datetime, length: Length = "medium") -> str:
    """Write day and hour of a moment that has its time zone already."""
    locale = get_locale()
    usual = str(locale.datetime_formats["medium"]) if locale else "{1} {0}"
    joint = _JOINTS.get((str(locale), length), usual)
    return joint.format(hour_in_words(local), day_in_words(local, length))
