"""What passes between the application and its cage: frames of JSON, each with bytes beside it or none.

Who read a hostile file is not to be believed: nothing is unpickled, every frame has its room, and every value
must be of the type that it stands for.
"""

import json
import re
import socket
import struct
import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import fields, is_dataclass
from datetime import datetime
from enum import StrEnum
from functools import cache, partial
from itertools import islice
from types import NoneType, UnionType
from typing import Any, get_args, get_origin, get_type_hints

from reviewapp.domain.errors import BadInput

Frame = tuple[Any, bytes]
_HEAD = struct.Struct(">II")
_CHUNK = 1 << 18
_BATCH = 200
_IN_NO_DATABASE = re.compile("[\x00\ud800-\udfff]")
_REFUSAL = re.compile(r"file_[a-z_]{1,40}")


class WireError(Exception):
    """What came is not what was to come."""


def send_frames(channel: socket.socket, frames: Iterable[Frame]) -> None:
    """Send values that `json` knows, each with bytes; small ones together."""
    waiting = bytearray()
    for value, beside in frames:
        text = json.dumps(value, ensure_ascii=False).encode()
        waiting += _HEAD.pack(len(text), len(beside)) + text
        if len(waiting) + len(beside) > _CHUNK:
            channel.sendall(waiting)
            waiting.clear()
            channel.sendall(beside)
        else:
            waiting += beside
    channel.sendall(waiting)


class Frames:
    """The frames that arrive on a channel: `room` bytes in all at most, and not after `until`."""

    def __init__(self, channel: socket.socket, *, room: int, until: float) -> None:
        self._channel, self._room, self._until = channel, room, until
        self._here = bytearray()
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
        while len(self._here) < size:
            left = self._until - time.monotonic()
            if left <= 0:
                raise TimeoutError
            self._channel.settimeout(left)
            more = self._channel.recv(_CHUNK)
            if not more:
                raise EOFError
            self._here += more
        found = self._here[:size]
        del self._here[:size]
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


def batches(items: Iterable[Any]) -> Iterator[list[Any]]:
    """Give `pack`ed items some hundred at a time: a frame for each would cost more than what is in it."""
    walk = iter(items)
    while batch := [pack(item) for item in islice(walk, _BATCH)]:
        yield batch


def pack(value: Any) -> Any:
    """Make a value of dataclasses, times and the like fit for JSON; bytes stand beside and are left out."""
    if value is None or isinstance(value, str | int):
        return value
    if isinstance(value, list | tuple):
        return [pack(one) for one in value]
    if isinstance(value, bytes):
        return None
    if isinstance(value, datetime):
        return value.isoformat()
    kind: Any = type(value)
    return [pack(getattr(value, name)) for name, _ in fields_of(kind)]


def unpack(kind: Any, value: Any, beside: bytes = b"") -> Any:
    """Make a `kind` of what `pack` gave. Raises WireError if it is none."""
    return _maker(kind)(value, beside)


@cache
def fields_of(kind: Any) -> tuple[tuple[str, Any], ...]:
    """Give the names and types of the fields of a dataclass."""
    types = get_type_hints(kind)
    return tuple((field.name, types[field.name]) for field in fields(kind))


@cache
def _maker(kind: Any) -> Callable[[Any, bytes], Any]:
    """Give the function that makes a `kind`, and nothing else, of JSON and bytes."""
    if isinstance(kind, UnionType):
        [inner] = [_maker(one) for one in get_args(kind) if one is not NoneType]
        return lambda value, beside: None if value is None else inner(value, beside)
    if get_origin(kind) in (list, tuple):
        return partial(_row, get_origin(kind), _maker(get_args(kind)[0]))
    if is_dataclass(kind):
        thing: Any = kind
        return partial(_thing, thing, tuple(_maker(type_) for _, type_ in fields_of(thing)))
    if kind is bytes:
        return lambda _, beside: beside
    if kind is str:
        return _text
    if kind is datetime or issubclass(kind, StrEnum):
        return partial(_made_of_text, datetime.fromisoformat if kind is datetime else kind)
    return partial(_plain, kind)


def _row(kind: Any, maker: Callable[[Any, bytes], Any], value: Any, _: bytes) -> Any:
    if type(value) is not list:
        raise WireError("no list")
    return kind(maker(one, b"") for one in value)


def _thing(kind: Any, makers: tuple[Callable[[Any, bytes], Any], ...], value: Any, beside: bytes) -> Any:
    if type(value) is not list or len(value) != len(makers):
        raise WireError(f"no {kind.__name__}")
    return kind(*[maker(one, beside) for maker, one in zip(makers, value, strict=True)])


def _made_of_text(make: Callable[[str], Any], value: Any, _: bytes) -> Any:
    try:
        return make(value)
    except (TypeError, ValueError) as error:
        raise WireError("no value") from error


def _plain(kind: type, value: Any, _: bytes) -> Any:
    if type(value) is not kind:
        raise WireError(f"no {kind.__name__}")
    return value


def _text(value: Any, _: bytes) -> str:
    if type(value) is not str or _IN_NO_DATABASE.search(value):
        raise WireError("no text")
    return value
