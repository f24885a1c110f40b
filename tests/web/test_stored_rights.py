"""A page that is kept opens to nobody who may not see it now, and never to somebody else."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from flask import Flask
from flask.testing import FlaskClient

from reviewapp.domain.people import Role
from reviewapp.domain.rounds import Visibility
from reviewapp.extensions import db
from reviewapp.services.administration import forget_person
from reviewapp.services.members import change_role, remove_member
from reviewapp.services.replies import reply
from reviewapp.services.rounds import move_round
from reviewapp.services.sessions import end_sessions
from reviewapp.services.versions import withdraw_version
from tests import builders as b
from tests.web.rereading import Reader

NOON = datetime(2027, 3, 1, 4, tzinfo=UTC)


@pytest.fixture
def review() -> b.Review:
    return b.make_review()


@pytest.fixture
def reader(client: FlaskClient, review: b.Review) -> Reader:
    return Reader(client, review)


ENDS: dict[str, Callable[[b.Review], object]] = {
    "the session is ended": lambda review: end_sessions(
        review.expert.account, actor=b.actor_of(review.expert)
    ),
    "the member is removed": lambda review: remove_member(review.expert, actor=b.actor_of(review.manager)),
    "the role is changed": lambda review: change_role(
        review.expert, Role.OFFICER, actor=b.actor_of(review.manager)
    ),
    "the person is forgotten": lambda review: forget_person(review.expert.account, actor=b.make_admin()),
    "the version is withdrawn": lambda review: withdraw_version(
        review.version, actor=b.actor_of(review.manager)
    ),
    "the round is cancelled": lambda review: move_round(
        review.round, "cancel", actor=b.actor_of(review.manager)
    ),
}


@pytest.mark.parametrize("end", ENDS)
def test_an_ended_right_is_felt_at_the_next_request(reader: Reader, review: b.Review, end: str) -> None:
    ENDS[end](review)
    whole = reader.client.get(reader.url).status_code
    assert (whole, reader.status_with_tag()) in ((302, 302), (404, 404))


def test_a_role_changed_behind_the_session_shows_the_page_of_the_new_role(
    client: FlaskClient, review: b.Review
) -> None:
    reader = Reader(client, review, review.editor)
    thread = b.make_thread(review.version, review.expert, "Who pays?")
    reply(thread, "Between us.", is_internal=True, actor=b.actor_of(review.editor))
    assert "Between us." in reader.looks()
    review.editor.role = Role.OBSERVER
    db.session.commit()
    assert "Between us." not in reader.looks()


def test_a_session_that_is_too_old_opens_no_kept_page(
    client: FlaskClient,
) -> None:
    with time_machine.travel(NOON, tick=False) as clock:
        reader = Reader(client, b.make_review())
        clock.move_to(NOON + timedelta(days=29))
        assert reader.looks()
        clock.move_to(NOON + timedelta(days=30, seconds=1))
        assert reader.client.get(reader.url).status_code == 302


@pytest.mark.parametrize("visibility", [Visibility.BLIND, Visibility.AFTER_SUBMIT])
def test_two_people_never_get_each_others_page(app: Flask, visibility: Visibility) -> None:
    review = b.make_review(visibility=visibility)
    b.make_thread(review.version, review.expert, "Of one.", exact="plans, shows and checks")
    b.make_thread(review.version, review.other, "Of the other.", exact="plans, shows and checks")
    one, other = Reader(app.test_client(), review), Reader(app.test_client(), review, review.other)
    for _ in range(2):
        assert "Of one." in one.looks()
        assert "Of the other." not in one.looks()
        assert "Of one." not in other.looks()
    assert other.client.get(other.url, headers={"If-None-Match": one.tag}).status_code == 200
