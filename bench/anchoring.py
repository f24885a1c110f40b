"""Carry every annotation of a set of text pairs through the code an upload runs, and write where each went.

A folder holds one folder a pair: a.md, b.md, annotations.jsonl. Offsets are code points of the sources.
"""

import argparse
import json
import sys
import time
from dataclasses import replace
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from bench.markdown_offsets import Offsets
from reviewapp.domain.blocks import Block
from reviewapp.domain.carrying.carrier import Anchor, Carrier, Placement
from reviewapp.domain.carrying.edition import Edition
from reviewapp.domain.threads import PlaceState, Scope
from reviewapp.importers.registry import read_manuscript
from reviewapp.services.composing import compose

FOUND = {PlaceState.IN_PLACE, PlaceState.CHANGED, PlaceState.MOVED, PlaceState.TO_BE_PLACED}


def read_blocks(path: Path) -> tuple[str, list[Block]]:
    """Read a Markdown file as an upload does; give its source and its blocks."""
    data = path.read_bytes()
    _, manuscript = read_manuscript(data, path.name)
    blocks = compose(manuscript.blocks, image_base="/images/")
    return data.decode(), [replace(block, id=f"b{i}") for i, block in enumerate(blocks)]


def predictions(folder: Path) -> tuple[list[dict[str, Any]], float]:
    """Carry the annotations of one pair; give the predictions and the CPU seconds that carrying took."""
    (source, old), (target, new) = read_blocks(folder / "a.md"), read_blocks(folder / "b.md")
    here, there = Offsets(source, old), Offsets(target, new)
    with (folder / "annotations.jsonl").open(encoding="utf-8", newline="") as lines:
        asked = [json.loads(line) for line in lines if line.strip()]
    spans = [here.to_span(one["start"], one["end"]) for one in asked]
    began = time.process_time()
    carrier = Carrier(Edition(old), Edition(new))
    found = [carrier.carry(Anchor(Scope.PASSAGE, span)) if span else None for span in spans]
    took = time.process_time() - began
    return [{"id": one["id"], **said(placed, there)} for one, placed in zip(asked, found, strict=True)], took


def said(placed: Placement | None, offsets: Offsets) -> dict[str, Any]:
    """Write a placement as a prediction."""
    if placed is None:
        return {"status": "orphaned", "certain": False}
    certain = placed.state is not PlaceState.TO_BE_PLACED
    stretch = offsets.to_source(placed.span) if placed.span and placed.state in FOUND else None
    shown = {"certain": certain, "state": placed.state.value, "score": placed.score}
    if stretch is None:
        return {"status": "orphaned", **shown}
    return {"status": "anchored", "start": stretch[0], "end": stretch[1], **shown}


def main() -> None:
    """Run over a folder of pairs."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("folder", type=Path)
    parser.add_argument("--out", type=Path, required=True)
    asked = parser.parse_args()
    count, seconds = 0, 0.0
    with asked.out.open("w", encoding="utf-8") as out:
        for folder in sorted(path.parent for path in asked.folder.glob("*/annotations.jsonl")):
            found, took = predictions(folder)
            count, seconds = count + len(found), seconds + took
            out.writelines(json.dumps(one, ensure_ascii=False) + "\n" for one in found)
    sys.stdout.write(f"{count} annotations, {1000 * seconds / max(count, 1):.2f} CPU seconds per 1,000\n")


if __name__ == "__main__":
    main()
