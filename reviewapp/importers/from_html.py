"""HTML as pages and word processors write it: a tolerant walk over the tree; nothing is ever fetched."""

import html
import re
from dataclasses import dataclass, field, replace

from lxml import etree

from reviewapp.domain.blocks import BlockKind
from reviewapp.domain.errors import BadInput

from .base import Manuscript
from .cell_lines import Lines
from .data_addresses import data_of
from .drafting import MAX_TITLE, Draft, note_mark, plain
from .html_lists import Item, List, is_gap, word_item, word_level
from .html_looks import Look
from .html_notes import Notes, notes_of
from .html_tables import HEADINGS, MAX_NESTED_TABLES, Table, is_layout, tables_with_headings
from .html_tree import Element, is_furniture, is_unseen, look_of, may_be_furniture, parse, title_of
from .phrasing import Phrasing

_BLOCKS = {
    *(
        "address",
        "article",
        "aside",
        "blockquote",
        "body",
        "caption",
        "center",
        "dd",
        "details",
        "dir",
        "div",
    ),
    *(
        "dl",
        "dt",
        "fieldset",
        "figcaption",
        "figure",
        "footer",
        "form",
        "header",
        "hgroup",
        "hr",
        "html",
        "legend",
    ),
    *("li", "listing", "main", "menu", "nav", "ol", "optgroup", "p", "plaintext", "pre", "search", "section"),
    *("summary", "table", "tbody", "td", "tfoot", "th", "thead", "tr", "ul", "xmp", *HEADINGS),
}
_LISTS = {"ol", "ul", "menu", "dir"}
_CODE = {"pre", "listing", "xmp", "plaintext"}
_OUTLINE = re.compile(r"mso-outline-level:\s*([1-9])")
_HEADING_CLASS = re.compile(r"(?:^|\s)Mso(?:Title|Heading([1-9]))(?:\s|$)")
_PARAGRAPH_ENDS = re.compile(r"(?:\s*<br>\s*){2,}")
_LONGEST_MARK = 20
_BOXES = {True: "☑ ", False: "☐ "}


class HtmlImporter:
    """Read HTML, a whole page or a fragment."""

    def read_text(self, text: str) -> Manuscript:
        """Read a whole text. Raises BadInput: file_hostile, file_too_demanding, file_without_text."""
        root = parse(text)
        if root is None:
            raise BadInput("file_without_text")
        draft = Draft()
        _Walk(draft, notes_of(root), tables_with_headings(root)).read(root)
        manuscript = draft.finish()
        has_top = any(block.kind is BlockKind.HEADING and block.level == 1 for block in manuscript.blocks)
        title = "" if has_top else title_of(root)
        return replace(manuscript, title=title[:MAX_TITLE]) if title else manuscript


@dataclass(frozen=True, slots=True)
class _Picture:
    source: str
    alt: str


@dataclass(slots=True)
class _Line:
    """The words that the next block will be made of."""

    phrasing: Phrasing = field(default_factory=Phrasing)
    pictures: list[_Picture] = field(default_factory=list)
    number: str | None = None  # the mark that a word processor typed, None if none


@dataclass(frozen=True, slots=True)
class _Place:
    """What stands around a block: `kind` says what its words become."""

    look: Look
    kind: str = ""
    level: int = 0
    item: Item | None = None
    lists: tuple[List, ...] = ()
    into: Lines | None = None
    table: Table | None = None
    depth: int = 0  # of tables
    is_figure: bool = False
    is_text: bool = False  # a menu or head around it turned out to be text
    is_unseen: bool = False


