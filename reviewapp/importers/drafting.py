"""A manuscript in the making: what all importers do alike with blocks, pictures and warnings."""

import html
import re

from reviewapp.domain.blocks import MAX_LEVEL, BlockKind
from reviewapp.domain.errors import BadInput

from .base import Image, Manuscript, RawBlock, Warning
from .images import image_of

MAX_TITLE = 200
MAX_WARNINGS = 100
MAX_IMAGE_BYTES = 300_000_000

_LINK_SCHEMES = ("http://", "https://", "mailto:")
_NOTE_MARK = re.compile(r'<sup class="noteref">.*?</sup>', re.DOTALL)
_TAG = re.compile(r"<[^>]*>")
_BREAK = re.compile(r"<(?:br|/?t[a-z]+|figcaption)\b[^>]*>")  # what parts words without a space between them


class Draft:
    """Collect blocks in reading order, then `finish`."""

    def __init__(self) -> None:
        self._blocks: list[RawBlock] = []
        self._images: dict[str, Image] = {}
        self._warnings: dict[Warning, None] = {}
        self._image_bytes = 0
        self._figure: str | None = None

    def add(self, kind: BlockKind, inner: str, *, level: int = 0, ordinal: int | None = None) -> None:
        """Add a block; one without visible text or picture is left out."""
        self._figure = None
        if kind is BlockKind.HEADING:
            inner, level = inner.replace("<br>", " "), min(level, MAX_LEVEL)
        if "<img" in inner or plain(inner):
            self._blocks.append(RawBlock(kind, inner, level, ordinal=ordinal))

    def add_figure(self, source: str, alt: str) -> None:
        """Add a picture ("" if not kept) as an own block; `alt` is its caption until a better one comes."""
        self._figure = img(source, alt)
        self._blocks.append(RawBlock(BlockKind.FIGURE, _figure(self._figure, html.escape(alt, quote=False))))

    def add_caption(self, inner: str) -> None:
        """Make `inner` the caption of the figure just before it, else a paragraph."""
        if self._figure is None or not plain(inner):
            return self.add(BlockKind.PARAGRAPH, inner)
        self._blocks[-1] = RawBlock(BlockKind.FIGURE, _figure(self._figure, inner))
        self._figure = None

    def extend_code(self, inner: str) -> None:
        """Add a line to the code block just before it, or begin one."""
        if self._blocks and self._blocks[-1].kind is BlockKind.CODE:
            inner = self._blocks.pop().html + "\n" + inner
        self.add(BlockKind.CODE, inner)

    def may_read_images(self) -> bool:
        """Say whether the pictures read so far leave room for one more."""
        return self._image_bytes < MAX_IMAGE_BYTES

    def keep_image(self, data: bytes, alt: str) -> str:
        """Keep a picture and return its address, "" with a warning if browsers would not show it."""
        self._image_bytes += len(data)
        image = image_of(data)
        if image is None:
            self.warn("image_not_kept", alt)
            return ""
        self._images.setdefault(image.name, image)
        return f"images/{image.name}"

    def warn(self, code: str, where: str = "") -> None:
        """Tell the uploader something, once."""
        if len(self._warnings) < MAX_WARNINGS:
            self._warnings[Warning(code, " ".join(where.split())[:MAX_TITLE])] = None

    def finish(self) -> Manuscript:
        """Return the manuscript. Raises BadInput file_without_text."""
        blocks = [block for block in self._blocks if block.html]
        words = [text for text in (plain(block.html) for block in blocks) if text]
        if not words:
            raise BadInput("file_without_text")
        self._warn_of_headings(blocks)
        tops = (block for block in blocks if block.kind is BlockKind.HEADING and block.level == 1)
        title = next((text for text in (plain(top.html) for top in tops) if text), words[0])
        return Manuscript(title[:MAX_TITLE], blocks, list(self._images.values()), list(self._warnings))

    def _warn_of_headings(self, blocks: list[RawBlock]) -> None:
        headings = [block for block in blocks if block.kind is BlockKind.HEADING]
        if not headings:
            self.warn("no_headings")
        above = 0
        for heading in headings:
            if heading.level > above + 1:
                self.warn("heading_level_skipped", plain(heading.html))
            above = heading.level


def plain(inner: str) -> str:
    """Return the visible words of `inner` on one line, without the marks of notes."""
    words = _TAG.sub("", _BREAK.sub(" ", _NOTE_MARK.sub("", inner)))
    return " ".join(html.unescape(words).split())


def is_kept_link(href: str) -> bool:
    """Say whether a link may stay a link: it leads to the web or to a mail address."""
    return href.lower().startswith(_LINK_SCHEMES)


def note_mark(number: int) -> str:
    """Return the mark that refers to footnote `number`."""
    return f'<sup class="noteref"><a href="#fn-{number}">{number}</a></sup>'


def img(source: str, alt: str) -> str:
    """Return the element of a kept picture, "" for one that was not kept."""
    return f'<img src="{html.escape(source)}" alt="{html.escape(alt)}">' if source else ""


def _figure(image: str, caption: str) -> str:
    return image + (f"<figcaption>{caption}</figcaption>" if caption else "")
