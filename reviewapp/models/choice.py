"""A column that holds one of a domain enum's values, as text."""

from enum import StrEnum

from sqlalchemy import Enum


def choice(values: type[StrEnum]) -> Enum:
    """Store the values (not the names) of `values` as a plain string column."""
    return Enum(
        values,
        native_enum=False,
        create_constraint=False,
        length=32,
        values_callable=lambda e: [m.value for m in e],
    )
