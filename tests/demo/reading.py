"""Read the demo's Markdown as a reader sees it: sections, and in them paragraphs, lists, tables, figures."""

import re
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from markdown_it import MarkdownIt
from markdown_it.tree import SyntaxTreeNode
from mdit_py_plugins.footnote import footnote_plugin

from reviewapp.domain.headings import split_number

TEXTS = Path(__file__).parents[2] / "reviewapp" / "demo" / "texts"
KINDS = {"bullet_list": "list", "ordered_list": "list", "table": "table", "paragraph": "paragraph"}
CAPTION = re.compile(r"(Table|Figure) 4\.\d |[表图]4-\d ")
_PARSER = MarkdownIt("commonmark").enable("table").use(footnote_plugin)


@dataclass
class Piece:
    """A list counts as one piece; `parts` are its items, or the rows of a table with its head."""

    kind: str
    text: str
    parts: list[str] = field(default_factory=list)


@dataclass
class Part:
    """A heading with what follows it up to the next."""

    number: str
    title: str
    heading: str
    pieces: list[Piece] = field(default_factory=list)

    def of(self, kind: str) -> list[Piece]:
        return [piece for piece in self.pieces if piece.kind == kind]


def source(file: str) -> str:
    return (TEXTS / file).read_text(encoding="utf-8")


def tree_of(file: str) -> SyntaxTreeNode:
    """Parse a file."""
    return SyntaxTreeNode(_PARSER.parse(source(file)))


@cache
def parts_of(file: str) -> list[Part]:
    """Read a file into its sections; footnotes make a last one, numbered "notes"."""
    parts: list[Part] = []
    for node in tree_of(file).children:
        if node.type == "heading":
            parts.append(Part(*split_number(words_of(node)), words_of(node)))
        elif node.type == "footnote_block":
            parts.append(Part("notes", "", "", [Piece("note", words_of(note)) for note in node.children]))
        else:
            parts[-1].pieces.append(_piece(node))
    return parts


def text_of(parts: list[Part]) -> str:
    """Everything visible, without white space: the form in which quotes are compared."""
    return "".join(bare(part.heading) + "".join(bare(piece.text) for piece in part.pieces) for part in parts)


def body_of(file: str) -> list[Part]:
    """The sections without the footnotes."""
    return [part for part in parts_of(file) if part.number != "notes"]


def notes_of(file: str) -> int:
    """Count the footnotes."""
    return sum(len(part.pieces) for part in parts_of(file) if part.number == "notes")


def bare(text: str) -> str:
    return "".join(text.split())


def _piece(node: SyntaxTreeNode) -> Piece:
    kind = KINDS[node.type]
    if kind == "list":
        items = [words_of(item) for item in node.children]
        return Piece(kind, "\n".join(items), items)
    if kind == "table":
        rows = ["\t".join(words_of(cell) for cell in row.children) for row in node.walk() if row.type == "tr"]
        return Piece(kind, "\n".join(rows), rows)
    if any(child.type == "image" for child in node.walk()):
        return Piece("figure", "")
    text = words_of(node)
    return Piece("caption" if CAPTION.match(text) else kind, text)


def words_of(node: SyntaxTreeNode) -> str:
    """Give the visible words of a node."""
    if node.type in ("text", "code_inline"):
        return node.content
    if node.type == "softbreak":
        return "\n"
    if node.type in ("image", "footnote_ref", "footnote_anchor"):
        return ""
    return "".join(words_of(child) for child in node.children)
