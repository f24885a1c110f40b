"""What an uploaded file brought along beside its text: comments in its margin, and changes it had tracked."""

from datetime import datetime

from sqlalchemy import ForeignKey, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from .base import Base, Keyed
from .thread import Thread
from .version import BlockRow, Version


class FoundComment(Keyed, Base):
    """A comment that stood in the file, in its order there; `thread` is what became of it here.

    `answers` is the position of the comment it replies to. The passage runs as in `Place`; without a start it
    has no place in the text. `quote` keeps its words as the file had them.
    """

    __tablename__ = "found_comment"
    __table_args__ = (UniqueConstraint("version_id", "position"),)

    version_id: Mapped[int] = mapped_column(ForeignKey("version.id"))
    position: Mapped[int]
    author: Mapped[str] = mapped_column(String(200))
    text: Mapped[str] = mapped_column(Text)
    at: Mapped[datetime | None]
    start_block_id: Mapped[int | None] = mapped_column(ForeignKey("block.id"))
    start: Mapped[int] = mapped_column(default=0)
    end_block_id: Mapped[int | None] = mapped_column(ForeignKey("block.id"))
    end: Mapped[int] = mapped_column(default=0)
    quote: Mapped[str] = mapped_column(Text, default="")
    answers: Mapped[int | None]
    is_resolved: Mapped[bool] = mapped_column(default=False)
    thread_id: Mapped[int | None] = mapped_column(ForeignKey("thread.id"), index=True)

    version: Mapped[Version] = relationship()
    start_block: Mapped[BlockRow | None] = relationship(foreign_keys=[start_block_id])
    end_block: Mapped[BlockRow | None] = relationship(foreign_keys=[end_block_id])
    thread: Mapped[Thread | None] = relationship()


class FoundChange(Keyed, Base):
    """A change the file had tracked: inserted words stand in the text, deleted ones stood at its start."""

    __tablename__ = "found_change"
    __table_args__ = (UniqueConstraint("version_id", "position"),)

    version_id: Mapped[int] = mapped_column(ForeignKey("version.id"))
    position: Mapped[int]
    is_insertion: Mapped[bool]
    author: Mapped[str] = mapped_column(String(200))
    text: Mapped[str] = mapped_column(Text)
    at: Mapped[datetime | None]
    start_block_id: Mapped[int | None] = mapped_column(ForeignKey("block.id"), index=True)
    start: Mapped[int] = mapped_column(default=0)
    end_block_id: Mapped[int | None] = mapped_column(ForeignKey("block.id"))
    end: Mapped[int] = mapped_column(default=0)
