"""Where in its lists a paragraph of an OpenDocument file stands, and which headings the outline numbers."""

from dataclasses import dataclass

from .open_numbering import MAX_LEVELS, Counts, Mark, Numbering
from .open_styles import ParagraphStyle
from .open_xml import Element, is_true, o
from .xml_parsing import whole

_ID, _STYLE = o("xml:id"), o("text:style-name")
_START = o("text:start-value")


@dataclass(frozen=True, slots=True)
class Place:
    """A list that is open: what it counts, its style and its depth from 0."""

    counts: Counts
    style: str
    depth: int


@dataclass(slots=True)
class Item:
    """An item of a list: its first paragraph has the number, the others have none."""

    place: Place
    style: str
    start: int | None
    is_open: bool
    has_begun: bool = False  # there was a paragraph


class Lists:
    """Follow the lists of a file."""

    def __init__(self, numbering: Numbering) -> None:
        self._numbering = numbering
        self._by_id: dict[str, Counts] = {}
        self._last: dict[str, Counts] = {}

    def begin(self, element: Element, outer: Item | None) -> Place:
        """Begin a list, inside an item or not."""
        style = element.get(_STYLE, "")
        if outer is not None:
            inside, depth = outer.place, min(outer.place.depth + 1, MAX_LEVELS - 1)
            if outer.has_begun and not is_true(element, "text:continue-numbering"):
                inside.counts.begin_anew(depth)
            return Place(inside.counts, style or inside.style, depth)
        counts = self._continued(element, style)
        self._by_id[element.get(_ID, "")] = counts
        self._last[style] = counts
        return Place(counts, style, 0)

    def numbered_paragraph(self, element: Element) -> Item:
        """Return the item that a paragraph with a number of its own is."""
        style, name = element.get(_STYLE, ""), element.get(o("text:list-id"), "")
        counts = self._by_id.setdefault(f"numbered {name or style}", Counts())
        depth = min(max(whole(element.get(o("text:level")), 1), 1), MAX_LEVELS) - 1
        return Item(Place(counts, style, depth), style, _start(element), is_open=True)

    def item(self, element: Element, place: Place) -> Item:
        """Begin an item; a header of a list has no number."""
        style = element.get(o("text:style-override"), "") or place.style
        return Item(place, style, _start(element), is_open=element.tag == o("text:list-item"))

    def mark(self, paragraph: Element, style: ParagraphStyle, level: int, item: Item | None) -> Mark | None:
        """Count a paragraph and return its mark; `level` is that of a heading, else 0."""
        if is_true(paragraph, "text:is-list-header"):
            return None
        start = _start(paragraph) if is_true(paragraph, "text:restart-numbering") else None
        if item is not None:
            return self._of_item(item, start)
        if not level or style.list_style == "" or not self._numbering.outline:
            return None
        if start is None and is_true(paragraph, "text:restart-numbering"):
            self._numbering.outline_counts.numbers[min(level, MAX_LEVELS) - 1] = None
        return self._numbering.mark(self._numbering.outline_counts, self._numbering.outline, level - 1, start)

    def _of_item(self, item: Item, start: int | None) -> Mark | None:
        item.has_begun = True
        if not item.is_open:
            return None
        item.is_open = False
        is_outline = item.style == self._numbering.outline != ""
        counts = self._numbering.outline_counts if is_outline else item.place.counts
        return self._numbering.mark(
            counts, item.style, item.place.depth, item.start if start is None else start
        )

    def _continued(self, element: Element, style: str) -> Counts:
        before = element.get(o("text:continue-list"))
        if before is not None and before in self._by_id:
            return self._by_id[before]
        if is_true(element, "text:continue-numbering") and style in self._last:
            return self._last[style]
        return Counts()


def _start(element: Element) -> int | None:
    start = element.get(_START)
    return None if start is None else max(whole(start, 1), 0)
