"""Questions about accounts, links and tokens."""

import hashlib
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, and_, func, or_, select, union_all
from sqlalchemy.orm import joinedload

from ..clock import now
from ..domain.permissions import Actor
from ..extensions import db
from ..models import Account, ApiToken, Membership, OpenSession, SignInLink

SESSION_LIFE = timedelta(days=30)


def find_account(account_id: int) -> Account | None:
    """Find an account by its key."""
    return db.session.get(Account, account_id)


def find_account_by_id(public_id: str) -> Account | None:
    """Find an account by its public id."""
    return db.session.scalar(select(Account).where(Account.public_id == public_id))


def find_account_by_email(email: str) -> Account | None:
    """Find an account by its address."""
    return db.session.scalar(select(Account).where(Account.email == email.strip().lower()))


def accounts_by_email(emails: list[str]) -> dict[str, Account]:
    """Find the accounts of several addresses, by address."""
    rows = db.session.scalars(select(Account).where(Account.email.in_(emails)))
    return {account.email: account for account in rows}


def find_account_by_token(token: str) -> Account | None:
    """Find whose API token this is; a revoked one is nobody's."""
    digest = hashlib.sha256(token.encode()).hexdigest()
    return db.session.scalar(
        select(Account)
        .join(ApiToken, ApiToken.account_id == Account.id)
        .where(ApiToken.token_hash == digest, ApiToken.revoked_at.is_(None))
    )


def find_open_session(token: str) -> OpenSession | None:
    """Find the session a cookie belongs to, with its account; an ended or outworn one is none."""
    digest = hashlib.sha256(token.encode()).hexdigest()
    return db.session.scalar(select(OpenSession).where(is_open_session(digest, now() - SESSION_LIFE)))


def is_open_session(digest: Any, since: Any) -> ColumnElement[bool]:
    """Say which session a token of this hash opens: one that has not ended and was begun after `since`."""
    return and_(
        OpenSession.token_hash == digest, OpenSession.ended_at.is_(None), OpenSession.begun_at > since
    )


def find_link_by_token(token: str) -> SignInLink | None:
    """Find a sign-in link by its secret, whatever its state."""
    digest = hashlib.sha256(token.encode()).hexdigest()
    return db.session.scalar(select(SignInLink).where(SignInLink.token_hash == digest))


def open_links_of(account_ids: list[int]) -> dict[int, list[SignInLink]]:
    """Give the links that still open something, by account."""
    rows = db.session.scalars(
        select(SignInLink).where(
            SignInLink.account_id.in_(account_ids),
            SignInLink.used_at.is_(None),
            SignInLink.revoked_at.is_(None),
            SignInLink.expires_at > now(),
        )
    )
    links: dict[int, list[SignInLink]] = {}
    for link in rows:
        links.setdefault(link.account_id, []).append(link)
    return links


def last_entries_of(account_ids: list[int]) -> dict[int, datetime]:
    """Give when each account last came in, by a link or a password; who never did is left out."""
    by_link = select(SignInLink.account_id, SignInLink.used_at.label("at")).where(
        SignInLink.account_id.in_(account_ids), SignInLink.used_at.is_not(None)
    )
    by_session = select(OpenSession.account_id, OpenSession.begun_at.label("at")).where(
        OpenSession.account_id.in_(account_ids)
    )
    entries = union_all(by_link, by_session).subquery()
    query = select(entries.c.account_id, func.max(entries.c.at)).group_by(entries.c.account_id)
    return {account: moment for account, moment in db.session.execute(query) if moment}


def newest_links_of(account_ids: list[int]) -> dict[int, SignInLink]:
    """Give the sign-in link made last for each account, whatever became of it."""
    newest = (
        select(func.max(SignInLink.id))
        .where(SignInLink.account_id.in_(account_ids))
        .group_by(SignInLink.account_id)
    )
    rows = db.session.scalars(select(SignInLink).where(SignInLink.id.in_(newest)))
    return {link.account_id: link for link in rows}


def sessions_of(account: Account) -> list[OpenSession]:
    """Give where somebody is signed in, the newest first."""
    return list(
        db.session.scalars(
            select(OpenSession)
            .where(
                OpenSession.account_id == account.id,
                OpenSession.ended_at.is_(None),
                OpenSession.begun_at > now() - SESSION_LIFE,
            )
            .order_by(OpenSession.id.desc())
        )
    )


def tokens_of(account: Account) -> list[ApiToken]:
    """Give the API tokens of an account that still open something, the newest first."""
    return list(
        db.session.scalars(
            select(ApiToken)
            .where(ApiToken.account_id == account.id, ApiToken.revoked_at.is_(None))
            .order_by(ApiToken.id.desc())
        )
    )


def accounts_like(words: str, skip: int, most: int) -> list[Account]:
    """Give accounts whose name or address holds `words` (all for none), by name."""
    query = select(Account).order_by(Account.name, Account.id).offset(skip).limit(most)
    if words:
        query = query.where(
            or_(
                Account.name.icontains(words, autoescape=True),
                Account.email.icontains(words, autoescape=True),
            )
        )
    return list(db.session.scalars(query))


def standings_by_account(account_ids: list[int]) -> dict[int, list[Membership]]:
    """Give where accounts stand, with the projects, by account."""
    rows = db.session.scalars(
        select(Membership)
        .where(Membership.account_id.in_(account_ids), Membership.left_at.is_(None))
        .options(joinedload(Membership.project))
        .order_by(Membership.id)
    )
    standings: dict[int, list[Membership]] = {}
    for member in rows:
        standings.setdefault(member.account_id, []).append(member)
    return standings


def actor_in(account: Account, project_id: int) -> Actor:
    """Say as whom an account stands in a project."""
    member = db.session.scalar(select(Membership).where(stands_in(account.id, project_id)))
    if member is None:
        return Actor(account.id, account.is_admin)
    return Actor(account.id, account.is_admin, member.id, member.role)


def stands_in(account_id: Any, project_id: Any) -> ColumnElement[bool]:
    """Say which membership an account stands in: of a project it has left, in none."""
    return and_(
        Membership.account_id == account_id, Membership.project_id == project_id, Membership.left_at.is_(None)
    )
