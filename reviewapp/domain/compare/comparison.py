"""What a comparison of two versions says of each section and each block."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from enum import StrEnum

from . import words as wording
from .tables import CellChange, RowChange
from .words import Op


class SectionState(StrEnum):
    """What happened to a section; several may hold."""

    SAME = "same"
    CHANGED = "changed"
    RENAMED = "renamed"
    RENUMBERED = "renumbered"
    MOVED = "moved"
    SPLIT = "split"
    MERGED = "merged"
    ADDED = "added"
    REMOVED = "removed"


class BlockState(StrEnum):
    """What happened to a block. One that moved may have been edited as well: its words tell."""

    SAME = "same"
    CHANGED = "changed"
    MOVED = "moved"
    ADDED = "added"
    REMOVED = "removed"


class Aspect(StrEnum):
    """What of a pair of blocks differs."""

    WORDS = "words"
    NUMBER = "number"
    KIND = "kind"
    LEVEL = "level"
    PICTURE = "picture"


@dataclass(frozen=True, slots=True)
class SectionChange:
    """A section of the old version (its index) and of the new one; None: there is none."""

    states: tuple[SectionState, ...]
    old: int | None
    new: int | None


@dataclass(frozen=True, slots=True)
class BlockChange:
    """A block of the old version (its index) and of the new one; `words` is empty where nothing changed.

    `rows` are those of a table that changed.
    """

    state: BlockState
    old: int | None
    new: int | None
    aspects: tuple[Aspect, ...] = ()
    words: list[Op] = field(default_factory=list)
    rows: list[RowChange] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Comparison:
    """What became of every section and every block, in no order that matters."""

    sections: list[SectionChange]
    blocks: list[BlockChange]


_OTHER_SIDE = {
    SectionState.ADDED: SectionState.REMOVED,
    SectionState.REMOVED: SectionState.ADDED,
    SectionState.SPLIT: SectionState.MERGED,
    SectionState.MERGED: SectionState.SPLIT,
}
_OTHER_OP = {"=": "=", "-": "+", "+": "-"}


def mirrored(comparison: Comparison) -> Comparison:
    """Tell the same as it is seen from the new version."""
    return Comparison(
        [
            SectionChange(_sorted(_OTHER_SIDE.get(state, state) for state in one.states), one.new, one.old)
            for one in comparison.sections
        ],
        [_mirrored_block(one) for one in comparison.blocks],
    )


def _sorted(states: Iterable[SectionState]) -> tuple[SectionState, ...]:
    return tuple(sorted(states, key=list(SectionState).index))


def _mirrored_block(one: BlockChange) -> BlockChange:
    swapped = {BlockState.ADDED: BlockState.REMOVED, BlockState.REMOVED: BlockState.ADDED}
    rows = [
        RowChange(
            _OTHER_OP[row.op],
            [CellChange(_OTHER_OP[cell.op], wording.mirrored(cell.words)) for cell in row.cells],
        )
        for row in one.rows
    ]
    state = swapped.get(one.state, one.state)
    return BlockChange(state, one.new, one.old, one.aspects, wording.mirrored(one.words), rows)
