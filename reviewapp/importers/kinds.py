"""Of what kind a file is: its content says so, its name only breaks ties."""

import re

from reviewapp.domain.errors import BadInput

WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
OPEN_DOCUMENT = "application/vnd.oasis.opendocument.text"
PDF = "application/pdf"
MARKDOWN = "text/markdown"
HTML = "text/html"
PLAIN = "text/plain"

WORD_NAMES = (".docx", ".docm", ".dotx")
_MARKDOWN_NAMES = (".md", ".markdown", ".mdown")
_HTML_NAMES = (".html", ".htm", ".xhtml")
_PLAIN_NAMES = (".txt", ".text")
_ZIP = (b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08")  # the first entry, an empty archive, a spanned one
_FIRST_ENTRY = slice(
    30, 200
)  # in an OpenDocument file it is stored and holds the type: OpenDocument 1.3 part 2, 3.3
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
    (b"\x89png", "file_kind_unknown"),
    (b"\xff\xd8\xff", "file_kind_unknown"),
    (b"gif8", "file_kind_unknown"),
    (b"riff", "file_kind_unknown"),
    (b"\x1f\x8b", "file_kind_unknown"),
    (b"rar!", "file_kind_unknown"),
    (b"7z\xbc\xaf", "file_kind_unknown"),
    (b"<svg", "file_kind_unknown"),
)
_HTML_START = re.compile(
    r"(?:<\?xml[^>]*>|<!--.*?-->|\s)*(?:<!doctype\s+html|<html[\s>]|<head[\s>]|<body[\s>])", re.I | re.S
)
_OTHER_XML = re.compile(r"\s*<\?xml\b", re.I)
_ELEMENT = re.compile(r"<(?:p|div|h[1-6]|table|ul|ol|br|span)\b[^<>]*>", re.I)
_MARKDOWN_SIGNS = re.compile(r"^(?:#{1,6}[ \t]+\S|```|\|.*\|.*\n\|[ :|-]+\|)", re.M)


def binary_kind_of(data: bytes) -> str | None:
    """Return the media type of a file that is no text, None for one that may be text.

    Raises BadInput: file_kind_unknown, file_is_doc, file_encrypted.
    """
    if data.startswith(_OLE):
        raise BadInput(_ole_refusal(data))
    if data.startswith(_ZIP):
        return OPEN_DOCUMENT if OPEN_DOCUMENT.encode() in data[_FIRST_ENTRY] else WORD
    start = data[:200].removeprefix(b"\xef\xbb\xbf").lstrip()[:20].lower()
    if start.startswith(b"%pdf-"):
        return PDF
    for signature, refusal in _BY_START:
        if start.startswith(signature):
            raise BadInput(refusal)
    return None


def text_kind_of(text: str, file_name: str) -> str:
    """Return the media type of a text. Raises BadInput file_kind_unknown for XML of another kind."""
    name = file_name.lower()
    if _HTML_START.match(text) or (name.endswith(_HTML_NAMES) and _ELEMENT.search(text)):
        return HTML
    if _OTHER_XML.match(text):
        raise BadInput("file_kind_unknown")
    if name.endswith(_PLAIN_NAMES):
        return PLAIN
    return MARKDOWN if name.endswith(_MARKDOWN_NAMES) or _MARKDOWN_SIGNS.search(text) else PLAIN


def _ole_refusal(data: bytes) -> str:
    names = ((name.encode("utf-16-le"), refusal) for name, refusal in _BY_OLE_STREAM)
    return next((refusal for name, refusal in names if name in data), "file_is_doc")
