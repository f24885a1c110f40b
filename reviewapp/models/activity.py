"""The audit trail, and the receipts that make posts safe to repeat."""

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, ForeignKey, Index, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from ..clock import now
from .account import Account
from .base import Base, Keyed


class Activity(Keyed, Base):
    """One line for each verb: who did what to which thing. Lines are only ever added."""

    __tablename__ = "activity"
    __table_args__ = (
        Index("ix_activity_subject", "noun", "subject"),
        Index("ix_activity_project", "project_id", "id"),
    )

    at: Mapped[datetime] = mapped_column(default=now)
    account_id: Mapped[int | None] = mapped_column(ForeignKey("account.id"))
    project_id: Mapped[int | None] = mapped_column(ForeignKey("project.id"))
    verb: Mapped[str] = mapped_column(String(40))
    noun: Mapped[str] = mapped_column(String(40))
    subject: Mapped[str] = mapped_column(String(16))
    details: Mapped[dict[str, Any]] = mapped_column(JSON, default=dict)

    account: Mapped[Account | None] = relationship()


class Receipt(Keyed, Base):
    """The answer to a post that carried a key: the same key again gets it back and creates nothing."""

    __tablename__ = "receipt"
    __table_args__ = (UniqueConstraint("account_id", "key"),)

    account_id: Mapped[int] = mapped_column(ForeignKey("account.id"))
    key: Mapped[str] = mapped_column(String(200))
    fingerprint: Mapped[str] = mapped_column(String(64))
    answer: Mapped[str] = mapped_column(Text)
    at: Mapped[datetime] = mapped_column(default=now)
