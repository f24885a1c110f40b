"""What a reader is told of how far he or she is, and how the next round opens."""

from datetime import timedelta
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient

from reviewapp.clock import now
from reviewapp.domain.moments import moment_of
from reviewapp.domain.people import Role
from reviewapp.extensions import db
from reviewapp.queries.versions import sections_of_version
from reviewapp.services.rounds import move_round
from reviewapp.services.visits import note_read
from reviewapp.web.filters import time_left
from tests import builders as b
from tests.fixtures_counting import Counting
from tests.web.pages import Page

SECOND = b.CHAPTER.replace("checks the work", "checks the daily work")


@pytest.fixture
def review() -> b.Review:
    return b.make_review(closes_at=now() + timedelta(days=6))


def address(version: Any) -> str:
    return f"/versions/{version.public_id}/progress"


def ids_of(version: Any) -> list[str]:
    return [one.public_id for one in sections_of_version(version)]


def test_a_reader_is_told_how_far_he_or_she_is(client: FlaskClient, review: b.Review) -> None:
    for _ in range(2):
        b.make_thread(review.version, review.expert)
    b.make_thread(review.version, review.other)
    b.sign_in(client, review.expert)
    first, second, _ = ids_of(review.version)
    noted = client.post(address(review.version), data={"sections": f"{second},{first},nothing"})
    told = client.get(address(review.version))
    assert noted.json == told.json
    assert told.json == {
        "read": [first, second],
        "sections": 3,
        "comments": 2,
        "drafts": 0,
        "deadline": review.round.closes_at.isoformat(),
        "words": "2 of 3 sections read, 2 comments, 6 days left",
    }
    assert "private" in told.headers["Cache-Control"]
    again = client.get(address(review.version), headers={"If-None-Match": told.headers["ETag"]})
    assert again.status_code == 304


def test_what_is_told_is_said_in_the_language_of_the_reader(client: FlaskClient, review: b.Review) -> None:
    b.make_thread(review.version, review.expert, is_draft=True)
    review.expert.account.language = "zh"
    db.session.commit()
    b.sign_in(client, review.expert)
    told = client.get(address(review.version)).json
    assert told is not None
    assert told["words"].endswith("还剩6天")


@pytest.mark.parametrize(
    ("closes", "words"),
    [
        ("2027-03-09T17:00", "8 days left"),
        ("2027-03-02T17:00", "closes tomorrow at 17:00"),
        ("2027-03-01T17:00", "closes today at 17:00"),
        ("2027-03-03T00:00", "closes tomorrow at midnight"),
        ("2027-03-02T00:00", "closes today at midnight"),
        ("2027-03-01T00:00", "closed on 28 Feb 2027"),
    ],
)
def test_the_last_days_are_told_by_the_clock_of_the_project(app: Flask, closes: str, words: str) -> None:
    present = moment_of("2027-03-01T09:00", "Asia/Shanghai")
    with app.test_request_context():
        assert time_left(moment_of(closes, "Asia/Shanghai"), "Asia/Shanghai", present) == words


def test_who_cannot_comment_is_told_of_reading_alone(client: FlaskClient, review: b.Review) -> None:
    b.sign_in(client, b.make_member(review.project, Role.OBSERVER))
    told = client.get(address(review.version)).json
    assert told is not None
    assert told["words"] == "0 of 3 sections read"


def test_what_to_read_leads_on_to_the_first_section_not_read(client: FlaskClient, review: b.Review) -> None:
    b.sign_in(client, review.expert)
    assert "Continue reading" not in client.get("/").text
    first, second, third = ids_of(review.version)
    note_read(review.version, [first, third], actor=b.actor_of(review.expert))
    page = client.get("/").text
    assert "2 of 3 sections read, no comments yet, 6 days left" in page
    assert f'href="/versions/{review.version.public_id}?at=s-{second}#s-{second}"' in page
    note_read(review.version, [second], actor=b.actor_of(review.expert))
    assert "Continue reading" not in client.get("/").text


def test_more_texts_cost_no_more_questions(
    client: FlaskClient, review: b.Review, count_queries: Counting
) -> None:
    b.sign_in(client, review.expert)
    with count_queries() as few:
        client.get("/")
    more = [b.make_version(b.make_document(review.project, f"Chapter {at}")) for at in (5, 6)]
    b.make_round(review.project, more, [review.expert])
    with count_queries() as many:
        assert client.get("/").text.count("0 of 3 sections read") == 3
    assert len(many) <= len(few) + 2


def test_the_next_round_opens_with_ones_comments_and_what_changed(
    client: FlaskClient, review: b.Review
) -> None:
    manager = b.actor_of(review.manager)
    for fate in ("accepted", "accepted", "not_accepted"):
        thread = b.make_thread(review.version, review.expert)
        b.make_decision(thread, review.editor, fate, reason="Too long.")
    note_read(review.version, (), actor=b.actor_of(review.expert))
    move_round(review.round, "close", actor=manager)
    move_round(review.round, "answer", actor=manager)
    second = b.make_version(review.document, SECOND)
    b.make_round(review.project, [second], [review.expert, review.other], opens_at=now() - timedelta(hours=1))
    b.sign_in(client, review.expert)
    page = Page(client.get(f"/versions/{second.public_id}"))
    assert "You made 3 comments in First round: 2 accepted, 1 not accepted." in page.words
    assert "You last read version 1 on" in page.words
    assert page.html.count('<div class="notice notice-info"') == 1
    there, anchor = f"/projects/{review.project.public_id}/my-comments", f"round-{review.round.public_id}"
    assert f'href="{there}#{anchor}"' in page.html
    assert f'id="{anchor}"' in client.get(there).text
    b.sign_in(client, review.other)
    assert "You made" not in client.get(f"/versions/{second.public_id}").text
