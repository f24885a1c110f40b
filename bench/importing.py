"""Read every file of a folder as an upload does and write what came of each: one JSON a file.

Nothing is stored. Seconds are those on the clock, CPU is that of this process and the two caged children of a
file, `mb` is the most memory that one of the children had.
"""

import argparse
import json
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
from reviewapp.importers.cage import Usage
from reviewapp.importers.caged_reading import read_caged
from reviewapp.services.composing import compose_caged
from reviewapp.services.reading import CAGE
from reviewapp.services.versions import clean_file_name
from reviewapp.web.sentences import sentence

MAX_MB = 50


def read_manuscript(data: bytes, name: str) -> tuple[Manuscript, list[Block], Usage]:
    """Read a file as an upload does: one caged child reads it, another cleans what the first one found."""
    if len(data) > MAX_MB * 1024 * 1024:
        raise BadInput("file_too_large", field="file", max_mb=MAX_MB)
    with CAGE.turn():
        _, manuscript, reading = read_caged(CAGE, data, clean_file_name(name))
        composed, cleaning = compose_caged(CAGE, manuscript.blocks, image_base="/images/")
    return manuscript, [one.block for one in composed], reading + cleaning


def measured(path: Path) -> dict[str, Any]:
    """Read one file; tell what came of it and what it took."""
    data = path.read_bytes()
    began, cpu = time.perf_counter(), time.process_time()
    try:
        manuscript, blocks, usage = read_manuscript(data, path.name)
    except BadInput as refusal:
        return {
            "file": path.name,
            "ok": False,
            "error": sentence(refusal),
            "seconds": round(time.perf_counter() - began, 4),
        }
    took = {
        "seconds": round(time.perf_counter() - began, 4),
        "cpu": round(time.process_time() - cpu + usage.cpu_seconds, 4),
        "mb": round(usage.peak_mb),
    }
    return {"file": path.name, "ok": True, "error": None, **took, **described(manuscript, blocks)}


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
            print(f"{path.name:60.60} {found['seconds']:7.3f} s {found.get('mb', 0):5} MB  {shown}")


if __name__ == "__main__":
    main()
