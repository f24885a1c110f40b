"""What the page shows of a comparison: heads of sections, blocks, gaps and folds."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from ...domain.blocks import BlockKind
from ...domain.compare.comparison import BlockChange, BlockState
from ...domain.compare.tables import CellChange, RowChange, rows_of
from ...domain.compare.words import Op, kept
from .behind import Line


@dataclass(frozen=True, slots=True)
class Head:
    """A section: its number in each version ("" for none), and what became of the words of its title."""

    states: tuple[str, ...]
    old_number: str
    new_number: str
    words: list[Op]
    number: str
    title: str
    new_id: str


@dataclass(slots=True)
class Shown:
    """A block; `change` is its number among the changes, 0 for what stayed. Of what stayed `old` is unset."""

    state: str
    kind: str
    level: int
    change: int
    words: list[Op]
    rows: list[RowChange]
    aspects: tuple[str, ...]
    old_number: str
    new_number: str
    old_picture: str
    new_picture: str
    language: str
    direction: str
    old_id: str
    new_id: str
    threads: list[Line] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Gap:
    """Blocks that stayed and are not shown; the first of them."""

    count: int
    first_id: str


@dataclass(slots=True)
class ChapterShown:
    """A chapter in which something changed: its first change and how many there are.

    `is_change`: the first of them is what became of the section as a whole.
    """

    number: int
    heads: list[Head]
    items: list[Shown | Gap]
    threads: list[Line]
    first: int
    count: int
    part: int
    is_change: bool


@dataclass(frozen=True, slots=True)
class Fold:
    """Chapters in a row in which nothing changed but numbers."""

    heads: list[Head]
    renumbered: int


@dataclass(frozen=True, slots=True)
class Side:
    """One of the two versions: ids and sections of its blocks."""

    version: Any
    ids: Sequence[str]
    section_of: Sequence[int | None]
    sections: Sequence[Any]

    def section(self, number: int | None) -> Any:
        """Give a section by its place among them."""
        return self.sections[number] if number is not None else None


def shown_block(one: BlockChange, olds: dict[int, Any], news: dict[int, Any], change: int) -> Shown:
    """Show a block; `olds` and `news` are rows by position, `change` its number among the changes."""
    old = olds.get(one.old) if one.old is not None else None
    new = news.get(one.new) if one.new is not None else None
    row: Any = new or old
    rows = one.rows
    if row.kind is BlockKind.TABLE and not rows:
        op = {BlockState.ADDED: "+", BlockState.REMOVED: "-"}.get(one.state, "=")
        rows = [
            RowChange(op, [CellChange(op, [(op, cell)] if cell else []) for cell in cells])
            for cells in rows_of(row.html, row.text)
        ]
    is_picture = "<img" in row.html
    return Shown(
        state=one.state.value,
        kind=row.kind.value,
        level=row.level,
        change=change,
        words=one.words or kept(row.text),
        rows=rows,
        aspects=tuple(aspect.value for aspect in one.aspects),
        old_number=old.number if old is not None else row.number,
        new_number=new.number if new is not None else row.number,
        old_picture=old.html
        if old is not None and is_picture and (new is None or old.html != new.html)
        else "",
        new_picture=new.html if new is not None and is_picture else "",
        language=row.language,
        direction=row.direction,
        old_id=old.public_id if old is not None else "",
        new_id=new.public_id if new is not None else "",
    )
