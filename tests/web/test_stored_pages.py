"""Pages kept for a reader: shown again while nothing changed, to nobody else, and never past a right."""

from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from flask import Flask
from flask.testing import FlaskClient

from reviewapp.domain.rounds import Visibility
from reviewapp.extensions import db
from reviewapp.models import Account, Thread
from reviewapp.services.decisions import share
from reviewapp.services.members import rename
from reviewapp.services.replies import reply
from reviewapp.services.reviewers import decline, submit_review
from reviewapp.services.rounds import extend_for, move_round
from reviewapp.services.supports import support
from reviewapp.services.visits import note_visit
from reviewapp.web.stored_pages import ASIDE
from tests import builders as b
from tests.fixtures_counting import Counting
from tests.web.rereading import Reader

NOON = datetime(2027, 3, 1, 4, tzinfo=UTC)
"""Twelve o'clock in Shanghai, where the project is."""


@pytest.fixture
def review() -> b.Review:
    return b.make_review()


@pytest.fixture
def reader(client: FlaskClient, review: b.Review) -> Reader:
    return Reader(client, review)


@pytest.fixture
def travels() -> Iterator[Callable[[datetime], None]]:
    with time_machine.travel(NOON, tick=False) as clock:
        yield clock.move_to


def test_the_second_look_asks_one_question(reader: Reader, count_queries: Counting) -> None:
    with count_queries() as whole:
        page = reader.looks()
    with count_queries() as unchanged:
        assert reader.status_with_tag() == 304
    assert (len(whole), len(unchanged)) == (1, 1)
    assert page == reader.looks()
    assert page.rstrip().endswith("</html>")


def test_a_page_made_for_a_browser_that_has_it_is_kept_whole(app: Flask, reader: Reader) -> None:
    app.extensions["stored_pages"].clear()
    assert reader.status_with_tag() == 304
    assert reader.looks().rstrip().endswith("</html>")


@pytest.mark.parametrize("encoding", ["br", "gzip"])
def test_a_page_is_kept_as_compressed_as_the_browser_takes_it(reader: Reader, encoding: str) -> None:
    wish = {"Accept-Encoding": encoding}
    made, again = (reader.client.get(reader.url, headers=wish) for _ in range(2))
    assert made.headers["Content-Encoding"] == again.headers["Content-Encoding"] == encoding
    assert made.get_data() == again.get_data()
    assert len(made.get_data()) < len(reader.looks().encode())


@pytest.mark.parametrize("has_it", [False, True])
def test_a_kept_page_bears_the_headers_of_one_just_made(app: Flask, reader: Reader, has_it: bool) -> None:
    wish = {"If-None-Match": reader.tag} if has_it else {}
    app.extensions["stored_pages"].clear()
    made, again = (reader.client.get(reader.url, headers=wish) for _ in range(2))
    assert sorted(made.headers.to_wsgi_list()) == sorted(again.headers.to_wsgi_list())
    assert "Date" not in made.headers


def _extended(review: b.Review, _: Thread) -> None:
    row = review.round.row_of(review.expert.id)
    assert row is not None
    until = review.round.closes_at + timedelta(days=3)
    extend_for(row, until, actor=b.actor_of(review.manager))


ACTS: dict[str, tuple[Callable[[b.Review, Thread], object], bool]] = {
    "that one declined": (
        lambda review, _: decline(review.round, "", actor=b.actor_of(review.expert)),
        True,
    ),
    "support": (lambda review, thread: support(thread, actor=b.actor_of(review.expert)), True),
    "that one declined again": (
        lambda review, _: decline(review.round, "", actor=b.actor_of(review.expert)),
        True,
    ),
    "support said twice": (lambda review, thread: support(thread, actor=b.actor_of(review.expert)), True),
    "a reply": (lambda review, thread: reply(thread, "The firm.", actor=b.actor_of(review.editor)), True),
    "an internal note": (
        lambda review, thread: reply(thread, "Hm.", is_internal=True, actor=b.actor_of(review.editor)),
        False,
    ),
    "a comment": (lambda review, _: b.make_thread(review.version, review.other, exact="plans, shows"), True),
    "a draft of somebody else": (
        lambda review, _: b.make_thread(review.version, review.other, is_draft=True),
        False,
    ),
    "a name": (lambda review, _: rename(review.other.account, "Another name", actor=b.make_admin()), True),
    "a decision": (lambda review, thread: b.make_decision(thread, review.editor, response="Yes."), True),
    "a decision shared": (
        lambda review, thread: share(thread, True, actor=b.actor_of(review.editor)),
        True,
    ),
    "an own deadline": (_extended, True),
    "one's own submission": (
        lambda review, _: submit_review(review.round, actor=b.actor_of(review.expert)),
        True,
    ),
    "the round closed by staff": (
        lambda review, _: move_round(review.round, "close", actor=b.actor_of(review.manager)),
        True,
    ),
}
"""what happens, in this order -> how, and whether a reviewer sees it"""


