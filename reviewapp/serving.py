"""What `make run` starts: the server and the background worker, which live and end together.

It needs nothing but the standard library, so that it stands before the application is imported.
"""

import ctypes
import os
import signal
import sys
import time
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from types import FrameType

PATIENCE = 7
"""Seconds that children have to end; gunicorn lets running requests finish within 6."""
HEAD_START = 3
"""Seconds the server has before the worker is loaded too: people wait for the one and not for the other."""
RESTART_PAUSE = 2
"""Seconds before a worker that died is started again."""

SUPERVISOR = "REVIEW_SUPERVISOR"
"""The environment variable by which the worker knows whose child it is."""

_PR_SET_PDEATHSIG = 1


def commands(environ: dict[str, str]) -> tuple[list[str], list[str]]:
    """Give the command lines of the server and of the worker."""
    programs = Path(sys.executable).parent
    address = f"{environ.get('HOST', '127.0.0.1')}:{environ.get('PORT', '5000')}"
    server = (
        f"{programs}/gunicorn wsgi:app --bind {address} --worker-class gthread --workers 2 --threads 8 "
        "--graceful-timeout 6 --no-control-socket --log-level warning"
    )
    return server.split(), f"{programs}/flask --app wsgi worker".split()


class Household:
    """A server and a worker. The worker is started again if it dies; when the server ends, all is over."""

    def __init__(self, server: Sequence[str], worker: Sequence[str]) -> None:
        self._server_command, self._worker_command = server, worker
        self._server = self._worker = 0
        self._is_ending = False

    def live(self) -> int:
        """Run both until the server ends or TERM or INT comes; give the server's exit status."""
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, self._end)
        signal.signal(signal.SIGALRM, self._kill)
        self._server = _start(self._server_command)
        self._worker = _start(self._worker_command, after=HEAD_START)
        status = 0
        while self._server or self._worker:
            pid, ended = os.wait()
            if pid == self._server:
                self._server, status = 0, os.waitstatus_to_exitcode(ended)
                self._end()
            elif pid == self._worker:
                self._worker = 0
                self._restart()
        return status if status >= 0 else 128 - status

    def _restart(self) -> None:
        if self._is_ending:
            return
        sys.stderr.write("The background worker ended; it is started again.\n")
        self._worker = _start(self._worker_command, after=RESTART_PAUSE)

    def _end(self, number: int = 0, frame: FrameType | None = None) -> None:
        """Ask both to end; who has not within a few seconds is killed."""
        if not self._is_ending:
            self._is_ending = True
            signal.alarm(PATIENCE)
        self._tell(signal.SIGTERM)

    def _kill(self, number: int, frame: FrameType | None) -> None:
        self._tell(signal.SIGKILL)

    def _tell(self, number: int) -> None:
        for pid in (self._server, self._worker):
            if pid:
                with suppress(ProcessLookupError):
                    os.kill(pid, number)


def _start(command: Sequence[str], *, after: float = 0) -> int:
    """Start a child, `after` some seconds and then with patience; give its id.

    It is told to end when this process is gone, however that happens.
    """
    parent = os.getpid()
    pid = os.fork()
    if pid:
        return pid
    try:
        for number in (signal.SIGTERM, signal.SIGINT, signal.SIGALRM):
            signal.signal(number, signal.SIG_DFL)
        with suppress(OSError, AttributeError):  # Linux only; elsewhere the worker still looks for its parent
            ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGTERM)
        if after:
            time.sleep(after)
            os.nice(5)
        if os.getppid() == parent:
            os.execve(command[0], list(command), {**os.environ, SUPERVISOR: str(parent)})  # noqa: S606
    finally:
        os._exit(127)


if __name__ == "__main__":
    sys.exit(Household(*commands(dict(os.environ))).live())
