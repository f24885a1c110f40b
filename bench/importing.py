"""Read every file of a folder as an upload does and write what came of each: one JSON a file.

Nothing is stored. Seconds and CPU (of this process and its children) are those of the reading, `mb` is the
peak of memory meanwhile.
"""

import argparse
import json
import resource
import sys
import time
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from flask import Flask

from reviewapp.domain import fragments
from reviewapp.domain.blocks import Block, BlockKind, sections_of
from reviewapp.domain.errors import BadInput
from reviewapp.extensions import babel
from reviewapp.importers.base import Manuscript
from reviewapp.services.versions import Reading, read_upload
from reviewapp.web.sentences import sentence

MAX_MB = 50
SELF_AND_CHILDREN = (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)


def read_manuscript(data: bytes, name: str) -> Reading:
    """Read a file as an upload does."""
    return read_upload(data, name, max_mb=MAX_MB)


def measured(path: Path) -> dict[str, Any]:
    """Read one file; tell what came of it and what it took."""
    data = path.read_bytes()
    forget_peak()
    began, cpu = time.perf_counter(), cpu_seconds()
    try:
        reading, error = read_manuscript(data, path.name), None
    except BadInput as refusal:
        reading, error = None, refusal
    took = {
        "seconds": round(time.perf_counter() - began, 4),
        "cpu": round(cpu_seconds() - cpu, 4),
        "mb": round(peak_mb()),
    }
    found = described(reading.manuscript, reading.blocks) if reading else {}
    return {"file": path.name, "ok": error is None, "error": error and sentence(error), **took, **found}


def described(manuscript: Manuscript, blocks: list[Block]) -> dict[str, Any]:
    """Tell what readers will find."""
    html = "\n".join(fragments.outer_html(block.kind, block.html, block.level) for block in blocks)
    return {
        "sections": [
            {"title": section.title, "level": section.level, "number": section.number}
            for section in sections_of(blocks)
        ],
        "text": "\n".join(f"{block.number} {block.text}".strip() for block in blocks),
        "html": html,
        "comments": [
            {
                "author": comment.author,
                "text": comment.text,
                "quote": comment.quote,
                "date": comment.at and comment.at.isoformat(),
                "resolved": comment.is_resolved,
                "answers": comment.answers,
            }
            for comment in manuscript.comments
        ],
        "tables": max(manuscript.tables, html.count("<table")),
        "images": manuscript.pictures,
        "footnotes": sum(block.kind is BlockKind.FOOTNOTE for block in blocks),
        "insertions": sum(change.is_insertion for change in manuscript.changes),
        "deletions": sum(not change.is_insertion for change in manuscript.changes),
        "warnings": [warning.code for warning in manuscript.warnings],
    }


def cpu_seconds() -> float:
    """Return the CPU time of this process and of its children that have ended."""
    used = [resource.getrusage(who) for who in SELF_AND_CHILDREN]
    return sum(one.ru_utime + one.ru_stime for one in used)


def forget_peak() -> None:
    """Let the peak of memory begin anew, where the system can."""
    reset = Path("/proc/self/clear_refs")
    if reset.exists():
        reset.write_text("5")


def peak_mb() -> float:
    """Return the peak of memory of this process in MB."""
    status = Path("/proc/self/status")
    if not status.exists():
        return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    lines = status.read_text().splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith("VmHWM")) / 1024


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("folder", type=Path)
    arguments.add_argument("--out", type=Path, required=True)
    chosen = arguments.parse_args()
    chosen.out.mkdir(parents=True, exist_ok=True)
    app = Flask(__name__)
    babel.init_app(app)
    with app.app_context():
        for path in sorted(one for one in chosen.folder.iterdir() if one.is_file()):
            found = measured(path)
            (chosen.out / f"{path.name}.json").write_text(json.dumps(found, ensure_ascii=False))
            shown = "read" if found["ok"] else found["error"]
            print(f"{path.name:60.60} {found['seconds']:7.3f} s {found['mb']:5} MB  {shown}")


if __name__ == "__main__":
    main()
