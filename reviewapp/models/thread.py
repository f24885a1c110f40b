"""A comment with its replies, decisions and earlier wordings."""

from datetime import date, datetime

from sqlalchemy import JSON, ForeignKey, Index, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from ..clock import now
from ..domain.threads import Channel, CommentType, Disposition, Importance, Scope, Status
from .base import Base, Keyed, Public
from .choice import choice
from .guide import Document
from .project import Membership
from .round import Round
from .version import Version


class Thread(Public, Base):
    """A comment on a version. The quote and its place on that version (see `Place`) stay for ever.

    `number` counts in the round (in the document where there is none), `author_number` among one's own.
    `revision` grows with every change, replies included: it is the thread's ETag.
    `due` is a day in the project's time zone; `tags` and the assignee are the staff's own. A draft that was
    handed to a focal point is seen by that member too, and sent by either. `found_author` and `found_at` are
    the name and moment that a comment bore in the file it came with; only staff see the name.
    """

    __tablename__ = "thread"
    __table_args__ = (
        UniqueConstraint("round_id", "number"),
        Index("ix_thread_document_status", "document_id", "status"),
    )

    document_id: Mapped[int] = mapped_column(ForeignKey("document.id"))
    version_id: Mapped[int] = mapped_column(ForeignKey("version.id"), index=True)
    round_id: Mapped[int | None] = mapped_column(ForeignKey("round.id"))
    number: Mapped[int | None]
    author_number: Mapped[int | None]
    scope: Mapped[Scope] = mapped_column(choice(Scope))
    author_id: Mapped[int] = mapped_column(ForeignKey("membership.id"), index=True)
    entered_by_id: Mapped[int] = mapped_column(ForeignKey("membership.id"))
    type: Mapped[CommentType] = mapped_column(choice(CommentType))
    importance: Mapped[Importance | None] = mapped_column(choice(Importance))
    language: Mapped[str] = mapped_column(String(20))
    body: Mapped[str] = mapped_column(Text)
    body_html: Mapped[str] = mapped_column(Text)
    proposed_wording: Mapped[str] = mapped_column(Text, default="")
    ruleset: Mapped[int]
    exact: Mapped[str] = mapped_column(Text, default="")
    prefix: Mapped[str] = mapped_column(Text, default="")
    suffix: Mapped[str] = mapped_column(Text, default="")
    channel: Mapped[Channel] = mapped_column(choice(Channel), default=Channel.ONLINE)
    found_author: Mapped[str] = mapped_column(String(200), default="")
    found_at: Mapped[datetime | None]
    translation: Mapped[str] = mapped_column(Text, default="")
    translation_language: Mapped[str] = mapped_column(String(20), default="")
    translated_by_id: Mapped[int | None] = mapped_column(ForeignKey("membership.id"))
    translated_at: Mapped[datetime | None]
    assignee_id: Mapped[int | None] = mapped_column(ForeignKey("membership.id"), index=True)
    due: Mapped[date | None]
    is_waiting: Mapped[bool] = mapped_column(default=False)
    tags: Mapped[list[str]] = mapped_column(JSON, default=list)
    handed_to_id: Mapped[int | None] = mapped_column(ForeignKey("membership.id"), index=True)
    objection: Mapped[str] = mapped_column(Text, default="")
    objected_at: Mapped[datetime | None]
    is_late: Mapped[bool] = mapped_column(default=False)
    is_shared: Mapped[bool] = mapped_column(default=False)
    status: Mapped[Status] = mapped_column(choice(Status))
    disposition: Mapped[Disposition | None] = mapped_column(choice(Disposition))
    reason: Mapped[str] = mapped_column(Text, default="")
    response: Mapped[str] = mapped_column(Text, default="")
    duplicate_of_id: Mapped[int | None] = mapped_column(ForeignKey("thread.id"), index=True)
    decided_by_id: Mapped[int | None] = mapped_column(ForeignKey("membership.id"))
    decided_at: Mapped[datetime | None]
    created_at: Mapped[datetime] = mapped_column(default=now)
    edited_at: Mapped[datetime | None]
    changed_at: Mapped[datetime] = mapped_column(default=now)
    revision: Mapped[int] = mapped_column()

    __mapper_args__ = {"version_id_col": revision}  # noqa: RUF012

    document: Mapped[Document] = relationship()
    version: Mapped[Version] = relationship()
    round: Mapped[Round | None] = relationship()
    author: Mapped[Membership] = relationship(foreign_keys=[author_id])
    entered_by: Mapped[Membership] = relationship(foreign_keys=[entered_by_id])
    decided_by: Mapped[Membership | None] = relationship(foreign_keys=[decided_by_id])
    assignee: Mapped[Membership | None] = relationship(foreign_keys=[assignee_id])
    handed_to: Mapped[Membership | None] = relationship(foreign_keys=[handed_to_id])
    translated_by: Mapped[Membership | None] = relationship(foreign_keys=[translated_by_id])
    duplicate_of: Mapped["Thread | None"] = relationship(remote_side="Thread.id")
    supports: Mapped[list["Support"]] = relationship(back_populates="thread", order_by="Support.id")
    replies: Mapped[list["Reply"]] = relationship(back_populates="thread", order_by="Reply.id")
    implementations: Mapped[list["Implementation"]] = relationship(order_by="Implementation.id")
    decisions: Mapped[list["Decision"]] = relationship(
        order_by="Decision.id", foreign_keys="Decision.thread_id"
    )


