"""A file that takes long is kept, read by the background work, and is a whole version or none."""

from datetime import timedelta

import pytest
from flask.ctx import AppContext
from sqlalchemy import func, select

from reviewapp import clock
from reviewapp.domain.imports import LEASE, ImportState
from reviewapp.domain.people import Role
from reviewapp.extensions import db
from reviewapp.models import Activity, ImportJob, Version
from reviewapp.queries.versions import original_of
from reviewapp.services import imports
from reviewapp.services.imports import keep_for_later, read_next
from reviewapp.services.members import remove_member
from reviewapp.services.versions import Upload
from tests import builders as b


@pytest.fixture(autouse=True)
def _inside_the_app(app_context: AppContext) -> None: ...


class Ended(BaseException):
    """The worker was killed."""


def keep(data: bytes = b.CHAPTER.encode(), name: str = "chapter.md") -> tuple[ImportJob, b.Membership]:
    project = b.make_project()
    editor = b.make_member(project, Role.EDITOR)
    upload = Upload(data, name, "en", "What is new")
    return keep_for_later(b.make_document(project), upload, actor=b.actor_of(editor)), editor


def count(kind: type) -> int:
    return db.session.scalar(select(func.count()).select_from(kind)) or 0


def end_in_the_middle(monkeypatch: pytest.MonkeyPatch, verb: str) -> None:
    """Let the worker be killed at `verb`, once."""

    def killed(*_: object, **__: object) -> None:
        raise Ended

    with monkeypatch.context() as patch, pytest.raises(Ended):
        patch.setattr(imports, verb, killed)
        read_next()
    db.session.rollback()


def test_a_kept_file_becomes_the_version_of_its_sender() -> None:
    job, editor = keep()
    assert read_next() and not read_next()
    assert job.state is ImportState.DONE
    assert job.version is not None
    assert (job.version.created_by_id, job.version.note) == (editor.account_id, "What is new")
    assert original_of(job.version) == b.CHAPTER.encode()
    assert job.data == b""


def test_a_file_that_cannot_be_read_is_let_go_with_the_reason() -> None:
    job, _ = keep(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1WordDocument", "old.doc")
    assert read_next()
    assert (job.state, job.error, job.data) == (ImportState.FAILED, "file_is_doc", b"")
    assert count(Version) == 0


@pytest.mark.parametrize("verb", ["read_upload", "_end"])
def test_a_worker_that_ends_in_the_middle_leaves_no_half_version(
    monkeypatch: pytest.MonkeyPatch, verb: str
) -> None:
    job, _ = keep()
    lines = count(Activity)
    end_in_the_middle(monkeypatch, verb)
    assert (count(Version), count(Activity)) == (0, lines)
    assert not read_next()  # it is still under the lease of the one that ended
    with clock.replay(clock.now() + LEASE + timedelta(seconds=1)):
        assert read_next()
    db.session.expire_all()
    assert job.state is ImportState.DONE
    assert count(Version) == 1


def test_a_file_that_ended_two_workers_is_not_tried_again(monkeypatch: pytest.MonkeyPatch) -> None:
    job, _ = keep()
    for turn in range(2):
        with clock.replay(clock.now() + turn * 2 * LEASE):
            end_in_the_middle(monkeypatch, "read_upload")
    with clock.replay(clock.now() + 4 * LEASE):
        assert not read_next()
    db.session.expire_all()
    assert (job.state, job.error) == (ImportState.FAILED, "file_too_demanding")
    assert count(Version) == 0


def test_who_left_meanwhile_uploads_nothing() -> None:
    job, editor = keep()
    remove_member(editor, actor=b.make_admin())
    assert read_next()
    assert (job.state, job.error) == (ImportState.FAILED, "not_yours")
    assert count(Version) == 0
