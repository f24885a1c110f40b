"""What the lines of an HTML page become: blocks of a draft, or lines of a cell."""

import html
import re

from reviewapp.domain.blocks import BlockKind

from .cell_lines import Lines
from .data_addresses import data_of
from .drafting import Draft, plain
from .html_lists import Item, word_item
from .html_places import Line, Picture, Place
from .html_tables import Table

_PARAGRAPH_ENDS = re.compile(r"<br>(?:\s*<br>)+")
_WHOLLY_STRONG = re.compile(r"^\s*<strong>((?:(?!</?strong>).)*)</strong>\s*$", re.DOTALL)
_TAGS = re.compile(r"<[^>]*>")


class Blocks:
    """Put lines, tables and pictures where they belong."""

    def __init__(self, draft: Draft) -> None:
        self._draft = draft
        self._caption: list[str] = []

    def add(self, line: Line, place: Place) -> None:
        """Make a block of a line, as what stands around it says."""
        inner = line.phrasing.html
        if plain(inner) or line.number:
            if place.into is not None:
                self._line_of_cell(inner, line, place, place.into)
            else:
                self._block(inner, line, place)
        for picture in line.pictures:
            self._keep(picture, place)

    def _line_of_cell(self, inner: str, line: Line, place: Place, into: Lines) -> None:
        if place.kind == "table caption" and place.table is not None:
            place.table.caption.append(inner)
            return
        mark = self._item(line, place)
        if mark is not None:
            inner = f"{html.escape(mark.mark, quote=False)} {inner}"
        if place.kind == "heading":
            inner = f"<strong>{inner}</strong>"
        for one in inner.strip("\n").split("\n") if place.kind == "code" else [inner]:
            into.line(one)

    def _block(self, inner: str, line: Line, place: Place) -> None:
        kind = place.kind
        if kind == "caption":
            self._caption.append(inner)
            return
        if kind == "code":
            self._draft.add(BlockKind.CODE, _without_tags(inner).removeprefix("\n").rstrip("\n"))
            return
        item = self._item(line, place)
        if kind == "heading":
            number = line.number or (item.mark if item and item.ordinal is not None else "")
            self._draft.add(
                BlockKind.HEADING, _WHOLLY_STRONG.sub(r"\1", inner), level=place.level, number=number
            )
        elif item is not None:
            self._draft.add(
                BlockKind.LIST_ITEM, inner, level=item.depth, number=item.number, ordinal=item.ordinal
            )
        else:
            paragraph = BlockKind.QUOTE if kind == "quote" else BlockKind.PARAGRAPH
            for one in _paragraphs(inner):
                self._draft.add(paragraph, one)

    def _item(self, line: Line, place: Place) -> Item | None:
        """Return the item that begins with a line, None if none does."""
        item = place.item
        if line.number is not None and place.kind != "heading":
            return word_item(item.depth if item else 1, line.number)
        if item is None or not item.is_open:
            return None
        item.is_open = False
        return item

    def _keep(self, picture: Picture, place: Place) -> None:
        may_keep = self._draft.may_read_images()
        source = self._draft.keep_image(data_of(picture.source) if may_keep else b"", picture.alt)
        if place.into is not None:
            place.into.picture(source, picture.alt)
        else:
            self._draft.add_figure(source, picture.alt)

    def end_table(self, table: Table, at: Place) -> None:
        """Add a table, and before it what stood between its cells."""
        stray, grid = table.stray.html, table.html
        if at.into is not None:
            at.into.line(stray)
            if plain(grid) or "<img" in grid:
                at.into.table(grid)
            return
        self._draft.add(BlockKind.PARAGRAPH, stray)
        self._draft.add(BlockKind.TABLE, grid)

    def end_figure(self, at: Place) -> None:
        """Give a figure its caption, wherever that stood."""
        caption, self._caption = "<br>".join(self._caption), []
        if at.into is not None:
            at.into.line(caption)
        else:
            self._draft.add_caption(caption)


def _without_tags(inner: str) -> str:
    return _TAGS.sub("", inner)


def _paragraphs(inner: str) -> list[str]:
    """Cut where two line breaks stand one after the other, unless an element is open there."""
    pieces = _PARAGRAPH_ENDS.split(inner)
    if len(pieces) > 1 and all(piece.count("<") == piece.count("<br>") for piece in pieces):
        return pieces
    return [inner]
