"""Backup and restore: one moment while others write, whole or refused, into either kind of database."""

import hashlib
import io
import json
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import func, select

from reviewapp.clock import now
from reviewapp.domain.backups import LEFT_OUT
from reviewapp.domain.errors import BadInput, ReviewError, StateConflict
from reviewapp.domain.mails import MailKind
from reviewapp.extensions import db
from reviewapp.models import Mail, OpenSession, Original, Thread, Version
from reviewapp.services.backups import take_backup
from reviewapp.services.restores import check_backup, restore_backup
from tests.builders import Review, make_decision, make_review, make_thread, make_version, sign_in
from tests.databases import SqliteDatabase, new_database
from tests.databases import TestDatabase as Home
from tests.fixtures_app import make_app
from tests.services.ledger import Writers, comments_in, halves_in

CHAPTER = "# 4 Training\n\nA trainer plans, shows and checks the work.\n"


@pytest.fixture
def review() -> Review:
    """A review with what refers to rows of its own table, and with Chinese words."""
    review = make_review()
    main = make_thread(review.version, review.expert, "请说明需要多少小时。")
    twin = make_thread(review.version, review.other, "Say how many hours.")
    make_decision(twin, review.editor, "duplicate", duplicate_of=main.public_id)
    make_version(review.document, CHAPTER)
    return review


@pytest.fixture
def other_home(tmp_path: Path, worker_id: str) -> Iterator[Home]:
    """An empty database of the kind under test, without a table."""
    yield new_database(tmp_path, f"review_restored_{worker_id}")


def rows_of(file: Path) -> dict[str, list[Any]]:
    with zipfile.ZipFile(file) as archive:
        return {
            name.split("/")[1]: [json.loads(line) for line in archive.read(name).splitlines()]
            for name in archive.namelist()
            if name.startswith("tables/")
        }


def moved_to(home: Home, file: Path) -> Flask:
    """Restore `file` in a database of its own; give the app on it."""
    app = make_app(home.url)
    with app.app_context():
        restore_backup(file)
        db.session.remove()
    return app


def taken_again(app: Flask, file: Path) -> dict[str, list[Any]]:
    with app.app_context():
        take_backup(file)
        db.engine.dispose()
    return rows_of(file)


def test_a_backup_moves_between_databases_and_no_row_changes(
    review: Review, other_home: Home, tmp_path: Path
) -> None:
    take_backup(tmp_path / "first")
    first = rows_of(tmp_path / "first")
    assert len(first["thread.jsonl"]) == 2 and first["thread.jsonl"][1]["duplicate_of_id"]

    small = moved_to(SqliteDatabase(tmp_path / "small.db"), tmp_path / "first")
    assert taken_again(small, tmp_path / "second") == first
    big = moved_to(other_home, tmp_path / "second")
    assert taken_again(big, tmp_path / "third") == first


def test_a_restored_site_runs_and_gives_the_same_files(
    review: Review, other_home: Home, tmp_path: Path
) -> None:
    data = db.session.scalar(select(Original.data).where(Original.version_id == review.version.id))
    version, expert = review.version.public_id, review.expert.account_id
    take_backup(tmp_path / "backup")

    app = moved_to(other_home, tmp_path / "backup")
    with app.app_context():
        client = app.test_client()
        here = db.session.scalar(select(Version).where(Version.public_id == version))
        member = db.session.get(type(review.expert), review.expert.id)
        assert here is not None and member is not None and member.account_id == expert
        sign_in(client, member)
        answer = client.get(f"/versions/{version}/original")
        assert hashlib.sha256(answer.data).digest() == hashlib.sha256(data or b"").digest()
        before = db.session.scalar(select(func.count()).select_from(Thread))
        assert make_thread(here, member).id > 0
        assert db.session.scalar(select(func.count()).select_from(Thread)) == (before or 0) + 1
        db.session.remove()
        db.engine.dispose()


def test_a_backup_taken_while_people_write_holds_all_that_was_answered_and_nothing_half(
    app: Flask, review: Review, tmp_path: Path
) -> None:
    with Writers(app, review, hands=3) as writers:
        for turn in range(3):
            writers.wait_for(5)
            answered = writers.answered()
            take_backup(tmp_path / f"{turn}")
            rows = rows_of(tmp_path / f"{turn}")
            assert answered <= comments_in(rows)
            assert halves_in(rows) == []
    assert writers.failures == []


