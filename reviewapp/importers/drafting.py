"""A manuscript in the making: what all importers do alike with blocks, pictures and warnings."""

import html
import re
from collections.abc import Callable
from dataclasses import replace

from reviewapp.domain.blocks import MAX_LEVEL, BlockKind
from reviewapp.domain.errors import BadInput

from .base import FoundComment, Image, Manuscript, RawBlock, TrackedChange, Warning
from .bookmarks import Places, signs_in, take_out, without_signs
from .images import image_of

MAX_TITLE = 200
MAX_WARNINGS = 100
MAX_IMAGE_BYTES = 300_000_000
MAX_BLOCKS = 20_000  # some 2,000 pages

_LINK_SCHEMES = ("http://", "https://", "mailto:")
_NOTE_MARK = re.compile(r'<sup class="noteref">.*?</sup>', re.DOTALL)
_TAG = re.compile(r"<[^>]*>")
_BREAK = re.compile(r"<(?:br|/?t[a-z]+|figcaption)\b[^>]*>")  # what parts words without a space between them

Marginalia = tuple[list[FoundComment], list[TrackedChange]]


class Draft:
    """Collect blocks in reading order, then `finish`."""

    def __init__(self) -> None:
        self._blocks: list[RawBlock] = []
        self._images: dict[str, Image] = {}
        self._warnings: dict[Warning, None] = {}
        self._image_bytes = 0
        self._figure: str | None = None
        self._stray = ""  # signs of places that wait for a block
        self._code: list[str] = []  # more lines of the last block
        self._pictures = 0
        self._tables = 0

    def add(
        self, kind: BlockKind, inner: str, *, level: int = 0, number: str = "", ordinal: int | None = None
    ) -> None:
        """Add a block; one without visible text or picture is left out.

        Raises BadInput file_too_long.
        """
        if kind is BlockKind.HEADING:
            inner, level = inner.replace("<br>", " "), min(level, MAX_LEVEL)
        if "<img" not in inner and not plain(inner):
            return self.mark(signs_in(inner))
        self._figure = None
        self._append(RawBlock(kind, inner, level, number, ordinal))

    def mark(self, signs: str) -> None:
        """Let signs of places stand at the beginning of the next block."""
        self._stray += signs

    def _append(self, block: RawBlock) -> None:
        self._end_code()
        if len(self._blocks) >= MAX_BLOCKS:
            raise BadInput("file_too_long", most=f"{MAX_BLOCKS:,}")
        self._blocks.append(replace(block, html=self._stray + block.html) if self._stray else block)
        self._stray = ""

    def add_figure(self, source: str, alt: str) -> None:
        """Add a picture ("" if not kept) as an own block; `alt` is its caption until a better one comes."""
        self._append(RawBlock(BlockKind.FIGURE, _figure(img(source, alt), html.escape(alt, quote=False))))
        self._figure = signs_in(self._blocks[-1].html) + img(source, alt)

    def add_caption(self, inner: str) -> None:
        """Make `inner` the caption of the figure just before it, else a paragraph."""
        if self._figure is None or not plain(inner):
            return self.add(BlockKind.PARAGRAPH, inner)
        self._blocks[-1] = RawBlock(BlockKind.FIGURE, _figure(self._figure, inner))
        self._figure = None

    def extend_code(self, inner: str) -> None:
        """Add a line to the code block just before it, or begin one."""
        if self._blocks and self._blocks[-1].kind is BlockKind.CODE:
            self._code.append(self._stray + inner)
            self._stray = ""
        else:
            self.add(BlockKind.CODE, inner)

    def _end_code(self) -> None:
        if self._code:
            code = "\n".join([self._blocks[-1].html, *self._code])
            self._blocks[-1], self._code = replace(self._blocks[-1], html=code), []

    def count_picture(self) -> None:
        """Note that the file shows a picture once more."""
        self._pictures += 1

    def count_table(self) -> None:
        """Note that the file has one more table."""
        self._tables += 1

    def may_read_images(self) -> bool:
        """Say whether the pictures read so far leave room for one more."""
        return self._image_bytes < MAX_IMAGE_BYTES

    def keep_image(self, data: bytes, alt: str) -> str:
        """Keep a picture and return its address, "" with a warning if browsers would not show it."""
        self._image_bytes += len(data)
        self._pictures += 1
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

    def finish(self, notes_of: Callable[[Places], Marginalia] | None = None) -> Manuscript:
        """Return the manuscript; `notes_of` says what stood at the places.

        Raises BadInput file_without_text. A file of pictures is a file with a content.
        """
        self._end_code()
        if self._stray and self._blocks:
            self._blocks[-1] = replace(self._blocks[-1], html=self._blocks[-1].html + self._stray)
        blocks, places = take_out([block for block in self._blocks if without_signs(block.html)])
        words = [text for text in (plain(block.html) for block in blocks) if text]
        if not words and not self._images:
            raise BadInput("file_without_text")
        self._warn_of_headings(blocks)
        tops = (block for block in blocks if block.kind is BlockKind.HEADING and block.level == 1)
        title = next((text for text in (plain(top.html) for top in tops) if text), "".join(words[:1]))
        comments, changes = notes_of(places) if notes_of else ([], [])
        return Manuscript(
            title=title[:MAX_TITLE],
            blocks=blocks,
            images=list(self._images.values()),
            warnings=list(self._warnings),
            comments=comments,
            changes=changes,
            tables=self._tables,
            pictures=self._pictures,
        )

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
    inner = without_signs(inner)
    if "<" not in inner:
        return " ".join(html.unescape(inner).split())
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
