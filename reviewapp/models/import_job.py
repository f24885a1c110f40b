"""Files that wait to be read by the background work."""

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, ForeignKey, String, Text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from ..clock import now
from ..domain.imports import ImportState
from .account import Account
from .base import Base, Public
from .choice import choice
from .guide import Document
from .version import Version


class ImportJob(Public, Base):
    """A file sent for a document. `data` goes once it is a version or refused (`error`, `params`)."""

    __tablename__ = "import_job"

    document_id: Mapped[int] = mapped_column(ForeignKey("document.id"), index=True)
    account_id: Mapped[int] = mapped_column(ForeignKey("account.id"))
    data: Mapped[bytes] = mapped_column(deferred=True)
    file_name: Mapped[str] = mapped_column(String(200))
    language: Mapped[str] = mapped_column(String(20))
    note: Mapped[str] = mapped_column(Text, default="")
    corresponds_to_id: Mapped[int | None] = mapped_column(ForeignKey("version.id"))
    state: Mapped[ImportState] = mapped_column(choice(ImportState), default=ImportState.WAITING, index=True)
    error: Mapped[str] = mapped_column(String(40), default="")
    params: Mapped[dict[str, Any]] = mapped_column(JSON, default=dict)
    version_id: Mapped[int | None] = mapped_column(ForeignKey("version.id"))
    created_at: Mapped[datetime] = mapped_column(default=now)
    leased_until: Mapped[datetime | None]
    tries: Mapped[int] = mapped_column(default=0)

    document: Mapped[Document] = relationship(lazy="joined", innerjoin=True)
    account: Mapped[Account] = relationship()
    corresponds_to: Mapped[Version | None] = relationship(foreign_keys=[corresponds_to_id])
    version: Mapped[Version | None] = relationship(foreign_keys=[version_id])
