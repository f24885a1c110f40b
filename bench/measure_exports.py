"""Measure the exports of a round of 10,000 comments: CPU, memory beyond an empty round's, size.

Every figure comes from a process of its own. XLSX is set against bare XlsxWriter in constant-memory mode
that writes the same cells in the same process. Asked for: memory +32 MB at most, XLSX 1.5 times at most.
"""

import argparse
import datetime as dt
import io
import json
import platform
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path
from typing import Any

import openpyxl
import xlsxwriter
from flask import Flask
from many_comments import Filled, fill, make_app

FORMATS = ("xlsx", "csv", "docx", "html", "json")
PRESETS = ("full", "short", "standards")
MOST_MEMORY_MB, MOST_RATIO = 32, 1.5


def exported(
    app: Flask, where: Filled, round_id: str, format: str, preset: str, *, keep: bool = False
) -> tuple[bytes, int]:
    """Ask the app for an export as a client does; give its bytes (if kept) and their number."""
    address = f"/api/v1/rounds/{round_id}/export?format={format}&preset={preset}&lang=en"
    answer = app.test_client().get(address, headers={"Authorization": f"Bearer {where.token}"})
    assert answer.status_code == 200, answer.get_data(as_text=True)
    kept, size = io.BytesIO(), 0
    for chunk in answer.response:
        size += len(chunk)
        if keep:
            kept.write(chunk)
    return kept.getvalue(), size


def memory(where: Filled, task: dict[str, Any]) -> dict[str, float]:
    """Export once and tell the peak of this process in MB."""
    app = make_app(where.url)
    # A child begins with the peak of its parent; 5 makes the kernel forget it.
    Path("/proc/self/clear_refs").write_text("5")
    began = time.process_time()
    _, size = exported(app, where, task["round"], task["format"], task["preset"])
    cpu = time.process_time() - began
    status = Path("/proc/self/status").read_text()
    peak = next(int(line.split()[1]) for line in status.splitlines() if line.startswith("VmHWM")) / 1024
    return {"peak_mb": peak, "cpu_s": cpu, "size_mb": size / 2**20}


def beside_bare(where: Filled, task: dict[str, Any]) -> dict[str, float]:
    """Time the export of XLSX and bare XlsxWriter with the same cells, one after the other."""
    app = make_app(where.url)
    exported(app, where, where.none, "xlsx", task["preset"])
    began = time.process_time()
    data, _ = exported(app, where, where.many, "xlsx", task["preset"], keep=True)
    ours = time.process_time() - began
    sheet = openpyxl.load_workbook(io.BytesIO(data)).worksheets[0]
    rows = [[cell.value for cell in row] for row in sheet.iter_rows()]
    began = time.process_time()
    write_bare(rows)
    bare = time.process_time() - began
    cells = sum(value is not None for row in rows for value in row)
    return {"export_s": ours, "bare_s": bare, "ratio": ours / bare, "cells": cells}


def write_bare(rows: list[list[Any]]) -> None:
    """Write cells with XlsxWriter and nothing else, in the looks of the export."""
    with tempfile.TemporaryFile() as file:
        book = xlsxwriter.Workbook(file, {"constant_memory": True, "strings_to_formulas": False})
        look = book.add_format({"text_wrap": True, "valign": "top"})
        day = book.add_format({"text_wrap": True, "valign": "top", "num_format": "yyyy-mm-dd"})
        sheet = book.add_worksheet()
        for at, row in enumerate(rows):
            for column, value in enumerate(row):
                if isinstance(value, str):
                    sheet.write_string(at, column, value, look)
                elif isinstance(value, dt.datetime):
                    sheet.write_datetime(at, column, value, day)
                elif value is not None:
                    sheet.write_number(at, column, value, look)
        book.close()


TASKS = {"memory": memory, "beside_bare": beside_bare}


def in_child(where: Filled, kind: str, **task: Any) -> dict[str, float]:
    """Run one task in a fresh process."""
    given = json.dumps({"where": asdict(where), "kind": kind, **task})
    done = subprocess.run(
        [sys.executable, __file__, "--task", given], check=True, capture_output=True, text=True
    )
    answer: dict[str, float] = json.loads(done.stdout.splitlines()[-1])
    return answer


def summed(runs: list[dict[str, float]]) -> dict[str, dict[str, float]]:
    """Give median, least and most of each figure."""
    return {
        key: {
            "median": round(statistics.median(run[key] for run in runs), 3),
            "least": round(min(run[key] for run in runs), 3),
            "most": round(max(run[key] for run in runs), 3),
        }
        for key in runs[0]
    }


def measure(where: Filled, runs: int, presets: list[str], formats: list[str]) -> Iterator[dict[str, Any]]:
    """Give one result for each format and preset."""
    for preset in presets:
        for format in formats:
            many, none = (
                [in_child(where, "memory", round=round_id, format=format, preset=preset) for _ in range(runs)]
                for round_id in (where.many, where.none)
            )
            result = {"format": format, "preset": preset, **summed(many)}
            beyond = [one["peak_mb"] - two["peak_mb"] for one, two in zip(many, none, strict=True)]
            result["beyond_empty_mb"] = summed([{"x": x} for x in beyond])["x"]
            if format == "xlsx":
                result |= summed([in_child(where, "beside_bare", preset=preset) for _ in range(runs)])
            yield result


def spread(figure: dict[str, float]) -> str:
    """Write a figure with its noise."""
    return f"{figure['median']:.2f} ({figure['least']:.2f}-{figure['most']:.2f})"


def main() -> int:
    """Print a table, then the same as JSON; tell by the exit status whether the bounds are kept."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--comments", type=int, default=10_000)
    asked.add_argument("--runs", type=int, default=3)
    asked.add_argument("--presets", default=",".join(PRESETS))
    asked.add_argument("--formats", default=",".join(FORMATS))
    asked.add_argument("--task", help=argparse.SUPPRESS)
    options = asked.parse_args()
    if options.task:
        task = json.loads(options.task)
        where = Filled(**task.pop("where"))
        print(json.dumps(TASKS[task.pop("kind")](where, task)))
        return 0
    with tempfile.TemporaryDirectory() as folder:
        where = fill(f"sqlite:///{Path(folder) / 'many.db'}", options.comments)
        print(f"{options.comments} comments, {options.runs} runs: median (least-most)")
        print(f"{'':16}{'CPU s':>20}{'MB beyond empty':>24}{'size MB':>10}{'bare s':>20}{'ratio':>20}")
        results = []
        for one in measure(where, options.runs, options.presets.split(","), options.formats.split(",")):
            results.append(one)
            bare = f"{spread(one['bare_s']):>20}{spread(one['ratio']):>20}" if "ratio" in one else ""
            print(
                f"{one['format']:6}{one['preset']:10}{spread(one['cpu_s']):>20}"
                f"{spread(one['beyond_empty_mb']):>24}{one['size_mb']['median']:>10.2f}{bare}",
                flush=True,
            )
    print(json.dumps({"python": platform.python_version(), "comments": options.comments, "results": results}))
    is_kept = all(
        one["beyond_empty_mb"]["median"] <= MOST_MEMORY_MB
        and one.get("ratio", {"median": 0})["median"] <= MOST_RATIO
        for one in results
    )
    return 0 if is_kept else 1


if __name__ == "__main__":
    sys.exit(main())
