"""Of what kind a file is: its content says so, its name only breaks ties."""

import re
import struct

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
# In OpenDocument (1.3 part 2, 3.3) and EPUB files the first entry is stored and holds the type.
_FIRST_ENTRY = slice(30, 200)
_OTHER_TYPES = re.compile(rb"mimetypeapplication/(?!vnd\.oasis\.opendocument\.text)")
# What the directory of other archives lists: workbooks, slides, Apple's documents.
_OTHER_PARTS = re.compile(
    rb"xl/workbook\.|ppt/presentation\.|Index/Document\.iwa|Index\.zip|Index/(?:Presentation|Slide)|FixedDoc"
)
_END_OF_DIRECTORY = b"PK\x05\x06"
_OPEN_PARTS, _WORD_PARTS = b"META-INF/manifest.xml", b"[Content_Types].xml"
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
# What the streams of an OLE file say; the first name that stands in it wins.
_BY_OLE_STREAM = (
    ("EncryptedPackage", "file_encrypted"),
    ("WordDocument", "file_is_doc"),
    ("Workbook", "file_kind_unknown"),
    ("PowerPoint Document", "file_kind_unknown"),
    ("VisioDocument", "file_kind_unknown"),
    ("__nameid_version1.0", "file_kind_unknown"),
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
    r"(?>(?:<\?xml[^>]*>|<!--.*?-->|\s)*)(?:<!doctype\s+html|<html[\s>]|<head[\s>]|<body[\s>])", re.I | re.S
)
_OTHER_XML = re.compile(r"\s*<(?:\?xml\b|!doctype\s+(?!html))", re.I)
# Word's own XML, a package in one file, a page with its pictures: whoever saved it can save as .docx too.
_SAVED_BY_WORD = re.compile(
    r"(?:\s*<\?xml\b.{0,2000}?(?:<\?mso-application\s+progid=\"Word|<w:wordDocument\b|<pkg:package\b))"
    r"|\s*MIME-Version:|(?:[A-Z][\w-]+:[^\n]*\n(?:[ \t][^\n]*\n)*){1,20}?MIME-Version:",
    re.I | re.S,
)
_FRAGMENT = re.compile(r"\s*<(?:p|div|h[1-6]|table|ul|ol|article|section|main|blockquote)\b[^<>]*>", re.I)
_FRAGMENT_END = re.compile(r"</(?:p|div|h[1-6]|table|ul|ol|article|section|main|blockquote)>\s*$", re.I)
_HEAD = 20_000
_MARKDOWN_SIGNS = re.compile(r"^(?:#{1,6}[ \t]+\S|```|\|[^|\n]*\|.*\n\|[ :|-]+\|)", re.M)


def binary_kind_of(data: bytes) -> str | None:
    """Return the media type of a file that is no text, None for one that may be text.

    Raises BadInput: file_kind_unknown, file_is_doc, file_encrypted.
    """
    if data.startswith(_OLE):
        raise BadInput(_ole_refusal(data))
    if data.startswith(_ZIP):
        return _archive_kind(data)
    start = data[:200].removeprefix(b"\xef\xbb\xbf").lstrip()[:20].lower()
    if start.startswith(b"%pdf-"):
        return PDF
    for signature, refusal in _BY_START:
        if start.startswith(signature):
            raise BadInput(refusal)
    return None


def text_kind_of(text: str, file_name: str) -> str:
    """Return the media type of a text. Raises BadInput: file_is_doc, file_kind_unknown."""
    name = file_name.lower()
    head = text[:_HEAD]
    if _SAVED_BY_WORD.match(head):
        raise BadInput("file_is_doc")
    if _HTML_START.match(head) or name.endswith(_HTML_NAMES):
        return HTML
    if _OTHER_XML.match(head):
        raise BadInput("file_kind_unknown")
    if name.endswith(_PLAIN_NAMES):
        return PLAIN
    is_fragment = _FRAGMENT.match(head) and _FRAGMENT_END.search(text[-_HEAD:])
    if is_fragment and not name.endswith(_MARKDOWN_NAMES):
        return HTML
    return MARKDOWN if name.endswith(_MARKDOWN_NAMES) or _MARKDOWN_SIGNS.search(text) else PLAIN


def _archive_kind(data: bytes) -> str:
    first = data[_FIRST_ENTRY]
    if OPEN_DOCUMENT.encode() in first:
        return OPEN_DOCUMENT
    parts = _directory(data)
    if _OTHER_TYPES.match(first) or _OTHER_PARTS.search(parts):
        raise BadInput("file_kind_unknown")
    # Whoever packs an OpenDocument file anew often puts the type elsewhere, or squeezes it.
    return OPEN_DOCUMENT if _OPEN_PARTS in parts and _WORD_PARTS not in parts else WORD


def _directory(data: bytes) -> bytes:
    """Return the list of entries at the end of an archive, b"" if there is none where it should be."""
    end = data.rfind(_END_OF_DIRECTORY)
    if end < 0 or len(data) < end + 20:
        return b""
    size, offset = struct.unpack_from("<II", data, end + 12)
    return data[offset : offset + size]


def _ole_refusal(data: bytes) -> str:
    names = ((name.encode("utf-16-le"), refusal) for name, refusal in _BY_OLE_STREAM)
    return next((refusal for name, refusal in names if name in data), "file_is_doc")
