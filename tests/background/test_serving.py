"""The household of server and worker, with small stand-ins: what ends, what is started again, what stays."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from reviewapp.serving import commands

ROOT = Path(__file__).parents[2]
STAYS = "import os, sys, time; open(sys.argv[1] + '/' + str(os.getpid()), 'w').close(); time.sleep(60)"
ENDS = "import sys; sys.exit(7)"
RUN = """
import sys
from reviewapp import serving
serving.HEAD_START = serving.RESTART_PAUSE = 0.05
folder, server, worker = sys.argv[1:]
child = lambda code, name: [sys.executable, "-c", code, folder + "/" + name]
sys.exit(serving.Household(child(server, "server"), child(worker, "worker")).live())
"""


@pytest.fixture
def household(tmp_path: Path) -> Iterator[Callable[..., subprocess.Popen[str]]]:
    """Start a household whose children leave files named by their process ids."""
    started: list[subprocess.Popen[str]] = []
    for name in ("server", "worker"):
        (tmp_path / name).mkdir()

    def start(server: str = STAYS, worker: str = STAYS) -> subprocess.Popen[str]:
        command = [sys.executable, "-c", RUN, str(tmp_path), server, worker]
        started.append(subprocess.Popen(command, cwd=ROOT, stderr=subprocess.PIPE, text=True))
        return started[-1]

    yield start
    for one in started:
        one.kill()
        one.communicate()


def born(folder: Path, number: int = 1) -> list[int]:
    """Wait until as many children were started; give their process ids."""
    until(lambda: len(list(folder.iterdir())) >= number)
    return [int(file.name) for file in sorted(folder.iterdir(), key=lambda file: file.stat().st_mtime_ns)]


def until(is_so: Callable[[], bool]) -> None:
    end = time.monotonic() + 20
    while not is_so():
        assert time.monotonic() < end, "waited too long"
        time.sleep(0.01)


def is_gone(pid: int) -> bool:
    """Tell whether a process ended; one that nobody has buried yet has ended too."""
    try:
        return ") Z " in Path(f"/proc/{pid}/stat").read_text()
    except FileNotFoundError:
        return True


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_both_end_when_it_is_told_to(
    household: Callable[..., subprocess.Popen[str]], tmp_path: Path, number: int
) -> None:
    house = household()
    children = born(tmp_path / "server") + born(tmp_path / "worker")
    house.send_signal(number)
    assert house.wait(20) == 128 + signal.SIGTERM
    assert all(map(is_gone, children))


def test_a_worker_that_dies_is_started_again(
    household: Callable[..., subprocess.Popen[str]], tmp_path: Path
) -> None:
    house = household()
    os.kill(born(tmp_path / "worker")[0], signal.SIGKILL)
    assert len(born(tmp_path / "worker", 2)) == 2
    assert house.poll() is None


def test_when_the_server_ends_the_worker_does_and_its_status_is_told(
    household: Callable[..., subprocess.Popen[str]], tmp_path: Path
) -> None:
    assert household(server=ENDS).wait(20) == 7
    assert all(is_gone(int(file.name)) for file in (tmp_path / "worker").iterdir())


@pytest.mark.skipif(sys.platform != "linux", reason="children hear of a killed parent on Linux only")
def test_nobody_is_left_when_it_is_killed(
    household: Callable[..., subprocess.Popen[str]], tmp_path: Path
) -> None:
    house = household()
    children = born(tmp_path / "server") + born(tmp_path / "worker")
    house.kill()
    until(lambda: all(map(is_gone, children)))


def test_host_and_port_come_from_the_environment() -> None:
    server, worker = commands({"HOST": "0.0.0.0", "PORT": "8000"})
    assert server[server.index("--bind") + 1] == "0.0.0.0:8000"
    assert worker[1:] == ["--app", "wsgi", "worker"]
