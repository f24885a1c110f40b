"""Paint what threads speak about into the HTML of a block."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from html import escape, unescape
from typing import NamedTuple

from .tokens import Noterefs, Separators, tokens_of

_CHARACTERS = re.compile(r"&(?:#[0-9]+|#[xX][0-9a-fA-F]+|[A-Za-z][A-Za-z0-9]*);|[^&]+|&")


@dataclass(frozen=True, slots=True)
class Mark:
    """A stretch text[start:end] that threads `ids` speak about; `state` becomes a class "mark-STATE"."""

    start: int
    end: int
    ids: tuple[str, ...]
    state: str = ""


class _Stretch(NamedTuple):
    """Text from `start` to the next stretch, and the threads that speak about it (none: it stays bare)."""

    start: int
    ids: tuple[str, ...]
    css: str


def paint(html: str, marks: Sequence[Mark]) -> str:
    """Return tidy HTML with `<mark class="mark" data-threads="ID ID">` around every stretch under `marks`.

    Marks may overlap in any way: they are cut where another begins or ends and at every tag, so nesting
    stays right. `data-first` lists the threads whose first stretch it is; separators of cells, line breaks
    and footnote references stay bare; marks without width paint nothing. Removing the mark tags gives
    `html` again.
    """
    stretches = _stretches(marks)
    if not stretches:
        return html
    brush = _Brush(stretches)
    noterefs, separators = Noterefs(), Separators()
    for token in tokens_of(html):
        if noterefs.hold(token):
            brush.lift(token.source)
        elif token.name:
            brush.lift(token.source, len(separators.before(token)))
        else:
            for piece in _CHARACTERS.findall(token.source):
                brush.stroke(piece)
    brush.lift("")
    return "".join(brush.out)


class _Brush:
    """Walks along text and stretches together."""

    def __init__(self, stretches: list[_Stretch]) -> None:
        self.out: list[str] = []
        self._stretches = stretches
        self._next = 0
        self._position = 0
        self._stretch = _Stretch(0, (), "")
        self._is_down = False
        self._named: set[str] = set()

    def lift(self, source: str, width: int = 0) -> None:
        """Write something that carries no mark and stands for `width` characters of text."""
        self._stop()
        self.out.append(source)
        self._position += width

    def stroke(self, piece: str) -> None:
        """Write a run of characters or one entity under the marks that cover it."""
        if piece.startswith("&"):
            self._advance()
            self._write(piece, len(unescape(piece)))
            return
        done = 0
        while done < len(piece):
            self._advance()
            end = min(len(piece), done + self._room())
            self._write(piece[done:end], end - done)
            done = end

    def _advance(self) -> None:
        while self._next < len(self._stretches) and self._stretches[self._next].start <= self._position:
            self._stop()
            self._stretch = self._stretches[self._next]
            self._next += 1

    def _room(self) -> int:
        if self._next == len(self._stretches):
            return 1 << 62
        return self._stretches[self._next].start - self._position

    def _write(self, source: str, width: int) -> None:
        if self._stretch.ids and not self._is_down:
            self.out.append(self._opening())
            self._is_down = True
        self.out.append(source)
        self._position += width

    def _stop(self) -> None:
        if self._is_down:
            self.out.append("</mark>")
            self._is_down = False

    def _opening(self) -> str:
        _, ids, css = self._stretch
        first = [one for one in ids if one not in self._named]
        self._named.update(first)
        data = f'data-threads="{escape(" ".join(ids))}"'
        if first:
            data += f' data-first="{escape(" ".join(first))}"'
        return f'<mark class="{escape(css)}" {data}>'


def _stretches(marks: Sequence[Mark]) -> list[_Stretch]:
    """Cut overlapping marks into stretches in order; the last one is bare."""
    begins: dict[int, list[int]] = {}
    ends: dict[int, list[int]] = {}
    for index, mark in enumerate(marks):
        if mark.start < mark.end and mark.ids:
            begins.setdefault(mark.start, []).append(index)
            ends.setdefault(mark.end, []).append(index)
    active: set[int] = set()
    stretches = []
    for position in sorted(begins.keys() | ends.keys()):
        active.difference_update(ends.get(position, ()))
        active.update(begins.get(position, ()))
        stretches.append(_stretch(position, [marks[index] for index in sorted(active)]))
    return stretches


def _stretch(start: int, marks: list[Mark]) -> _Stretch:
    ids = dict.fromkeys(one for mark in marks for one in mark.ids)
    states = dict.fromkeys(f"mark-{mark.state}" for mark in marks if mark.state)
    return _Stretch(start, tuple(ids), " ".join(["mark", *states]))
