"""HTML as pages and word processors write it: a tolerant walk over the tree; nothing is ever fetched."""

from dataclasses import replace

from lxml import etree

from reviewapp.domain.blocks import BlockKind
from reviewapp.domain.errors import BadInput

from .base import Manuscript
from .cell_lines import Lines
from .drafting import MAX_TITLE, Draft, note_mark, plain
from .html_blocks import Blocks
from .html_lists import Item, List, is_gap, word_level
from .html_looks import Look
from .html_notes import Notes, notes_of
from .html_places import Line, Picture, Place
from .html_tables import MAX_NESTED_TABLES, Table, is_layout, tables_with_headings
from .html_tree import (
    HEADINGS,
    Element,
    heading_level,
    is_furniture,
    is_unseen,
    look_of,
    may_be_furniture,
    parse,
    title_of,
)
from .phrasing import Phrasing

_BLOCKS = {
    *("address", "article", "aside", "blockquote", "body", "caption", "center", "dd"),
    *("details", "dir", "div", "dl", "dt", "fieldset", "figcaption", "figure"),
    *("footer", "form", "header", "hgroup", "hr", "html", "legend"),
    *("li", "listing", "main", "menu", "nav", "ol", "optgroup", "p", "plaintext", "pre", "search", "section"),
    *("summary", "table", "tbody", "td", "tfoot", "th", "thead", "tr", "ul", "xmp", *HEADINGS),
}
_LISTS = {"ol", "ul", "menu", "dir"}
_CODE = {"pre", "listing", "xmp", "plaintext"}
_LONGEST_MARK = 20


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


class _Walk:
    """Go through the tree, remembering for each open element what stood around it."""

    def __init__(self, draft: Draft, notes: Notes, with_headings: set[Element]) -> None:
        self._draft = draft
        self._blocks = Blocks(draft)
        self._notes = notes
        self._with_headings = with_headings
        self._line = Line()
        self._at = Place(Look())
        self._around: list[Place] = []
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
        is_way = not self._at.is_text and is_furniture(element)
        if is_way or element in self._notes.backlinks or is_unseen(element):
            return True
        if element in self._notes.marks:
            mark = note_mark(self._notes.marks[element])
            self._line.phrasing.markup(mark, self._at.look.outside_marks)
            return True
        if "mso-list" in look_of(element) and "ignore" in look_of(element)["mso-list"]:
            mark = "".join(element.itertext()).strip(" \n\t\xa0")
            if len(mark) <= _LONGEST_MARK:
                self._line.number = mark
                return True
        return element.tag == "span" and is_gap(element, element.itertext()) and self._take_mark()

    def _take_mark(self) -> bool:
        """Take the words before the gap for the mark of an item or heading, if that is what they are."""
        is_first = self._line.number is None and (self._at.kind == "heading" or self._at.item is not None)
        mark = plain(self._line.phrasing.html) if is_first and not self._line.has_gap else ""
        self._line.has_gap = True
        if 0 < len(mark) <= _LONGEST_MARK and " " not in mark:
            self._line.number, self._line.phrasing = mark, Phrasing()
        else:
            self._line.phrasing.markup(" ")
        return True

    def _text(self, text: str | None) -> None:
        if not text or self._at.is_unseen:
            return
        if self._at.kind != "code" and self._line.phrasing.is_blank and text.isspace():
            return
        self._line.phrasing.text(text, self._at.look.tags)

    def _end_line(self, place: Place | None = None) -> None:
        """Make a block of the words that wait, by default as what stands here says."""
        line, self._line = self._line, Line()
        self._blocks.add(line, place or self._at)

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
            self._line.phrasing.text("☑ " if "checked" in element.attrib else "☐ ", place.look.tags)
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
            self._blocks.end_table(inside.table, self._at)
        elif element.tag in ("td", "th") and self._at.table is not None and inside.into is not None:
            self._at.table.cell(element, inside.into.html)
        elif element.tag == "figure":
            self._blocks.end_figure(self._at)

    def _block(self, element: Element, place: Place) -> Place:
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

    def _paragraph(self, element: Element, place: Place) -> Place:
        if level := heading_level(element):
            return replace(place, kind="heading", level=level)
        depth = word_level(element)
        return replace(place, item=Item(depth, is_open=False)) if depth and place.item is None else place

    def _table(self, element: Element, place: Place) -> Place:
        if next(element.iter("td", "th"), None) is not None:
            self._draft.count_table()
        if place.depth >= MAX_NESTED_TABLES or is_layout(element, self._with_headings):
            return replace(place, table=None)
        table = Table(direction=(element.get("dir") or "").lower())
        return replace(
            place, table=table, into=table.stray, depth=place.depth + 1, kind="", item=None, lists=()
        )

    def _part_of_table(self, element: Element, place: Place, table: Table) -> Place:
        tag = element.tag
        if tag == "tr":
            table.row(element.getparent().tag)
        elif tag == "caption":
            return replace(place, kind="table caption")
        elif tag in ("td", "th"):
            return replace(place, into=Lines(), table=None)
        return place

    def _picture(self, element: Element) -> None:
        alt = " ".join((element.get("alt") or "").split())
        source = element.get("src") or ""
        if not alt and {element.get("width"), element.get("height")} & {"0", "1"}:  # it only counts visitors
            return
        if source.lstrip()[:5].lower() != "data:" and alt and not self._line.phrasing.is_blank:
            self._draft.keep_image(b"", alt)
            self._line.phrasing.text(alt, self._at.look.tags)
        else:
            self._line.pictures.append(Picture(source, alt))
