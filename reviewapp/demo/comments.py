"""Read the comments of a round from the file in which they are told."""

import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from .shapes import After, Decision, Quote, Reopening, Reply, Thread, Translation, Withdrawal, Work

FOLDER = Path(__file__).parent / "rounds"
PARTS: Mapping[str, type] = {
    "quote": Quote,
    "translation": Translation,
    "decision": Decision,
    "reopening": Reopening,
    "withdrawal": Withdrawal,
    "work": Work,
    "after": After,
}


def comments_of(round_: str, file: str) -> tuple[Thread, ...]:
    """Give the comments that `file` tells of, as made in the round with the key `round_`."""
    told = tomllib.loads((FOLDER / file).read_text(encoding="utf-8"))
    return tuple(_thread(round_, one) for one in told["thread"])


def _thread(round_: str, told: Mapping[str, Any]) -> Thread:
    given = {name: PARTS[name](**value) if name in PARTS else value for name, value in told.items()}
    for name in ("tags", "supported_by"):
        given[name] = tuple(told.get(name, ()))
    given["replies"] = tuple(Reply(**one) for one in told.get("replies", ()))
    return Thread(round=round_, **given)
