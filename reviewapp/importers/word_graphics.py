"""The words that charts and diagrams show. They are parts of their own; what they look like is not read."""

from collections import defaultdict
from collections.abc import Iterator

from .word_pictures import words_in
from .word_xml import DRAWING, OFFICE, Element, whole

MAX_WORDS = 2_000  # pieces of one graphic

_C, _D, _LINE = f"{{{OFFICE}drawingml/2006/chart}}", f"{{{OFFICE}drawingml/2006/diagram}}", f"{{{DRAWING}}}p"
_AXES = ("catAx", "valAx", "dateAx", "serAx")

Point = tuple[int, str]


def chart_lines(root: Element) -> list[str]:
    """Return the words of a chart, one line each: its title, those of its axes, series, categories."""
    titles = [
        _title(one)
        for one in (root.find(f"{_C}chart"), *(one for axis in _AXES for one in root.iter(_C + axis)))
    ]
    series = list(root.iter(f"{_C}ser"))
    names = dict.fromkeys(_held(one.find(f"{_C}tx")) for one in series)
    categories = dict.fromkeys(_held(one.find(f"{_C}cat")) for one in series)
    return [line for line in (*titles, ", ".join(filter(None, names)), *categories) if line]


def diagram_points(root: Element) -> list[Point]:
    """Return the points of a diagram as its text pane lists them: depth from 1 on, words."""
    points = {one.get("modelId", ""): one for one in root.iter(f"{_D}pt")}
    below: dict[str, list[tuple[int, str]]] = defaultdict(list)
    for one in root.iter(f"{_D}cxn"):
        if one.get("type", "parOf") == "parOf":
            below[one.get("srcId", "")].append((whole(one.get("srcOrd")), one.get("destId", "")))
    top = next((name for name, one in points.items() if one.get("type") == "doc"), "")
    found: list[Point] = []
    waiting = [(1, name) for _, name in sorted(below[top], reverse=True)]
    seen = {top}
    while waiting and len(found) < MAX_WORDS:
        depth, name = waiting.pop()
        if name in seen:
            continue
        seen.add(name)
        words = " ".join(_lines(points.get(name)))
        found += [(depth, words)] if words else []
        waiting += [(depth + 1, child) for _, child in sorted(below[name], reverse=True)]
    return found


def _title(element: Element | None) -> str:
    title = None if element is None else element.find(f"{_C}title")
    return " ".join(_lines(title)) or _held(title)


def _lines(element: Element | None) -> Iterator[str]:
    for line in () if element is None else element.iter(_LINE):
        words = " ".join(words_in(line).split())
        if words:
            yield words


def _held(element: Element | None) -> str:
    """Return the values that a chart keeps of its sheet, or typed itself."""
    values = [] if element is None else [one.text or "" for one in element.iter(f"{_C}v")]
    return ", ".join(" ".join(one.split()) for one in values[:MAX_WORDS] if one.strip())
