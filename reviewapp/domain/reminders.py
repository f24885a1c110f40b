"""When a reviewer is reminded of a round: at a few days before his or her own deadline, once for each."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from .mails import REMINDER_DAYS


def days_until(deadline: datetime, zone: str, present: datetime) -> int:
    """Count the days to a deadline by the calendar of `zone`: 0 on the day itself."""
    place = ZoneInfo(zone)
    return (deadline.astimezone(place).date() - present.astimezone(place).date()).days


def mark_reached(
    deadline: datetime,
    *,
    opened_at: datetime,
    invited_late_at: datetime | None,
    zone: str,
    present: datetime,
) -> int | None:
    """Name the mark (7, 3 or 1 days before) that a reminder would now be for; None when none is due.

    Where days were missed it is the nearest mark, so that there is one reminder and not three. A mark that
    fell before the opening, or on its day, is none; somebody who was invited when the round was open
    (`invited_late_at`) is not reminded on that same day.
    """
    left = days_until(deadline, zone, present)
    if present >= deadline or left > max(REMINDER_DAYS):
        return None
    mark = min(days for days in REMINDER_DAYS if days >= left)
    if days_until(deadline, zone, opened_at) <= mark:
        return None
    if invited_late_at is not None and days_until(present, zone, invited_late_at) <= 0:
        return None
    return mark


FURTHEST = timedelta(days=max(REMINDER_DAYS) + 2)
"""Nobody is reminded of a deadline that is further away than this, in any time zone."""
