"""The keeper of the cage: an own interpreter that has the tasks loaded and forks a child for each.

The application starts it with a socket as its standard input. Over that come channels, one for each task;
when it closes, the application is gone and the keeper ends, and its children with it.
"""

import gc
import importlib
import json
import os
import resource
import select
import signal
import socket
import sys
import time
from collections.abc import Callable, Iterable, Mapping
from itertools import takewhile

from reviewapp.domain.errors import BadInput

from .cage_walls import Limits, idle_memory, raise_walls, raise_walls_for_one_file
from .cage_wire import Frame, Frames, refusal_of, send_frames

Task = Callable[[list[Frame]], Iterable[Frame]]

ROOM_FOR_AN_ORDER = 1 << 30
DEMANDING = "file_too_demanding"
_NEARLY_ALL = 0.75
_LET_OTHERS_PASS = 5
_PAUSE = 0.5


def main() -> None:
    """Wait for channels and let a child answer on each. Arguments: the tasks, `Limits` in order."""
    limits = Limits(*(int(number) for number in sys.argv[2:]))
    tasks = {name: _load(name) for name in sys.argv[1].split(",")}
    control = socket.socket(fileno=os.dup(0))
    for number in (
        signal.SIGTERM,
        signal.SIGINT,
    ):  # whoever ends the application lets it finish what it is at
        signal.signal(number, signal.SIG_IGN)
    nowhere = os.open(os.devnull, os.O_RDWR)
    os.dup2(nowhere, 0)
    os.dup2(nowhere, 1)
    idle = idle_memory()
    walls = raise_walls()
    gc.collect()
    gc.freeze()  # what children share with us stays shared
    control.sendall(json.dumps(walls).encode() + b"\n")
    _Keeper(control, nowhere, tasks, limits, idle).keep()


def _load(task: str) -> Task:
    """Find a function by "module:function"."""
    module, _, name = task.partition(":")
    function: Task = getattr(importlib.import_module(module), name)
    return function


class _Keeper:
    """Who forks children, ends those that take too long, and sees them off."""

    def __init__(
        self, control: socket.socket, nowhere: int, tasks: Mapping[str, Task], limits: Limits, idle: int
    ) -> None:
        self._control, self._nowhere, self._tasks = control, nowhere, tasks
        self._limits, self._idle = limits, idle
        self._children: dict[int, float] = {}

    def keep(self) -> None:
        while True:
            ready, _, _ = select.select([self._control], [], [], _PAUSE if self._children else None)
            self._see_off()
            if not ready:
                continue
            order, channels, _, _ = socket.recv_fds(self._control, 1, 1)
            if not order:
                break
            for channel in channels:
                self._fork(channel)
                os.close(channel)
        for child in self._children:
            os.kill(child, signal.SIGKILL)

    def _see_off(self) -> None:
        now = time.monotonic()
        for child, until in list(self._children.items()):
            if os.waitpid(child, os.WNOHANG)[0]:
                del self._children[child]
            elif now > until:
                os.kill(child, signal.SIGKILL)

    def _fork(self, channel: int) -> None:
        child = os.fork()
        if child:
            self._children[child] = time.monotonic() + self._limits.wall_seconds
            return
        status = 1
        try:
            self._control.close()
            os.dup2(self._nowhere, 2)
            os.nice(_LET_OTHERS_PASS)
            _answer(socket.socket(fileno=channel), self._tasks, self._limits, self._idle)
            status = 0
        finally:
            os._exit(status)


def _answer(channel: socket.socket, tasks: Mapping[str, Task], limits: Limits, idle: int) -> None:
    """Do the one task that comes on a channel and send what it gives, or why it is refused."""
    at_first = _peak_mb()
    walls = raise_walls_for_one_file(limits, idle)
    until = time.monotonic() + limits.wall_seconds
    frames = iter(Frames(channel, room=ROOM_FOR_AN_ORDER, until=until))
    task = tasks[next(frames)[0]]
    order = list(takewhile(lambda frame: frame[0] != "go", frames))
    channel.settimeout(None)
    try:
        send_frames(channel, task(order))
    except BadInput as refusal:
        is_memory = _peak_mb() - at_first > _NEARLY_ALL * limits.memory_mb
        refused = refusal_of(BadInput(DEMANDING) if is_memory else refusal)
        send_frames(channel, [(["refused", refused], b"")])
    send_frames(channel, [(["end", [_cpu_seconds(), _peak_mb(), walls]], b"")])


def _cpu_seconds() -> float:
    used = resource.getrusage(resource.RUSAGE_SELF)
    return used.ru_utime + used.ru_stime


def _peak_mb() -> float:
    unit = 1024 if sys.platform == "linux" else 1024 * 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / unit
