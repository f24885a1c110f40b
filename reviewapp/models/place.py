"""Where a thread stands in a version: one row for each thread and version."""

from datetime import datetime

from sqlalchemy import ForeignKey, Index, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from ..domain.threads import PlaceState
from .base import Base, Keyed
from .choice import choice
from .project import Membership
from .thread import Thread
from .version import BlockRow, Section, Version

PER_BLOCK = 10_000
"""`Place.order` is block position * 10,000 + offset."""


class Place(Keyed, Base):
    """A thread's place. On the version it was made on it is the original anchor and never changes.

    Offsets are code points in the text of the blocks, the end exclusive. `order` sorts by place in the text.
    With `to_be_placed`, section and span are a proposal. `settled_by` is set once a person has decided.
    """

    __tablename__ = "place"
    __table_args__ = (
        UniqueConstraint("thread_id", "version_id"),
        Index("ix_place_version_state", "version_id", "state"),
    )

    thread_id: Mapped[int] = mapped_column(ForeignKey("thread.id"))
    version_id: Mapped[int] = mapped_column(ForeignKey("version.id"))
    state: Mapped[PlaceState] = mapped_column(choice(PlaceState))
    is_changed: Mapped[bool] = mapped_column(default=False)
    section_id: Mapped[int | None] = mapped_column(ForeignKey("section.id"))
    start_block_id: Mapped[int | None] = mapped_column(ForeignKey("block.id"))
    start: Mapped[int] = mapped_column(default=0)
    end_block_id: Mapped[int | None] = mapped_column(ForeignKey("block.id"))
    end: Mapped[int] = mapped_column(default=0)
    exact: Mapped[str] = mapped_column(Text, default="")
    score: Mapped[float] = mapped_column(default=1.0)
    order: Mapped[int] = mapped_column("position", default=0)
    settled_by_id: Mapped[int | None] = mapped_column(ForeignKey("membership.id"))
    settled_at: Mapped[datetime | None]

    thread: Mapped[Thread] = relationship()
    version: Mapped[Version] = relationship()
    section: Mapped[Section | None] = relationship()
    start_block: Mapped[BlockRow | None] = relationship(foreign_keys=[start_block_id])
    end_block: Mapped[BlockRow | None] = relationship(foreign_keys=[end_block_id])
    settled_by: Mapped[Membership | None] = relationship()
