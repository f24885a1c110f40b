"""Tables compared by cell: first which row became which, then the cells of each pair."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from html import unescape
from itertools import product
from typing import Any

from rapidfuzz.distance import Indel, LCSseq

from ..carrying.chaining import best_chain
from ..tokens import Noterefs, Separators, tokens_of
from .words import Op, compare_words, joined, kept, replaced

Row = tuple[str, ...]

ALIKE = 0.5
"""How alike the letters of two rows are that are one, edited."""

MANY = 10_000
"""Pairs of rows up to which it is looked which are alike."""

FIRST_CELL = 0.25
"""How much more alike two rows are that begin with the same cell."""


@dataclass(frozen=True, slots=True)
class CellChange:
    """What happened to a cell ("=": it stands in both, perhaps edited), and to its words."""

    op: str
    words: list[Op]


@dataclass(frozen=True, slots=True)
class RowChange:
    """What happened to a row, and to its cells."""

    op: str
    cells: list[CellChange]


def rows_of(html: str, text: str) -> list[Row]:
    """Cut a table into rows of cells; a caption is a row of its own.

    Cells joined by TAB and rows by LF give `text`. HTML of which that is not true is cut by its text.
    """
    rows: list[list[str]] = [[""]]
    noterefs, separators = Noterefs(), Separators()
    for token in tokens_of(html):
        if noterefs.hold(token):
            continue
        if not token.name:
            rows[-1][-1] += unescape(token.source)
            continue
        is_cell = token.name in ("td", "th") and not token.is_end
        if is_cell and len(rows) == 1 and rows[0][0].endswith("\n") and len(rows[0]) == 1:
            rows[0][0] = rows[0][0][:-1]
            separators.before(token)
            rows.append([""])
            continue
        sign = separators.before(token)
        if is_cell and sign == "\t":
            rows[-1].append("")
        elif is_cell and sign:
            rows.append([""])
        else:
            rows[-1][-1] += sign
    if "\n".join("\t".join(row) for row in rows) != text:
        return [tuple(line.split("\t")) for line in text.split("\n")]
    return [tuple(row) for row in rows]


def compare_tables(old: Sequence[Row], new: Sequence[Row]) -> list[RowChange]:
    """Tell what changed, row by row."""
    pairs = _merged(_matched(old, new, _alike_rows), len(old), len(new))
    return [_row(old[i] if i is not None else None, new[j] if j is not None else None) for i, j in pairs]


def words_of(rows: Sequence[RowChange]) -> list[Op]:
    """Write the rows as one text: cells joined by TAB, rows by LF."""
    return _lined(
        "\n", [(row.op, _lined("\t", [(cell.op, cell.words) for cell in row.cells])) for row in rows]
    )


def _lined(sign: str, parts: Sequence[tuple[str, list[Op]]]) -> list[Op]:
    """Join parts by a sign, as each of the two texts has it."""
    ops: list[Op] = []
    in_old = in_new = False
    for op, words in parts:
        old, new = op != "+", op != "-"
        before = sign * (old and in_old), sign * (new and in_new)
        ops += kept(before[0]) if before[0] == before[1] else replaced(*before)
        ops += words
        in_old, in_new = in_old or old, in_new or new
    return joined(ops)


def _row(old: Row | None, new: Row | None) -> RowChange:
    if old is None or new is None:
        op, row = ("+", new) if old is None else ("-", old)
        return RowChange(op, [_cell(op, cell) for cell in row or ()])
    if len(old) == len(new):
        return RowChange("=", [CellChange("=", compare_words(a, b)) for a, b in zip(old, new, strict=True)])
    pairs = _merged(_matched(old, new, Indel.normalized_similarity), len(old), len(new))
    return RowChange("=", [_cells(old, i, new, j) for i, j in pairs])


def _cells(old: Row, i: int | None, new: Row, j: int | None) -> CellChange:
    if i is not None and j is not None:
        return CellChange("=", compare_words(old[i], new[j]))
    return _cell("-", old[i]) if i is not None else _cell("+", new[j or 0])


def _cell(op: str, text: str) -> CellChange:
    return CellChange(op, [(op, text)] if text else [])


def _alike_rows(one: Row, other: Row) -> float:
    begin = FIRST_CELL if one[0] == other[0] and one[0] else 0.0
    return float(Indel.normalized_similarity("\t".join(one), "\t".join(other))) + begin


def _matched(
    old: Sequence[Any], new: Sequence[Any], alike: Callable[[Any, Any], float]
) -> list[tuple[int, int]]:
    """Pair what is the same, then what is alike between neighbours that are paired; the order stays."""
    pairs: list[tuple[int, int]] = []
    i = j = 0
    for tag, i_start, i_end, j_start, j_end in (
        *LCSseq.opcodes(old, new),
        ("equal", len(old), 0, len(new), 0),
    ):
        if tag != "equal":
            continue
        hole = product(range(i, i_start), range(j, j_start))
        if (i_start - i) * (j_start - j) <= MANY:
            pairs += best_chain([(a, b, alike(old[a], new[b]) - ALIKE) for a, b in hole])
        pairs += zip(range(i_start, i_end), range(j_start, j_end), strict=False)
        i, j = i_end, j_end
    return pairs


def _merged(
    pairs: Sequence[tuple[int, int]], olds: int, news: int
) -> Iterator[tuple[int | None, int | None]]:
    """Give all old and new indexes: in pairs, and between these what went, then what came."""
    i = j = 0
    for pair in (*pairs, (olds, news)):
        yield from ((a, None) for a in range(i, pair[0]))
        yield from ((None, b) for b in range(j, pair[1]))
        if pair != (olds, news):
            yield pair
        i, j = pair[0] + 1, pair[1] + 1
