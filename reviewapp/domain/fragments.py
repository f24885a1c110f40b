"""Clean HTML of a block: tidy its white space, read its text, paint marks into it, wrap it for the outside.

The text of a fragment is its text nodes in order, with three additions and one omission:
every `<br>` is an LF; every `<td>` or `<th>` but the first begins with a separator, LF in a new row,
else TAB; what stands inside an element of class "noteref" is not text. A tidy caption ends in `<br>`, so that
it is a line of its own.
All positions are Unicode code points in that text.
"""

from html import escape, unescape

from .blocks import MAX_LEVEL, BlockKind
from .lifting import lift
from .marks import Mark, paint
from .tidying import tidy
from .tokens import Noterefs, Separators, tokens_of

__all__ = ["Mark", "lift", "outer_html", "paint", "text_of", "tidy"]


def text_of(html: str) -> str:
    """Return the text of clean HTML, as the module says."""
    noterefs, separators = Noterefs(), Separators()
    text: list[str] = []
    for token in tokens_of(html):
        if noterefs.hold(token):
            continue
        text.append(separators.before(token) if token.name else unescape(token.source))
    return "".join(text)


_ELEMENTS = {
    BlockKind.PARAGRAPH: ("<p{}>", "</p>"),
    BlockKind.LIST_ITEM: ("<li{}>", "</li>"),
    BlockKind.QUOTE: ("<blockquote{}>", "</blockquote>"),
    BlockKind.CODE: ("<pre{}><code>", "</code></pre>"),
    BlockKind.FOOTNOTE: ("<p{}>", "</p>"),
    BlockKind.FIGURE: ("<figure{}>", "</figure>"),
}


def outer_html(kind: BlockKind, html: str, level: int, language: str = "", direction: str = "") -> str:
    """Return the element that a block is, around its inner `html`; `level` counts for headings only."""
    told = (("lang", language), ("dir", direction))
    attributes = "".join(f' {name}="{escape(value)}"' for name, value in told if value)
    if kind is BlockKind.TABLE:
        first = html.partition(">")[0]
        new = "".join(
            f' {name}="{escape(value)}"' for name, value in told if value and f" {name}=" not in first
        )
        return html.replace("<table", f"<table{new}", 1) if new else html
    if kind is BlockKind.HEADING:
        depth = min(max(level, 1), MAX_LEVEL)
        return f"<h{depth}{attributes}>{html}</h{depth}>"
    before, after = _ELEMENTS[kind]
    return before.format(attributes) + html + after
