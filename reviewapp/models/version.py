"""A version of a document in one language: its blocks and sections, the uploaded file, its pictures."""

from datetime import datetime

from sqlalchemy import JSON, ForeignKey, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from ..clock import now
from ..domain.blocks import BlockKind
from ..domain.versions import VersionState
from .base import Base, Keyed, Public
from .choice import choice
from .guide import Document


class Version(Public, Base):
    """One upload. Once published, its blocks, sections and file never change.

    `encoding` is the one a text file was read in, "" for Unicode and for all that is no text.
    """

    __tablename__ = "version"
    __table_args__ = (UniqueConstraint("document_id", "language", "number"),)

    document_id: Mapped[int] = mapped_column(ForeignKey("document.id"))
    language: Mapped[str] = mapped_column(String(20))
    number: Mapped[int]
    state: Mapped[VersionState] = mapped_column(choice(VersionState))
    title: Mapped[str] = mapped_column(String(200))
    note: Mapped[str] = mapped_column(Text, default="")
    follows_id: Mapped[int | None] = mapped_column(ForeignKey("version.id"))
    corresponds_to_id: Mapped[int | None] = mapped_column(ForeignKey("version.id"))
    warnings: Mapped[list[dict[str, str]]] = mapped_column(JSON, default=list)
    ruleset: Mapped[int]
    file_name: Mapped[str] = mapped_column(String(200))
    media_type: Mapped[str] = mapped_column(String(120))
    encoding: Mapped[str] = mapped_column(String(40), default="")
    created_by_id: Mapped[int] = mapped_column(ForeignKey("account.id"))
    created_at: Mapped[datetime] = mapped_column(default=now)
    published_at: Mapped[datetime | None]

    document: Mapped[Document] = relationship(lazy="joined", innerjoin=True)
    follows: Mapped["Version | None"] = relationship(foreign_keys=[follows_id], remote_side="Version.id")
    corresponds_to: Mapped["Version | None"] = relationship(
        foreign_keys=[corresponds_to_id], remote_side="Version.id"
    )


class Section(Public, Base):
    """A heading and what follows it, up to the next heading."""

    __tablename__ = "section"
    __table_args__ = (UniqueConstraint("version_id", "position"),)

    version_id: Mapped[int] = mapped_column(ForeignKey("version.id"))
    position: Mapped[int]
    level: Mapped[int]
    number: Mapped[str] = mapped_column(String(60))
    title: Mapped[str] = mapped_column(Text)


class BlockRow(Public, Base):
    """A stored `domain.blocks.Block`; `public_id` is its id outside."""

    __tablename__ = "block"
    __table_args__ = (UniqueConstraint("version_id", "position"),)

    version_id: Mapped[int] = mapped_column(ForeignKey("version.id"))
    section_id: Mapped[int | None] = mapped_column(ForeignKey("section.id"), index=True)
    position: Mapped[int]
    kind: Mapped[BlockKind] = mapped_column(choice(BlockKind))
    level: Mapped[int]
    number: Mapped[str] = mapped_column(String(60))
    ordinal: Mapped[int | None]
    language: Mapped[str] = mapped_column(String(40), default="")
    direction: Mapped[str] = mapped_column(String(3), default="")
    text: Mapped[str] = mapped_column(Text)
    html: Mapped[str] = mapped_column(Text)


class Original(Keyed, Base):
    """The uploaded file, byte for byte."""

    __tablename__ = "original"

    version_id: Mapped[int] = mapped_column(ForeignKey("version.id"), unique=True)
    data: Mapped[bytes]


class Picture(Keyed, Base):
    """A picture of a version; `name` is made of the hash of its bytes."""

    __tablename__ = "picture"
    __table_args__ = (UniqueConstraint("version_id", "name"),)

    version_id: Mapped[int] = mapped_column(ForeignKey("version.id"))
    name: Mapped[str] = mapped_column(String(40))
    media_type: Mapped[str] = mapped_column(String(40))
    data: Mapped[bytes]
