"""The words of one Markdown block as HTML, and the pictures among them."""

import html
from collections.abc import Sequence
from dataclasses import dataclass, field
from unicodedata import east_asian_width

from markdown_it.token import Token

from .drafting import is_kept_link, note_mark

_TAGS = {"strong_open": "<strong>", "strong_close": "</strong>", "em_open": "<em>", "em_close": "</em>",
         "s_open": "<s>", "s_close": "</s>", "hardbreak": "<br>"}  # fmt: skip
_LINE_BREAK_TAGS = ("<br>", "<br/>", "<br />")


@dataclass(frozen=True, slots=True)
class Picture:
    """`source` as written; `title` is its caption, "" if none."""

    source: str
    alt: str
    title: str


@dataclass(slots=True)
class Inline:
    """`html` has no pictures in it: they follow their block."""

    html: str = ""
    pictures: list[Picture] = field(default_factory=list)


def read_inline(tokens: Sequence[Token]) -> Inline:
    """Read the tokens inside a block. Raw HTML loses its tags; a line end between wide characters is none."""
    return _Reader().read(tokens)


class _Reader:
    def __init__(self) -> None:
        self._pieces: list[str] = []
        self._last = ""  # the last visible character
        self._is_broken = False  # a soft line break stands between it and what comes
        self._links: list[bool] = []

    def read(self, tokens: Sequence[Token]) -> Inline:
        pictures = []
        for token in tokens:
            if token.type == "image":
                alt = "".join(child.content for child in token.children or ())
                pictures.append(
                    Picture(str(token.attrs.get("src", "")), alt, str(token.attrs.get("title", "")))
                )
            else:
                self._add(token)
        return Inline("".join(self._pieces), pictures)

    def _add(self, token: Token) -> None:
        if token.type in _TAGS:
            self._pieces.append(_TAGS[token.type])
        elif token.type == "softbreak":
            self._is_broken = True
        elif token.type == "code_inline":
            self._text(token.content, "<code>", "</code>")
        elif token.type == "footnote_ref":
            self._pieces.append(note_mark(int(token.meta["id"]) + 1))
        elif token.type == "html_inline" and token.content.lower() in _LINE_BREAK_TAGS:
            self._pieces.append("<br>")
        elif token.type in ("link_open", "link_close"):
            self._link(token)
        elif token.type in ("text", "text_special"):
            self._text(token.content)

    def _text(self, text: str, before: str = "", after: str = "") -> None:
        if not text:
            return
        if self._is_broken and not (_is_wide(self._last) and _is_wide(text[0])):
            self._pieces.append(" ")
        self._is_broken = False
        self._last = text[-1]
        self._pieces.append(before + html.escape(text, quote=False) + after)

    def _link(self, token: Token) -> None:
        if token.type == "link_close":
            if self._links.pop():
                self._pieces.append("</a>")
            return
        href = str(token.attrs.get("href", ""))
        self._links.append(is_kept_link(href))
        if self._links[-1]:
            self._pieces.append(f'<a href="{html.escape(href)}">')


def _is_wide(character: str) -> bool:
    """Say whether a character is of a script that puts no spaces between words (Hangul does)."""
    is_hangul = "\uac00" <= character <= "\ud7a3" or "\u1100" <= character <= "\u11ff"
    return bool(character) and east_asian_width(character) in "WF" and not is_hangul
