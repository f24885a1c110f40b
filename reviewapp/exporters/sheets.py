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


MARGIN = 12
"""Millimetres of white on each side."""

SHEETS = (
    Sheet("A4", 297, 210, 9, 220),
    Sheet("A3", 420, 297, 8, 360),
    Sheet("A2", 558, 395, 7, 10_000),
)
"""From small to large. The last is as wide as Word allows, a little less than A2."""


def sheet_for(columns: Sequence[Column]) -> Sheet:
    """Choose the sheet for a table."""
    width = sum(column.width for column in columns)
    return next((sheet for sheet in SHEETS if width <= sheet.characters), SHEETS[-1])
