"""Long documents are read in parts: the first is small and there at once, the others follow."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

WHOLE = 60_000
"""Up to so many letters of HTML a document is one page."""

FIRST = 16_000
OTHERS = 48_000
_DENSE = {"zh", "ja", "ko", "th", "lo", "km", "my", "bo"}
"""Languages of which a letter weighs as much on the wire as two or three of the Latin script."""


@dataclass(frozen=True, slots=True)
class Share:
    """What one section holds: blocks[first:first + count] of its version, `size` letters of HTML."""

    first: int
    count: int
    size: int


@dataclass(frozen=True, slots=True)
class Part:
    """blocks[first:end] of a version, the `number`th part of it, counted from 1."""

    number: int
    first: int
    end: int


def parts_of(shares: Sequence[Share], language: str = "") -> list[Part]:
    """Cut a version into parts, at sections where that is possible.

    `shares` lie end to end, in reading order. The same version is always cut alike.
    """
    weight = 2.5 if language.partition("-")[0] in _DENSE else 1.0
    end = shares[-1].first + shares[-1].count if shares else 0
    if sum(share.size for share in shares) * weight <= WHOLE:
        return [Part(1, 0, end)]
    cuts = [0]
    room: float = FIRST
    filled = 0.0
    for piece, section in _pieces(shares, OTHERS / weight / 4):
        size, whole = piece.size * weight, section.size * weight
        begins = piece.first == section.first
        is_time = filled >= room / 2 and filled + (whole if begins else size) > room
        if filled and is_time:
            cuts.append(piece.first)
            room, filled = OTHERS, 0.0
        filled += size
    ends = [*cuts[1:], end]
    return [Part(at, first, last) for at, (first, last) in enumerate(zip(cuts, ends, strict=True), 1)]


def part_with(parts: Sequence[Part], position: int) -> Part:
    """Find the part that holds a block."""
    return next((part for part in reversed(parts) if part.first <= position), parts[0])


def _pieces(shares: Iterable[Share], largest: float) -> Iterable[tuple[Share, Share]]:
    """Give each share in pieces that are not much larger than `largest`, beside the whole."""
    for share in shares:
        number = min(share.count, max(1, round(share.size / largest)))
        step, more = divmod(share.count, number)
        first = share.first
        for at in range(number):
            count = step + (at < more)
            yield Share(first, count, share.size // number), share
            first += count