def test_whatever_is_done_makes_a_fresh_page(app: Flask, reader: Reader, review: b.Review) -> None:
    thread = b.make_thread(review.version, review.other, "Who pays?")
    before = reader.sees()
    for what, (act, is_seen) in ACTS.items():
        act(review, thread)
        after = reader.sees()
        app.extensions["stored_pages"].clear()
        assert after == reader.sees(), what
        assert (before != after) is is_seen, what
        before = after


def test_an_internal_note_makes_a_fresh_page_for_an_editor(client: FlaskClient, review: b.Review) -> None:
    reader = Reader(client, review, review.editor)
    thread = b.make_thread(review.version, review.expert, "Who pays?")
    assert "Between us." not in reader.looks()
    reply(thread, "Between us.", is_internal=True, actor=b.actor_of(review.editor))
    assert "Between us." in reader.looks()


def test_what_one_may_not_know_does_not_show_by_the_tag(client: FlaskClient) -> None:
    review = b.make_review(visibility=Visibility.BLIND)
    reader = Reader(client, review)
    b.make_thread(review.version, review.other, exact="plans, shows and checks")
    assert reader.status_with_tag() == 304


def test_a_round_that_closes_by_itself_makes_a_fresh_page(
    travels: Callable[[datetime], None], client: FlaskClient
) -> None:
    travels(NOON)
    review = b.make_review(opens_at=NOON - timedelta(days=1), closes_at=NOON + timedelta(minutes=5))
    reader = Reader(client, review)
    assert "closes today at 12:05" in reader.looks()
    travels(NOON + timedelta(minutes=5))
    assert reader.status_with_tag() == 200
    assert "closes today" not in reader.looks()


def test_midnight_where_the_project_is_makes_a_fresh_page(
    travels: Callable[[datetime], None], client: FlaskClient
) -> None:
    midnight = NOON + timedelta(hours=12)
    travels(midnight - timedelta(minutes=1))
    reader = Reader(client, b.make_review(opens_at=NOON, closes_at=NOON + timedelta(days=6)))
    assert "6 days left" in reader.looks()
    travels(midnight)
    assert "5 days left" in reader.looks()


def test_an_earlier_version_that_was_read_is_told_of(client: FlaskClient, review: b.Review) -> None:
    first = review.version
    review.version = b.make_version(review.document, b.CHAPTER + "\nMore.\n")
    b.make_round(review.project, [review.version], [review.expert], name="Second round")
    reader = Reader(client, review)
    assert "You last read version 1" not in reader.looks()
    note_visit(first, actor=b.actor_of(review.expert))
    assert "You last read version 1" in reader.looks()


def test_another_language_makes_a_page_of_its_own(reader: Reader) -> None:
    assert 'lang="en"' in reader.looks()[:200]
    reader.client.post("/language", data={"language": "zh", "next": "/"})
    assert 'lang="zh-Hans"' in reader.looks()[:200]


def test_a_message_is_shown_once(reader: Reader) -> None:
    page = reader.looks()
    with reader.client.session_transaction() as session:
        session["_flashes"] = [("success", "This is told once.")]
    assert "This is told once." in reader.looks()
    assert reader.looks() == page


def test_each_look_of_an_administrator_leaves_its_line(
    client: FlaskClient, review: b.Review, count_commits: Counting
) -> None:
    admin = db.session.get_one(Account, b.make_admin().account_id)
    reader = Reader(client, review, admin)
    with count_commits() as commits:
        assert reader.looks()
    assert commits


def test_no_more_is_kept_than_there_is_room_for(app: Flask, reader: Reader) -> None:
    pages = app.extensions["stored_pages"]
    reader.looks()
    size = pages._used
    room, pages._room = pages._room, 3 * size
    try:
        for number in range(9):
            reader.client.get(f"{reader.url}?at={number}")
        assert 2 * size <= pages._used <= 3 * size
        assert pages._used > sum(len(page.body) for page in pages._pages.values())
        pages.clear()
        for number in range(99):
            reader.client.get(f"{reader.url}/cards?thread={number}")
        assert len(pages._pages) < 3 * size / ASIDE
    finally:
        pages._room = room
