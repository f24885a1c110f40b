"""One account for each person, and the secrets that open it (only their hashes are stored)."""

from datetime import datetime

from sqlalchemy import ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from ..clock import now
from .base import Base, Keyed, Public


class Account(Public, Base):
    """A person who may sign in: by a personal link, or by a password (its argon2 hash) if one was chosen."""

    __tablename__ = "account"

    email: Mapped[str] = mapped_column(String(254), unique=True)
    name: Mapped[str] = mapped_column(String(120))
    language: Mapped[str | None] = mapped_column(String(20))
    is_admin: Mapped[bool] = mapped_column(default=False)
    password_hash: Mapped[str | None] = mapped_column(String(200))
    created_at: Mapped[datetime] = mapped_column(default=now)


class OpenSession(Keyed, Base):
    """One browser somebody is signed in with; its cookie holds the token, and opens nothing once ended."""

    __tablename__ = "open_session"

    account_id: Mapped[int] = mapped_column(ForeignKey("account.id"), index=True)
    token_hash: Mapped[str] = mapped_column(String(64), unique=True)
    begun_at: Mapped[datetime] = mapped_column(default=now)
    ended_at: Mapped[datetime | None]

    account: Mapped[Account] = relationship(lazy="joined", innerjoin=True)


class Attempt(Keyed, Base):
    """How often something was tried in a stretch of time, for limits on guessing.

    `bucket` is a hash of what is limited, `stretch` counts its stretches of time since 1970.
    """

    __tablename__ = "attempt"
    __table_args__ = (UniqueConstraint("bucket", "stretch"),)

    bucket: Mapped[str] = mapped_column(String(64))
    stretch: Mapped[int]
    count: Mapped[int] = mapped_column(default=0)


class SignInLink(Public, Base):
    """A personal link: used once, expiring, revocable."""

    __tablename__ = "sign_in_link"

    account_id: Mapped[int] = mapped_column(ForeignKey("account.id"), index=True)
    token_hash: Mapped[str] = mapped_column(String(64), unique=True)
    created_at: Mapped[datetime] = mapped_column(default=now)
    expires_at: Mapped[datetime]
    used_at: Mapped[datetime | None]
    revoked_at: Mapped[datetime | None]

    account: Mapped[Account] = relationship()


class ApiToken(Keyed, Base):
    """A bearer token for the API."""

    __tablename__ = "api_token"

    account_id: Mapped[int] = mapped_column(ForeignKey("account.id"), index=True)
    token_hash: Mapped[str] = mapped_column(String(64), unique=True)
    label: Mapped[str] = mapped_column(String(120), default="")
    created_at: Mapped[datetime] = mapped_column(default=now)
    revoked_at: Mapped[datetime | None]

    account: Mapped[Account] = relationship()

    @property
    def handle(self) -> str:
        """What its owner names it by to revoke it; it opens nothing."""
        return self.token_hash[:16]
