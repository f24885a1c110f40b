"""Which versions and sections somebody has read, and when last."""

from datetime import datetime

from sqlalchemy import ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from .base import Base, Keyed
from .version import Version


class Visit(Keyed, Base):
    """A member was at a version last at `at`; only the member is told of it."""

    __tablename__ = "visit"
    __table_args__ = (UniqueConstraint("member_id", "version_id"),)

    member_id: Mapped[int] = mapped_column(ForeignKey("membership.id"))
    version_id: Mapped[int] = mapped_column(ForeignKey("version.id"), index=True)
    at: Mapped[datetime]

    version: Mapped[Version] = relationship()


class SectionRead(Keyed, Base):
    """A member looked at a section long enough to have read in it; only the member is told of it."""

    __tablename__ = "section_read"
    __table_args__ = (UniqueConstraint("member_id", "section_id"),)

    member_id: Mapped[int] = mapped_column(ForeignKey("membership.id"))
    section_id: Mapped[int] = mapped_column(ForeignKey("section.id"), index=True)
    at: Mapped[datetime]
