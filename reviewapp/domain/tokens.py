"""Walk over clean HTML: its tags, its runs of text, and what of them is text for a reader.

"Clean" means what the sanitizer writes: well nested tags, attribute values in quotes, `<` and `&` escaped.
"""

import re
from collections.abc import Iterator
from html import unescape
from typing import NamedTuple

_TOKEN = re.compile(
    r"""<(?P<end>/?)(?P<name>[A-Za-z][A-Za-z0-9-]*)(?P<attributes>(?:[^<>"']|"[^"]*"|'[^']*')*)>"""
    r"|(?P<text>[^<]+|<)"
)
_ATTRIBUTE = re.compile(r"""([^\s=>"'/]+)(?:\s*=\s*(?:"([^"]*)"|'([^']*)'))?""")

VOID = frozenset({"br", "img"})
CELLS = frozenset({"td", "th"})


class Token(NamedTuple):
    """A tag (`name` set, lower case) or a run of text (`name` empty), with its `source` as written."""

    source: str
    name: str = ""
    is_end: bool = False

    @property
    def attributes(self) -> dict[str, str]:
        """Return the attributes of a tag, decoded."""
        found = _TOKEN.match(self.source)
        pairs = _ATTRIBUTE.findall(found["attributes"] or "") if found else []
        return {name.lower(): unescape(double or single) for name, double, single in pairs}

    @property
    def opens(self) -> bool:
        """Tell whether an end tag must follow."""
        return bool(self.name) and not self.is_end and self.name not in VOID

    @property
    def opens_noteref(self) -> bool:
        """Tell whether this begins a footnote reference, whose words are not text."""
        return self.opens and "noteref" in self.attributes.get("class", "").split()


def tokens_of(html: str) -> Iterator[Token]:
    """Cut clean HTML into tags and runs of text; the sources joined give `html` again."""
    for found in _TOKEN.finditer(html):
        if found["name"]:
            yield Token(found[0], found["name"].lower(), bool(found["end"]))
        else:
            yield Token(found[0])


class Noterefs:
    """Follow a walk over tokens and say which of them stand inside a footnote reference."""

    def __init__(self) -> None:
        self._depth = 0

    def hold(self, token: Token) -> bool:
        """Take the next token; tell whether it belongs to a footnote reference (its own tags included)."""
        if self._depth == 0 and not token.opens_noteref:
            return False
        if token.opens:
            self._depth += 1
        elif token.is_end:
            self._depth -= 1
        return True


class Separators:
    """Follow a walk over tokens and say what text a tag adds."""

    def __init__(self) -> None:
        self._rows = 0
        self._open_rows: list[int] = []
        self._row_of_last_cell: int | None = None

    def before(self, token: Token) -> str:
        """Return the text that `token` stands for: LF, TAB or nothing."""
        if token.name == "tr":
            self._enter_or_leave_row(token)
        if token.name == "br" and not token.is_end:
            return "\n"
        if token.name not in CELLS or token.is_end:
            return ""
        row, last = (self._open_rows[-1] if self._open_rows else 0), self._row_of_last_cell
        self._row_of_last_cell = row
        if last is None:
            return ""
        return "\t" if row == last else "\n"

    def _enter_or_leave_row(self, token: Token) -> None:
        if not token.is_end:
            self._rows += 1
            self._open_rows.append(self._rows)
        elif self._open_rows:
            self._open_rows.pop()
