"""Which importer reads a file of which kind."""

from dataclasses import replace

from reviewapp.domain.errors import BadInput

from .base import Importer, Manuscript, TextImporter, Warning
from .decoding import decode
from .from_docx import DocxImporter
from .from_html import HtmlImporter
from .from_markdown import MarkdownImporter
from .from_odt import OdtImporter
from .from_pdf import PdfImporter
from .from_plaintext import PlainTextImporter
from .kinds import HTML, MARKDOWN, OPEN_DOCUMENT, PDF, PLAIN, WORD, WORD_NAMES, binary_kind_of, text_kind_of

_IMPORTERS: dict[str, Importer] = {WORD: DocxImporter(), PDF: PdfImporter(), OPEN_DOCUMENT: OdtImporter()}
_TEXT_IMPORTERS: dict[str, TextImporter] = {
    MARKDOWN: MarkdownImporter(),
    HTML: HtmlImporter(),
    PLAIN: PlainTextImporter(),
}


def read_manuscript(data: bytes, file_name: str, encoding: str = "") -> tuple[str, Manuscript]:
    """Return the media type of a file and what stands in it.

    `encoding` is that of a text whose sender knows it (see `decoding.ENCODINGS`). Raises BadInput:
    file_empty, file_kind_unknown, file_is_doc, file_not_text, file_encrypted, file_damaged, file_hostile,
    file_without_text. Nothing else escapes.
    """
    try:
        kind = binary_kind_of(data)
        return _read_text(data, file_name, encoding) if kind is None else (kind, _importer(kind).read(data))
    except BadInput:
        raise
    except (RecursionError, MemoryError) as error:
        raise BadInput("file_hostile") from error
    except Exception as error:  # a reader stumbled: whatever it met, the file is not as its format says
        raise BadInput("file_damaged") from error


def _importer(kind: str) -> Importer:
    if kind not in _IMPORTERS:
        raise BadInput("file_kind_unknown")
    return _IMPORTERS[kind]


def _read_text(data: bytes, file_name: str, encoding: str) -> tuple[str, Manuscript]:
    try:
        decoded = decode(data, encoding)
    except BadInput as error:
        if file_name.lower().endswith(WORD_NAMES):  # whoever sends a Word file wants no advice on encodings
            raise BadInput("file_damaged") from error
        raise
    if not decoded.text.strip():
        raise BadInput("file_empty")
    kind = text_kind_of(decoded.text, file_name)
    if kind not in _TEXT_IMPORTERS:
        raise BadInput("file_kind_unknown")
    manuscript = _TEXT_IMPORTERS[kind].read_text(decoded.text)
    warnings = manuscript.warnings
    if decoded.is_guessed:
        warnings = [Warning("encoding_guessed", decoded.encoding), *warnings]
    return kind, replace(manuscript, encoding=decoded.encoding, warnings=warnings)
