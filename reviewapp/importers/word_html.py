"""Mammoth's HTML, flat by our style map, as blocks."""

import html
import re
from typing import Any

from lxml import etree

from reviewapp.domain.blocks import BlockKind

from .drafting import Draft, img, is_kept_link, note_mark, plain

PREFIX = "mammoth-"

_PLAIN_INLINE = {"strong", "em", "sub", "sup", "s"}
_MAX_SPAN = 100
_REFERENCE = re.compile(rf"{PREFIX}(?:footnote|endnote)-ref-")
_HEADING = re.compile(r"h([1-6])")
_ITEM = re.compile(r"item-(\d)-(ol|ul)")


def read_word_html(text: str, draft: Draft) -> None:
    """Add what mammoth made of a file to `draft`, block by block, footnotes last."""
    root = etree.fromstring(f"<div>{text}</div>", etree.XMLParser(resolve_entities=False, huge_tree=True))
    ordinals = _Ordinals()
    for element in root:
        if element.tag == "ol":
            _add_notes(element, draft)
        elif element.tag == "table":
            ordinals.restart()
            draft.add(BlockKind.TABLE, _table(element))
        else:
            _add_paragraph(element, draft, ordinals)


class _Ordinals:
    """Number the items of ordered lists; what interrupts a list ends it."""

    def __init__(self) -> None:
        self._counts: dict[int, int] = {}

    def restart(self) -> None:
        self._counts.clear()

    def next_at(self, depth: int, is_ordered: bool) -> int | None:
        self._counts = {level: count for level, count in self._counts.items() if level <= depth}
        if not is_ordered:
            self._counts.pop(depth, None)
            return None
        self._counts[depth] = self._counts.get(depth, 0) + 1
        return self._counts[depth]


def _add_paragraph(element: Any, draft: Draft, ordinals: _Ordinals) -> None:
    kind = str(element.get("class", ""))
    inner = _inline(element, images=False)
    item, heading = _ITEM.fullmatch(kind), _HEADING.fullmatch(str(element.tag))
    if plain(inner):
        if item is None:
            ordinals.restart()
        if heading:
            draft.add(BlockKind.HEADING, inner, level=int(heading[1]))
        elif item:
            depth = int(item[1])
            draft.add(
                BlockKind.LIST_ITEM, inner, level=depth, ordinal=ordinals.next_at(depth, item[2] == "ol")
            )
        elif kind == "caption":
            draft.add_caption(inner)
        elif kind == "code":
            draft.extend_code(inner.replace("<br>", "\n"))
        else:
            draft.add(BlockKind.QUOTE if kind == "quote" else BlockKind.PARAGRAPH, inner)
    for image in element.iter("img"):
        draft.add_figure(str(image.get("src", "")), str(image.get("alt", "")))


def _add_notes(notes: Any, draft: Draft) -> None:
    for number, note in enumerate(notes, start=1):
        draft.add(BlockKind.FOOTNOTE, _lines(note), ordinal=number)


def _table(table: Any) -> str:
    groups = [child for child in table if child.tag in ("thead", "tbody")]
    if not groups:
        return f"<table>{_rows('tbody', table)}</table>"
    return "<table>" + "".join(_rows(group.tag, group) for group in groups) + "</table>"


def _rows(tag: str, group: Any) -> str:
    rows = "".join(f"<tr>{''.join(map(_cell, row))}</tr>" for row in group if row.tag == "tr")
    return f"<{tag}>{rows}</{tag}>" if rows else ""


def _cell(cell: Any) -> str:
    spans = ""
    for name in ("colspan", "rowspan"):
        span = str(cell.get(name, ""))
        if span.isdecimal() and int(span) > 1:
            spans += f' {name}="{min(int(span), _MAX_SPAN)}"'
    return f"<{cell.tag}{spans}>{_lines(cell, images=True)}</{cell.tag}>"


def _lines(element: Any, *, images: bool = False) -> str:
    """Return the paragraphs inside as lines; tables among them give a line for each row."""
    lines: list[str] = []
    for child in element:
        if child.tag == "table":
            for row in child.iter("tr"):
                lines.append(" ".join(_lines(cell, images=images) for cell in row))
        else:
            lines.append(_inline(child, images=images))
    return "<br>".join(line.strip() for line in lines if line.strip())


def _inline(element: Any, *, images: bool) -> str:
    pieces = [html.escape(element.text or "", quote=False)]
    for child in element:
        pieces.append(_phrase(child, images=images))
        pieces.append(html.escape(child.tail or "", quote=False))
    return "".join(pieces)


def _phrase(element: Any, *, images: bool) -> str:
    tag = str(element.tag)
    if tag == "br":
        return "<br>"
    if tag == "img":
        return _image(element) if images else ""
    if tag == "a":
        return _link(element, images=images)
    if tag == "sup" and len(element) == 1 and _REFERENCE.match(str(element[0].get("id", ""))):
        return note_mark(int("".join(element[0].itertext()).strip("[]")))
    inner = _inline(element, images=images)
    return f"<{tag}>{inner}</{tag}>" if tag in _PLAIN_INLINE and plain(inner) else inner


def _link(element: Any, *, images: bool) -> str:
    href = str(element.get("href", "")).strip()
    if _REFERENCE.match(href.removeprefix("#")):
        return ""  # the arrow that leads back from a note
    inner = _inline(element, images=images)
    return f'<a href="{html.escape(href)}">{inner}</a>' if is_kept_link(href) and plain(inner) else inner


def _image(element: Any) -> str:
    source, alt = str(element.get("src", "")), str(element.get("alt", ""))
    return img(source, alt) or html.escape(alt, quote=False)
