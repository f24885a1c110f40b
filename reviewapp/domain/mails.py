"""What the product writes to people, and when a mail that failed is tried again."""

from datetime import datetime, timedelta
from enum import StrEnum


class MailKind(StrEnum):
    """The occasion of a mail."""

    INVITATION = "invitation"
    SIGN_IN_LINK = "sign_in_link"
    REMINDER = "reminder"
    ANSWERED = "answered"
    REPLY = "reply"
    ASSIGNED = "assigned"
    OBJECTION = "objection"
    ADDRESS_CHANGED = "address_changed"


class Outcome(StrEnum):
    """How a mail ended."""

    SENT = "sent"
    REFUSED = "refused"
    UNKNOWN = "unknown"
    NOT_NEEDED = "not_needed"


LEASE = timedelta(minutes=5)
"""How long one worker has for a mail before another may take it."""

MOST_TRIES = 6
MOST_DOUBTS = 2
"""A mail whose delivery is unknown is sent once more and never a third time."""

REMINDER_DAYS = (7, 3, 1)
"""Days before a reviewer's deadline on which he or she is reminded."""


def next_try(tries: int, moment: datetime) -> datetime:
    """Say when to try again after `tries` certain failures: after 1, 5, 25, 125 … minutes, at most a day."""
    return moment + min(timedelta(minutes=5 ** (tries - 1)), timedelta(days=1))
