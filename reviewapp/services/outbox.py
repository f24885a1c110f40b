"""The outbox: mails are queued in the transaction of what they tell of, and sent later by the worker."""

from datetime import datetime
from typing import Any
from urllib.parse import urlsplit

from flask import current_app
from sqlalchemy import select

from ..clock import now
from ..domain.mails import MailKind
from ..extensions import db
from ..models import Account, Mail, Project, Round, Thread
from ..models.base import new_public_id


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
