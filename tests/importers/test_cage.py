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
from reviewapp.importers.cage import Answer, Cage, read_in_cage
from reviewapp.importers.cage_walls import Limits
from reviewapp.importers.registry import MARKDOWN, read_manuscript

LINUX = pytest.mark.skipif(sys.platform != "linux", reason="these walls are Linux's")
FILES = Path(__file__).parent / "files"


@pytest.fixture(scope="module")
def cage() -> Iterator[Cage]:
    cage = Cage("tests.importers.mischief:read", Limits(cpu_seconds=1, memory_mb=40, wall_seconds=20))
    yield cage
    cage.close()


def title(answer: Answer) -> str:
    assert answer.manuscript is not None, answer.refusal
    return answer.manuscript.title


@pytest.mark.parametrize("name", ["chapter-en-v1.docx", "chapter-en.md"])
def test_a_file_reads_the_same_inside_the_cage(name: str) -> None:
    file = FILES / name
    data = file.read_bytes() if file.exists() else b"# Aims\n\nWords and **more**."
    assert read_in_cage(data, name) == read_manuscript(data, name)


def test_a_refusal_comes_out_as_it_was_made() -> None:
    with pytest.raises(BadInput) as refused:
        read_in_cage(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1WordDocument", "chapter.docx")
    assert refused.value.code == "file_is_doc"
    assert read_in_cage(b"# Aims\n\nWords", "chapter.md")[0] == MARKDOWN


@LINUX
def test_all_walls_stand_on_linux(cage: Cage) -> None:
    assert {
        "no new privileges",
        "no network",
        "no files",
        "no privileges",
        "no new processes and sockets",
        "limit of CPU",
        "limit of memory",
        "limit of files",
        "audit hook",
    } == set(cage.read(b"say hello", "x").walls)


def test_it_sees_nothing_of_the_environment(cage: Cage, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SECRET_KEY", "canary")
    assert "SECRET_KEY" not in title(cage.read(b"environment", "x"))


@pytest.mark.parametrize("way", ["python-open", pytest.param("kernel-open", marks=LINUX)])
def test_it_reads_no_other_file(cage: Cage, tmp_path: Path, way: str) -> None:
    canary = tmp_path / "canary"
    canary.write_text("canary")
    assert title(cage.read(f"{way} {canary}".encode(), "x")) in ("refused: PermissionError", "-1")


@pytest.mark.parametrize("way", ["python-write", pytest.param("kernel-write", marks=LINUX)])
def test_it_writes_no_file(cage: Cage, tmp_path: Path, way: str) -> None:
    assert title(cage.read(f"{way} {tmp_path}/made".encode(), "x")) in ("refused: PermissionError", "-1")
    assert list(tmp_path.iterdir()) == []


def test_it_reaches_no_server(cage: Cage) -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        server.settimeout(0.05)
        order = f"python-connect {server.getsockname()[1]}"
        assert title(cage.read(order.encode(), "x")) == "refused: PermissionError"
        with pytest.raises(TimeoutError):
            server.accept()


@LINUX
@pytest.mark.parametrize("deed", ["kernel-socket", "kernel-fork", "kill-keeper"])
def test_the_kernel_refuses_sockets_processes_and_signals(cage: Cage, deed: str) -> None:
    assert title(cage.read(deed.encode(), "x")) == "-1"


def test_it_runs_no_program(cage: Cage) -> None:
    assert title(cage.read(b"python-run", "x")) == "refused: PermissionError"


@pytest.mark.parametrize("deed", ["spin", "crash", pytest.param("eat-in-pieces", marks=LINUX)])
def test_a_file_that_takes_too_much_is_refused_and_the_next_one_read(cage: Cage, deed: str) -> None:
    answer = cage.read(deed.encode(), "x")
    assert answer.refusal is not None
    assert answer.refusal.code == "file_too_demanding"
    assert title(cage.read(b"say hello", "x")) == "hello"


@LINUX
def test_more_memory_than_its_share_is_not_to_be_had(cage: Cage) -> None:
    refusal = cage.read(b"eat 100", "x").refusal
    assert refusal is not None
    assert title(cage.read(b"eat 5", "x")) == str(5 * 1024 * 1024)


def test_whoever_hangs_is_ended() -> None:
    cage = Cage("tests.importers.mischief:read", Limits(wall_seconds=1))
    try:
        answer = cage.read(b"sleep 100", "x")
        assert answer.refusal is not None
        assert answer.refusal.code == "file_too_demanding"
    finally:
        cage.close()


@pytest.mark.parametrize("deed", ["lie", "garbage", "deep", "surrogate", "flood"])
def test_what_comes_out_is_not_believed(cage: Cage, deed: str) -> None:
    answer = cage.read(deed.encode(), "x")
    assert answer.manuscript is None
    assert answer.refusal is not None


def test_a_keeper_that_was_killed_is_started_again(cage: Cage) -> None:
    cage.read(b"say hello", "x")
    assert cage._keeper is not None
    cage._keeper.kill()
    cage._keeper.wait()
    assert title(cage.read(b"say hello", "x")) == "hello"


def test_the_keeper_ends_with_its_application() -> None:
    program = (
        "from reviewapp.importers.cage import CAGE; import os; CAGE.read(b'words', 'x');"
        "print(CAGE._keeper.pid, flush=True); os.kill(os.getpid(), 9)"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, cwd=FILES.parents[2]
    )
    assert _is_gone(int(done.stdout))


def _is_gone(pid: int) -> bool:
    for _ in range(500):
        try:
            os.kill(pid, 0)
        except ProcessLookupError:
            return True
        time.sleep(0.02)
    return False


def test_files_take_turns_and_a_long_queue_is_refused(cage: Cage) -> None:
    answers: list[Answer] = []
    busy = [threading.Thread(target=lambda: answers.append(cage.read(b"sleep 1.5", "x"))) for _ in range(4)]
    for thread in busy:
        thread.start()
    while cage._known._value:
        time.sleep(0.01)
    with pytest.raises(TooMany):
        cage.read(b"say hello", "x")
    for thread in busy:
        thread.join()
    assert [title(answer) for answer in answers] == ["None"] * 4
