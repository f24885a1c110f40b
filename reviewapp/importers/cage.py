"""The cage: files from outside are read by a process that can do nothing else and may not take much.

A keeper (`cage_keeper`) is started with the first file and lives as long as the application's process. It
forks a child for each file, behind the walls of `cage_walls`; what comes back over `cage_wire` is checked.
"""

import atexit
import json
import logging
import os
import re
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import astuple, dataclass
from pathlib import Path
from typing import Any, get_args, get_origin

from reviewapp.domain.errors import BadInput, TooMany

from .base import Image, Manuscript
from .cage_walls import Limits
from .cage_wire import Frames, WireError, fields_of, send_frame, unpack
from .images import image_of

READER = "reviewapp.importers.registry:read_manuscript"
AT_ONCE = 2
MAY_WAIT = 2
PATIENCE_SECONDS = 30
ROOM_FOR_TEXT = 32_000_000
ROOM_PER_BYTE = 2
"""Bytes that may come back for each byte of the file, beside the text: pictures are hardly larger than it."""
MAX_ITEMS = 200_000

log = logging.getLogger(__name__)

_ROOT = str(Path(__file__).parent.parent.parent)
_START = (
    "import sys; sys.path.insert(0, sys.argv.pop(1)); "
    "from reviewapp.importers.cage_keeper import main; main()"
)
_KEPT_OF_THE_ENVIRONMENT = ("LD_LIBRARY_PATH", "DYLD_LIBRARY_PATH")
_STARTS_WITHIN_SECONDS = 60
_GRACE_SECONDS = 5
_REFUSAL = re.compile(r"file_[a-z_]{1,40}")
_MEDIA_TYPE = re.compile(r"[a-z]+/[a-z0-9.+-]{1,100}")


@dataclass(slots=True)
class Answer:
    """What a child said of a file: its manuscript or a refusal; and what it took."""

    media_type: str = ""
    manuscript: Manuscript | None = None
    refusal: BadInput | None = None
    cpu_seconds: float = 0
    peak_mb: float = 0
    walls: tuple[str, ...] = ()


class _KeeperGone(Exception):
    """The keeper ended before it had forked a child."""


class Cage:
    """A keeper and the turns that files take. Safe to use from many threads."""

    def __init__(self, reader: str = READER, limits: Limits | None = None, at_once: int = AT_ONCE) -> None:
        self._reader, self._limits = reader, limits or Limits()
        self._at_once = at_once
        self.forget()

    def forget(self) -> None:
        """Begin anew without a keeper, as after a fork of the application."""
        self._lock = threading.Lock()
        self._inside = threading.BoundedSemaphore(self._at_once)
        self._known = threading.BoundedSemaphore(self._at_once + MAY_WAIT)
        self._keeper: subprocess.Popen[bytes] | None = None
        self._control: socket.socket | None = None
        self._walls: tuple[str, ...] = ()

    def close(self) -> None:
        """Let the keeper end."""
        with self._lock:
            keeper, control = self._keeper, self._control
            self._keeper = self._control = None
            if control is not None:
                control.close()
            if keeper is not None:
                with suppress(subprocess.TimeoutExpired):
                    keeper.wait(_GRACE_SECONDS)

    def read(self, data: bytes, file_name: str) -> Answer:
        """Let a child read a file. Raises TooMany("files_waiting") when too many wait already."""
        with self._turn():
            for _ in range(2):
                with suppress(_KeeperGone):
                    return self._ask(data, file_name)
        raise RuntimeError("The process that reads files cannot be started.")

    @contextmanager
    def _turn(self) -> Iterator[None]:
        if not self._known.acquire(blocking=False):
            raise _too_many()
        try:
            if not self._inside.acquire(timeout=PATIENCE_SECONDS):
                raise _too_many()
            try:
                yield
            finally:
                self._inside.release()
        finally:
            self._known.release()

    def _ask(self, data: bytes, file_name: str) -> Answer:
        until = time.monotonic() + self._limits.wall_seconds + _GRACE_SECONDS
        keeper, channel = self._open_channel()
        with channel:
            frames = Frames(channel, room=ROOM_FOR_TEXT + ROOM_PER_BYTE * len(data), until=until)
            try:
                channel.settimeout(until - time.monotonic())
                with suppress(BrokenPipeError, ConnectionResetError):
                    send_frame(channel, file_name, data)
                return _heard(frames, Answer(walls=self._walls))
            except (EOFError, OSError, WireError) as error:
                if keeper.poll() is not None:
                    raise _KeeperGone from error
                log.warning("A file was not read to its end: %s %s", type(error).__name__, error)
                return Answer(refusal=BadInput("file_too_demanding"))

    def _open_channel(self) -> tuple[subprocess.Popen[bytes], socket.socket]:
        """Hand one end of a new channel to the keeper and give the other."""
        ours, theirs = socket.socketpair()
        with self._lock, theirs:
            if self._keeper is None or self._control is None or self._keeper.poll() is not None:
                self._keeper, self._control, self._walls = self._start()
            try:
                socket.send_fds(self._control, [b"f"], [theirs.fileno()])
            except OSError as error:
                ours.close()
                self._keeper.kill()
                self._keeper.wait()
                raise _KeeperGone from error
            return self._keeper, ours

    def _start(self) -> tuple[subprocess.Popen[bytes], socket.socket, tuple[str, ...]]:
        """Start a keeper; it is ready once it has said which walls stand around it."""
        ours, theirs = socket.socketpair()
        limits = [str(number) for number in astuple(self._limits)]
        with theirs:
            keeper = subprocess.Popen(  # noqa: S603
                [sys.executable, "-I", "-c", _START, _ROOT, self._reader, *limits],
                stdin=theirs.fileno(),
                stdout=subprocess.DEVNULL,
                env={name: os.environ[name] for name in _KEPT_OF_THE_ENVIRONMENT if name in os.environ},
                cwd=os.sep,
                start_new_session=True,
            )
        ours.settimeout(_STARTS_WITHIN_SECONDS)
        try:
            line = ours.makefile("rb").readline(10_000)
            walls = tuple(str(name) for name in json.loads(line))
        except (OSError, ValueError) as error:
            ours.close()
            keeper.kill()
            keeper.wait()
            raise _KeeperGone from error
        ours.settimeout(_GRACE_SECONDS)
        return keeper, ours, walls


