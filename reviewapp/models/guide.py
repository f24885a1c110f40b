"""A guide and its documents: an outline, chapters."""

from datetime import datetime

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from ..clock import now
from ..domain.versions import DocumentKind
from .base import Base, Public
from .choice import choice
from .project import Project


class Guide(Public, Base):
    """What a project writes."""

    __tablename__ = "guide"

    project_id: Mapped[int] = mapped_column(ForeignKey("project.id"), index=True)
    title: Mapped[str] = mapped_column(String(200))
    created_at: Mapped[datetime] = mapped_column(default=now)

    project: Mapped[Project] = relationship(lazy="joined", innerjoin=True)
    documents: Mapped[list["Document"]] = relationship(back_populates="guide", order_by="Document.id")


class Document(Public, Base):
    """An outline or a chapter; it holds one line of versions for each language."""

    __tablename__ = "document"

    guide_id: Mapped[int] = mapped_column(ForeignKey("guide.id"), index=True)
    kind: Mapped[DocumentKind] = mapped_column(choice(DocumentKind))
    title: Mapped[str] = mapped_column(String(200))
    created_at: Mapped[datetime] = mapped_column(default=now)

    guide: Mapped[Guide] = relationship(back_populates="documents", lazy="joined", innerjoin=True)
