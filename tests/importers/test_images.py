"""Pictures are told by their bytes."""

import struct

import pytest

from reviewapp.importers.images import MAX_PIXELS, image_of
from tests.importers.make_files import bar_chart

PNG = bar_chart((1, 2, 3))
GIF = b"GIF89a" + struct.pack("<HH", 4, 3) + b"\x00\x00\x00;"
JPEG = b"\xff\xd8\xff\xe0\x00\x04\x00\x00\xff\xff\xc0\x00\x11\x08" + struct.pack(">HH", 3, 4) + bytes(12)
WEBP = b"RIFF\x00\x00\x00\x00WEBPVP8X" + bytes(8) + b"\x03\x00\x00\x02\x00\x00"
LOSSY = b"RIFF\x00\x00\x00\x00WEBPVP8 " + bytes(10) + struct.pack("<HH", 4, 3)
LOSSLESS = b"RIFF\x00\x00\x00\x00WEBPVP8L" + bytes(5) + struct.pack("<L", 3 | 2 << 14)


@pytest.mark.parametrize(
    ("data", "media_type", "extension"),
    [
        (PNG, "image/png", "png"),
        (GIF, "image/gif", "gif"),
        (JPEG, "image/jpeg", "jpg"),
        (WEBP, "image/webp", "webp"),
        (LOSSY, "image/webp", "webp"),
        (LOSSLESS, "image/webp", "webp"),
    ],
)
def test_a_picture_that_browsers_show_is_kept_under_the_name_of_its_content(
    data: bytes, media_type: str, extension: str
) -> None:
    image = image_of(data)
    assert image is not None
    assert image.media_type == media_type
    stem, _, ending = image.name.partition(".")
    assert (len(stem), ending) == (16, extension)
    assert image_of(data) == image


@pytest.mark.parametrize(
    "data", [b"", b"<svg/>", b"\x89PNG\r\n\x1a\n", b"GIF89a", b"\xff\xd8\xff\xe0", WEBP[:14], b"BM1234"]
)
def test_other_and_broken_pictures_are_not_kept(data: bytes) -> None:
    assert image_of(data) is None


def test_a_picture_with_too_many_pixels_is_not_kept() -> None:
    side = int(MAX_PIXELS**0.5) + 1
    assert image_of(PNG[:16] + struct.pack(">II", side, side) + PNG[24:]) is None
