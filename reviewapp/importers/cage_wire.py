"""What passes between the application and its cage: frames of JSON, each with bytes beside it or none.

Who read a hostile file is not to be believed: nothing is unpickled, every frame has its room, and every value
must be of the type that it stands for.
"""

import json
import re
import socket
import struct
import time
from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from datetime import datetime
from enum import StrEnum
from functools import cache
from types import UnionType
from typing import Any, get_args, get_origin, get_type_hints

from reviewapp.domain.errors import BadInput

Frame = tuple[Any, bytes]
_HEAD = struct.Struct(">II")
_CHUNK = 1 << 20
_REFUSAL = re.compile(r"file_[a-z_]{1,40}")


class WireError(Exception):
    """What came is not what was to come."""


def send_frame(channel: socket.socket, value: object, beside: bytes = b"") -> None:
    """Send one value that `json` knows, and bytes."""
    text = json.dumps(value, ensure_ascii=False).encode()
    channel.sendall(_HEAD.pack(len(text), len(beside)) + text)
    for start in range(0, len(beside), _CHUNK):
        channel.sendall(memoryview(beside)[start : start + _CHUNK])


class Frames:
    """The frames that arrive on a channel: `room` bytes in all at most, and not after `until`."""

    def __init__(self, channel: socket.socket, *, room: int, until: float) -> None:
        self._channel, self._room, self._until = channel, room, until
        self.count = 0

    def __iter__(self) -> Iterator[Frame]:
        """Give (value, bytes) one after another. Raises EOFError, TimeoutError, WireError."""
        while True:
            text, beside = _HEAD.unpack(self._exactly(_HEAD.size))
            self._room -= text + beside
            if self._room < 0:
                raise WireError("too much")
            try:
                value = json.loads(self._exactly(text))
            except (ValueError, RecursionError) as error:
                raise WireError("no JSON") from error
            self.count += 1
            yield value, bytes(self._exactly(beside))

    def _exactly(self, size: int) -> bytearray:
        found = bytearray(size)
        view, at = memoryview(found), 0
        while at < size:
            self._channel.settimeout(max(0.01, self._until - time.monotonic()))
            got = self._channel.recv_into(view[at:], min(size - at, _CHUNK))
            if not got:
                raise EOFError
            at += got
        return found


def refusal_of(error: BadInput) -> list[Any]:
    """Make a refusal fit for JSON."""
    return [error.code, {name: one for name, one in error.params.items() if isinstance(one, str | int)}]


def refusal_in(value: Any) -> BadInput:
    """Make a refusal of what `refusal_of` gave. Raises WireError."""
    match value:
        case [str() as code, dict() as params] if _REFUSAL.fullmatch(code):
            return BadInput(code, **{name: str(one)[:200] for name, one in params.items()})
        case _:
            raise WireError("no refusal")


def pack(value: Any) -> Any:
    """Make a value of dataclasses, times and the like fit for JSON; bytes stand beside and are left out."""
    if isinstance(value, bytes):
        return None
    if isinstance(value, list | tuple):
        return [pack(one) for one in value]
    if is_dataclass(value):
        kind: Any = type(value)
        return [pack(getattr(value, name)) for name, _ in fields_of(kind)]
    return value.isoformat() if isinstance(value, datetime) else value


def unpack(kind: Any, value: Any, beside: bytes = b"") -> Any:
    """Make a `kind` of what `pack` gave. Raises WireError if it is none."""
    if isinstance(kind, UnionType):
        inner = [one for one in get_args(kind) if one is not type(None)]
        return None if value is None else unpack(inner[0], value, beside)
    if kind is bytes:
        return beside
    if kind is datetime:
        return _time(value)
    if is_dataclass(kind):
        return _thing(kind, value, beside)
    if get_origin(kind) in (list, tuple):
        return _row(kind, value)
    if isinstance(kind, type) and issubclass(kind, StrEnum):
        return _choice(kind, value)
    if type(value) is not kind:
        raise WireError(f"no {kind}")
    return _clean(value) if kind is str else value


@cache
def fields_of(kind: Any) -> tuple[tuple[str, Any], ...]:
    """Give the names and types of the fields of a dataclass."""
    types = get_type_hints(kind)
    return tuple((field.name, types[field.name]) for field in fields(kind))


def _thing(kind: Any, value: Any, beside: bytes) -> Any:
    known = fields_of(kind)
    if not isinstance(value, list) or len(value) != len(known):
        raise WireError(f"no {kind}")
    return kind(**{name: unpack(type_, one, beside) for (name, type_), one in zip(known, value, strict=True)})


def _row(kind: Any, value: Any) -> Any:
    if not isinstance(value, list):
        raise WireError("no list")
    return get_origin(kind)(unpack(get_args(kind)[0], one) for one in value)


def _choice(kind: Any, value: Any) -> Any:
    try:
        return kind(value)
    except ValueError as error:
        raise WireError(f"no {kind}") from error


def _time(value: Any) -> datetime:
    try:
        return datetime.fromisoformat(value)
    except (TypeError, ValueError) as error:
        raise WireError("no time") from error


def _clean(text: str) -> str:
    """Give a text as it is, unless no database would take it."""
    if "\x00" in text or any("\ud800" <= sign <= "\udfff" for sign in text if sign > "\ud7ff"):
        raise WireError("no text")
    return text
