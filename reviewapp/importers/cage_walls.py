"""The walls around a process that reads what strangers sent. Each is tried; `raise_walls` says which stand.

Linux has all of them: no network (own namespace), no files but the program's own (Landlock), no new
processes, sockets or signals (a filter of system calls), no privileges, limits of CPU, memory and files.
macOS has the limit of CPU and the audit hook, by which Python itself refuses.
"""

import ctypes
import os
import resource
import struct
import sys
import sysconfig
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from signal import SIGKILL
from typing import Any

from .cage_filter import filter_calls

_PACKAGE = Path(__file__).parent.parent

_PR_SET_PDEATHSIG, _PR_SET_NO_NEW_PRIVS = 1, 38
_NEW_USER, _NEW_NET, _NEW_IPC = 0x10000000, 0x40000000, 0x08000000

# Landlock: what each version of it (1, 2, 3 …) can forbid about files; reading is given back to some folders.
_LANDLOCK_CREATE, _LANDLOCK_ADD, _LANDLOCK_RESTRICT = 444, 445, 446
_FILE_RIGHTS = (0, 0x1FFF, 0x3FFF, 0x7FFF, 0x7FFF, 0xFFFF)
_READ = 0x4 | 0x8  # files, folders
_TCP, _TCP_SINCE = 0x3, 4
_SIGNALS_AND_ABSTRACT_SOCKETS, _SCOPES_SINCE = 0x3, 6

_FORBIDDEN_EVENTS = (
    *("socket.__new__", "socket.connect", "socket.bind", "socket.getaddrinfo", "socket.gethostbyname"),
    *("subprocess.", "os.exec", "os.fork", "os.posix_spawn", "os.spawn", "os.startfile", "os.system"),
    *("os.remove", "os.rename", "os.rmdir", "os.mkdir", "os.link", "os.symlink", "os.truncate", "os.chmod"),
    *("os.chown", "os.kill", "os.killpg", "os.putenv", "shutil.", "tempfile.", "urllib.", "ctypes.", "pty."),
)
_WRITING = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC | os.O_APPEND


WALLS = (
    *("no new privileges", "no network", "no files", "no privileges", "no new processes and sockets"),
    *("limit of CPU", "limit of memory", "limit of files", "audit hook"),
)
"""All that may stand, by name."""


@dataclass(frozen=True, slots=True)
class Limits:
    """What one child may take: one reads a file, another cleans it. Memory comes on top of an idle one's."""

    cpu_seconds: int = 5
    memory_mb: int = 200
    wall_seconds: int = 45


def raise_walls() -> list[str]:
    """Shut this process and its children in; give the names of the walls that stand.

    Call it when everything is imported. It still may fork and use the channels it has.
    """
    calls: tuple[tuple[str, Callable[[], bool]], ...] = (
        ("no new privileges", lambda: _prctl(_PR_SET_NO_NEW_PRIVS, 1)),
        ("no network", _leave_network),
        ("no files", _lock_files),
        ("no privileges", _drop_capabilities),
    )
    with suppress(OSError):  # who runs short of memory shall take this process first
        Path("/proc/self/oom_score_adj").write_text("700", "ascii")
    return [name for name, call in calls if sys.platform == "linux" and call()]


def idle_memory() -> int:
    """Give the bytes of address space this process has now; 0 where nobody says."""
    try:
        return int(Path("/proc/self/statm").read_text("ascii").split()[0]) * resource.getpagesize()
    except OSError:
        return 0


def raise_walls_for_one_file(limits: Limits, idle: int) -> list[str]:
    """Shut a child in for good, just before it sees the file; give the names of the walls that stand."""
    names = ["limit of CPU", "limit of files"]
    _limit(resource.RLIMIT_CPU, limits.cpu_seconds)
    _limit(resource.RLIMIT_FSIZE, 0)
    _limit(resource.RLIMIT_CORE, 0)
    _limit(resource.RLIMIT_NPROC, 0)
    _limit(resource.RLIMIT_NOFILE, 32)
    if idle and sys.platform == "linux":
        _limit(resource.RLIMIT_AS, idle + limits.memory_mb * 1024 * 1024)
        names.append("limit of memory")
    if sys.platform == "linux":
        _prctl(_PR_SET_PDEATHSIG, SIGKILL)
        if filter_calls():
            names.append("no new processes and sockets")
    sys.addaudithook(_refuse)
    return [*names, "audit hook"]


def _limit(kind: int, most: int) -> None:
    with suppress(ValueError, OSError):
        resource.setrlimit(kind, (most, most))


def _libc() -> ctypes.CDLL:
    return ctypes.CDLL(None, use_errno=True)


def _prctl(option: int, value: int) -> bool:
    return bool(_libc().prctl(option, value, 0, 0, 0) == 0)


def _leave_network() -> bool:
    """Go where no network is: as root at once, else through a namespace of users."""
    unshare = _libc().unshare
    return bool(unshare(_NEW_USER | _NEW_NET | _NEW_IPC) == 0 or unshare(_NEW_NET | _NEW_IPC) == 0)


def _lock_files() -> bool:
    """Forbid all files but the program's own, which may be read (modules that are loaded late)."""
    libc = _libc()
    version = libc.syscall(_LANDLOCK_CREATE, None, 0, 1)
    if version < 1:
        return False
    files = _FILE_RIGHTS[min(version, len(_FILE_RIGHTS) - 1)]
    tcp = _TCP if version >= _TCP_SINCE else 0
    scopes = _SIGNALS_AND_ABSTRACT_SOCKETS if version >= _SCOPES_SINCE else 0
    wanted = struct.pack("=QQQ", files, tcp, scopes)
    size = 24 if scopes else 16 if tcp else 8
    rules = libc.syscall(_LANDLOCK_CREATE, wanted, size, 0)
    if rules < 0:
        return False
    try:
        for folder in program_folders():
            _allow_reading(libc, rules, folder)
        return bool(libc.syscall(_LANDLOCK_RESTRICT, rules, 0) == 0)
    finally:
        os.close(rules)


def _allow_reading(libc: ctypes.CDLL, rules: int, folder: str) -> None:
    with suppress(OSError):
        opened = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
        libc.syscall(_LANDLOCK_ADD, rules, 1, struct.pack("=Qi", _READ, opened), 0)
        os.close(opened)


def program_folders() -> tuple[str, ...]:
    """Give the folders that hold the program: Python's own, its packages, and this application's code."""
    names = ("stdlib", "platstdlib", "purelib", "platlib")
    return (*dict.fromkeys(sysconfig.get_path(name) for name in names), str(_PACKAGE))


def _drop_capabilities() -> bool:
    header, nothing = struct.pack("=Ii", 0x20080522, 0), bytes(24)
    return bool(_libc().capset(header, nothing) == 0)


_OWN = tuple(folder.rstrip(os.sep) + os.sep for folder in program_folders())


def _refuse(event: str, details: tuple[Any, ...]) -> None:
    """Refuse, from Python's own audit hook, what no reader of files does."""
    if event == "open":
        name, _, flags = details
        is_own = isinstance(name, int) or os.path.abspath(os.fsdecode(name)).startswith(_OWN)
        if flags & _WRITING or not is_own:
            raise PermissionError("Whoever reads a file from outside opens no other.")
    elif event.startswith(_FORBIDDEN_EVENTS):
        raise PermissionError(f"Whoever reads a file from outside does not do this: {event}")
