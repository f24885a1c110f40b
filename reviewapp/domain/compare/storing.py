"""A comparison written down small, and read again: what stayed is told in runs, all else as it is."""

import json
import zlib
from collections.abc import Iterator, Sequence
from typing import Any

from .comparison import Aspect, BlockChange, BlockState, Comparison, SectionChange, SectionState
from .tables import CellChange, RowChange
from .words import Op


def packed(comparison: Comparison) -> bytes:
    """Write a comparison down."""
    told = {
        "sections": [[one.states, one.old, one.new] for one in comparison.sections],
        "same": list(_runs(comparison.blocks)),
        "blocks": [_block(one) for one in comparison.blocks if not _is_plain(one)],
    }
    return zlib.compress(json.dumps(told, ensure_ascii=False, separators=(",", ":")).encode())


def unpacked(data: bytes) -> Comparison:
    """Read what `packed` wrote."""
    told = json.loads(zlib.decompress(data))
    sections = [
        SectionChange(tuple(SectionState(state) for state in states), old, new)
        for states, old, new in told["sections"]
    ]
    blocks = [
        BlockChange(BlockState.SAME, old + step, new + step)
        for old, new, length in told["same"]
        for step in range(length)
    ]
    return Comparison(sections, blocks + [_read(one) for one in told["blocks"]])


def _is_plain(one: BlockChange) -> bool:
    return one.state is BlockState.SAME and not one.aspects


def _runs(blocks: Sequence[BlockChange]) -> Iterator[tuple[int, int, int]]:
    old = new = length = 0
    plain = sorted((one.old or 0, one.new or 0) for one in blocks if _is_plain(one))
    for i, j in plain:
        if length and (i, j) == (old + length, new + length):
            length += 1
            continue
        if length:
            yield old, new, length
        old, new, length = i, j, 1
    if length:
        yield old, new, length


def _block(one: BlockChange) -> list[Any]:
    rows = [[row.op, [[cell.op, cell.words] for cell in row.cells]] for row in one.rows]
    return [one.state, one.old, one.new, one.aspects, one.words, rows]


def _read(told: list[Any]) -> BlockChange:
    state, old, new, aspects, words, rows = told
    return BlockChange(
        BlockState(state),
        old,
        new,
        tuple(Aspect(aspect) for aspect in aspects),
        _ops(words),
        [RowChange(op, [CellChange(sign, _ops(cell)) for sign, cell in cells]) for op, cells in rows],
    )


def _ops(told: list[list[str]]) -> list[Op]:
    return [(op, text) for op, text in told]
