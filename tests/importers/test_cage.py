"""Whoever reads a file from outside can do nothing else, takes its share only, and is not believed."""

import os
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from reviewapp.domain.errors import BadInput, TooMany
from reviewapp.importers.cage import AT_ONCE, MAY_WAIT, Cage
from reviewapp.importers.cage_walls import WALLS, Limits
from reviewapp.importers.caged_reading import read_caged
from reviewapp.importers.registry import MARKDOWN, read_manuscript
from reviewapp.services.reading import CAGE

LINUX = pytest.mark.skipif(sys.platform != "linux", reason="these walls are Linux's")
FILES = Path(__file__).parent / "files"


MISCHIEF = "tests.importers.mischief:read"


@pytest.fixture(scope="module")
def cage() -> Iterator[Cage]:
    cage = Cage([MISCHIEF], Limits(cpu_seconds=1, memory_mb=40, wall_seconds=20))
    yield cage
    cage.close()


def done(cage: Cage, deed: str) -> str:
    """Let a child do a deed and say how it went."""
    return read_caged(cage, deed.encode(), "x", MISCHIEF)[1].title


def refused(cage: Cage, deed: str) -> str:
    """Let a child try a deed for which it is ended or not believed; give the code."""
    with pytest.raises(BadInput) as refusal:
        done(cage, deed)
    return refusal.value.code


@pytest.mark.parametrize("name", ["chapter-en-v1.docx", "chapter-en.md"])
def test_a_file_reads_the_same_inside_the_cage(name: str) -> None:
    file = FILES / name
    data = file.read_bytes() if file.exists() else b"# Aims\n\nWords and **more**."
    assert read_caged(CAGE, data, name)[:2] == read_manuscript(data, name)


def test_a_refusal_comes_out_as_it_was_made() -> None:
    with pytest.raises(BadInput) as refused:
        read_caged(CAGE, b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1WordDocument", "chapter.docx")
    assert refused.value.code == "file_is_doc"
    assert read_caged(CAGE, b"# Aims\n\nWords", "chapter.md")[0] == MARKDOWN


@LINUX
def test_all_walls_stand_on_linux(cage: Cage) -> None:
    assert set(read_caged(cage, b"say hello", "x", MISCHIEF)[2].walls) == set(WALLS)


def test_it_sees_nothing_of_the_environment(cage: Cage, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SECRET_KEY", "canary")
    assert "SECRET_KEY" not in done(cage, "environment")


@pytest.mark.parametrize("way", ["python-open", pytest.param("kernel-open", marks=LINUX)])
def test_it_reads_no_other_file(cage: Cage, tmp_path: Path, way: str) -> None:
    canary = tmp_path / "canary"
    canary.write_text("canary")
    assert done(cage, f"{way} {canary}") in ("refused: PermissionError", "-1")


@pytest.mark.parametrize("way", ["python-write", pytest.param("kernel-write", marks=LINUX)])
def test_it_writes_no_file(cage: Cage, tmp_path: Path, way: str) -> None:
    assert done(cage, f"{way} {tmp_path}/made") in ("refused: PermissionError", "-1")
    assert list(tmp_path.iterdir()) == []


def test_it_reaches_no_server(cage: Cage) -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        server.settimeout(0.05)
        assert done(cage, f"python-connect {server.getsockname()[1]}") == "refused: PermissionError"
        with pytest.raises(TimeoutError):
            server.accept()


@LINUX
@pytest.mark.parametrize("deed", ["kernel-socket", "kernel-fork", "kill-keeper"])
def test_the_kernel_refuses_sockets_processes_and_signals(cage: Cage, deed: str) -> None:
    assert done(cage, deed) == "-1"


def test_it_runs_no_program(cage: Cage) -> None:
    assert done(cage, "python-run") == "refused: PermissionError"


@pytest.mark.parametrize("deed", ["spin", "crash", pytest.param("eat-in-pieces", marks=LINUX)])
def test_a_file_that_takes_too_much_is_refused_and_the_next_one_read(cage: Cage, deed: str) -> None:
    assert refused(cage, deed) == "file_too_demanding"
    assert done(cage, "say hello") == "hello"


@LINUX
def test_more_memory_than_its_share_is_not_to_be_had(cage: Cage) -> None:
    assert refused(cage, "eat 100") == "file_hostile"
    assert done(cage, "eat 5") == str(5 * 1024 * 1024)


def test_whoever_hangs_is_ended() -> None:
    cage = Cage([MISCHIEF], Limits(wall_seconds=1))
    try:
        assert refused(cage, "sleep 100") == "file_too_demanding"
    finally:
        cage.close()


@pytest.mark.parametrize("deed", ["lie", "garbage", "deep", "surrogate", "flood"])
def test_what_comes_out_is_not_believed(cage: Cage, deed: str) -> None:
    assert refused(cage, deed) in ("file_too_demanding", "file_damaged")


def test_a_keeper_that_was_killed_is_started_again(cage: Cage) -> None:
    done(cage, "say hello")
    assert cage._keeper is not None
    cage._keeper.kill()
    cage._keeper.wait()
    assert done(cage, "say hello") == "hello"


def test_the_keeper_ends_with_its_application() -> None:
    program = (
        "import os; from reviewapp.importers.cage import Cage;"
        "from reviewapp.importers import caged_reading as c; cage = Cage([c.READ]);"
        "c.read_caged(cage, b'words', 'x'); print(cage._keeper.pid, flush=True);"
        "os.kill(os.getpid(), 9)"
    )
    command = [sys.executable, "-c", program]
    ended = subprocess.run(command, capture_output=True, text=True, cwd=FILES.parents[2])
    assert _is_gone(int(ended.stdout))


def _is_gone(pid: int) -> bool:
    for _ in range(500):
        try:
            os.kill(pid, 0)
        except ProcessLookupError:
            return True
        time.sleep(0.02)
    return False


def test_files_take_turns_and_a_long_queue_is_refused() -> None:
    cage, took = Cage([MISCHIEF]), threading.Event()

    def wait() -> None:
        with cage.turn():
            took.wait(20)

    busy = [threading.Thread(target=wait) for _ in range(AT_ONCE + MAY_WAIT)]
    for thread in busy:
        thread.start()
    while cage._known._value:
        time.sleep(0.01)
    with pytest.raises(TooMany), cage.turn():
        pass
    took.set()
    for thread in busy:
        thread.join()
    with cage.turn():
        pass
