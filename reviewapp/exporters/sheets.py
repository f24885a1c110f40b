"""The paper a table is set on: the smallest sheet on its side on which its columns can be read."""

from collections.abc import Sequence
from dataclasses import dataclass

from reviewapp.domain.report import Column


@dataclass(frozen=True, slots=True)
class Sheet:
    """Width and height in millimetres, the size of the table's type in points."""

    name: str
    width: int
    height: int
    points: float
    characters: int
    """How wide a table may be, in characters of its columns."""

    evenness: float
    """1: columns share the width by their characters; less: narrow ones get more, so that words fit."""


MARGIN = 12
"""Millimetres of white on each side."""

SHEETS = (
    Sheet("A4", 297, 210, 9, 220, 0.85),
    Sheet("A3", 420, 297, 8, 360, 0.8),
    Sheet("A2", 558, 395, 7, 10_000, 0.7),
)
"""From small to large. The last is as wide as Word allows, a little less than A2."""


def sheet_for(columns: Sequence[Column]) -> Sheet:
    """Choose the sheet for a table."""
    width = sum(column.width for column in columns)
    return next((sheet for sheet in SHEETS if width <= sheet.characters), SHEETS[-1])


def shares(columns: Sequence[Column], sheet: Sheet) -> list[float]:
    """Give each column's share of the sheet's width; they add up to 1."""
    weights = [column.width**sheet.evenness for column in columns]
    return [weight / sum(weights) for weight in weights]
