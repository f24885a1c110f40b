"""Which importer reads a file: its content says so, its name only breaks ties."""

from reviewapp.domain.errors import BadInput

from .base import Importer, Manuscript
from .decoding import decode
from .from_docx import DocxImporter
from .from_markdown import MarkdownImporter

WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
MARKDOWN = "text/markdown"

_IMPORTERS: dict[str, Importer] = {WORD: DocxImporter(), MARKDOWN: MarkdownImporter()}

_WORD_NAMES = (".docx", ".docm", ".dotx")
_ZIP = (b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08")  # the first entry, an empty archive, a spanned one
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
# What the streams of an OLE file say; the first name that stands in it wins.
_BY_OLE_STREAM = (
    ("EncryptedPackage", "file_encrypted"),
    ("WordDocument", "file_is_doc"),
    ("Workbook", "file_kind_unknown"),
    ("PowerPoint Document", "file_kind_unknown"),
)
# First bytes, white space and byte order mark put aside, in lower case.
_BY_START = (
    (rb"{\rtf", "file_is_doc"),
    (b"%pdf-", "file_kind_unknown"),
    (b"\x89png", "file_kind_unknown"),
    (b"\xff\xd8\xff", "file_kind_unknown"),
    (b"gif8", "file_kind_unknown"),
    (b"riff", "file_kind_unknown"),
    (b"\x1f\x8b", "file_kind_unknown"),
    (b"rar!", "file_kind_unknown"),
    (b"7z\xbc\xaf", "file_kind_unknown"),
    (b"<!doctype", "file_kind_unknown"),
    (b"<html", "file_kind_unknown"),
    (b"<?xml", "file_kind_unknown"),
    (b"<svg", "file_kind_unknown"),
)


def read_manuscript(data: bytes, file_name: str) -> tuple[str, Manuscript]:
    """Return the media type of a file and what stands in it.

    Raises BadInput: file_empty, file_kind_unknown, file_is_doc, file_not_text, file_encrypted, file_damaged,
    file_hostile, file_without_text. Nothing else escapes.
    """
    try:
        media_type = _media_type(data, file_name)
        return media_type, _IMPORTERS[media_type].read(data)
    except BadInput:
        raise
    except (RecursionError, MemoryError) as error:
        raise BadInput("file_hostile") from error
    except Exception as error:  # a reader stumbled: whatever it met, the file is not as its format says
        raise BadInput("file_damaged") from error


def _media_type(data: bytes, file_name: str) -> str:
    if data.startswith(_OLE):
        raise BadInput(_ole_refusal(data))
    if data.startswith(_ZIP):
        return WORD
    start = data[:200].removeprefix(b"\xef\xbb\xbf").lstrip()[:20].lower()
    for signature, refusal in _BY_START:
        if start.startswith(signature):
            raise BadInput(refusal)
    try:
        text = decode(data)
    except BadInput as error:
        if file_name.lower().endswith(_WORD_NAMES):  # whoever sends a Word file wants no advice on encodings
            raise BadInput("file_damaged") from error
        raise
    if not text.strip():
        raise BadInput("file_empty")
    return MARKDOWN


def _ole_refusal(data: bytes) -> str:
    names = ((name.encode("utf-16-le"), refusal) for name, refusal in _BY_OLE_STREAM)
    return next((refusal for name, refusal in names if name in data), "file_is_doc")
