"""Bytes -> text: Unicode that says so or holds strictly, what an HTML page declares, else a guess."""

import codecs
import re
from dataclasses import dataclass

from reviewapp.domain.errors import BadInput

from .encodings import ENCODINGS, guess, is_nearly_utf8, name_of

__all__ = ["ENCODINGS", "Decoded", "decode"]

# The mark of UTF-32 begins with that of UTF-16.
_MARKS = (
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
    (codecs.BOM_UTF8, "utf-8-sig"),
)
_DECLARED = re.compile(
    rb"(?:<meta\b[^>]{0,200}?\bcharset|<\?xml\b[^>]{0,100}?\bencoding)\s*=\s*[\"']?([\w:.-]{2,40})", re.I
)
_HEAD = 4096
# What no text needs and no XML may hold: control characters but tab and line ends, and non-characters.
_CONTROLS = re.compile("[\x01-\x08\x0b\x0e-\x1f\x7f\ufffe\uffff]")
_WHOLE_FOR_BROKEN = 50  # characters in Unicode that was cut


@dataclass(frozen=True, slots=True)
class Decoded:
    """A text, the encoding it was read in ("" for Unicode that says so), and whether that was a guess."""

    text: str
    encoding: str = ""
    is_guessed: bool = False


def decode(data: bytes, encoding: str = "") -> Decoded:
    """Return the text with LF line ends and without control characters but form feeds.

    `encoding` is a name of ENCODINGS that the sender chose; it is not doubted. Raises BadInput file_not_text.
    """
    decoded = _chosen(data, encoding) if encoding else _found(data)
    if "\x00" in decoded.text:
        raise BadInput("file_not_text", field="file")
    text = _CONTROLS.sub("", decoded.text.replace("\r\n", "\n").replace("\r", "\n"))
    return Decoded(text.removeprefix("\ufeff"), decoded.encoding, decoded.is_guessed)


def _chosen(data: bytes, encoding: str) -> Decoded:
    text = _strictly(data, ENCODINGS[encoding]) if encoding in ENCODINGS else None
    if text is None:
        raise BadInput("file_not_text", field="file")
    return Decoded(text, encoding)


def _found(data: bytes) -> Decoded:
    codec = next((codec for mark, codec in _MARKS if data.startswith(mark)), "")
    if not codec and b"\x00" in data:  # plain ASCII in UTF-16 holds as UTF-8
        return _guessed(data)
    text = _strictly(data, codec or "utf-8")
    if text is not None:
        return Decoded(text)
    if codec:
        return _mended(data, codec)
    declared = _declared(data)
    if declared and (text := _strictly(data, ENCODINGS[declared])) is not None:
        return Decoded(text, declared)
    return _guessed(data)


def _guessed(data: bytes) -> Decoded:
    if is_nearly_utf8(data):
        return Decoded(data.decode("utf-8", "replace"), "UTF-8", is_guessed=True)
    encoding = guess(data)
    text = _strictly(data, ENCODINGS[encoding]) if encoding else None
    if text is None:
        raise BadInput("file_not_text", field="file")
    return Decoded(text, encoding, is_guessed=True)


def _mended(data: bytes, codec: str) -> Decoded:
    """Read what says that it is Unicode and was cut: no other encoding will fit."""
    text = data.decode(codec, "replace")
    if not text.strip("\ufffd \n\r\t") or text.count("\ufffd") * _WHOLE_FOR_BROKEN > len(text):
        raise BadInput("file_not_text", field="file")
    return Decoded(text, "", is_guessed=False)


def _declared(data: bytes) -> str:
    """Return the name of the encoding that a page declares, "" if none that is known."""
    found = _DECLARED.search(data[:_HEAD])
    return name_of(found[1].decode("ascii", "ignore")) if found else ""


def _strictly(data: bytes, codec: str) -> str | None:
    try:
        return data.decode(codec)
    except UnicodeDecodeError:
        return None
