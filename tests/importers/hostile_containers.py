"""Zip containers of lies: every field of an entry as somebody wants it."""

import struct
import zlib
from collections.abc import Callable
from dataclasses import dataclass

from tests.importers.containers import packed, paragraph, parts_of

WORDS = paragraph("Words of a chapter.")


@dataclass(frozen=True, slots=True)
class Outside:
    """What hostile files point at: a file that must not be read, a port where nobody may knock."""

    file: str = "/nonexistent/canary"
    port: int = 9


Make = Callable[[Outside], bytes]


@dataclass(frozen=True, slots=True)
class Entry:
    """An entry of a zip container, every field as it is to be claimed."""

    name: str
    packed: bytes
    size: int
    crc: int = 0
    method: int = 8


def container(entries: list[Entry], *, overlapping: bool = False) -> bytes:
    """Write a zip container from claims; `overlapping` lets all entries share the first one's bytes."""
    local, central = bytearray(), bytearray()
    for entry in entries:
        name = entry.name.encode()
        offset = 0 if overlapping else len(local)
        claims = struct.pack("<HHHLLL", entry.method, 0, 33, entry.crc, len(entry.packed), entry.size)
        if not (overlapping and local):
            local += b"PK\x03\x04" + struct.pack("<HH", 20, 0) + claims
            local += struct.pack("<HH", len(name), 0) + name + entry.packed
        central += b"PK\x01\x02" + struct.pack("<HHH", 20, 20, 0) + claims
        central += struct.pack("<HHHHHLL", len(name), 0, 0, 0, 0, 0, offset) + name
    count = min(len(entries), 0xFFFF)
    end = struct.pack("<HHHHLLH", 0, 0, count, count, len(central), len(local), 0)
    return bytes(local + central + b"PK\x05\x06" + end)


def honest(parts: dict[str, str | bytes]) -> list[Entry]:
    """Make entries of parts that claim what is true."""
    made = []
    for name, content in parts.items():
        data = content.encode() if isinstance(content, str) else content
        packer = zlib.compressobj(6, zlib.DEFLATED, -15)
        made.append(Entry(name, packer.compress(data) + packer.flush(), len(data), zlib.crc32(data)))
    return made


def zeros(size: int) -> bytes:
    """Give the raw deflate stream of `size` zeros (whole megabytes) without packing them all."""
    packer = zlib.compressobj(9, zlib.DEFLATED, -15)
    first = packer.compress(bytes(1 << 20)) + packer.flush(zlib.Z_FULL_FLUSH)
    return first * (size >> 20) + zlib.compressobj(9, zlib.DEFLATED, -15).flush()


def bomb(size: int, claimed: int | None = None, name: str = "word/media/bomb.bin") -> bytes:
    entry = Entry(name, zeros(size), size if claimed is None else claimed)
    return container([*honest(parts_of(WORDS)), entry])


def nested_bomb(_: Outside) -> bytes:
    inner = bomb(1 << 28)
    return packed(parts_of(WORDS) | {"word/embeddings/inner.docx": inner}, method=0)


def many_entries(_: Outside) -> bytes:
    return container([*honest(parts_of(WORDS)), *(Entry(f"x/{n}", b"", 0, 0, 0) for n in range(65_536))])


def overlapping_entries(_: Outside) -> bytes:
    whole = zeros(1 << 22)
    return container([Entry(f"word/media/{n}.bin", whole, 1 << 22) for n in range(500)], overlapping=True)