def test_sessions_and_secrets_of_waiting_mails_stay_out(review: Review, tmp_path: Path) -> None:
    mail = Mail(
        kind=MailKind.INVITATION,
        address="a@example.org",
        params={"token": "hush-hush", "days": 3},
        message_id="<1@example.org>",
        created_at=now(),
        due_at=now(),
    )
    db.session.add_all([mail, OpenSession(account_id=review.expert.account_id, token_hash="0" * 64)])
    db.session.flush()
    db.session.commit()
    take_backup(tmp_path / "backup")
    rows = rows_of(tmp_path / "backup")
    assert not {f"{name}.jsonl" for name in LEFT_OUT} & rows.keys()
    assert rows["mail.jsonl"][0]["params"] == {"json": {"days": 3}}
    assert rows["mail.jsonl"][0]["outcome"] == "not_needed"
    assert "hush-hush" not in json.dumps(rows)


def test_only_its_owner_may_read_a_backup_and_no_torn_file_stays(
    review: Review, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    take_backup(tmp_path / "backup")
    assert (tmp_path / "backup").stat().st_mode & 0o777 == 0o600
    whole = (tmp_path / "backup").read_bytes()

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("reviewapp.services.backup_file.os.fsync", full)
    with pytest.raises(OSError, match="No space"):
        take_backup(tmp_path / "backup")
    assert (tmp_path / "backup").read_bytes() == whole
    assert [path.name for path in tmp_path.iterdir() if path.suffix == ".part"] == []


def test_a_database_with_rows_is_left_as_it_is(review: Review, tmp_path: Path) -> None:
    take_backup(tmp_path / "backup")
    with pytest.raises(StateConflict, match="database_filled"):
        restore_backup(tmp_path / "backup")


def test_a_damaged_foreign_or_newer_file_is_refused_before_anything_is_written(
    review: Review, tmp_path: Path
) -> None:
    take_backup(tmp_path / "backup")
    whole = (tmp_path / "backup").read_bytes()
    spoilt = {
        "truncated": (whole[: len(whole) // 2], "backup_damaged"),
        "flipped": (_flipped(whole, "tables/block.jsonl"), "backup_damaged"),
        "empty": (b"", "backup_foreign"),
        "text": (b"SQLite format 3\0", "backup_foreign"),
        "zip": (_repacked(whole, drop="manifest.json"), "backup_foreign"),
        "thinner": (_repacked(whole, drop="tables/reply.jsonl"), "backup_damaged"),
        "edited": (_repacked(whole, edit=("tables/project.jsonl", b"Guide", b"Geist")), "backup_damaged"),
        "newer": (_repacked(whole, edit=("manifest.json", b'"format": 1', b'"format": 2')), "backup_newer"),
        "unknown": (
            _repacked(whole, edit=("manifest.json", b'"revision": "', b'"revision": "x')),
            "backup_newer",
        ),
        "other": (_repacked(whole, edit=("manifest.json", b"expert-review", b"other")), "backup_foreign"),
    }
    for name, (data, code) in spoilt.items():
        (tmp_path / name).write_bytes(data)
        for look in (check_backup, restore_backup):
            with pytest.raises(BadInput) as refusal:
                look(tmp_path / name)
            assert (name, refusal.value.code) == (name, code)


def _flipped(whole: bytes, name: str) -> bytes:
    """Flip a bit amid what is packed of a part: some of what stands between the parts says nothing."""
    with zipfile.ZipFile(io.BytesIO(whole)) as archive:
        part = archive.getinfo(name)
    at = part.header_offset + 30 + len(name) + part.compress_size // 2
    return whole[:at] + bytes([whole[at] ^ 1]) + whole[at + 1 :]


def test_a_restore_that_fails_midway_leaves_no_row_and_can_be_tried_again(
    review: Review, other_home: Home, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    take_backup(tmp_path / "backup")
    app = make_app(other_home.url)
    with app.app_context():
        with monkeypatch.context() as patched:
            patched.setattr("reviewapp.services.restores._check_references", _orphan)
            with pytest.raises(ReviewError, match="backup_damaged"):
                restore_backup(tmp_path / "backup")
        assert db.session.scalar(select(func.count()).select_from(Version)) == 0
        db.session.remove()
        assert restore_backup(tmp_path / "backup").rows > 50
        db.engine.dispose()


def _orphan(*_: object) -> None:
    raise ValueError("references of thread")


def _repacked(whole: bytes, *, drop: str = "", edit: tuple[str, bytes, bytes] = ("", b"", b"")) -> bytes:
    """Pack a backup anew without one member, or with one member edited."""
    old, new = zipfile.ZipFile(io.BytesIO(whole)), io.BytesIO()
    with zipfile.ZipFile(new, "w") as archive:
        for name in old.namelist():
            data = old.read(name)
            if name != drop:
                archive.writestr(name, data.replace(*edit[1:]) if name == edit[0] else data)
    return new.getvalue()
