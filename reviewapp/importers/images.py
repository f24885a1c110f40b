"""Tell pictures by their first bytes: what browsers show and what we keep."""

import hashlib
import struct
from collections.abc import Callable
from dataclasses import dataclass

from .base import Image

MAX_PIXELS = 60_000_000
MAX_BYTES = 30_000_000


@dataclass(frozen=True, slots=True)
class _Format:
    media_type: str
    extension: str
    size: Callable[[bytes], tuple[int, int]]


def image_of(data: bytes) -> Image | None:
    """Return `data` as a PNG, JPEG, GIF or WebP picture, None if it is none of them or too large to show."""
    known = _format_of(data)
    if known is None or len(data) > MAX_BYTES or size_of(data) is None:
        return None
    name = f"{hashlib.sha256(data).hexdigest()[:16]}.{known.extension}"
    return Image(name, known.media_type, data)


def size_of(data: bytes) -> tuple[int, int] | None:
    """Return width and height of a picture in pixels; None if it is none or has too many of them."""
    known = _format_of(data)
    try:
        width, height = known.size(data) if known else (0, 0)
    except (struct.error, IndexError, ValueError):
        return None
    return (width, height) if 0 < width * height <= MAX_PIXELS else None


def _format_of(data: bytes) -> _Format | None:
    if data[:4] == b"RIFF" and data[8:12] == b"WEBP":
        return _WEBP
    return next((known for start, known in _BY_START if data.startswith(start)), None)


def _png_size(data: bytes) -> tuple[int, int]:
    width, height = struct.unpack_from(">II", data, 16)
    return width, height


def _gif_size(data: bytes) -> tuple[int, int]:
    width, height = struct.unpack_from("<HH", data, 6)
    return width, height


def _jpeg_size(data: bytes) -> tuple[int, int]:
    at = 2
    while data[at] == 0xFF:
        marker = data[at + 1]
        if marker == 0xFF:  # fill byte
            at += 1
        elif 0xC0 <= marker <= 0xCF and marker not in (0xC4, 0xC8, 0xCC):  # start of frame
            height, width = struct.unpack_from(">HH", data, at + 5)
            return width, height
        else:
            at += 2 + struct.unpack_from(">H", data, at + 2)[0]
    raise ValueError("no frame")


def _webp_size(data: bytes) -> tuple[int, int]:
    chunk = data[12:16]
    if chunk == b"VP8X":
        return 1 + int.from_bytes(data[24:27], "little"), 1 + int.from_bytes(data[27:30], "little")
    if chunk == b"VP8L":
        bits = int.from_bytes(data[21:25], "little")
        return 1 + (bits & 0x3FFF), 1 + (bits >> 14 & 0x3FFF)
    width, height = struct.unpack_from("<HH", data, 26)
    return width & 0x3FFF, height & 0x3FFF


_WEBP = _Format("image/webp", "webp", _webp_size)
_BY_START = (
    (b"\x89PNG\r\n\x1a\n", _Format("image/png", "png", _png_size)),
    (b"\xff\xd8\xff", _Format("image/jpeg", "jpg", _jpeg_size)),
    (b"GIF87a", _Format("image/gif", "gif", _gif_size)),
    (b"GIF89a", _Format("image/gif", "gif", _gif_size)),
)
