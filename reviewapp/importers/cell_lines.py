"""Paragraphs where no blocks may stand: in the cells of tables and in notes they become lines."""

from html import escape

from .drafting import img, plain

BREAK = "<br>"


class Lines:
    """Gather lines, pictures and tables of a cell, then take `html`."""

    def __init__(self) -> None:
        self._pieces: list[str] = []
        self._waits_for_break = False
        self._signs = ""
        self._directions: set[bool] = set()

    @property
    def html(self) -> str:
        """Return what was gathered."""
        return "".join(self._pieces) + self._signs

    @property
    def direction(self) -> str:
        """Return "rtl" if every line runs from right to left, else ""."""
        return "rtl" if self._directions == {True} else ""

    def mark(self, signs: str) -> None:
        """Let signs of places stand before what comes next."""
        self._signs += signs

    def line(self, inner: str, *, is_rtl: bool = False) -> None:
        """Add a line; one without visible words is left out."""
        if not plain(inner):
            self._signs += inner if inner.startswith("\x01") else ""
            return
        self._directions.add(is_rtl)
        self._add(inner.strip(" "))
        self._waits_for_break = True

    def picture(self, source: str, alt: str) -> None:
        """Add a picture, or the words for one that is not kept."""
        shown = img(source, alt) or escape(alt, quote=False)
        if shown:
            self._add(shown)
            self._waits_for_break = True

    def table(self, html: str) -> None:
        """Add a table."""
        self._waits_for_break = False
        self._add(html)
        self._waits_for_break = True

    def _add(self, html: str) -> None:
        self._pieces.append((BREAK if self._waits_for_break else "") + self._signs + html)
        self._signs = ""
