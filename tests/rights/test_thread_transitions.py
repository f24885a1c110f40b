"""What may be done to a comment in which status, by whom: the table, asked over the API."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from flask import current_app

from reviewapp.domain.threads import Status
from reviewapp.extensions import db
from reviewapp.models import Thread
from tests import builders as b
from tests.databases import SqliteDatabase
from tests.fixtures_app import make_app

STATUSES = ("draft", "open", "in_progress", "decided", "closed", "withdrawn")
ACTS: dict[str, tuple[str, str, dict[str, Any]]] = {
    "decide": ("POST", "/decision", {"disposition": "noted"}),
    "revise": ("POST", "/decision", {"disposition": "accepted"}),
    "reopen": ("POST", "/reopen", {}),
    "begin": ("PATCH", "", {"status": "in_progress"}),
    "close": ("PATCH", "", {"status": "closed"}),
    "send": ("PATCH", "", {"status": "open"}),
    "edit": ("PATCH", "", {"body": "Changed words."}),
    "withdraw": ("POST", "/withdraw", {}),
    "reply": ("POST", "/replies", {"body": "An answer."}),
    "support": ("POST", "/support", {}),
    "object": ("POST", "/objection", {"note": "Look again."}),
    "share": ("PATCH", "", {"shared": True}),
    "assign": ("PATCH", "", {"assignee": "EDITOR"}),
    "wait": ("PATCH", "", {"waiting": True}),
    "tag": ("PATCH", "", {"tags": ["workshop"]}),
}
REFUSALS = {"conflict": 409, "deny": 403, "hide": 404}


def _rows() -> list[tuple[str, str, list[str]]]:
    lines = Path(__file__).with_name("thread_transitions.txt").read_text().splitlines()
    parts = [[one.strip() for one in line.split("|")] for line in lines if line and not line.startswith("#")]
    assert all(len(one) == 2 + len(STATUSES) for one in parts)
    return [(act, who, cells) for act, who, *cells in parts]


@pytest.fixture
def stood(tmp_path: Path) -> Iterator[tuple[SqliteDatabase, b.Review, dict[str, str]]]:
    """A review with one comment in each status, and a picture of its database."""
    database = SqliteDatabase(tmp_path / "stood.db")
    app = make_app(database.url)
    with app.app_context():
        db.create_all()
        review = b.make_review()
        ids = {one: b.make_thread(review.version, review.expert, is_draft=one == "draft") for one in STATUSES}
        for one in ("decided", "closed"):
            b.make_decision(ids[one], review.editor)
        for one in ("in_progress", "closed", "withdrawn"):
            ids[one].status = Status(one)
        db.session.commit()
        yield database, review, {one: thread.public_id for one, thread in ids.items()}


def test_each_act_leads_where_the_table_says(stood: tuple[SqliteDatabase, b.Review, dict[str, str]]) -> None:
    database, review, ids = stood
    people = {"editor": review.editor, "author": review.expert, "other": review.other}
    tokens = {who: b.token_of(member) for who, member in people.items()}
    wrong, editor = [], review.editor.public_id
    database.keep(db.engine, db.metadata)
    for act, who, cells in _rows():
        for status, expected in zip(STATUSES, cells, strict=True):
            told = _do(act, ids[status], tokens[who], editor)
            present = db.session.query(Thread).filter_by(public_id=ids[status]).one()
            _, _, after = expected.partition(" -> ")
            wanted = (REFUSALS.get(expected, 200), after or status)
            if (told, present.status.value) != wanted:
                wrong.append(f"{act} by {who} on {status}: {told}, {present.status.value}; not {expected}")
            db.session.rollback()
            database.empty(db.engine)
    assert not wrong, "\n".join(wrong)


def _do(act: str, thread: str, token: str, editor: str) -> int:
    """Ask for an act; give the status of the answer, 200 for 201 too. A revision has seen what stands."""
    method, path, body = ACTS[act]
    sent = {name: editor if value == "EDITOR" else value for name, value in body.items()}
    headers = {"Authorization": f"Bearer {token}"} | ({"If-Match": "*"} if act == "revise" else {})
    client = current_app.test_client()  # type: ignore[attr-defined]
    answer = client.open(f"/api/v1/threads/{thread}{path}", method=method, json=sent, headers=headers)
    return 200 if answer.status_code == 201 else int(answer.status_code)
