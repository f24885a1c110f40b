"""The checks of a zip container: nothing in it is parsed before they have passed."""

import io
import struct
import zipfile
import zlib
from typing import Any
from xml.parsers import expat

from reviewapp.domain.errors import BadInput

MAX_ENTRIES = 10_000
MAX_PART_BYTES = 100_000_000
MAX_TOTAL_BYTES = 200_000_000
MAX_RATIO = 200
RATIO_COUNTS_FROM_BYTES = 8_000_000  # an empty picture of a page or a long form shrinks to next to nothing
MAX_XML_DEPTH = 200
MAX_XML_NODES = 1_500_000

_CHUNK = 1 << 16
_METHODS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
_ENCRYPTED = 0x1
# A byte order mark or white space may stand before the first "<"; UTF-16 puts a zero beside it.
_BEFORE_XML = b"\xef\xbb\xbf\xff\xfe\x00 \t\r\n"
# Pictures and pages often carry a DOCTYPE and nothing here ever parses them.
_NEVER_PARSED = (".svg", ".htm", ".html", ".xhtml", ".mht")

# What older word processors wrote into the lists of parts and into formulas; nobody looks it up.
_HARMLESS_TYPES = (
    "-//OpenOffice.org//DTD Manifest 1.0//EN",
    "-//OpenOffice.org//DTD Modified W3C MathML 1.01//EN",
)


def open_archive(data: bytes) -> zipfile.ZipFile:
    """Open a zip container whose entries, sizes and XML keep the limits.

    Raises BadInput: file_damaged, file_encrypted, file_hostile.
    """
    try:
        archive = zipfile.ZipFile(io.BytesIO(data))
        _check_entries(archive.infolist(), data)
        _check_contents(archive)
    except (zipfile.BadZipFile, zlib.error, struct.error, EOFError, NotImplementedError, OSError) as error:
        raise BadInput("file_damaged") from error
    except (ValueError, RuntimeError, UnicodeError) as error:
        raise BadInput("file_damaged") from error
    return archive


def read_part(archive: zipfile.ZipFile, name: str) -> bytes:
    """Return a part's bytes, b"" if there is no such part."""
    return archive.read(name) if name in archive.NameToInfo else b""


def _check_entries(entries: list[zipfile.ZipInfo], data: bytes) -> None:
    if len(entries) > MAX_ENTRIES:
        raise BadInput("file_hostile")
    if len({entry.filename.lower() for entry in entries}) < len(entries):
        raise BadInput("file_hostile")
    if any(entry.flag_bits & _ENCRYPTED for entry in entries):
        raise BadInput("file_encrypted")
    if any(entry.compress_type not in _METHODS for entry in entries):
        raise BadInput("file_damaged")
    _check_declared_sizes(entries, len(data))
    _check_overlaps(entries, data)


def _check_declared_sizes(entries: list[zipfile.ZipInfo], size: int) -> None:
    total = sum(entry.file_size for entry in entries)
    if total > MAX_TOTAL_BYTES or _is_bomb(total, size):
        raise BadInput("file_hostile")
    for entry in entries:
        if entry.file_size > MAX_PART_BYTES or _is_bomb(entry.file_size, entry.compress_size):
            raise BadInput("file_hostile")


def _is_bomb(unpacked: int, packed: int) -> bool:
    return unpacked > RATIO_COUNTS_FROM_BYTES and unpacked > MAX_RATIO * packed


def _check_overlaps(entries: list[zipfile.ZipInfo], data: bytes) -> None:
    end_of_last = 0
    for entry in sorted(entries, key=lambda entry: entry.header_offset):
        if entry.header_offset < end_of_last:
            raise BadInput("file_hostile")
        name, extra = struct.unpack_from("<HH", data, entry.header_offset + 26)
        end_of_last = entry.header_offset + 30 + name + extra + entry.compress_size
        if end_of_last > len(data):
            raise BadInput("file_damaged")


def _check_contents(archive: zipfile.ZipFile) -> None:
    total = 0
    xml = _XmlCheck()
    for entry in archive.infolist():
        content = _read_bounded(archive, entry)
        total += len(content)
        if total > MAX_TOTAL_BYTES:
            raise BadInput("file_hostile")
        if _is_xml(entry.filename, content):
            xml.check(content)


def _read_bounded(archive: zipfile.ZipFile, entry: zipfile.ZipInfo) -> bytes:
    """Read a part without trusting its declared size."""
    chunks = []
    size = 0
    with archive.open(entry) as part:
        while chunk := part.read(_CHUNK):
            size += len(chunk)
            if size > MAX_PART_BYTES or _is_bomb(size, entry.compress_size):
                raise BadInput("file_hostile")
            chunks.append(chunk)
    return b"".join(chunks)


def _is_xml(name: str, content: bytes) -> bool:
    return content[:200].lstrip(_BEFORE_XML).startswith(b"<") and not name.lower().endswith(_NEVER_PARSED)


class _XmlCheck:
    """Count depth per part and nodes over all parts; refuse document types."""

    def __init__(self) -> None:
        self._nodes = 0
        self._depth = 0

    def check(self, content: bytes) -> None:
        """Run over one part. A part that is not well-formed is left to its reader to refuse."""
        self._depth = 0
        parser = expat.ParserCreate()
        parser.StartDoctypeDeclHandler = self._refuse_type
        parser.EntityDeclHandler = self._refuse
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        parser.CommentHandler = parser.ProcessingInstructionHandler = self._count
        try:
            parser.Parse(content, True)
        except expat.ExpatError:
            return

    def _refuse_type(self, _name: str, _system: str | None, public: str | None, has_own: int) -> None:
        if has_own or public not in _HARMLESS_TYPES:
            raise BadInput("file_hostile")

    def _refuse(self, *_declaration: Any) -> None:
        raise BadInput("file_hostile")

    def _start(self, _name: str, attributes: dict[str, str]) -> None:
        self._depth += 1
        self._nodes += 1 + len(attributes)
        if self._depth > MAX_XML_DEPTH or self._nodes > MAX_XML_NODES:
            raise BadInput("file_hostile")

    def _end(self, _name: str) -> None:
        self._depth -= 1

    def _count(self, *_node: str) -> None:
        self._nodes += 1
        if self._nodes > MAX_XML_NODES:
            raise BadInput("file_hostile")
