"""What every table shares: names of constraints, UTC times, opaque public ids."""

import secrets
from datetime import UTC, datetime

from sqlalchemy import DateTime, Dialect, MetaData, String, TypeDecorator
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column, registry

PUBLIC_ID_LENGTH = 16
_ALPHABET = "23456789abcdefghjkmnpqrstuvwxyz"
_IDS: int = len(_ALPHABET) ** PUBLIC_ID_LENGTH


def new_public_id() -> str:
    """Make an opaque id: 16 characters, 79 bits, without look-alikes, telling neither count nor order."""
    left, signs = secrets.randbelow(_IDS), []
    for _ in range(PUBLIC_ID_LENGTH):  # one draw for all: every block of a long text needs an id
        left, sign = divmod(left, len(_ALPHABET))
        signs.append(_ALPHABET[sign])
    return "".join(signs)


class Utc(TypeDecorator[datetime]):
    """A moment, stored as UTC and given back aware."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Refuse naive times; store UTC."""
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("a naive time cannot be stored")
        return value.astimezone(UTC)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Give the time its zone back."""
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


class Base(DeclarativeBase):
    """Typed base of all tables."""

    registry = registry(
        metadata=MetaData(
            naming_convention={
                "ix": "ix_%(column_0_label)s",
                "uq": "uq_%(table_name)s_%(column_0_N_name)s",
                "ck": "ck_%(table_name)s_%(constraint_name)s",
                "fk": "fk_%(table_name)s_%(column_0_name)s_%(referred_table_name)s",
                "pk": "pk_%(table_name)s",
            }
        ),
        type_annotation_map={datetime: Utc},
    )


class Keyed:
    """A row key that never leaves the database."""

    id: Mapped[int] = mapped_column(primary_key=True)


class Public(Keyed):
    """A row that the outside may name, by `public_id`."""

    public_id: Mapped[str] = mapped_column(String(PUBLIC_ID_LENGTH), unique=True, default=new_public_id)
