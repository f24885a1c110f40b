"""Bytes -> text: strict UTF-8, or UTF-16 that says so."""

import codecs
import re
from dataclasses import dataclass

from reviewapp.domain.errors import BadInput

_UTF16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
# What no text needs and no XML may hold: control characters but tab and line ends, and non-characters.
_CONTROLS = re.compile("[\x01-\x08\x0b\x0c\x0e-\x1f\x7f\ufffe\uffff]")


@dataclass(frozen=True, slots=True)
class Decoded:
    """A text, the encoding it was read in ("" for Unicode that says so), and whether that was a guess."""

    text: str
    encoding: str = ""
    is_guessed: bool = False


def decode(data: bytes, encoding: str = "") -> Decoded:
    """Return the text with LF line ends and without control characters. Raises BadInput file_not_text."""
    try:
        text = data.decode("utf-16") if data.startswith(_UTF16) else data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise BadInput("file_not_text") from error
    if "\x00" in text:
        raise BadInput("file_not_text")
    return Decoded(_CONTROLS.sub("", text.replace("\r\n", "\n").replace("\r", "\n")))
