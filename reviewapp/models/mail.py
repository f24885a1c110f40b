"""The outbox: a mail is a row, written in the transaction of what it tells of, sent by the worker later."""

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, ForeignKey, Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from ..clock import now
from ..domain.mails import MailKind
from .account import Account
from .base import Base, Public
from .choice import choice
from .project import Project
from .round import Round
from .thread import Thread


class Mail(Public, Base):
    """One mail to one person. Its words are made of `kind` and `params` in the receiver's language when sent.

    `key` names the occasion, so that nobody is told of it twice. `params` may hold the secret of a sign-in
    link; it is taken out once the mail is settled. `doubts` counts the tries whose end is unknown, `tries`
    those that certainly failed. `error` says what the server answered.
    """

    __tablename__ = "mail"
    __table_args__ = (Index("ix_mail_waiting", "settled_at", "due_at"),)

    kind: Mapped[MailKind] = mapped_column(choice(MailKind))
    key: Mapped[str | None] = mapped_column(String(160), unique=True)
    address: Mapped[str] = mapped_column(String(254))
    account_id: Mapped[int | None] = mapped_column(ForeignKey("account.id"), index=True)
    project_id: Mapped[int | None] = mapped_column(ForeignKey("project.id"), index=True)
    round_id: Mapped[int | None] = mapped_column(ForeignKey("round.id"), index=True)
    thread_id: Mapped[int | None] = mapped_column(ForeignKey("thread.id"))
    params: Mapped[dict[str, Any]] = mapped_column(JSON, default=dict)
    message_id: Mapped[str] = mapped_column(String(160), unique=True)
    created_at: Mapped[datetime] = mapped_column(default=now)
    due_at: Mapped[datetime] = mapped_column(default=now)
    leased_until: Mapped[datetime | None]
    tries: Mapped[int] = mapped_column(default=0)
    doubts: Mapped[int] = mapped_column(default=0)
    settled_at: Mapped[datetime | None]
    outcome: Mapped[str] = mapped_column(String(20), default="")
    error: Mapped[str] = mapped_column(Text, default="")

    account: Mapped[Account | None] = relationship()
    project: Mapped[Project | None] = relationship()
    round: Mapped[Round | None] = relationship()
    thread: Mapped[Thread | None] = relationship()
