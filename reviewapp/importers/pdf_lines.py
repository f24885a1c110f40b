"""The lines of a PDF, page by page, as PDFium finds them: words and where they stand."""

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from ctypes import byref, c_char, c_double, c_float, c_int, c_ushort
from dataclasses import dataclass
from math import hypot, isfinite
from typing import Any

import pypdfium2.raw as pdfium

from reviewapp.domain.errors import BadInput
from reviewapp.domain.letters import joins_without_space

from .word_symbols import in_font

MAX_PAGES = 3_000
MAX_CHARACTERS = 12_000_000
MAX_LINES = 300_000

# PDFium writes one of these where a word was divided at the end of a line.
_DIVIDED = "\x02\ufffe"
_LINE = re.compile(f"[^\r\n{_DIVIDED}]+[{_DIVIDED}]?")
_PRIVATE = re.compile("[\uf020-\uf0ff]+")
_BOLD = re.compile(rb"bold|black|heavy|semibold|demi", re.IGNORECASE)
_IS_BOLD = 1 << 18  # among the flags of a font: ISO 32000, 9.8.2
_MAX_FONT_NAME = 200
# From the page as it is written to the page as it is turned for readers, by quarters of a circle.
_TURNS: tuple[Callable[[float, float], tuple[float, float]], ...] = (
    lambda x, y: (x, y),
    lambda x, y: (y, -x),
    lambda x, y: (-x, -y),
    lambda x, y: (-y, x),
)


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a page. Lengths are points; `y` is that of its base line and grows upward.

    `word` is how wide its first word is; `is_divided` says that its last word goes on in the next line.
    """

    text: str
    left: float
    right: float
    y: float
    size: float
    word: float
    is_bold: bool
    is_divided: bool = False


def pages_of(data: bytes) -> Iterator[list[Line]]:
    """Give the lines of each page in PDFium's reading order.

    Raises BadInput: file_damaged, file_encrypted, file_too_demanding.
    """
    with _opened(data) as document:
        count = pdfium.FPDF_GetPageCount(document)
        if count > MAX_PAGES:
            raise BadInput("file_too_demanding")
        characters = lines = 0
        for number in range(count):
            page = _page(document, number)
            characters += sum(len(line.text) for line in page)
            lines += len(page)
            if characters > MAX_CHARACTERS or lines > MAX_LINES:
                raise BadInput("file_too_demanding")
            yield page


@contextmanager
def _opened(data: bytes) -> Iterator[Any]:
    document = pdfium.FPDF_LoadMemDocument64(data, len(data), None)
    if not document:
        is_locked = pdfium.FPDF_GetLastError() in (pdfium.FPDF_ERR_PASSWORD, pdfium.FPDF_ERR_SECURITY)
        raise BadInput("file_encrypted" if is_locked else "file_damaged")
    try:
        yield document
    finally:
        pdfium.FPDF_CloseDocument(document)


def _page(document: Any, number: int) -> list[Line]:
    """Read a page, one that cannot be read as an empty one."""
    page = pdfium.FPDF_LoadPage(document, number)
    text = pdfium.FPDFText_LoadPage(page) if page else None
    try:
        return list(_PageText(text, pdfium.FPDFPage_GetRotation(page)).lines()) if text else []
    finally:
        if text:
            pdfium.FPDFText_ClosePage(text)
        if page:
            pdfium.FPDF_ClosePage(page)


class _PageText:
    """The characters of one page."""

    def __init__(self, text: Any, rotation: int) -> None:
        self._text = text
        self._turn = _TURNS[rotation % 4]

    def lines(self) -> Iterator[Line]:
        for found in _LINE.finditer(self._characters()):
            words = found[0].rstrip(_DIVIDED)
            if words.strip():
                first = found.start() + len(words) - len(words.lstrip())
                last = found.start() + len(words.rstrip()) - 1
                line = self._line(words.strip(), first, last, is_divided=found[0][-1] in _DIVIDED)
                if isfinite(line.left + line.right + line.y + line.size + line.word):
                    yield line

    def _characters(self) -> str:
        count = pdfium.FPDFText_CountChars(self._text)
        if count <= 0:
            return ""
        if count > MAX_CHARACTERS:
            raise BadInput("file_too_demanding")
        units = (c_ushort * (2 * count + 1))()
        written = pdfium.FPDFText_GetText(self._text, 0, count, units)
        return bytes(units)[: 2 * max(written - 1, 0)].decode("utf-16-le", "replace").replace("\x00", " ")

    def _line(self, words: str, first: int, last: int, *, is_divided: bool) -> Line:
        begin, middle, end = (self._index(at) for at in (first, (first + last) // 2, last))
        left, right = self._box(begin)[0], self._box(end)[1]
        word = self._box(self._index(first + _length_of_first_word(words) - 1))[1] - left
        x, y, size = self._place(middle)
        bold, font = self._font(middle)
        if len(words) > 1:
            bold = bold and self._font(begin)[0]
        words = _PRIVATE.sub(lambda found: in_font(found[0], font or "Symbol"), words)
        return Line(words, min(left, x), max(right, x), y, size, max(word, 0), bold, is_divided)

    def _index(self, at: int) -> int:
        found = pdfium.FPDFText_GetCharIndexFromTextIndex(self._text, at)
        return int(found) if found >= 0 else at

    def _box(self, index: int) -> tuple[float, float]:
        """Return where a character begins and ends along its line."""
        left, right, bottom, top = c_double(), c_double(), c_double(), c_double()
        pdfium.FPDFText_GetCharBox(self._text, index, byref(left), byref(right), byref(bottom), byref(top))
        corners = self._turn(left.value, bottom.value)[0], self._turn(right.value, top.value)[0]
        return min(corners), max(corners)

    def _place(self, index: int) -> tuple[float, float, float]:
        """Return where a character stands and how large it is."""
        x, y, matrix = c_double(), c_double(), pdfium.FS_MATRIX()
        pdfium.FPDFText_GetCharOrigin(self._text, index, byref(x), byref(y))
        pdfium.FPDFText_GetMatrix(self._text, index, byref(matrix))
        scale = hypot(c_float(matrix.c).value, c_float(matrix.d).value) or 1
        return (*self._turn(x.value, y.value), scale * pdfium.FPDFText_GetFontSize(self._text, index))

    def _font(self, index: int) -> tuple[bool, str]:
        """Tell whether the font of a character is a bold one, and which symbol font it is ("": none)."""
        name, flags = (c_char * _MAX_FONT_NAME)(), c_int()
        pdfium.FPDFText_GetFontInfo(self._text, index, name, _MAX_FONT_NAME, byref(flags))
        is_bold = bool(_BOLD.search(name.value)) or bool(flags.value & _IS_BOLD)
        return is_bold, "Wingdings" if b"wingding" in name.value.lower() else ""


def _length_of_first_word(text: str) -> int:
    """Count the characters that no line end may part: two where words have no spaces between them."""
    word = text.split(maxsplit=1)[0]
    wide = (at for at, one in enumerate(word) if joins_without_space(one, one))
    return min(len(word), next(wide, len(word)) + 2)
