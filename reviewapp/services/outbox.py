"""The outbox: mails are queued in the transaction of what they tell of, and sent later by the worker.

The worker takes a mail on a lease, so that no other worker has it too. Just before its text is sent the try
is put down as a doubt: whatever happens then, a mail is sent once more at most.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from urllib.parse import urlsplit

from flask import current_app
from sqlalchemy import or_, select

from ..clock import now
from ..domain.mails import (
    LEASE,
    MOST_DOUBTS,
    SECRETS,
    Delivery,
    MailKind,
    Outcome,
    Result,
    Standing,
    after_try,
)
from ..extensions import db
from ..models import Account, Mail, Project, Round, Thread
from ..models.base import new_public_id
from .transaction import hold, transaction


def is_mail_on() -> bool:
    """Tell whether this installation sends mail; where not, pages show the texts to copy."""
    return bool(current_app.config.get("MAIL_URL"))


def queue_mail(
    kind: MailKind,
    to: Account | str,
    *,
    key: str | None = None,
    project: Project | None = None,
    round_: Round | None = None,
    thread: Thread | None = None,
    params: dict[str, Any] | None = None,
    due_at: datetime | None = None,
) -> Mail | None:
    """Queue a mail to an account (or to an address typed by somebody) in the present transaction.

    `key` names the occasion: a second mail for the same one is not queued. None where no mail is sent.
    """
    if not is_mail_on():
        return None
    if key is not None and db.session.scalar(select(Mail.id).where(Mail.key == key)) is not None:
        return None
    public_id = new_public_id()
    mail = Mail(
        public_id=public_id,
        kind=kind,
        key=key,
        address=to if isinstance(to, str) else to.email,
        account_id=None if isinstance(to, str) else to.id,
        project_id=project.id if project else None,
        round_id=round_.id if round_ else None,
        thread_id=thread.id if thread else None,
        params=params or {},
        message_id=f"<{public_id}@{urlsplit(current_app.config['BASE_URL']).hostname}>",
        due_at=due_at or now(),
    )
    db.session.add(mail)
    return mail


@dataclass(frozen=True, slots=True)
class Lease:
    """A mail that one worker has to itself until a moment."""

    mail_id: int
    until: datetime


def lease_mails(limit: int = 1) -> list[Lease]:
    """Take up to `limit` mails that are due, the longest waiting first.

    One whose lease ran out, after as many tries of unknown end as there may be, is settled as unknown.
    """
    if not _waiting(limit):
        return []
    with transaction():
        leases = []
        for mail in _waiting(limit, is_taken=True):
            if mail.doubts >= MOST_DOUBTS:
                _settle(mail, Outcome.UNKNOWN)
                continue
            mail.leased_until = now() + LEASE
            leases.append(Lease(mail.id, mail.leased_until))
        return leases


def begin_sending(lease: Lease) -> bool:
    """Put down that the text goes out now; say no where the lease is lost or the mail is settled."""
    with transaction():
        mail = _leased(lease)
        if mail is None:
            return False
        mail.doubts += 1
        return True


def settle_mail(lease: Lease, delivery: Delivery, *, was_sent: bool) -> None:
    """Put down how a try ended. `was_sent` tells whether its text had been begun, and is a doubt no more."""

    def judge(mail: Mail) -> None:
        is_certain = delivery.result is not Result.UNKNOWN
        doubts = mail.doubts - (1 if was_sent and is_certain else 0)
        after = after_try(Standing(mail.tries, doubts, mail.due_at), delivery.result, now())
        mail.tries, mail.doubts, mail.due_at = after.tries, after.doubts, after.due_at
        mail.error = "" if after.outcome is Outcome.SENT else delivery.words
        if after.outcome is not None:
            _settle(mail, after.outcome)

    _end(lease, judge)


def drop_mail(lease: Lease) -> None:
    """Put down that a mail is not needed any more."""
    _end(lease, lambda mail: _settle(mail, Outcome.NOT_NEEDED))


def hand_back(lease: Lease) -> None:
    """Let another worker have a mail at once; what is put down of it stays."""
    _end(lease, lambda mail: None)


def _end(lease: Lease, act: Callable[[Mail], None]) -> None:
    with transaction():
        mail = _leased(lease)
        if mail is not None:
            mail.leased_until = None
            act(mail)


def _settle(mail: Mail, outcome: Outcome) -> None:
    """End a mail; the secret it carried goes with it."""
    mail.settled_at, mail.outcome, mail.leased_until = now(), outcome, None
    mail.params = {name: value for name, value in mail.params.items() if name not in SECRETS}


def _leased(lease: Lease) -> Mail | None:
    """Find a mail and hold it, if the lease is still the one it is under."""
    mail = db.session.get_one(Mail, lease.mail_id)
    hold(mail)
    return mail if mail.settled_at is None and mail.leased_until == lease.until else None


def _waiting(limit: int, *, is_taken: bool = False) -> list[Mail]:
    query = (
        select(Mail)
        .where(
            Mail.settled_at.is_(None),
            Mail.due_at <= now(),
            or_(Mail.leased_until.is_(None), Mail.leased_until <= now()),
        )
        .order_by(Mail.due_at, Mail.id)
        .limit(limit)
    )
    return list(db.session.scalars(query.with_for_update(skip_locked=True, of=Mail) if is_taken else query))
