"""Fields that nobody offered, added to every write: never taken for what they say."""

from collections.abc import Iterator
from typing import Any

import pytest
from flask import current_app

from reviewapp.extensions import db
from reviewapp.models import Account, Membership, Thread
from tests import builders as b
from tests.databases import SqliteDatabase
from tests.fixtures_app import make_app
from tests.rights.asking import Row, body_of, read_rows
from tests.rights.stage import Stage, build_stage
from tests.rights.test_doors import CELLS


@pytest.fixture(scope="module")
def stage(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Stage, SqliteDatabase]]:
    database = SqliteDatabase(tmp_path_factory.mktemp("more") / "stage.db")
    app = make_app(database.url)
    with app.app_context():
        db.create_all()
        built = build_stage()
        database.keep(db.engine, db.metadata)
        yield built, database


def _more(stage: Stage) -> dict[str, Any]:
    """What CKAN and others took over accounts by, and what would move or date things."""
    return {
        "role": "manager",
        "is_admin": True,
        "project_id": stage.ids["project.foreign"],
        "author_id": stage.people["mate"].id,
        "author": stage.ids["member.mate"],
        "entered_by_id": stage.people["mate"].id,
        "created_at": "2001-01-01T00:00:00Z",
        "number": 977,
        "author_number": 977,
        "is_late": True,
        "is_shared": True,
        "round_id": stage.ids["round.foreign"],
        "document_id": stage.ids["document.foreign"],
        "disposition_by": stage.ids["member.mate"],
        "password_hash": "x",
        "left_at": "2001-01-01T00:00:00Z",
        "revision": 977,
        "id": 1,
        "public_id": "n" * 16,
    }


def _state(stage: Stage) -> dict[str, Any]:
    """What such fields would change: who is what, whose each comment is, where it stands, since when."""
    members = {m.id: (m.role, m.project_id, m.left_at, m.created_at) for m in db.session.query(Membership)}
    accounts = {a.id: (a.is_admin, a.password_hash, a.created_at) for a in db.session.query(Account)}
    threads = {
        t.id: (t.author_id, t.entered_by_id, t.round_id, t.document_id, t.number, t.created_at, t.public_id)
        for t in db.session.query(Thread)
    }
    return {"members": members, "accounts": accounts, "threads": threads}


def _writes() -> list[tuple[str, Row]]:
    """Every write of the table, by the first who may do it; those that do set a role are left out."""
    found: dict[tuple[str, str], tuple[str, Row]] = {}
    for row in read_rows(CELLS):
        able = [
            who for who in ("reviewer", "officer", "editor") if row.cells[who] in ("allow", "opens", "done")
        ]
        is_about_roles = row.body.startswith(("role", "member", "upload"))
        if row.method != "GET" and able and not is_about_roles and "own.@" not in row.path:
            found.setdefault((row.method, row.path), (able[0], row))
    return list(found.values())


def test_no_field_that_was_not_offered_is_taken(stage: tuple[Stage, SqliteDatabase]) -> None:
    built, database = stage
    tokens = {who: b.token_of(built.people[who]) for who in ("reviewer", "officer", "editor")}
    clients = {who: current_app.test_client() for who in tokens}
    for who, client in clients.items():
        b.sign_in(client, built.people[who])
    database.keep(db.engine, db.metadata)
    wrong = []
    for who, row in _writes():
        states = []
        for more in ({}, _more(built)):
            path = row.path
            for name, value in built.ids.items():
                path = path.replace(f"{{{name}}}", value)
            body = {**more, **body_of(row.body, built.ids, is_api=row.is_api)}
            sent: dict[str, Any] = {"json": body} if row.is_api else {"data": body}
            headers = {"Authorization": f"Bearer {tokens[who]}"} if row.is_api else {}
            answer = clients[who].open(path, method=row.method, headers=headers, **sent)
            states.append((answer.status_code, _like_before(_state(built))))
            db.session.rollback()
            database.empty(db.engine)
        plain, loaded = states
        if loaded[0] != 422 and plain != loaded:
            wrong.append(f"{row.name} as {who}: {plain[0]} / {loaded[0]}")
    assert len(_writes()) > 40
    assert not wrong, "\n".join(wrong)


def _like_before(state: dict[str, Any]) -> dict[str, Any]:
    """Leave the ids and moments of new rows out: those of two runs differ, but neither is what was sent."""
    for kind, rows in state.items():
        for values in rows.values():
            assert "n" * 16 not in values
            assert not any(getattr(value, "year", None) == 2001 for value in values)
        state[kind] = sorted(str([one for one in values if not _is_new(one)]) for values in rows.values())
    return state


def _is_new(value: Any) -> bool:
    return hasattr(value, "year") or (isinstance(value, str) and len(value) == 16)
