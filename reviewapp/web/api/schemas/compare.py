"""Two versions compared."""

from typing import Literal

from pydantic import ConfigDict, Field

from ....domain.compare.comparison import Aspect, BlockState, SectionState
from .base import Given

Word = tuple[Literal["=", "-", "+"], str]
"""What happened to a stretch of text: it stayed, went, came."""


class _Pair(Given):
    """Something of the one version and its counterpart in the other."""

    model_config = ConfigDict(defer_build=True, serialize_by_alias=True)

    from_: str | None = Field(
        serialization_alias="from", description="Its id in the first version; null: it was added."
    )
    to: str | None = Field(description="Its id in the second version; null: it was removed.")


class SectionChange(_Pair):
    """What became of a section. One that was split or merged stands in several rows."""

    states: list[SectionState]
    threads: list[str] = Field(description="Threads on the section as a whole, in either version.")


class Cell(Given):
    """A cell of a table; `=`: it stands in both versions, perhaps edited."""

    op: Literal["=", "-", "+"]
    words: list[Word]


class Row(Given):
    """A row of a table."""

    op: Literal["=", "-", "+"]
    cells: list[Cell]


class BlockChange(_Pair):
    """What became of a block. One that moved may have been edited as well: its words tell."""

    state: BlockState
    differs: list[Aspect] = Field(description="What of the two is not the same.")
    words: list[Word] = Field(description='"=" and "-" joined give the old text, "=" and "+" the new one.')
    rows: list[Row] | None = Field(description="Of a table whose words differ: row by row, cell by cell.")
    threads: list[str] = Field(description="Threads whose passage touches it, in either version.")


class Comparison(_Pair):
    """What changed from one version to another, in the order of the second."""

    sections: list[SectionChange]
    blocks: list[BlockChange]