class _Walk:
    """Go through the tree, remembering for each open element what stood around it."""

    def __init__(self, draft: Draft, notes: Notes, with_headings: set[Element]) -> None:
        self._draft = draft
        self._notes = notes
        self._with_headings = with_headings
        self._line = _Line()
        self._at = _Place(Look())
        self._around: list[_Place] = []
        self._caption: list[str] = []
        self._found_notes: dict[int, str] = {}

    def read(self, root: Element) -> None:
        walk = etree.iterwalk(root, events=("start", "end"))
        for event, element in walk:
            if event == "end":
                self._leave(element)
                self._text(element.tail)
                continue
            self._around.append(self._at)
            if self._is_passed_over(element):
                self._at = replace(self._at, is_unseen=True)
                walk.skip_subtree()
            else:
                self._enter(element)
                self._text(element.text)
        self._end_line()
        for number, inner in sorted(self._found_notes.items()):
            self._draft.add(BlockKind.FOOTNOTE, inner, ordinal=number)

    def _is_passed_over(self, element: Element) -> bool:
        """Tell whether an element is not read: it is unseen, or all of it is said by one sign."""
        if element in self._notes.backlinks or is_unseen(element):
            return True
        if not self._at.is_text and is_furniture(element):
            return True
        if element in self._notes.marks:
            mark = note_mark(self._notes.marks[element])
            self._line.phrasing.markup(mark, self._at.look.outside_marks)
            return True
        if "mso-list" in look_of(element) and "ignore" in look_of(element)["mso-list"]:
            self._line.number = "".join(element.itertext()).strip(" \n\t\xa0")
            return True
        return element.tag == "span" and is_gap(element, element.itertext()) and self._take_mark()

    def _take_mark(self) -> bool:
        """Take the words before the gap for the mark of an item or heading, if that is what they are."""
        mark = plain(self._line.phrasing.html)
        is_first = self._line.number is None and (self._at.kind == "heading" or self._at.item is not None)
        if is_first and 0 < len(mark) <= _LONGEST_MARK and " " not in mark:
            self._line.number, self._line.phrasing = mark, Phrasing()
        return True

    def _text(self, text: str | None) -> None:
        if not text or self._at.is_unseen:
            return
        if self._at.kind != "code" and self._line.phrasing.is_blank and text.isspace():
            return
        self._line.phrasing.text(text, self._at.look.tags)

    # Entering and leaving elements

    def _enter(self, element: Element) -> None:
        tag = element.tag
        is_block = tag in _BLOCKS or look_of(element).get("display") == "block"
        if is_block:
            self._end_line()
            if not self._at.is_text and may_be_furniture(element):
                self._at = replace(self._at, is_text=True)
        look = self._at.look.within(element)
        place = self._at if look is self._at.look else replace(self._at, look=look)
        if tag == "br":
            self._line.phrasing.markup("\n" if place.kind == "code" else "<br>")
        elif tag == "img":
            self._picture(element)
        elif tag == "input":
            self._line.phrasing.text(_BOXES["checked" in element.attrib], place.look.tags)
        elif tag == "q":
            self._line.phrasing.text("“", place.look.tags)
        elif is_block:
            place = self._block(element, place)
        self._at = place

    def _leave(self, element: Element) -> None:
        inside, self._at = self._at, self._around.pop()
        if inside.is_unseen:
            return
        if element.tag == "q":
            self._line.phrasing.text("”", inside.look.tags)
        if element.tag not in _BLOCKS and look_of(element).get("display") != "block":
            return
        self._end_line(inside)
        if element in self._notes.bodies and inside.into is not None:
            self._found_notes[self._notes.bodies[element]] = inside.into.html
        elif inside.table is not None and inside.table is not self._at.table:
            self._end_table(inside.table)
        elif element.tag in ("td", "th") and self._at.table is not None and inside.into is not None:
            self._at.table.cell(element, inside.into.html)
        elif element.tag == "figure":
            self._end_figure()

    def _block(self, element: Element, place: _Place) -> _Place:
        """Return the place inside a block."""
        tag = element.tag
        if element in self._notes.bodies:
            return replace(place, kind="", item=None, lists=(), into=Lines(), table=None)
        if tag == "table":
            return self._table(element, place)
        if place.table is not None:
            return self._part_of_table(element, place, place.table)
        if tag in _LISTS:
            depth = len(place.lists) + 1
            return replace(place, lists=(*place.lists, List(element, depth)), item=None)
        if tag == "li":
            lists = place.lists or (List(None, 1),)
            return replace(place, lists=lists, item=lists[-1].item(element))
        if tag in _CODE:
            return replace(place, kind="code")
        if tag == "blockquote":
            return replace(place, kind=place.kind or "quote")
        if tag == "figure":
            return replace(place, is_figure=True)
        if tag == "figcaption" and place.is_figure:
            return replace(place, kind="caption")
        return self._paragraph(element, place)

    def _paragraph(self, element: Element, place: _Place) -> _Place:
        level = _heading_level(element)
        if level:
            return replace(place, kind="heading", level=level)
        depth = word_level(element)
        return replace(place, item=Item(depth, is_open=False)) if depth and place.item is None else place

    def _table(self, element: Element, place: _Place) -> _Place:
        if next(element.iter("td", "th"), None) is not None:
            self._draft.count_table()
        if place.depth >= MAX_NESTED_TABLES or is_layout(element, self._with_headings):
            return replace(place, table=None)
        table = Table(direction=(element.get("dir") or "").lower())
        return replace(
            place, table=table, into=table.stray, depth=place.depth + 1, kind="", item=None, lists=()
        )

    def _part_of_table(self, element: Element, place: _Place, table: Table) -> _Place:
        tag = element.tag
        if tag == "tr":
            table.row(element.getparent().tag)
        elif tag == "caption":
            return replace(place, kind="table caption")
        elif tag in ("td", "th"):
            return replace(place, into=Lines(), table=None)
        return place

    def _end_table(self, table: Table) -> None:
        stray, grid = table.stray.html, table.html
        if self._at.into is not None:
            self._at.into.line(stray)
            if plain(grid) or "<img" in grid:
                self._at.into.table(grid)
            return
        self._draft.add(BlockKind.PARAGRAPH, stray)
        self._draft.add(BlockKind.TABLE, grid)

    def _end_figure(self) -> None:
        caption, self._caption = "<br>".join(self._caption), []
        if self._at.into is not None:
            self._at.into.line(caption)
        else:
            self._draft.add_caption(caption)

    # Lines become blocks

    def _end_line(self, place: _Place | None = None) -> None:
        """Make a block of the words that wait, as what stands around them says."""
        place = place or self._at
        line, self._line = self._line, _Line()
        inner = line.phrasing.html
        if plain(inner) or line.number:
            if place.into is not None:
                self._line_of_cell(inner, line, place, place.into)
            else:
                self._add(inner, line, place)
        for picture in line.pictures:
            self._keep(picture, place)

    def _line_of_cell(self, inner: str, line: _Line, place: _Place, into: Lines) -> None:
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

    def _add(self, inner: str, line: _Line, place: _Place) -> None:
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

    def _item(self, line: _Line, place: _Place) -> Item | None:
        """Return the item that begins with a line, None if none does."""
        item = place.item
        if line.number is not None and place.kind != "heading":
            return word_item(item.depth if item else 1, line.number)
        if item is None or not item.is_open:
            return None
        item.is_open = False
        return item

    # Pictures

    def _picture(self, element: Element) -> None:
        alt = " ".join((element.get("alt") or "").split())
        source = element.get("src") or ""
        if not alt and {element.get("width"), element.get("height")} & {"0", "1"}:  # it only counts visitors
            return
        if source.lstrip()[:5].lower() != "data:" and alt and not self._line.phrasing.is_blank:
            self._draft.keep_image(b"", alt)
            self._line.phrasing.text(alt, self._at.look.tags)
        else:
            self._line.pictures.append(_Picture(source, alt))

    def _keep(self, picture: _Picture, place: _Place) -> None:
        may_keep = self._draft.may_read_images()
        source = self._draft.keep_image(data_of(picture.source) if may_keep else b"", picture.alt)
        if place.into is not None:
            place.into.picture(source, picture.alt)
        else:
            self._draft.add_figure(source, picture.alt)


_WHOLLY_STRONG = re.compile(r"^\s*<strong>((?:(?!</?strong>).)*)</strong>\s*$", re.DOTALL)
_TAGS = re.compile(r"<[^>]*>")


def _without_tags(inner: str) -> str:
    return _TAGS.sub("", inner)


def _heading_level(element: Element) -> int:
    """Return the level of a heading, 0 for all else."""
    if element.tag in HEADINGS:
        return int(element.tag[1])
    if element.get("role") == "heading":
        level = element.get("aria-level", "2")
        return int(level) if level in "123456789" and len(level) == 1 else 2
    found = _HEADING_CLASS.search(element.get("class", ""))
    if found:
        return int(found[1] or 1)
    outline = _OUTLINE.search(element.get("style", ""))
    return int(outline[1]) if outline and element.tag in ("p", "div") else 0


def _paragraphs(inner: str) -> list[str]:
    """Cut where two line breaks stand one after the other, unless an element is open there."""
    pieces = _PARAGRAPH_ENDS.split(inner)
    if len(pieces) > 1 and all(piece.count("<") == piece.count("<br>") for piece in pieces):
        return pieces
    return [inner]
