"""Moments as people write them: with an offset, without one, or as a day."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo


def end_of_day(day: date, time_zone: str) -> datetime:
    """Give the moment (UTC) at which a day is over in a time zone.

    >>> end_of_day(date(2027, 3, 1), "Asia/Shanghai").isoformat()
    '2027-03-01T16:00:00+00:00'
    """
    return datetime.combine(day + timedelta(days=1), time(), ZoneInfo(time_zone)).astimezone(UTC)


def last_day(end: datetime, time_zone: str) -> date:
    """Give the last day, in a time zone, of a time that ends at `end`.

    >>> last_day(end_of_day(date(2027, 3, 1), "Asia/Shanghai"), "Asia/Shanghai")
    datetime.date(2027, 3, 1)
    """
    return (end - timedelta(microseconds=1)).astimezone(ZoneInfo(time_zone)).date()


def moment_of(text: str, time_zone: str, *, is_end: bool = False) -> datetime:
    """Read ISO 8601 as a moment in UTC. Raises ValueError.

    Without an offset it is meant in `time_zone`; a day alone is its beginning or, for `is_end`, its end.

    >>> moment_of("2027-03-01", "Asia/Shanghai", is_end=True).isoformat()
    '2027-03-01T16:00:00+00:00'
    """
    zone = ZoneInfo(time_zone)
    try:
        day = date.fromisoformat(text.strip()) + timedelta(days=1 if is_end else 0)
        moment = datetime.combine(day, time(), zone)
    except ValueError:
        moment = datetime.fromisoformat(text.strip())
        if moment.tzinfo is None:
            moment = moment.replace(tzinfo=zone)
    try:
        return moment.astimezone(UTC)
    except OverflowError:
        raise ValueError("outside of the calendar") from None
