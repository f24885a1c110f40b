"""Open sessions: where somebody is signed in, until it is ended here."""

import secrets

from sqlalchemy import update

from ..clock import now
from ..domain.permissions import Actor
from ..extensions import db
from ..models import Account, OpenSession
from .accounts import hashed
from .activity import record
from .transaction import transaction


def begin_session(account: Account) -> str:
    """Open a session; give the token for its cookie."""
    token = secrets.token_urlsafe(32)
    with transaction():
        db.session.add(OpenSession(account_id=account.id, token_hash=hashed(token)))
        return token


def end_session(token: str) -> None:
    """End one session."""
    with transaction():
        _end(OpenSession.token_hash == hashed(token))


def end_sessions(account: Account, *, actor: Actor, but: str | None = None) -> None:
    """End every session of an account, save the one whose token is `but`."""
    with transaction():
        mine = OpenSession.account_id == account.id
        _end(mine if but is None else mine & (OpenSession.token_hash != hashed(but)))
        record("ended sessions", "account", account.public_id, actor=actor)


def _end(which: object) -> None:
    db.session.execute(
        update(OpenSession).where(which, OpenSession.ended_at.is_(None)).values(ended_at=now())  # type: ignore[arg-type]
    )
