"""What a comparison of two versions found, kept so that it is made once."""

from sqlalchemy import ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from .base import Base, Keyed


class Comparison(Keyed, Base):
    """From the earlier version of a line to the later one, made by the rules of `ruleset`.

    `data` is what `domain.compare.storing` writes. Can be made again at any time.
    """

    __tablename__ = "comparison"
    __table_args__ = (UniqueConstraint("old_id", "new_id", "ruleset"),)

    old_id: Mapped[int] = mapped_column(ForeignKey("version.id"))
    new_id: Mapped[int] = mapped_column(ForeignKey("version.id"), index=True)
    ruleset: Mapped[int]
    data: Mapped[bytes]
