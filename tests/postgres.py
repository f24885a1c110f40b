"""Run a command beside a private PostgreSQL cluster: `python -m tests.postgres COMMAND ...`.

The cluster lives in a temporary folder, speaks on a socket there and ends with the command,
which finds its address in `TEST_DATABASE_URL`.
"""

import os
import pwd
import shutil
import signal
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from types import FrameType

from tests.provide import postgres_programs

OWNER = "review"
# Nothing here outlives the tests, so nothing needs to reach the disk.
SETTINGS = {
    "fsync": "off",
    "synchronous_commit": "off",
    "full_page_writes": "off",
    "listen_addresses": "''",
    "max_connections": "60",
}


@dataclass(frozen=True, slots=True)
class Cluster:
    """A running server: its URL, and `control("stop", "-m", "immediate")` to let it fail."""

    url: str
    control: Callable[..., None]


@contextmanager
def private_cluster(programs: Path) -> Iterator[str]:
    """Yield the URL of a fresh cluster that is gone afterwards. `programs` holds initdb and pg_ctl."""
    with cluster(programs) as running:
        yield running.url


@contextmanager
def cluster(programs: Path, **settings: str) -> Iterator[Cluster]:
    """Yield a fresh cluster; `settings` go before those that make tests fast."""
    home = Path(tempfile.mkdtemp(prefix="review-pg-"))
    user = _unprivileged_user()
    if user:
        shutil.chown(home, user)
    data = home / "data"
    options = " ".join(f"-c {name}={value}" for name, value in {**SETTINGS, **settings}.items())

    def run(program: str, *arguments: str) -> None:
        _run_as(user, [str(programs / program), "-D", str(data), *arguments])

    def control(order: str, *arguments: str) -> None:
        run("pg_ctl", order, "--wait", "-l", str(home / "log"), *arguments)

    try:
        run("initdb", "-U", OWNER, "-A", "trust", "-E", "UTF8", "--locale=C.UTF-8", "--no-sync")
        control("start", "-o", f"{options} -k {home}")
        try:
            yield Cluster(f"postgresql://{OWNER}@/postgres?host={home}", control)
        finally:
            run("pg_ctl", "stop", "--wait", "-m", "immediate")
    finally:
        shutil.rmtree(home, ignore_errors=True)


def _unprivileged_user() -> str | None:
    """Name somebody to run the server as: it refuses to run as root."""
    if os.geteuid() != 0:
        return None
    known = {entry.pw_name for entry in pwd.getpwall()}
    return "postgres" if "postgres" in known else "nobody"


def _run_as(user: str | None, command: Sequence[str]) -> None:
    prefix = ["runuser", "-u", user, "--"] if user else []
    done = subprocess.run(
        [*prefix, *command],
        cwd="/",
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        text=True,
    )
    if done.returncode:
        raise SystemExit(f"{command[0]} failed:\n{done.stderr}")


def main(command: Sequence[str]) -> int:
    """Run `command` beside the cluster and return its exit status."""
    if os.environ.get("TEST_DATABASE_URL"):
        return subprocess.run(command).returncode
    programs = postgres_programs()
    if programs is None:
        sys.stderr.write("\nSKIPPED: no test ran on PostgreSQL, because no server is installed here.\n")
        return 1 if os.environ.get("CI") else 0
    signal.signal(signal.SIGTERM, _leave)
    with private_cluster(programs) as url:
        return subprocess.run(command, env={**os.environ, "TEST_DATABASE_URL": url}).returncode


def _leave(number: int, frame: FrameType | None) -> None:
    raise SystemExit(128 + number)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
