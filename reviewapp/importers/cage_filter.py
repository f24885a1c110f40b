"""A filter of system calls: what no reader of files needs is refused by the kernel, on Linux."""

import ctypes
import platform
import struct
import sys

_PR_SET_SECCOMP, _BY_FILTER = 22, 2

_MACHINES = {"x86_64": (0, 0xC000003E), "aarch64": (1, 0xC00000B7)}
"""The column of `_CALLS`, and the number by which the kernel names the machine."""
_CALLS: dict[str, tuple[int, int | None]] = {
    "socket": (41, 198),
    "connect": (42, 203),
    "accept": (43, 202),
    "bind": (49, 200),
    "listen": (50, 201),
    "socketpair": (53, 199),
    "clone": (56, 220),
    "fork": (57, None),
    "vfork": (58, None),
    "execve": (59, 221),
    "execveat": (322, 281),
    "clone3": (435, 435),
    "kill": (62, 129),
    "tkill": (200, 130),
    "tgkill": (234, 131),
    "rt_sigqueueinfo": (129, 138),
    "rt_tgsigqueueinfo": (297, 240),
    "pidfd_send_signal": (424, 424),
    "pidfd_open": (434, 434),
    "pidfd_getfd": (438, 438),
    "ptrace": (101, 117),
    "process_vm_readv": (310, 270),
    "process_vm_writev": (311, 271),
    "userfaultfd": (323, 282),
    "memfd_create": (319, 279),
    "perf_event_open": (298, 241),
    "bpf": (321, 280),
    "io_uring_setup": (425, 425),
    "add_key": (248, 217),
    "request_key": (249, 218),
    "keyctl": (250, 219),
    "mount": (165, 40),
    "umount2": (166, 39),
    "pivot_root": (155, 41),
    "chroot": (161, 51),
    "unshare": (272, 97),
    "setns": (308, 268),
    "open_by_handle_at": (304, 265),
    "init_module": (175, 105),
    "finit_module": (313, 273),
    "kexec_load": (246, 104),
}
"""Processes, sockets, signals, foreign memory, keys, mounts, the kernel itself, ways around this filter."""

_LOAD, _EQUAL, _AT_LEAST, _RETURN = 0x20, 0x15, 0x35, 0x06
_NUMBER, _MACHINE = 0, 4  # where the kernel puts them
_PASS, _REFUSE = 0x7FFF0000, 0x00050000 | 1  # EPERM
_OTHER_NUMBERING = 0x40000000  # x86 has a second one from here on


def filter_calls() -> bool:
    """Refuse the calls of `_CALLS` to this process from now on; say whether the kernel does so."""
    column, machine = _MACHINES.get(platform.machine(), (0, 0))
    if not machine or sys.platform != "linux" or sys.maxsize < 2**32:
        return False
    refuse = _step(_RETURN, _REFUSE)
    program = [
        *(_step(_LOAD, _MACHINE), _step(_EQUAL, machine, 1, 0), refuse),
        *(_step(_LOAD, _NUMBER), _step(_AT_LEAST, _OTHER_NUMBERING, 0, 1), refuse),
    ]
    for numbers in _CALLS.values():
        if (number := numbers[column]) is not None:
            program += [_step(_EQUAL, number, 0, 1), refuse]
    program.append(_step(_RETURN, _PASS))
    text = ctypes.create_string_buffer(b"".join(program))
    whole = struct.pack("@HP", len(program), ctypes.addressof(text))
    return bool(ctypes.CDLL(None).prctl(_PR_SET_SECCOMP, _BY_FILTER, whole, 0, 0) == 0)


def _step(code: int, value: int, if_so: int = 0, if_not: int = 0) -> bytes:
    """Write one instruction; the jumps count instructions to skip."""
    return struct.pack("=HBBI", code, if_so, if_not, value)
