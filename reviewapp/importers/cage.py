"""The cage: files from outside are dealt with by a process that can do nothing else and may not take much.

A keeper (`cage_keeper`) is started with the first file and lives as long as the application's process. It
forks a child for each task, behind the walls of `cage_walls`; both sides talk over `cage_wire`.
"""

import json
import logging
import os
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import astuple, dataclass
from itertools import chain
from pathlib import Path
from typing import Any

from reviewapp.domain.errors import BadInput, TooMany

from .cage_walls import Limits
from .cage_wire import Frame, Frames, WireError, refusal_in, send_frames

AT_ONCE = 2
MAY_WAIT = 2
PATIENCE_SECONDS = 30
MAX_FRAMES = 100_000

log = logging.getLogger(__name__)

_ROOT = str(Path(__file__).parent.parent.parent)
_START = (
    "import sys; sys.path.insert(0, sys.argv.pop(1)); "
    "from reviewapp.importers.cage_keeper import main; main()"
)
_KEPT_OF_THE_ENVIRONMENT = ("LD_LIBRARY_PATH", "DYLD_LIBRARY_PATH")
_STARTS_WITHIN_SECONDS = 60
_GRACE_SECONDS = 5


@dataclass(frozen=True, slots=True)
class Usage:
    """What a task took, and the walls that stood around it."""

    cpu_seconds: float = 0
    peak_mb: float = 0
    walls: tuple[str, ...] = ()

    def __add__(self, other: "Usage") -> "Usage":
        return Usage(self.cpu_seconds + other.cpu_seconds, max(self.peak_mb, other.peak_mb), other.walls)


class _KeeperGone(Exception):
    """The keeper ended before it had forked a child."""


class Cage:
    """A keeper and the turns that files take. Safe to use from many threads.

    `tasks` are functions by their names, "module:function": a list of frames in, frames out.
    """

    def __init__(self, tasks: Sequence[str], limits: Limits | None = None, at_once: int = AT_ONCE) -> None:
        self._tasks, self._limits, self._at_once = tasks, limits or Limits(), at_once
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

    @contextmanager
    def turn(self, patience: float = PATIENCE_SECONDS) -> Iterator[float]:
        """Wait for a turn; give the moment when `patience` (seconds) ends. Raises TooMany."""
        if not self._known.acquire(blocking=False):
            raise too_many()
        try:
            if not self._inside.acquire(timeout=patience):
                raise too_many()
            try:
                with suppress(_KeeperGone):  # whoever asks next says so
                    self._wake()
                yield time.monotonic() + patience
            finally:
                self._inside.release()
        finally:
            self._known.release()

    def run(
        self,
        task: str,
        order: Callable[[], Iterable[Frame]],
        hear: Callable[[Any, bytes], None],
        *,
        room: int,
        until: float | None = None,
    ) -> Usage:
        """Let a child do a task and `hear` frame by frame what it gives, `room` bytes in all.

        Take a turn first. Raises what the child refused with, BadInput("file_too_demanding"), and
        TooMany("files_waiting") where it is not done at the moment `until`.
        """
        for _ in range(2):
            with suppress(_KeeperGone):
                return self._ask(task, order(), hear, room, until)
        raise RuntimeError("The process that reads files cannot be started.")

    def _ask(
        self,
        task: str,
        order: Iterable[Frame],
        hear: Callable[[Any, bytes], None],
        room: int,
        until: float | None,
    ) -> Usage:
        end = time.monotonic() + self._limits.wall_seconds + _GRACE_SECONDS
        keeper, channel = self._open_channel()
        frames = Frames(channel, room=room, until=end if until is None else until)
        with channel:
            try:
                channel.settimeout(self._limits.wall_seconds)
                with suppress(BrokenPipeError, ConnectionResetError):
                    send_frames(channel, chain([(task, b"")], order, [("go", b"")]))
                return _hear(frames, hear, self._walls)
            except (EOFError, OSError, WireError) as error:
                if until is not None and isinstance(error, TimeoutError):
                    raise too_many() from error
                if keeper.poll() is not None and not frames.count:
                    raise _KeeperGone from error
                log.warning("A file was not read to its end: %s %s", type(error).__name__, error)
                raise BadInput("file_too_demanding") from error

    def _open_channel(self) -> tuple[subprocess.Popen[bytes], socket.socket]:
        """Hand one end of a new channel to the keeper and give the other."""
        keeper, control = self._wake()
        ours, theirs = socket.socketpair()
        with self._lock, theirs:
            try:
                socket.send_fds(control, [b"f"], [theirs.fileno()])
            except OSError as error:
                ours.close()
                keeper.kill()
                keeper.wait()
                raise _KeeperGone from error
            return keeper, ours

    def _wake(self) -> tuple[subprocess.Popen[bytes], socket.socket]:
        """Give the keeper; start one if there is none."""
        with self._lock:
            if self._keeper is None or self._control is None or self._keeper.poll() is not None:
                self._keeper, self._control, self._walls = self._start()
            return self._keeper, self._control

    def _start(self) -> tuple[subprocess.Popen[bytes], socket.socket, tuple[str, ...]]:
        """Start a keeper; it is ready once it has said which walls stand around it."""
        ours, theirs = socket.socketpair()
        limits = [str(number) for number in astuple(self._limits)]
        with theirs:
            keeper = subprocess.Popen(  # noqa: S603
                [sys.executable, "-I", "-c", _START, _ROOT, ",".join(self._tasks), *limits],
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


def _hear(frames: Frames, hear: Callable[[Any, bytes], None], walls: tuple[str, ...]) -> Usage:
    """Hear frames until the end. Raises EOFError, TimeoutError, WireError, BadInput."""
    for frame, beside in frames:
        match frame:
            case ["end", [int() | float() as cpu, int() | float() as peak, [*more]]]:
                return Usage(cpu, peak, walls + tuple(str(wall) for wall in more))
            case ["refused", refusal]:
                raise refusal_in(refusal)
            case _ if frames.count < MAX_FRAMES:
                hear(frame, beside)
            case _:
                raise WireError("too many")
    raise EOFError


def too_many() -> TooMany:
    return TooMany("files_waiting", retry_after=PATIENCE_SECONDS)