class Reply(Public, Base):
    """An answer in a thread, one level deep; what it bore in a file as in `Thread`."""

    __tablename__ = "reply"

    thread_id: Mapped[int] = mapped_column(ForeignKey("thread.id"), index=True)
    author_id: Mapped[int] = mapped_column(ForeignKey("membership.id"))
    body: Mapped[str] = mapped_column(Text)
    body_html: Mapped[str] = mapped_column(Text)
    ruleset: Mapped[int]
    language: Mapped[str] = mapped_column(String(20))
    is_internal: Mapped[bool] = mapped_column(default=False)
    found_author: Mapped[str] = mapped_column(String(200), default="")
    found_at: Mapped[datetime | None]
    created_at: Mapped[datetime] = mapped_column(default=now)

    thread: Mapped[Thread] = relationship(back_populates="replies")
    author: Mapped[Membership] = relationship()


class Support(Keyed, Base):
    """A member who says "I support this" of somebody else's comment. It informs and decides nothing."""

    __tablename__ = "support"
    __table_args__ = (UniqueConstraint("thread_id", "member_id"),)

    thread_id: Mapped[int] = mapped_column(ForeignKey("thread.id"))
    member_id: Mapped[int] = mapped_column(ForeignKey("membership.id"))
    at: Mapped[datetime] = mapped_column(default=now)

    thread: Mapped[Thread] = relationship(back_populates="supports")
    member: Mapped[Membership] = relationship()


class Mention(Keyed, Base):
    """A member whom a comment, or a reply in its thread, calls by name."""

    __tablename__ = "mention"
    __table_args__ = (UniqueConstraint("thread_id", "reply_id", "member_id"),)

    thread_id: Mapped[int] = mapped_column(ForeignKey("thread.id"))
    reply_id: Mapped[int | None] = mapped_column(ForeignKey("reply.id"), index=True)
    member_id: Mapped[int] = mapped_column(ForeignKey("membership.id"), index=True)

    thread: Mapped[Thread] = relationship()
    reply: Mapped[Reply | None] = relationship()
    member: Mapped[Membership] = relationship()


class Decision(Keyed, Base):
    """One ruling on a thread; the last one stands, the others are history."""

    __tablename__ = "decision"

    thread_id: Mapped[int] = mapped_column(ForeignKey("thread.id"), index=True)
    decided_by_id: Mapped[int] = mapped_column(ForeignKey("membership.id"))
    decided_at: Mapped[datetime] = mapped_column(default=now)
    disposition: Mapped[Disposition] = mapped_column(choice(Disposition))
    reason: Mapped[str] = mapped_column(Text)
    response: Mapped[str] = mapped_column(Text)
    duplicate_of_id: Mapped[int | None] = mapped_column(ForeignKey("thread.id"))

    decided_by: Mapped[Membership] = relationship()


class Implementation(Keyed, Base):
    """That what an accepted comment asked for stands in a version; said once for each version."""

    __tablename__ = "implementation"
    __table_args__ = (UniqueConstraint("thread_id", "version_id"),)

    thread_id: Mapped[int] = mapped_column(ForeignKey("thread.id"))
    version_id: Mapped[int] = mapped_column(ForeignKey("version.id"), index=True)
    member_id: Mapped[int] = mapped_column(ForeignKey("membership.id"))
    note: Mapped[str] = mapped_column(Text, default="")
    at: Mapped[datetime] = mapped_column(default=now)

    version: Mapped[Version] = relationship()
    member: Mapped[Membership] = relationship()


class Wording(Keyed, Base):
    """What a comment said before its author edited it."""

    __tablename__ = "wording"

    thread_id: Mapped[int] = mapped_column(ForeignKey("thread.id"), index=True)
    body: Mapped[str] = mapped_column(Text)
    proposed_wording: Mapped[str] = mapped_column(Text)
    until: Mapped[datetime] = mapped_column(default=now)
