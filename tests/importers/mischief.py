"""A reader of files that does what a file tells it, as one would that a hostile file has taken over."""

import ctypes
import os
import resource
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from reviewapp.domain.blocks import BlockKind
from reviewapp.domain.errors import BadInput
from reviewapp.importers import cage_wire
from reviewapp.importers.base import Image, Manuscript, RawBlock
from reviewapp.importers.caged_reading import frames_of

# Called without Python's audit hook: what only the kernel can refuse.
LIBC = ctypes.CDLL(None)
KERNEL_OPEN, KERNEL_SOCKET, KERNEL_FORK, KERNEL_KILL = LIBC.open, LIBC.socket, LIBC.fork, LIBC.kill


def read(order: list[cage_wire.Frame]) -> Iterator[cage_wire.Frame]:
    """Do the deed that the file names; say how it went in the title."""
    deed, _, detail = order[0][1].decode().partition(" ")
    try:
        outcome = DEEDS[deed](detail)
    except OSError as error:
        outcome = f"refused: {type(error).__name__}"
    if not isinstance(outcome, Manuscript):
        outcome = manuscript(str(outcome))
    yield from frames_of("text/plain", outcome)


def manuscript(title: str, images: list[Image] | None = None) -> Manuscript:
    return Manuscript(title, [RawBlock(BlockKind.PARAGRAPH, "Words")], images or [], [])


def _spin(_: str) -> None:
    while True:
        pass


def _eat(megabytes: str) -> object:
    try:
        return len(bytearray(int(megabytes) * 1024 * 1024))
    except MemoryError as error:
        raise BadInput("file_hostile") from error


def _eat_in_pieces(_: str) -> None:
    kept = []
    while True:
        kept.append(os.urandom(1 << 20))


def _kill_keeper(_: str) -> object:
    return KERNEL_KILL(os.getppid(), signal.SIGKILL)


def _fork(_: str) -> object:
    child = KERNEL_FORK()
    if child == 0:
        os._exit(0)
    return child


def _raise_limits(_: str) -> object:
    resource.setrlimit(resource.RLIMIT_CPU, (1000, 1000))
    return "raised"


def _lie(_: str) -> object:
    return manuscript("x", [Image("../page.html", "text/html", b"<script>")])


def _garbage(_: str) -> object:
    os.write(_channel(), b"\xff" * 100)
    time.sleep(5)
    return ""


def _deep(_: str) -> object:
    text = b"[" * 200_000
    os.write(_channel(), cage_wire._HEAD.pack(len(text), 0) + text)
    return ""


def _surrogate(_: str) -> object:
    text = b'["title", "\\ud800"]'
    os.write(_channel(), cage_wire._HEAD.pack(len(text), 0) + text)
    return ""


def _channel() -> int:
    """Find the way to the application: the last socket that is open."""
    for number in range(31, 2, -1):
        try:
            os.fstat(number)
        except OSError:
            continue
        return number
    raise AssertionError("no channel")


DEEDS: dict[str, Callable[[str], object]] = {
    "say": lambda words: words,
    "environment": lambda _: " ".join(sorted(os.environ)),
    "python-open": lambda name: Path(name).read_text(),
    "kernel-open": lambda name: KERNEL_OPEN(name.encode(), os.O_RDONLY),
    "python-write": lambda name: Path(name).write_text("x"),
    "kernel-write": lambda name: KERNEL_OPEN(name.encode(), os.O_WRONLY | os.O_CREAT, 0o600),
    "python-connect": lambda port: socket.create_connection(("127.0.0.1", int(port))),
    "kernel-socket": lambda _: KERNEL_SOCKET(2, 1, 0),
    "python-run": lambda _: subprocess.run([sys.executable, "-V"]),
    "kernel-fork": _fork,
    "kill-keeper": _kill_keeper,
    "raise-limits": _raise_limits,
    "spin": _spin,
    "sleep": lambda seconds: time.sleep(float(seconds)),
    "eat": _eat,
    "eat-in-pieces": _eat_in_pieces,
    "crash": lambda _: os._exit(3),
    "lie": _lie,
    "garbage": _garbage,
    "deep": _deep,
    "surrogate": _surrogate,
    "flood": lambda _: manuscript("x" * 60_000_000),
}
