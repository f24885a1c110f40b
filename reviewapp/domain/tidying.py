"""White space of clean HTML, made as a browser would show it."""

import re
from dataclasses import dataclass, field
from html import escape, unescape

from .letters import joins_without_space, leans_back, nfc
from .tokens import CELLS, Noterefs, Token, tokens_of

_COLLAPSIBLE = " \t\n\r\f"
_WORDS = re.compile(r"[ \t\n\r\f]+|[^\S \t\n\r\f]+|\S+")
_LINES = re.compile(r"\s+|\S+")
_OTHER_SPACE = re.compile(r"[^\S ]")
_SPACES = re.compile(" {2,}")
_PARTS_WITH_TEXT = CELLS | {"caption"}
_TABLE_PARTS = _PARTS_WITH_TEXT | {"table", "thead", "tbody", "tfoot", "tr"}
_BOUNDARIES = _TABLE_PARTS | {"figcaption"}
_TAIL = 32  # characters at a word's end kept apart: an accent that joins them costs the same in any word


def tidy(html: str, *, keep_lines: bool = False) -> str:
    """Return clean HTML with white space as a browser shows it and text in NFC.

    White space collapses across inline borders and goes at both ends of lines, cells and the whole fragment;
    a line break between two Chinese or Japanese characters goes too. Leading and trailing `<br>` go.
    With `keep_lines` (code) white space stays, only blank lines before and white space after the whole go.
    NFC holds across inline borders as well, save for heaps of more than 30 combining marks.
    """
    tidying = _Tidying(keep_lines)
    noterefs = Noterefs()
    for token in tokens_of(html):
        if noterefs.hold(token):
            tidying.pass_by(token)
        elif token.name:
            tidying.tag(token)
        else:
            tidying.text(unescape(token.source))
    tidying.end_of_part()
    return "".join(tidying.out)


@dataclass(slots=True)
class _Tidying:
    """The state of one walk. Numbers are places in `out`; a place is emptied to take its text back."""

    keep_lines: bool
    out: list[str] = field(default_factory=list)
    is_empty: bool = True  # nothing visible yet in this cell or fragment
    is_line_start: bool = True
    word: int | None = None  # end of the last visible word of this line
    pending: int | None = None  # collapsed white space whose fate the next word decides
    pending_has_line_end: bool = False
    pending_may_move: bool = False  # an image or reference followed: white space behind it counts
    spaces: list[int] = field(default_factory=list)  # other white space since the last word of this line
    breaks: list[int] = field(default_factory=list)  # <br> since the last word of this part
    gaps: list[bool] = field(default_factory=list)  # per open part of a table: it holds parts, not text

    def pass_by(self, token: Token) -> None:
        """Write what is no text: a footnote reference or an image."""
        self.pending_may_move = True
        self._put(token.source if token.name else escape(nfc(unescape(token.source)), quote=False))

    def tag(self, token: Token) -> None:
        """Write a tag; at the borders of cells end the part before it."""
        if token.name == "br":
            self._break(token)
        elif token.name == "img":
            self.pass_by(token)
        elif token.name in _BOUNDARIES:
            self._border(token)
        else:
            self._put(token.source)

    def text(self, text: str) -> None:
        """Write decoded text word by word."""
        if self.gaps and self.gaps[-1] and text.isspace():
            return
        if self.keep_lines:
            text = text.replace("\r\n", "\n").replace("\r", "\n")
        elif not _OTHER_SPACE.search(text):
            return self._plain(text)
        for word in (_LINES if self.keep_lines else _WORDS).findall(text):
            if not word.isspace():
                self._word(nfc(word))
            elif self.keep_lines:
                self._kept_space(word)
            elif word[0] in _COLLAPSIBLE:
                self._space(has_line_end="\n" in word or "\r" in word)
            else:
                self._wide_space(nfc(word))

    def _plain(self, text: str) -> None:
        """Write text without any white space but spaces: all its words as one."""
        words = text.strip(" ")
        if text[0] == " ":
            self._space(has_line_end=False)
        if words:
            self._word(nfc(_SPACES.sub(" ", words)))
            if text[-1] == " ":
                self._space(has_line_end=False)

    def end_of_part(self) -> None:
        """End a cell, a caption or the fragment: what trails there goes."""
        self._end_of_line()
        self._clear(self.spaces)
        self._clear(self.breaks)
        self.is_empty = True

    def _put(self, text: str) -> int:
        self.out.append(text)
        return len(self.out) - 1

    def _clear(self, places: list[int]) -> None:
        for place in places:
            self.out[place] = ""
        places.clear()

    def _end_of_line(self) -> None:
        if self.pending is not None:
            self.out[self.pending] = ""
        if not self.keep_lines:
            self._clear(self.spaces)
        self.is_line_start, self.pending, self.word = True, None, None

    def _break(self, token: Token) -> None:
        if not self.is_empty:
            self._end_of_line()
            self.breaks.append(self._put(token.source))

    def _border(self, token: Token) -> None:
        is_full_caption = token.name == "caption" and token.is_end and not self.is_empty
        self.end_of_part()
        if is_full_caption:
            self._put("<br>")
        if token.name in _TABLE_PARTS and not token.is_end:
            self.gaps.append(token.name not in _PARTS_WITH_TEXT)
        elif token.name in _TABLE_PARTS and self.gaps:
            self.gaps.pop()
        self._put(token.source)
        if token.name == "table" and token.is_end:
            self.is_empty = False  # a table in a cell is something: the line behind it is a new one

    def _space(self, *, has_line_end: bool) -> None:
        if self.is_line_start:
            return
        if self.pending is not None and self.pending_may_move:
            self.out[self.pending] = ""
            self.pending = self._put(" ")
        elif self.pending is None:
            self.pending, self.pending_has_line_end = self._put(" "), False
        self.pending_may_move = False
        self.pending_has_line_end |= has_line_end

    def _wide_space(self, white: str) -> None:
        """Keep a no-break or ideographic space between words; at the ends of a line it goes like others."""
        if self.is_line_start:
            return
        if self.pending is not None:
            self.spaces.append(self.pending)
            self.pending = None
        self.spaces.append(self._put(white))

    def _kept_space(self, white: str) -> None:
        if self.is_empty:
            white = white.rpartition("\n")[2]
        self.spaces.append(self._put(white))

    def _word(self, word: str) -> None:
        if self.pending is not None and self._closes_up(word):
            self.out[self.pending] = ""
            self.pending = None
        if self.pending is None and not self.spaces:
            word = self._give_back(word)
        self.spaces.clear()
        self.breaks.clear()
        self.pending = None
        self.is_empty = self.is_line_start = False
        if word:
            self._put(escape(word[:-_TAIL], quote=False))
            self.word = self._put(escape(word[-_TAIL:], quote=False))

    def _closes_up(self, word: str) -> bool:
        if not self.pending_has_line_end or self.word is None:
            return False
        return joins_without_space(unescape(self.out[self.word])[-1], word[0])

    def _give_back(self, word: str) -> str:
        """Let accents at the start of `word` join their letter in front of a tag; return the rest."""
        accents = leans_back(word)
        if self.word is None or not accents or len(self.out[self.word]) > 4 * _TAIL:
            return word
        self.out[self.word] = escape(nfc(unescape(self.out[self.word]) + accents), quote=False)
        return word[len(accents) :]
