"""The database goes away and comes back: a sentence, no failure, and nothing kept twice."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import Connection, Engine, event, text
from sqlalchemy.exc import OperationalError
from werkzeug.test import TestResponse

from reviewapp.extensions import db
from reviewapp.models import Thread
from tests.builders import Review, make_review, sign_in, token_of
from tests.fixtures_app import make_app

COMMENT = {"scope": "document", "body": "Say how many hours.", "language": "en"}
Post = Callable[[], TestResponse]


@pytest.fixture
def review() -> Review:
    return make_review()


@pytest.fixture(params=["form", "API"])
def post(request: pytest.FixtureRequest, client: FlaskClient, review: Review) -> Post:
    """Send one and the same comment, by a form and its key or over the API with an Idempotency-Key."""
    version, token = review.version.public_id, token_of(review.expert)
    sign_in(client, review.expert)
    form = {**COMMENT, "type": "substantive", "form_key": "one-form"}
    head = {"Authorization": f"Bearer {token}", "Idempotency-Key": "one-key"}
    if request.param == "form":
        return lambda: client.post(f"/versions/{version}/threads", data=form)
    return lambda: client.post(f"/api/v1/versions/{version}/threads", json=COMMENT, headers=head)


@contextmanager
def first_commit_lost(engine: Engine, *, after: bool) -> Iterator[None]:
    """Cut the line once while a comment is committed: before the database took it, or after."""
    db.session.commit()
    commit, lost = engine.dialect.do_commit, []

    def cut(connection: Any) -> None:
        if lost:
            commit(connection)
            return
        lost.append(connection)
        if after:
            commit(connection)
        raise engine.dialect.loaded_dbapi.OperationalError("server closed the connection unexpectedly")

    engine.dialect.do_commit = cut  # type: ignore[method-assign]
    try:
        yield
    finally:
        engine.dialect.do_commit = commit  # type: ignore[method-assign]


@pytest.mark.parametrize("after", [True, False], ids=["kept", "not_kept"])
def test_who_sends_again_after_a_commit_of_unknown_end_is_kept_once(post: Post, after: bool) -> None:
    with first_commit_lost(db.engine, after=after):
        first = post()
    assert first.status_code == 503 and int(first.headers["Retry-After"]) > 0
    assert db.session.query(Thread).count() == (1 if after else 0)
    assert post().status_code in (201, 302)
    assert db.session.query(Thread).count() == 1


def test_the_page_of_an_outage_keeps_the_text_and_sends_the_same_form_again(
    client: FlaskClient, review: Review
) -> None:
    sign_in(client, review.expert)
    form = {**COMMENT, "type": "substantive", "form_key": "one-form"}
    address = f"/versions/{review.version.public_id}/threads"
    with first_commit_lost(db.engine, after=False):
        page = client.post(address, data=form).text
    assert 'name="form_key" value="one-form"' in page
    assert COMMENT["body"] in page and "Traceback" not in page and "Send again" in page


def _dead_addresses(folder: Path) -> list[str]:
    return ["postgresql://nobody@127.0.0.1:1/nowhere", f"sqlite:///{folder / 'missing' / 'x.db'}"]


def test_a_server_whose_database_is_not_there_starts_and_says_so(tmp_path: Path) -> None:
    for address in _dead_addresses(tmp_path):
        client = make_app(address).test_client()
        assert client.get("/sign-in").status_code == 200
        for path in (f"/sign-in/{'x' * 43}", "/api/v1/projects?lang=zh"):
            answer = client.get(path, headers={"Authorization": "Bearer nothing"})
            assert (path, answer.status_code) == (path, 503)
            assert "Retry-After" in answer.headers and "OperationalError" not in answer.text


def test_whoever_is_signed_in_stays_so_through_an_outage(
    app: Flask, client: FlaskClient, review: Review
) -> None:
    sign_in(client, review.expert)
    page = f"/projects/{review.project.public_id}"

    def cut(connection: Connection) -> None:
        raise OperationalError("BEGIN", {}, Exception("the database system is shutting down"))

    event.listen(db.engine, "begin", cut, insert=True)
    try:
        away = client.get(page)
    finally:
        event.remove(db.engine, "begin", cut)
    assert away.status_code == 503
    assert client.get(page).status_code == 200


END_ALL = text(
    "SELECT pg_terminate_backend(pid) FROM pg_stat_activity "
    "WHERE pid <> pg_backend_pid() AND datname = current_database()"
)


def test_connections_that_the_server_has_ended_are_replaced(client: FlaskClient, review: Review) -> None:
    sign_in(client, review.expert)
    page = f"/projects/{review.project.public_id}"
    assert client.get(page).status_code == 200
    if db.engine.dialect.name == "postgresql":
        with db.engine.connect() as connection:
            connection.execute(END_ALL)
    assert client.get(page).status_code == 200
