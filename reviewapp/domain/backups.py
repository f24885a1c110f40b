"""What a backup holds: each table as lines of JSON that no database's dialect shows in, and a manifest."""

import base64
import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import UTC, date, datetime
from typing import Any

from .errors import BadInput
from .mails import SECRETS, Outcome

PRODUCT = "expert-review"
RELEASE = "0.1.0"
FORMAT = 1
"""Grows when an older program could no longer read what is written here."""

LEFT_OUT: Mapping[str, str] = {
    "open_session": "a copy of the file opens no session: everybody signs in again",
    "attempt": "counters of some minutes, for limits on guessing",
    "comparison": "made again from the versions when somebody asks",
}
"""Tables that stay out of a backup, each with its reason."""

NOT_SENT_AGAIN = "It held a sign-in link, which no backup keeps. Send a new one."

Row = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Part:
    """One table in the backup: how many rows, and the SHA-256 of its lines."""

    rows: int
    sha256: str


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a backup says of itself. `revision` is the migration its tables stand at."""

    revision: str
    taken_at: str
    database: str
    tables: dict[str, Part]
    product: str = PRODUCT
    release: str = RELEASE
    format: int = FORMAT

    @property
    def rows(self) -> int:
        """All rows together."""
        return sum(part.rows for part in self.tables.values())

    def to_json(self) -> str:
        """Write it down."""
        return json.dumps({**asdict(self), "left_out": dict(LEFT_OUT)}, indent=1, sort_keys=True)


def read_manifest(text: bytes) -> Manifest:
    """Read a manifest. Raises BadInput: backup_foreign, backup_newer, backup_damaged."""
    try:
        told = json.loads(text)
        if told["product"] != PRODUCT:
            raise BadInput("backup_foreign")
        if told["format"] > FORMAT:
            raise BadInput("backup_newer", release=told.get("release", ""))
        parts = {name: Part(int(part["rows"]), str(part["sha256"])) for name, part in told["tables"].items()}
        revision, taken_at, database = (str(told[name]) for name in ("revision", "taken_at", "database"))
        return Manifest(revision, taken_at, database, parts, release=str(told["release"]))
    except (ValueError, KeyError, TypeError, AttributeError):
        raise BadInput("backup_damaged", part="manifest") from None


def to_line(row: Row) -> bytes:
    """Write a row as one line of JSON, the same whatever database it comes from."""
    told = {name: _told(value) for name, value in row.items()}
    return json.dumps(told, ensure_ascii=False, separators=(",", ":")).encode() + b"\n"


def from_line(line: bytes) -> Row:
    """Read a row back. Raises ValueError where the line is none of ours."""
    told = json.loads(line)
    return {name: _meant(value) for name, value in told.items()}


def without_secrets(table: str, row: Row) -> Row:
    """Take out of a row what a stranger with the file could sign in with."""
    if table != "mail" or row["settled_at"] is not None or not _holds_secret(row["params"]):
        return row
    params = {name: value for name, value in row["params"].items() if name not in SECRETS}
    ended = {"settled_at": row["created_at"], "outcome": Outcome.NOT_NEEDED.value, "error": NOT_SENT_AGAIN}
    return {**row, **ended, "params": params}


def _holds_secret(params: Mapping[str, Any]) -> bool:
    return not SECRETS.isdisjoint(params)


def _told(value: Any) -> Any:
    match value:
        case bytes() | memoryview():
            return {"bytes": base64.b64encode(value).decode()}
        case datetime():
            return {"at": (value if value.tzinfo else value.replace(tzinfo=UTC)).astimezone(UTC).isoformat()}
        case date():
            return {"day": value.isoformat()}
        case dict() | list():
            return {"json": value}
        case _:
            return value


def _meant(value: Any) -> Any:
    if not isinstance(value, dict):
        return value
    ((kind, told),) = value.items()
    match kind:
        case "bytes":
            return base64.b64decode(told, validate=True)
        case "at":
            return datetime.fromisoformat(told)
        case "day":
            return date.fromisoformat(told)
        case "json":
            return told
    raise ValueError(kind)
