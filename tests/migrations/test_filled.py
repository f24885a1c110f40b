"""Migrations of a database that people have worked in: nothing that stays is changed or lost."""

from datetime import timedelta
from pathlib import Path

from flask import Flask
from flask_migrate import downgrade, upgrade

from reviewapp.clock import now
from reviewapp.extensions import db
from reviewapp.models import Account
from reviewapp.services.restores import restore_backup
from tests.builders import sign_in
from tests.fixtures_app import MIGRATIONS
from tests.migrations.filling import Rows, fill, kept_in, orphans, references, reflected, rows_now

FIRST = "b48b0506b211"
FIRST_RELEASE = Path(__file__).parent / "files" / "first_release.backup"
"""The demo as the first release loads it, taken with `flask backup`."""


def up_down_up(**many: int) -> None:
    """Fill the first schema, migrate there and back and there again; compare after each step."""
    upgrade(directory=MIGRATIONS, revision=FIRST)
    fill(**many)
    first, keys = rows_now(), references()
    assert all(first.values())
    upgrade(directory=MIGRATIONS)
    stays = kept_in(first, rows_now())
    assert stays.keys() == first.keys()

    _compare(stays, keys)
    downgrade(directory=MIGRATIONS, revision=FIRST)
    assert _columns(_compare(stays, keys)) == _columns(first)
    upgrade(directory=MIGRATIONS)
    _compare(stays, keys)


def _compare(stays: Rows, keys: set[tuple[str, str, str]]) -> Rows:
    present = rows_now()
    assert kept_in(present, stays) == stays
    assert keys <= references() and orphans() == []
    return present


def _columns(rows: Rows) -> dict[str, set[str]]:
    return {name: set(found[0]) for name, found in rows.items()}


def test_rows_stay_as_they_are_up_down_and_up_again(bare_app: Flask) -> None:
    up_down_up()


def test_nobody_is_invited_anew_to_a_round_that_was_open_before(bare_app: Flask) -> None:
    upgrade(directory=MIGRATIONS, revision=FIRST)
    fill()
    with db.engine.connect().execution_options(writes=True) as connection, connection.begin():
        round_ = reflected(connection)["round"]
        moments = {"opens_at": now() - timedelta(days=1), "closes_at": now() + timedelta(days=1)}
        connection.execute(round_.update().values(**moments))
    upgrade(directory=MIGRATIONS)
    rows = rows_now()["round"]
    assert {row["opening_noted_at"] == row["opens_at"] for row in rows} == {True}
    assert {row["closing_noted_at"] for row in rows} == {None}


def test_the_demo_of_the_first_release_lives_on(bare_app: Flask) -> None:
    manifest = restore_backup(FIRST_RELEASE)
    present = rows_now()
    assert {name: len(present[name]) for name in manifest.tables} == {
        name: part.rows for name, part in manifest.tables.items()
    }
    client = bare_app.test_client()
    for account in db.session.query(Account).order_by(Account.id):
        sign_in(client, account)
        assert client.get("/", follow_redirects=True).status_code == 200
