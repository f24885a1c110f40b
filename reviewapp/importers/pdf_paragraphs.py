"""From lines to paragraphs: what goes on in the next line is told by the places where both stand."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from statistics import median

from reviewapp.domain.letters import joins_without_space

from .pdf_lines import Line

_ALIKE = 0.08  # sizes that differ less are the same
_USUAL_GAP = 1.3
_INDENT = 0.8  # of the size
_MOST_INDENT = 8
_COLUMN_FROM_LINES = 4
_SLACK = 1.0  # a space, letters that hang over the edge
_BULLET = re.compile(r"[•‣◦▪●○■□◆➢✓–—*·-]\s")
_COUNTED = re.compile(
    r"(?:\(?[0-9]{1,3}[.)]|\(?[a-z][.)]|\([ivx]+\)|[（(]?[一二三四五六七八九十]+[)）、])\s?\S", re.I
)
_ENDS = re.compile(r"[.!?:;。！？：；…][”’\"')）」』]*$")
_LONGEST_WORD = 100
_CUT = re.compile(r"\w-$")


@dataclass(slots=True)
class Paragraph:
    """Lines that belong together."""

    lines: list[Line] = field(default_factory=list)

    @property
    def size(self) -> float:
        return self.lines[0].size

    @property
    def is_bold(self) -> bool:
        return all(line.is_bold for line in self.lines)


@dataclass(slots=True)
class _Flow:
    """Lines below each other: a column of a page, or a page."""

    lines: list[Line]
    left: float = 0
    right: float = 0


def paragraphs_of(pages: Iterable[Sequence[Line]]) -> list[Paragraph]:
    """Join the lines of a whole file."""
    flows = [flow for page in pages for flow in _flows(page)]
    _find_columns(flows)
    return list(_Joining(flows).paragraphs())


def text_of(paragraph: Paragraph, words: Counter[str]) -> str:
    """Return the text of a paragraph; `words` are all of the file, to tell how a divided word is written."""
    done: list[str] = []
    text = ""
    is_divided = False
    for line in paragraph.lines:
        done.append(text[:-_LONGEST_WORD])
        text = text[-_LONGEST_WORD:]
        if not text:
            text = line.text
        elif is_divided:
            text = _undivided(text.removesuffix("-"), line.text, words)
        elif _CUT.search(text) and line.text[:1].islower():
            text = _undivided(text[:-1], line.text, words)
        elif joins_without_space(text[-1], line.text[0]):
            text += line.text
        else:
            text += " " + line.text
        is_divided = line.is_divided
    return "".join(done) + text


def words_of(pages: Iterable[Sequence[Line]]) -> Counter[str]:
    """Count the words that stand inside lines."""
    return Counter(
        word for page in pages for line in page for word in re.findall(r"[\w-]+", line.text.lower())
    )


def _undivided(before: str, after: str, words: Counter[str]) -> str:
    """Join a divided word: with its hyphen only where the file writes it so elsewhere."""
    start, end = re.search(r"[\w-]*$", before), re.match(r"[\w-]*", after)
    halves = (start[0] if start else "").lower(), (end[0] if end else "").lower()
    return before + ("-" if words["-".join(halves)] > words["".join(halves)] else "") + after


def _flows(page: Sequence[Line]) -> Iterator[_Flow]:
    lines: list[Line] = []
    for line in page:
        if lines and _begins_elsewhere(lines[-1], line):
            yield _Flow(lines)
            lines = []
        lines.append(line)
    if lines:
        yield _Flow(lines)


def _begins_elsewhere(last: Line, line: Line) -> bool:
    """Tell whether a line is not the next one below: it is above, beside, or in another cell."""
    is_below = line.y < last.y - 0.3 * min(line.size, last.size)
    return not is_below or abs(line.left - last.left) > _MOST_INDENT * line.size


def _find_columns(flows: Sequence[_Flow]) -> None:
    """Give each flow its edges; a short one has those of a longer one around it."""
    for flow in flows:
        flow.left = min(line.left for line in flow.lines)
        flow.right = max(line.right for line in flow.lines)
    long = Counter(
        (round(flow.left), round(flow.right)) for flow in flows if len(flow.lines) >= _COLUMN_FROM_LINES
    )
    columns = [edges for edges, _ in long.most_common(20)]
    for flow in flows:
        if len(flow.lines) < _COLUMN_FROM_LINES:
            around = [
                right for left, right in columns if left - 2 <= flow.left <= right and right >= flow.right - 2
            ]
            flow.right = max(flow.right, min(around, default=0))


class _Joining:
    """Go from line to line."""

    def __init__(self, flows: Sequence[_Flow]) -> None:
        self._flows = flows
        self._gaps = _usual_gaps(flows)

    def paragraphs(self) -> Iterator[Paragraph]:
        paragraph = Paragraph()
        before: _Flow | None = None
        for flow in self._flows:
            for line in flow.lines:
                if paragraph.lines and not self._goes_on(paragraph, line, before or flow, flow):
                    yield paragraph
                    paragraph = Paragraph()
                paragraph.lines.append(line)
                before = flow
        if paragraph.lines:
            yield paragraph

    def _goes_on(self, paragraph: Paragraph, line: Line, before: _Flow, flow: _Flow) -> bool:
        last = paragraph.lines[-1]
        if last.is_divided:
            return True
        if not _look_alike(last, line) or _BULLET.match(line.text):
            return False
        has_ended = bool(_ENDS.search(last.text))
        if _COUNTED.match(line.text) and (has_ended or line.left < last.left - _INDENT * line.size):
            return False
        if before is not flow:
            return not has_ended and not _has_room(last, line, before)
        if last.y - line.y > _USUAL_GAP * self._gaps[_size(line)]:
            return False
        if _is_centred(last, line, flow):
            return not has_ended
        return not _has_room(last, line, flow) and _edges_agree(paragraph, line, has_ended=has_ended)


def _usual_gaps(flows: Sequence[_Flow]) -> dict[float, float]:
    """Return the distance between the lines of a paragraph, by the size of its letters."""
    gaps: dict[float, list[float]] = defaultdict(list)
    for flow in flows:
        for above, below in zip(flow.lines, flow.lines[1:], strict=False):
            if _look_alike(above, below) and above.y - below.y < 3 * above.size:
                gaps[_size(below)].append(above.y - below.y)
    usual: dict[float, float] = defaultdict(lambda: float("inf"))
    usual |= {size: min(median(found), 2.5 * max(size, 1)) for size, found in gaps.items()}
    return usual


def _size(line: Line) -> float:
    return round(line.size)


def _look_alike(one: Line, other: Line) -> bool:
    return one.is_bold == other.is_bold and abs(one.size - other.size) <= _ALIKE * max(one.size, other.size)


def _has_room(last: Line, line: Line, flow: _Flow) -> bool:
    """Tell whether the first word of a line would have stood on the one before: then it was not to."""
    return last.right + line.word + _SLACK * line.size < flow.right


def _is_centred(last: Line, line: Line, flow: _Flow) -> bool:
    middles = [(one.left + one.right) / 2 for one in (last, line)]
    is_inside = min(last.left, line.left) > flow.left + line.size or last.left > flow.left + line.size
    return is_inside and abs(middles[0] - middles[1]) < line.size and abs(last.left - line.left) > 1


def _edges_agree(paragraph: Paragraph, line: Line, *, has_ended: bool) -> bool:
    last = paragraph.lines[-1]
    inward = line.left - last.left
    limit = _INDENT * line.size
    if abs(inward) <= limit:
        return True
    if len(paragraph.lines) > 1 or abs(inward) > _MOST_INDENT * line.size:
        return False
    if inward < 0:  # the first line of a paragraph begins further inside
        return True
    return bool(_BULLET.match(last.text) or _COUNTED.match(last.text)) or not has_ended
