"""Get what the tests need and pip cannot install: Chromium and a PostgreSQL server."""

import os
import shutil
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

BROWSERS = ("chromium", "chromium-browser", "google-chrome")


def system_chromium() -> str | None:
    """Find the installed browser; `REVIEW_CHROMIUM` wins."""
    return os.environ.get("REVIEW_CHROMIUM") or next(filter(None, map(shutil.which, BROWSERS)), None)


def postgres_programs() -> Path | None:
    """Find the folder of the newest installed PostgreSQL server."""
    by_version = sorted(
        Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda path: int(path.parts[-3].split(".")[0])
    )
    on_path = shutil.which("initdb")
    return by_version[-1].parent if by_version else Path(on_path).parent if on_path else None


def main() -> None:
    """Install what is missing, quietly going on where it cannot be had: the tests say what they skipped."""
    missing = [] if system_chromium() else ["chromium", "fonts-noto-cjk"]
    missing += [] if postgres_programs() else ["postgresql"]
    if missing:
        _install_packages(missing)
    if not system_chromium():
        _run([sys.executable, "-m", "playwright", "install", "chromium"])


def _install_packages(names: Sequence[str]) -> None:
    as_root = [] if os.geteuid() == 0 else ["sudo", "-n"]
    if not shutil.which("apt-get") or (as_root and not _may_become_root()):
        return
    apt = [*as_root, "env", "DEBIAN_FRONTEND=noninteractive", "apt-get", "-qq"]
    _run([*apt, "update"])
    _run([*apt, "install", "--yes", "--no-install-recommends", *names])


def _may_become_root() -> bool:
    return shutil.which("sudo") is not None and _run(["sudo", "-n", "true"])


def _run(command: Sequence[str]) -> bool:
    return subprocess.run(command, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL).returncode == 0


if __name__ == "__main__":
    main()