def _heard(frames: Frames, answer: Answer) -> Answer:
    """Put together what a child sends, until its end. Raises EOFError, TimeoutError, WireError."""
    found: dict[str, Any] = {name: [] for name, kind in fields_of(Manuscript) if get_origin(kind) is list}
    kinds = dict(fields_of(Manuscript))
    for number, (frame, beside) in enumerate(frames):
        match frame:
            case ["end", [int() | float() as cpu, int() | float() as peak, [*walls]]]:
                answer.cpu_seconds, answer.peak_mb = cpu, peak
                answer.walls += tuple(str(wall) for wall in walls)
                return _checked(answer, found)
            case ["refused", [str() as code, dict() as params]] if _REFUSAL.fullmatch(code):
                answer.refusal = BadInput(code, **{name: str(value)[:200] for name, value in params.items()})
            case ["media_type", str() as media_type] if _MEDIA_TYPE.fullmatch(media_type):
                answer.media_type = media_type
            case [str() as name, value] if name in kinds and number < MAX_ITEMS:
                if isinstance(found.get(name), list):
                    found[name].append(unpack(get_args(kinds[name])[0], value, beside))
                else:
                    found[name] = unpack(kinds[name], value, beside)
            case _:
                raise WireError("unknown")
    raise EOFError


def _checked(answer: Answer, found: dict[str, Any]) -> Answer:
    """Complete an answer. A picture must be what it says: its type and its name go into pages."""
    if answer.refusal is not None:
        return answer
    if found.keys() != {name for name, _ in fields_of(Manuscript)} or not answer.media_type:
        raise WireError("incomplete")
    images: list[Image] = found["images"]
    if any(image_of(image.data) != image for image in images):
        raise WireError("no picture")
    answer.manuscript = Manuscript(**found)
    return answer


def _too_many() -> TooMany:
    return TooMany("files_waiting", retry_after=PATIENCE_SECONDS)


CAGE = Cage()
"""The one of this process."""
atexit.register(CAGE.close)
os.register_at_fork(after_in_child=CAGE.forget)


def read_in_cage(data: bytes, file_name: str) -> tuple[str, Manuscript]:
    """Return the media type of a file and what stands in it, as `registry.read_manuscript` does, but caged.

    Raises what that raises, and BadInput("file_too_demanding"), TooMany("files_waiting").
    """
    answer = CAGE.read(data, file_name)
    if answer.refusal is not None or answer.manuscript is None:
        raise answer.refusal or BadInput("file_too_demanding")
    return answer.media_type, answer.manuscript
