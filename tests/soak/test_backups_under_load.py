"""Twenty backups while people write, each restored into a running site."""

import hashlib
from pathlib import Path

from flask import Flask
from sqlalchemy import func, select

from reviewapp.extensions import db
from reviewapp.models import Original, Thread, Version
from reviewapp.services.backups import take_backup
from tests.builders import make_review, token_of
from tests.databases import SqliteDatabase
from tests.services.ledger import Writers, comments_in, halves_in
from tests.services.test_backups import moved_to, rows_of

ROUNDS = 20


def test_each_backup_taken_under_load_ends_in_a_running_site(
    app: Flask, app_context: None, tmp_path: Path
) -> None:
    review = make_review()
    version, token = review.version.public_id, token_of(review.expert)
    data = db.session.scalar(select(Original.data).where(Original.version_id == review.version.id))
    with Writers(app, review, hands=3) as writers:
        for turn in range(ROUNDS):
            writers.wait_for(10)
            answered = writers.answered()
            file = tmp_path / f"{turn}.backup"
            take_backup(file)
            rows = rows_of(file)
            assert answered <= comments_in(rows) and halves_in(rows) == []
            other = moved_to(SqliteDatabase(tmp_path / f"{turn}.db"), file)
            with other.app_context():
                count = db.session.scalar(select(func.count()).select_from(Thread))
                assert count == len(comments_in(rows))
                assert db.session.scalar(select(Version.public_id)) == version
                head = {"Authorization": f"Bearer {token}"}
                got = other.test_client().get(f"/api/v1/versions/{version}/original", headers=head)
                assert hashlib.sha256(got.data).digest() == hashlib.sha256(data or b"").digest()
                db.session.remove()
                db.engine.dispose()
    assert writers.failures == []
