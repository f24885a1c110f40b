"""Reading the cells file, and asking one of its questions as somebody."""

import io
import re
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import Any

from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from reviewapp.clock import now

COLUMNS = ("observer", "reviewer", "elsewhere", "officer", "editors", "admin", "outsiders")
WHO = {"editors": ("editor", "manager"), "outsiders": ("outsider", "removed", "nobody")}
NEVER = "n" * 16
"""An id that never existed."""

_LINE = re.compile(
    r"(?P<method>[A-Z]+) (?P<path>\S+)(?: (?P<body>\S+))? : (?P<words>[^|(]*)(?:\((?P<hidden>[^)]*)\))?"
)
_ID = re.compile(r"\{([a-z.@]+)\}")


@dataclass(frozen=True, slots=True)
class Row:
    """A line of the cells file."""

    action: str
    method: str
    path: str
    body: str
    words: tuple[str, ...]
    hidden: tuple[str, ...]
    cells: dict[str, str]

    @property
    def is_api(self) -> bool:
        """Whether a token opens it."""
        return self.path.startswith("/api/")

    @property
    def name(self) -> str:
        """The question as it stands in the file."""
        return " ".join(filter(None, (self.method, self.path, self.body)))


def read_rows(path: Path) -> list[Row]:
    """Read the file. A line that does not fit is an error, not a comment."""
    rows, action = [], ""
    for line in path.read_text().splitlines():
        if line.startswith("== "):
            action = line[3:]
        if not line.strip() or line.startswith(("#", "==")):
            continue
        ask, *cells = (part.strip() for part in line.split("|"))
        found = _LINE.fullmatch(ask)
        if found is None or len(cells) != len(COLUMNS):
            raise ValueError(f"not a line of the table: {line}")
        words = tuple(word for word in found["words"].split() if word != "-")
        hidden = tuple((found["hidden"] or "").split())
        expected = {
            who: cell
            for column, cell in zip(COLUMNS, cells, strict=True)
            for who in WHO.get(column, (column,))
        }
        rows.append(Row(action, found["method"], found["path"], found["body"] or "", words, hidden, expected))
    return rows


def body_of(name: str, ids: dict[str, str], *, is_api: bool) -> dict[str, Any]:
    """Give what is sent under a name of the file: JSON for the API, fields for a page."""
    kind, _, scene = name.partition(".")
    opens, closes = now() - timedelta(days=1), now() + timedelta(days=30)
    version, passage = ids["version.open"], {"type": "substantive", "importance": ""}
    round_ = {
        "name": "One more round",
        "opens_at": opens.isoformat(),
        "closes_at": closes.isoformat(),
        "versions": [version],
        "reviewers": [ids["member.reviewer"]],
    }
    person = {"email": "newcomer@example.org", "name": "Expert 77", "role": scene, "institution_type": "tvet"}
    on_page: dict[str, dict[str, Any]] = {
        "comment": {"body": "New words.", "scope": "document", "language": "en", **passage},
        "edit": {"body": "Changed words.", "proposed_wording": "", **passage},
        "document": {"title": "A new title", "kind": "chapter"},
        "project": {"name": "New project", "languages": ["en"], "time_zone": "Asia/Shanghai"},
        "member": {**person, "country": "", "language": ""},
        "removed": {
            "version": ids[f"version.{scene}"] if kind == "removed" else "",
            "removed": "yes",
            "seen": "",
        },
        "likely": {"above": "0"},
        "in": {"version": ids.get(f"version.{scene}", ""), "seen": ""},
        "share": {"shared": "yes"},
        "promoted": {"is_admin": "yes"},
        "extension": {"until": (closes).strftime("%Y-%m-%dT%H:%M")},
        "address": {"email": "elsewhere@example.org"},
        "name": {"name": "Expert 78"},
        "encoding": {"encoding": "UTF-8"},
        "details": {"institution": "New institution", "institution_type": "", "country": "", "language": ""},
    }
    by_api: dict[str, dict[str, Any]] = {
        "comment": {"scope": "document", "body": "New words."},
        "behalf": {"scope": "document", "body": "New words.", "on_behalf_of": ids["member.mate"]},
        "foreignbehalf": {"scope": "document", "body": "New words.", "on_behalf_of": ids["member.outsider"]},
        "edit": {"body": "Changed words."},
        "document": {"title": "A new title", "kind": "chapter"},
        "project": {"name": "New project", "languages": ["en"], "time_zone": "Asia/Shanghai"},
        "member": person,
        "removed": {"version": ids[f"version.{scene}"] if kind == "removed" else "", "removed": True},
        "in": {"version": ids.get(f"version.{scene}", "")},
        "shared": {"shared": True},
        "begun": {"status": "in_progress"},
        "note": {"body": "For us.", "internal": True},
        "foreignmain": {"disposition": "duplicate", "duplicate_of": ids["thread.foreign"]},
        "round": round_,
        "foreignround": {**round_, "versions": [ids["version.foreign"]]},
        "foreignreviewer": {**round_, "reviewers": [ids["member.outsider"]]},
        "renamed": {"name": "Another name"},
        "tagged": {"tags": ["workshop"]},
        "assigned": {"assignee": ids["member.editor"]},
        "translated": {"translation": {"text": "再说一句。", "language": "zh"}},
        "blinded": {"visibility": "blind"},
        "extension": {"member": ids["member.mate"], "until": closes.isoformat()},
        "numbered": {"attribution": "number"},
    }
    either = {
        "empty": {},
        "reply": {"body": "An answer."},
        "decision": {"disposition": "noted"},
        "guide": {"title": "A new title"},
        "role": {"role": scene},
        "until": {"objections_until": "2999-12-07"},
        "objection": {"note": "Please look again."},
        "handover": {"to": ids["member.target"]},
        "upload": {
            "file": (io.BytesIO(b"# A new version\n\nNew text.\n"), "new.md"),
            "language": "en",
            **({} if is_api else {"note": "", "corresponds_to": ""}),
        },
    }
    known = {**either, **(by_api if is_api else on_page)}
    return known[kind]


def ask(
    client: FlaskClient, row: Row, ids: dict[str, str], who: str, token: str | None, **instead: str
) -> TestResponse:
    """Ask a question of the file as `who`; `instead` puts other ids in the place of some."""
    known = {**ids, **instead}
    path = _ID.sub(lambda found: known[found[1].replace("@", who)], row.path)
    sent: dict[str, Any] = {}
    if row.method != "GET":
        body = body_of(row.body, known, is_api=row.is_api)
        sent = {"json": body} if row.is_api and "file" not in body else {"data": body}
    if row.is_api and token:
        sent["headers"] = {"Authorization": f"Bearer {token}"}
    return client.open(path, method=row.method, **sent)


def ids_in(row: Row, who: str) -> list[str]:
    """Give the names of the ids in a question's address."""
    return [name.replace("@", who) for name in _ID.findall(row.path)]
