"""Markdown: CommonMark with pipe tables, footnotes and front matter; nothing is ever fetched."""

import html
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from urllib.parse import unquote

from lxml import etree
from lxml import html as lxml_html
from markdown_it import MarkdownIt
from markdown_it.rules_core import StateCore
from markdown_it.token import Token
from mdit_py_plugins.footnote import footnote_plugin
from mdit_py_plugins.front_matter import front_matter_plugin

from reviewapp.domain.blocks import BlockKind
from reviewapp.domain.errors import BadInput

from .base import Manuscript
from .data_addresses import data_of
from .drafting import Draft, img
from .markdown_inline import Inline, Picture, read_inline

_NO_ASSETS: Mapping[str, bytes] = MappingProxyType({})
_MAX_BLOCK_NESTING = 100
_MAX_INLINE_NESTING = 20  # the parser's time on unclosed brackets grows with it
_MAX_CDATA = 100  # the parser looks for the end of each to the end of the text
_UNSEEN = "//script | //style | //comment()"


class MarkdownImporter:
    """Read Markdown. `assets` holds the pictures that a text may name, by the name it uses."""

    def __init__(self, assets: Mapping[str, bytes] = _NO_ASSETS) -> None:
        self._assets = assets

    def read_text(self, text: str) -> Manuscript:
        """Read a whole text. Only the first paragraph of a list item is a list_item: others have no mark."""
        if text.count("<![CDATA[") > _MAX_CDATA:
            raise BadInput("file_hostile")
        parser = _parser()
        environment: dict[str, dict[str, dict[str, int]]] = {}
        draft = Draft()
        _Walk(draft, self._assets).read(parser.parse(text, environment))
        for label, number in environment.get("footnotes", {}).get("refs", {}).items():
            if number < 0:  # a note that no mark refers to has no place
                draft.warn("part_not_read", label.removeprefix(":"))
        return draft.finish()


def _parser() -> MarkdownIt:
    parser = MarkdownIt("commonmark", {"maxNesting": _MAX_BLOCK_NESTING}).enable("table")
    parser.use(footnote_plugin, inline=False).use(front_matter_plugin)
    parser.core.ruler.before("inline", "shallow_inline", _nest_less)
    return parser


def _nest_less(state: StateCore) -> None:
    state.md.options["maxNesting"] = _MAX_INLINE_NESTING


@dataclass(slots=True)
class _List:
    is_ordered: bool
    next_ordinal: int
    is_item_open: bool = False  # the words of its item are still to come


class _Walk:
    """Go through the flat tokens of a text, remembering what they stand in."""

    def __init__(self, draft: Draft, assets: Mapping[str, bytes]) -> None:
        self._draft = draft
        self._assets = assets
        self._lists: list[_List] = []
        self._quotes = 0
        self._heading = 0
        self._table: list[str] = []
        self._note: list[str] | None = None
        self._note_number = 0

    def read(self, tokens: Sequence[Token]) -> None:
        for token in tokens:
            step = getattr(self, f"_{token.type}", None)
            if token.type == "inline":
                self._words(read_inline(token.children or ()))
            elif token.type in _TABLE_PARTS:
                self._table.append(_TABLE_PARTS[token.type])
            elif step is not None:
                step(token)

    def _heading_open(self, token: Token) -> None:
        self._heading = int(token.tag[1])

    def _heading_close(self, _token: Token) -> None:
        self._heading = 0

    def _bullet_list_open(self, _token: Token) -> None:
        self._lists.append(_List(False, 0))

    def _ordered_list_open(self, token: Token) -> None:
        self._lists.append(_List(True, int(token.attrs.get("start", 1))))

    def _list_item_open(self, _token: Token) -> None:
        self._lists[-1].is_item_open = True

    def _list_item_close(self, _token: Token) -> None:
        self._lists[-1].next_ordinal += 1

    def _bullet_list_close(self, _token: Token) -> None:
        self._lists.pop()

    _ordered_list_close = _bullet_list_close

    def _blockquote_open(self, _token: Token) -> None:
        self._quotes += 1

    def _blockquote_close(self, _token: Token) -> None:
        self._quotes -= 1

    def _footnote_open(self, token: Token) -> None:
        self._note, self._note_number = [], int(token.meta["id"]) + 1

    def _footnote_close(self, _token: Token) -> None:
        lines, self._note = self._note or [], None
        self._draft.add(BlockKind.FOOTNOTE, "<br>".join(lines), ordinal=self._note_number)

    def _table_close(self, _token: Token) -> None:
        rows, self._table = "".join(self._table), []
        if self._note is None:
            self._draft.add(BlockKind.TABLE, f"<table>{rows}</table>")

    def _fence(self, token: Token) -> None:
        code = html.escape(token.content.rstrip("\n"), quote=False)
        if self._note is None:
            self._draft.add(BlockKind.CODE, code)
        else:
            self._note.append(code.replace("\n", "<br>"))

    _code_block = _fence

    def _html_block(self, token: Token) -> None:
        for line in _words_of_html(token.content):
            self._words(Inline(html.escape(line, quote=False)))

    def _words(self, inline: Inline) -> None:
        if self._note is not None:
            self._note.append(inline.html)
        elif self._table:
            self._table.append(inline.html + "".join(map(self._picture_in_cell, inline.pictures)))
            return
        else:
            self._block(inline.html)
        for picture in inline.pictures:
            self._draft.add_figure(self._keep(picture), picture.alt)
            if picture.title:
                self._draft.add_caption(html.escape(picture.title, quote=False))

    def _block(self, inner: str) -> None:
        if self._heading and not self._lists and not self._quotes:
            self._draft.add(BlockKind.HEADING, inner, level=self._heading)
        elif self._lists and self._lists[-1].is_item_open:
            item = self._lists[-1]
            item.is_item_open = False
            ordinal = item.next_ordinal if item.is_ordered else None
            self._draft.add(BlockKind.LIST_ITEM, inner, level=len(self._lists), ordinal=ordinal)
        else:
            self._draft.add(BlockKind.QUOTE if self._quotes else BlockKind.PARAGRAPH, inner)

    def _picture_in_cell(self, picture: Picture) -> str:
        return img(self._keep(picture), picture.alt) or html.escape(picture.alt, quote=False)

    def _keep(self, picture: Picture) -> str:
        data = data_of(picture.source) or self._assets.get(unquote(picture.source), b"")
        return self._draft.keep_image(data, picture.alt)


_TABLE_PARTS = {
    f"{tag}_{end}": f"<{'/' if end == 'close' else ''}{tag}>"
    for tag in ("thead", "tbody", "tr", "th", "td")
    for end in ("open", "close")
}


def _words_of_html(text: str) -> list[str]:
    """Return the visible words of raw HTML, a line each."""
    try:
        root = lxml_html.fromstring(f"<div>{text}</div>")
    except (etree.ParserError, etree.XMLSyntaxError):
        return []
    for unseen in root.xpath(_UNSEEN):
        unseen.drop_tree()
    return [line.strip() for line in root.text_content().split("\n") if line.strip()]
