"""Phrasing HTML in the making: text escaped by construction, neighbours of one look in one element."""

import re
from html import escape

from reviewapp.domain.letters import nfc

Tags = tuple[str, ...]  # opening tags, the outermost first

# What no text may hold: it would be cleaned away later and move every place behind it.
_NO_TEXT = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202d\u202e\ud800-\udfff\ufdd0-\ufdef\ufeff\ufffe\uffff]")


class Phrasing:
    """Write runs of text one after the other, then take `html`."""

    def __init__(self, html: str = "") -> None:
        self._out = [html] if html else []
        self._open: Tags = ()

    @property
    def html(self) -> str:
        """Return what is written; elements end here."""
        self._reopen(())
        return "".join(self._out)

    @property
    def is_blank(self) -> bool:
        """Tell whether nothing at all is written."""
        return not self._out

    def text(self, text: str, tags: Tags = ()) -> None:
        """Write text inside elements."""
        if not text:
            return
        if tags != self._open:
            self._reopen(tags)
        if not text.isascii():
            text = nfc(_NO_TEXT.sub("", text))
        self._out.append(escape(text, quote=False))

    def markup(self, html: str, tags: Tags | None = None) -> None:
        """Write HTML inside elements, None inside those that are open."""
        if tags is not None:
            self._reopen(tags)
        self._out.append(html)

    def _reopen(self, tags: Tags) -> None:
        shared = 0
        for old, new in zip(self._open, tags, strict=False):
            if old != new:
                break
            shared += 1
        for tag in reversed(self._open[shared:]):
            self._out.append(f"</{tag[1:-1].partition(' ')[0]}>")
        self._out.extend(tags[shared:])
        self._open = tags
