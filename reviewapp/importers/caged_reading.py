"""Reading a file in the cage: what the child sends of a manuscript, and what is believed of it."""

import re
from collections.abc import Iterator
from typing import Any, get_args, get_origin

from reviewapp.domain.errors import BadInput

from .base import Image, Manuscript
from .cage import Cage, Usage
from .cage_wire import Frame, WireError, batches, fields_of, pack, unpack
from .images import image_of
from .registry import read_manuscript

READ = f"{__name__}:read"

ROOM_FOR_TEXT = 32_000_000
ROOM_PER_BYTE = 2
"""Bytes that may come back for each byte of the file, beside the text: pictures are hardly larger than it."""
MAX_ITEMS = 100_000
_MEDIA_TYPE = re.compile(r"[a-z]+/[a-z0-9.+-]{1,100}")


def read(order: list[Frame]) -> Iterator[Frame]:
    """Read the file that came in, as the child; give the manuscript field by field."""
    [([file_name, encoding], data)] = order
    order.clear()
    yield from frames_of(*read_manuscript(data, file_name, encoding))


def frames_of(media_type: str, manuscript: Manuscript) -> Iterator[Frame]:
    """Give a manuscript in frames: neither side ever holds all of it as JSON."""
    yield ["media_type", media_type], b""
    for name, _ in fields_of(Manuscript):
        value = getattr(manuscript, name)
        if not isinstance(value, list):
            yield [name, pack(value)], b""
        elif name == "images":
            yield from (([name, [pack(image)]], image.data) for image in value)
        else:
            yield from (([name, batch], b"") for batch in batches(value))


def read_caged(
    cage: Cage,
    data: bytes,
    file_name: str,
    task: str = READ,
    *,
    encoding: str = "",
    until: float | None = None,
) -> tuple[str, Manuscript, Usage]:
    """Return the media type of a file, what stands in it and what reading took; take a turn first.

    Raises BadInput as `registry.read_manuscript` does, and file_too_demanding; TooMany("files_waiting") if it
    is not done at the moment `until`.
    """
    heard = _Heard()
    room = ROOM_FOR_TEXT + ROOM_PER_BYTE * len(data)
    usage = cage.run(task, lambda: [([file_name, encoding], data)], heard, room=room, until=until)
    try:
        return heard.media_type, heard.manuscript(), usage
    except WireError as error:
        raise BadInput("file_damaged") from error


class _Heard:
    """A manuscript in the making, of frames that are not to be believed."""

    def __init__(self) -> None:
        self.media_type = ""
        self._kinds = dict(fields_of(Manuscript))
        self._found: dict[str, Any] = {
            name: [] for name, kind in self._kinds.items() if get_origin(kind) is list
        }

    def __call__(self, frame: Any, beside: bytes) -> None:
        """Take a frame. Raises WireError."""
        match frame:
            case ["media_type", str() as media_type] if _MEDIA_TYPE.fullmatch(media_type):
                self.media_type = media_type
            case [str() as name, [*values]] if isinstance(self._found.get(name), list):
                [kind] = get_args(self._kinds[name])
                self._found[name].extend(unpack(kind, value, beside) for value in values)
                if len(self._found[name]) > MAX_ITEMS:
                    raise WireError("too many")
            case [str() as name, value] if name in self._kinds:
                self._found[name] = unpack(self._kinds[name], value, beside)
            case _:
                raise WireError("unknown")

    def manuscript(self) -> Manuscript:
        """Give the whole. A picture must be what it says: its type and its name go into pages."""
        if self._found.keys() != self._kinds.keys() or not self.media_type:
            raise WireError("incomplete")
        images: list[Image] = self._found["images"]
        if any(image_of(image.data) != image for image in images):
            raise WireError("no picture")
        return Manuscript(**self._found)
