"""What the product writes to people, and what becomes of a mail that was or was not delivered."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum


class MailKind(StrEnum):
    """The occasion of a mail."""

    INVITATION = "invitation"
    SIGN_IN_LINK = "sign_in_link"
    REMINDER = "reminder"
    ANSWERED = "answered"
    REPLY = "reply"
    MENTIONED = "mentioned"
    ASSIGNED = "assigned"
    OBJECTION = "objection"
    ADDRESS_CHANGED = "address_changed"


class Outcome(StrEnum):
    """How a mail ended."""

    SENT = "sent"
    REFUSED = "refused"
    UNKNOWN = "unknown"
    NOT_NEEDED = "not_needed"


class Result(StrEnum):
    """How one try to deliver a mail ended. The first three are certain."""

    ACCEPTED = "accepted"
    LATER = "later"
    REFUSED = "refused"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Delivery:
    """One try and what the server said, for people to read."""

    result: Result
    words: str = ""


LEASE = timedelta(minutes=5)
"""How long one worker has for a mail before another may take it."""

MOST_TRIES = 6
MOST_DOUBTS = 2
"""A mail whose delivery is unknown is sent once more and never a third time."""

REMINDER_DAYS = (7, 3, 1)
"""Days before a reviewer's deadline on which he or she is reminded."""

SECRETS = frozenset({"token"})
"""What must not stay among the params of a mail that is settled."""


@dataclass(frozen=True, slots=True)
class Standing:
    """How far a mail is: `tries` failed for certain, of `doubts` nobody knows. Without outcome it waits."""

    tries: int
    doubts: int
    due_at: datetime
    outcome: Outcome | None = None


def after_try(before: Standing, result: Result, moment: datetime) -> Standing:
    """Say how a mail stands after a try that ended in `result` at `moment`.

    A try counts as a doubt from just before its text is sent; a certain end takes that doubt back.
    """
    tries, doubts = before.tries, before.doubts
    if result is Result.ACCEPTED:
        return Standing(tries, doubts, before.due_at, Outcome.SENT)
    if result is Result.UNKNOWN:
        outcome = Outcome.UNKNOWN if doubts >= MOST_DOUBTS else None
        return Standing(tries, doubts, next_try(max(1, doubts), moment), outcome)
    tries += 1
    given_up = result is Result.REFUSED or tries >= MOST_TRIES
    return Standing(tries, doubts, next_try(tries, moment), Outcome.REFUSED if given_up else None)


def next_try(tries: int, moment: datetime) -> datetime:
    """Say when to try again after `tries` failures: after 1, 5, 25, 125 … minutes, at most a day."""
    return moment + min(timedelta(minutes=5 ** (tries - 1)), timedelta(days=1))
