"""PDF files: their text in paragraphs, nothing else. What may be a heading is strong."""

from collections import Counter
from collections.abc import Sequence

from reviewapp.domain.blocks import BlockKind

from .base import Manuscript
from .drafting import Draft
from .pdf_lines import Line, pages_of
from .pdf_margins import without_margins
from .pdf_paragraphs import Paragraph, paragraphs_of, text_of, words_of
from .phrasing import Phrasing

_LARGER = 1.12  # than the text around
_MAX_TITLE = 200
_MAX_TITLE_LINES = 3
_STRONG = ("<strong>",)


class PdfImporter:
    """Read PDF files that hold text."""

    def read(self, data: bytes) -> Manuscript:
        """Read the text of a PDF: lines joined, heads and feet of pages and their numbers left out.

        Raises BadInput: file_damaged, file_encrypted, file_without_text (scanned pages), file_too_demanding.
        """
        whole = list(pages_of(data))
        pages = without_margins(whole)
        if not any(pages):  # all pages say the same
            pages = whole
        words, usual = words_of(pages), _usual_size(pages)
        draft = Draft()
        draft.warn("text_only")
        for paragraph in paragraphs_of(pages):
            text = text_of(paragraph, words)
            phrasing = Phrasing()
            phrasing.text(text, _STRONG if _stands_out(paragraph, text, usual) else ())
            draft.add(BlockKind.PARAGRAPH, phrasing.html)
        return draft.finish()


def _usual_size(pages: Sequence[Sequence[Line]]) -> float:
    sizes: Counter[float] = Counter()
    for page in pages:
        for line in page:
            sizes[round(line.size, 1)] += len(line.text)
    return max(sizes, key=lambda size: sizes[size], default=0)


def _stands_out(paragraph: Paragraph, text: str, usual: float) -> bool:
    is_short = len(text) <= _MAX_TITLE and len(paragraph.lines) <= _MAX_TITLE_LINES
    return is_short and (paragraph.is_bold or paragraph.size > _LARGER * usual)
