"""The demo as it stands when it is loaded."""

import csv
import io
from collections import Counter
from datetime import UTC, datetime, time, timedelta

import pytest
from flask import Flask
from sqlalchemy import select

from reviewapp.clock import now
from reviewapp.demo import loader
from reviewapp.demo.script import THREADS, TOURS
from reviewapp.demo.shapes import After
from reviewapp.demo.shapes import Thread as Told
from reviewapp.domain.rounds import RoundState
from reviewapp.extensions import db
from reviewapp.models import Mail, Membership, Place, Round, RoundReviewer, Thread
from reviewapp.queries.accounts import find_account_by_email
from tests.builders import sign_in

pytestmark = pytest.mark.usefixtures("inside_the_demo")


def rounds() -> tuple[Round, Round]:
    first, second = db.session.scalars(select(Round).order_by(Round.opens_at))
    return first, second


def loaded() -> dict[str, Thread]:
    """The threads by the script's keys."""
    keys = {told.body.strip(): told.key for told in THREADS}
    return {keys[thread.body]: thread for thread in db.session.scalars(select(Thread))}


def test_loading_again_changes_nothing() -> None:
    before = len(loaded())
    assert loader.load() == "The demo is loaded already."
    assert len(loaded()) == before == len(THREADS) >= 44


def test_loading_mails_nobody() -> None:
    assert db.session.scalars(select(Mail)).all() == []


def test_the_first_round_is_reported_and_the_second_has_six_days_left() -> None:
    first, second = rounds()
    assert (first.state(), second.state()) == (RoundState.REPORTED, RoundState.OPEN)
    today = datetime.combine(now().date(), time(), UTC)
    assert timedelta(days=6) <= second.closes_at - today < timedelta(days=7)
    assert all(one.terms_of_reference for one in (first, second))


def test_reviewers_are_as_far_as_they_should_be() -> None:
    first, second = rounds()
    assert all(row.invited_at for one in (first, second) for row in one.reviewers)
    assert Counter(map(stage_of, first.reviewers)) == {"submitted": 11, "declined": 1}
    assert Counter(map(stage_of, second.reviewers)) == {
        "submitted": 1,
        "in progress": 8,
        "opened": 1,
        "invited": 2,
    }
    [declined] = [row for row in first.reviewers if row.declined_at]
    assert declined.membership.account.email == "expert07@example.org" and declined.decline_reason


def stage_of(row: RoundReviewer) -> str:
    wrote = select(Thread.id).where(
        Thread.round_id == row.round_id, Thread.author_id == row.membership_id, Thread.status != "withdrawn"
    )
    if row.declined_at or row.submitted_at:
        return "declined" if row.declined_at else "submitted"
    if db.session.scalar(wrote.limit(1)):
        return "in progress"
    return "opened" if row.opened_at else "invited"


def test_the_comments_are_in_the_states_they_should_be_in() -> None:
    first, second = rounds()
    states = Counter((thread.round_id, thread.status.value) for thread in loaded().values())
    assert states == {
        (first.id, "closed"): 30,
        (second.id, "open"): 10,
        (second.id, "in_progress"): 8,
        (second.id, "decided"): 2,
        (second.id, "draft"): 2,
        (second.id, "withdrawn"): 1,
    }


def test_the_acceptance_rate_of_the_first_round_is_as_planned() -> None:
    counts = Counter(thread.disposition for thread in loaded().values() if thread.round_id == rounds()[0].id)
    accepted = counts["accepted"] + counts["accepted_with_modification"]
    assert accepted == 21
    assert accepted / (30 - counts["duplicate"] - counts["out_of_scope"]) == pytest.approx(0.778, abs=5e-4)


def test_a_comment_of_the_first_round_has_the_number_of_the_plan() -> None:
    threads = loaded()
    assert all(threads[str(number)].number == number for number in range(1, 31))


def test_what_the_staff_do_with_comments_can_be_seen() -> None:
    threads = loaded()
    today = now().date()
    assert {key for key, t in threads.items() if t.is_waiting} == {"43"}
    assert {key for key, t in threads.items() if t.due and t.due < today} == {"45"}
    assert {key for key, t in threads.items() if "for discussion" in t.tags} >= {"9", "10", "20", "22", "41"}
    assert {key for key, t in threads.items() if t.translation} == {"22", "46", "56"}
    assert {t.assignee.account.email for t in threads.values() if t.assignee} == {
        "lead.editor@example.org",
        "bilingual.editor@example.org",
    }
    assert len(threads["39"].decisions) == 1 and threads["39"].disposition is None
    assert threads["34"].is_shared and not threads["35"].is_shared
    assert {key for key, t in threads.items() if t.entered_by_id != t.author_id} == {
        "6",
        "20",
        "22",
        "39",
        "45",
    }
    assert not any(thread.is_late for thread in threads.values())
    assert [len(threads[key].supports) for key in ("2", "9", "11", "22", "45")] == [4, 3, 6, 5, 2]


def test_every_place_in_the_second_version_came_about_as_planned() -> None:
    found = {key: place.state.value for key, t in loaded().items() for place in places_carried(t)}
    assert found == {key: after_of(TOLD[key]).state for key in found}
    assert len(found) == 29
    assert Counter(found.values())["to_be_placed"] == 2


def test_comments_found_their_places_by_themselves_but_for_what_was_rewritten() -> None:
    carried = [(key, place) for key, t in loaded().items() for place in places_carried(t)]
    assert {key for key, place in carried if place.settled_by_id} == {"10", "18", "27"}
    for key, place in carried:
        after = after_of(TOLD[key])
        assert not after.passage or place.exact == after.passage
        assert not after.section or (place.section and place.section.number == after.section)


def places_carried(thread: Thread) -> list[Place]:
    places = db.session.scalars(select(Place).where(Place.thread_id == thread.id))
    return [place for place in places if place.version_id != thread.version_id]


TOLD = {told.key: told for told in THREADS}


def after_of(told: Told) -> After:
    assert told.after is not None
    return told.after


@pytest.mark.parametrize("language", ["en", "zh"])
def test_the_comments_table_has_a_row_for_each_comment_sent(demo: Flask, language: str) -> None:
    officer = db.session.scalars(select(Membership).where(Membership.role == "officer")).one()
    visitor = demo.test_client()
    sign_in(visitor, officer)
    lengths = []
    for one in rounds():
        answer = visitor.get(f"/rounds/{one.public_id}/export?format=csv&lang={language}")
        rows = list(csv.reader(io.StringIO(answer.get_data(as_text=True).lstrip("\ufeff"))))
        lengths.append(len(rows) - 1)
    assert lengths == [30, 20]


def test_everybody_gets_a_fresh_link_and_the_suggested_tours_come_first() -> None:
    links = list(loader.fresh_links())
    tours = [find_account_by_email(f"{name}@example.org") for name in ADDRESSES_OF_TOURS]
    assert [link[2] for link in links[: len(TOURS)]] == [account.name for account in tours if account]
    assert len(links) == 18 == len({token for *_, token in links})


ADDRESSES_OF_TOURS = ("expert01", "lead.editor", "project.officer", "expert10")
