"""What the repository carries: pinned requirements, and no trace of the place where it was written."""

import re
from pathlib import Path

from tests.house.sources import ROOT

FOLDERS = ("reviewapp", "tests", "static", "templates", "bench", "docs", "migrations", "requirements", ".ci")
KINDS = {
    ".py",
    ".html",
    ".css",
    ".js",
    ".md",
    ".txt",
    ".in",
    ".toml",
    ".po",
    ".ini",
    ".mako",
    ".sh",
    ".json",
    ".svg",
}

# Written in pieces, so that this file does not find itself.
TRACES = re.compile(
    "|".join(
        [
            r"\.\./" + "shared",
            r"(?<![\w.~-])/" + r"(?:work|root|home/\w+|Users/\w+)/",
            "index" + "-url\\s*[= ]\\s*http",
            "--find" + "-links",
        ]
    )
)
PIN = re.compile(r"[a-z0-9][a-z0-9._-]*(\[[a-z,]+\])?==[^\s;]+( ; .+)?")


def _texts() -> list[Path]:
    inside = [path for name in FOLDERS for path in sorted((ROOT / name).rglob("*"))]
    beside = [path for path in sorted(ROOT.iterdir()) if path.suffix in KINDS or path.name == "Makefile"]
    return [
        p for p in inside + beside if p.is_file() and (p.suffix in KINDS or p.name in {"run", "Makefile"})
    ]


def test_nothing_names_the_place_where_it_was_written() -> None:
    assert [
        f"{path.relative_to(ROOT)}:{number}: {line.strip()[:80]}"
        for path in _texts()
        for number, line in enumerate(path.read_text("utf-8", errors="replace").splitlines(), 1)
        if TRACES.search(line)
    ] == []


def test_every_requirement_is_pinned() -> None:
    compiled = [ROOT / "requirements.txt", *sorted((ROOT / "requirements").glob("*.txt"))]
    assert [
        f"{path.name}: {line}"
        for path in compiled
        for line in path.read_text("utf-8").splitlines()
        if line.strip() and not line.lstrip().startswith("#") and not PIN.fullmatch(line)
    ] == []


def test_tests_and_server_stand_on_the_same_versions() -> None:
    def pins(path: Path) -> dict[str, str]:
        lines = [line.split(" ;")[0] for line in path.read_text("utf-8").splitlines() if "==" in line]
        return dict(line.split("==") for line in lines if not line.lstrip().startswith("#"))

    server, tests = pins(ROOT / "requirements.txt"), pins(ROOT / "requirements" / "dev.txt")
    assert {name: tests[name] for name in server.keys() & tests.keys() if server[name] != tests[name]} == {}
