"""Which lines are meant as headings where a file does not say so: guesses for an editor to look at.

A typed number counts when others of its format go before or after it, and when text follows most of them:
lines that stand directly one under another are a list or a table of contents. Lines in bold, in capitals or
with a line drawn below them count when they are short, no sentence, and something follows. Headings there are
already count among their kind, so that guesses stay the same while some of them are taken.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from .blocks import MAX_LEVEL, Block
from .heading_lines import Line, Look, is_top, lines_of
from .heading_numbers import Family, Format, format_of
from .heading_runs import accept_runs, rank_of


class Reason(StrEnum):
    """Why a line looks like a heading."""

    NUMBERED = "numbered"
    BOLD = "bold"
    TYPED = "typed"


@dataclass(frozen=True, slots=True)
class Guess:
    """A line that looks like a heading of a level."""

    level: int
    reason: Reason


MOST_BOLD = 0.5
"""Where more of the text is bold, it says nothing."""

STACK = 3
"""So many bold lines one under another are a title page or an address."""


def guess_headings(blocks: Sequence[Block]) -> dict[str, Guess]:
    """Give the blocks that are no headings and look like some: id -> guess, in reading order."""
    lines = lines_of(blocks)
    accept_runs(lines)
    _accept_looks(lines)
    taken = [line for line in lines if line.is_taken or line.is_known]
    levels = _levels(taken, lines)
    return {
        line.block.id: Guess(level, _reason(line))
        for line, level in zip(taken, levels, strict=True)
        if not line.is_known
    }


def _reason(line: Line) -> Reason:
    if line.number and line.is_numbered:
        return Reason.NUMBERED
    return Reason.BOLD if line.look is Look.BOLD else Reason.TYPED


def _accept_looks(lines: Sequence[Line]) -> None:
    """Take the lines without number that stand out, as far as that is a sign in this text."""
    words = sum(len(line.block.text) for line in lines)
    bold = sum(len(line.block.text) for line in lines if line.is_bold)
    is_sign = bold <= MOST_BOLD * words or len(lines) < STACK
    has_numbers = any(line.is_taken or line.is_known_by_number for line in lines)

    def stands_out(line: Line) -> bool:
        if not line.is_free or line.is_taken or line.is_known_by_number:
            return False
        if line.look is Look.PLAIN or (line.look is Look.BOLD and not is_sign):
            return has_numbers and is_top(line.block.text)
        return True

    for stack in _stacks([line for line in lines if stands_out(line)]):
        is_title_page = len(stack) >= STACK
        if stack[-1].at + 1 == len(lines) or (is_title_page and stack[0].at > 0):
            continue
        for line in stack[:1] if is_title_page else stack:
            line.is_taken = True


def _stacks(lines: Iterable[Line]) -> Iterable[list[Line]]:
    """Cut lines where others stand between them."""
    stack: list[Line] = []
    for line in lines:
        if stack and stack[-1].at + 1 != line.at:
            yield stack
            stack = []
        stack.append(line)
    if stack:
        yield stack


def _levels(taken: Sequence[Line], lines: Sequence[Line]) -> list[int]:
    """Give each heading its level: numbers by their format, the others below what stands above them."""
    of_format = _levels_of_formats(taken)
    top = min(of_format.values(), default=0)
    above, of_look = 0, dict[Look, int]()
    levels = []
    for line in taken:
        if line.is_numbered and line.number:
            level = line.block.level if line.is_known else of_format[format_of(line.number)]
            above, of_look = level, {}
        elif line.is_known and line.look is Look.PLAIN:
            level = line.block.level
            above, of_look = level, {}
        elif top and is_top(line.block.text) and not line.is_known:
            level = top
            above, of_look = level, {}
        else:
            stronger = [found for look, found in of_look.items() if _is_stronger(look, line.look)]
            level = of_look.get(line.look, max([above, *stronger]) + 1)
            level = line.block.level if line.is_known else level
            of_look = {look: found for look, found in of_look.items() if _is_stronger(look, line.look)}
            of_look[line.look] = level
        levels.append(min(level, MAX_LEVEL))
    return levels


_STRENGTH = list(Look)


def _is_stronger(one: Look, other: Look) -> bool:
    return _STRENGTH.index(one) < _STRENGTH.index(other)


def _levels_of_formats(taken: Sequence[Line]) -> dict[Format, int]:
    """Give each format of numbers its level: that of headings there are, else one below the next outer."""
    known: dict[Format, int] = {}
    present: dict[Format, None] = {}
    for line in taken:
        if line.number and line.is_numbered:
            present[format_of(line.number)] = None
            if line.is_known:
                known.setdefault(format_of(line.number), line.block.level)
    levels: dict[Format, int] = {}
    before = 1 if _has_title(taken, present) else 0
    ranks = rank_of(taken)
    for one in sorted(present, key=ranks.__getitem__):
        levels[one] = known.get(one, _beside_or_below(one, levels, before))
        before = levels[one]
    return levels


def _beside_or_below(one: Format, levels: dict[Format, int], before: int) -> int:
    """An appendix stands beside the chapters; every other format below the one before it."""
    if one[0] is Family.APPENDIX:
        return levels.get(Format(Family.CHAPTER, 1), min(levels.values(), default=before + 1))
    if before and Format(Family.APPENDIX, 1) in levels and len(levels) == 1:
        return before
    return min(before + 1, MAX_LEVEL)


def _has_title(taken: Sequence[Line], formats: Iterable[Format]) -> bool:
    """Tell whether the text begins with its title, above numbers that are not those of chapters."""
    first = taken[0] if taken else None
    if first is None or first.at or first.is_numbered or is_top(first.block.text):
        return False
    return all(family > Family.SECTION for family, _ in formats)
