"""Numbers that go on from line to line: 1, 2, 3 with text between them are headings, without it a list."""

from collections import defaultdict
from collections.abc import Sequence
from itertools import pairwise

from .heading_lines import Line
from .heading_numbers import Family, Format, Number, format_of


def rank_of(lines: Sequence[Line]) -> dict[Format, tuple[int, int, int]]:
    """Order the formats of the lines from the outer ones to the inner ones.

    A. and II. stand within 1. where they come after it.
    """
    first: dict[Format, int] = {}
    for line in lines:
        if line.number and line.is_numbered:
            first.setdefault(format_of(line.number), line.at)
    decimal = min((at for (family, _), at in first.items() if family is Family.DECIMAL), default=None)
    ranks: dict[Format, tuple[int, int, int]] = {}
    for one, at in first.items():
        is_letter = one.family in (Family.ROMAN, Family.UPPER)
        is_within = is_letter and decimal is not None and at > decimal
        slot = Family.DECIMAL if is_within else Family.ROMAN if is_letter else one.family
        ranks[one] = (slot, 99 if is_within else 1 if is_letter else one.depth, at)
    return ranks


_Key = tuple[Format, str, tuple[int, ...], bool, bool]
_LISTS = frozenset({Family.DIGIT_PAREN, Family.CIRCLED, Family.LOWER})


def accept_runs(lines: Sequence[Line]) -> None:
    """Take the lines whose numbers go on, the innermost formats first: an outer one may hold nothing else."""
    _find_lists(lines)
    runs = _runs(lines)
    ranks = rank_of(lines)
    for one in sorted(ranks, key=ranks.__getitem__, reverse=True):
        of_format = [run for run in runs if format_of(_number(run[0])) == one]
        plausible = [run for run in of_format if _has_text(run, lines, ranks)]
        for run in plausible:
            if len(run) > 1 or one.family <= Family.ARTICLE or _has_parts(run[0], lines):
                _take(run, _starts(run, lines))
        formats_taken = {_key(run[0])[::3] for run in plausible if run[0].is_taken and len(run) > 1}
        for run in plausible:
            if _key(run[0])[::3] in formats_taken or one.depth > 1:
                _take(run, _last(run[0]) <= 1)
    for line in lines:
        line.is_listed = line.is_listed or (line.is_numbered and not line.is_taken and not line.is_known)


def _take(run: Sequence[Line], is_plausible: bool) -> None:
    for line in run:
        line.is_taken = line.is_taken or is_plausible


def _starts(run: Sequence[Line], lines: Sequence[Line]) -> bool:
    """Tell whether a run begins as one does: with 1, or somewhere in a book of which this is a chapter."""
    family = _number(run[0]).family
    return _last(run[0]) <= 1 or family <= Family.ARTICLE or len(run) > 2 or _has_parts(run[0], lines)


def _number(line: Line) -> Number:
    if line.number is None:
        raise ValueError("a line without number is in no run")
    return line.number


def _last(line: Line) -> int:
    return _number(line).path[-1]


def _key(line: Line) -> _Key:
    number = _number(line)
    return format_of(number), number.sign, number.path[:-1], bool(line.block.number), line.is_bold


def _find_lists(lines: Sequence[Line]) -> None:
    """Find the lines that follow on one another without text between them."""
    for line, following in pairwise(lines):
        if not line.is_numbered or not following.is_numbered or line.is_known or following.is_known:
            continue
        if _key(line) == _key(following) and _last(following) == _last(line) + 1:
            line.is_listed = following.is_listed = True


def _runs(lines: Sequence[Line]) -> list[list[Line]]:
    """Cut the numbered lines that stand in no list into runs whose numbers go on, one left out at most."""
    waiting: dict[tuple[_Key, int], list[list[Line]]] = defaultdict(list)
    runs = []
    for line in lines:
        if not line.is_numbered or line.is_listed:
            continue
        key, last = _key(line), _last(line)
        before = waiting[key, last - 1] or waiting[key, last - 2] if last > 1 else []
        if before:
            run = before.pop()
        else:
            run = []
            runs.append(run)
        run.append(line)
        waiting[key, last].append(run)
    return runs


def _has_parts(line: Line, lines: Sequence[Line]) -> bool:
    """Tell whether a number stands before those of its parts: 4 before 4.1."""
    for at in range(line.at + 1, len(lines)):
        one = lines[at]
        if one.number and one.is_numbered:
            return one.is_taken and one.number.path[:-1] == _number(line).path
    return False


def _has_text(run: Sequence[Line], lines: Sequence[Line], ranks: dict[Format, tuple[int, int, int]]) -> bool:
    """Tell whether text follows most lines of a run; all of them where the format is one of lists."""
    held = sum(line.is_known or _holds_text(line, lines, ranks) for line in run)
    is_list = any(line.is_item for line in run) or _number(run[0]).family in _LISTS
    return held == len(run) if is_list else 2 * held > len(run)


def _holds_text(line: Line, lines: Sequence[Line], ranks: dict[Format, tuple[int, int, int]]) -> bool:
    """Tell whether text stands between a line and the next of its format or of an outer one."""
    own = format_of(_number(line))
    for at in range(line.at + 1, len(lines)):
        one = lines[at]
        if one.number and one.is_numbered and not one.is_listed:
            inner = ranks[format_of(one.number)] > ranks[own]
            if not inner or one.is_taken:
                return inner
        elif one.is_known:
            return False
        elif not one.is_listed or ((_is_list(one) and own.family <= Family.HAN_PAREN) or own.depth > 1):
            return True
    return False


def _is_list(line: Line) -> bool:
    """Tell whether a listed line is one of a list rather than of a table of contents."""
    if line.number is None:
        return False
    return line.is_item or line.number.family in _LISTS or format_of(line.number) == (Family.DECIMAL, 1)
