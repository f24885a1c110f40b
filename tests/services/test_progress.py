"""What somebody has read is kept once, told to nobody else, and leaves everything else as it is."""

from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import func, select

from reviewapp.clock import now
from reviewapp.domain.permissions import Actor
from reviewapp.domain.progress import Progress
from reviewapp.domain.rounds import Visibility
from reviewapp.domain.threads import Disposition
from reviewapp.extensions import db
from reviewapp.models import Activity, SectionRead
from reviewapp.queries.openings import opening_of
from reviewapp.queries.versions import sections_of_version
from reviewapp.queries.visits import progress_in, progress_of, sections_read
from reviewapp.services.decisions import object_to, share
from reviewapp.services.rounds import move_round
from reviewapp.services.threads import withdraw
from reviewapp.services.versions import shape_version
from reviewapp.services.visits import note_read
from tests import builders as b
from tests.fixtures_counting import Counting

SECOND = b.CHAPTER.replace("checks the work", "checks the daily work")


@pytest.fixture
def review() -> b.Review:
    return b.make_review()


def ids_of(version: Any) -> list[str]:
    return [one.public_id for one in sections_of_version(version)]


def rows() -> int:
    return db.session.scalar(select(func.count()).select_from(SectionRead)) or 0


def test_a_section_is_noted_once_however_often_it_is_said(review: b.Review) -> None:
    expert, (first, second, _) = b.actor_of(review.expert), ids_of(review.version)
    note_read(review.version, [second], actor=expert)
    note_read(review.version, [first, second, first], actor=expert)
    assert rows() == 2
    assert sections_read(review.version, expert) == [first, second]
    assert progress_of(review.version, expert) == Progress(3, 2, next=ids_of(review.version)[2])


def test_sections_of_another_version_and_what_is_none_count_for_nothing(review: b.Review) -> None:
    expert, other = b.actor_of(review.expert), b.make_version(review.document, SECOND)
    note_read(review.version, [*ids_of(other), "nothing", "", "x" * 500], actor=expert)
    assert rows() == 0


def test_what_one_reads_nobody_else_is_told_and_no_line_is_left(review: b.Review) -> None:
    lines = db.session.scalar(select(func.count()).select_from(Activity))
    note_read(review.version, ids_of(review.version), actor=b.actor_of(review.expert))
    for member in (review.other, review.manager):
        assert progress_of(review.version, b.actor_of(member)).read == 0
        assert sections_read(review.version, b.actor_of(member)) == []
    assert db.session.scalar(select(func.count()).select_from(Activity)) == lines


def test_who_is_no_member_leaves_no_trace(review: b.Review) -> None:
    outside = Actor(review.manager.account_id, is_admin=True)
    note_read(review.version, ids_of(review.version), actor=outside)
    assert rows() == 0
    assert progress_of(review.version, outside) == Progress()


def test_an_editor_who_read_a_draft_can_still_cut_it_otherwise(review: b.Review) -> None:
    manager = b.actor_of(review.manager)
    draft = b.make_version(review.document, SECOND, publish=False)
    note_read(draft, ids_of(draft), actor=manager)
    assert progress_of(draft, manager).sections == 0
    shape_version(draft, {}, actor=manager)


def test_own_comments_and_drafts_are_counted_and_those_of_others_are_not(review: b.Review) -> None:
    expert = b.actor_of(review.expert)
    b.make_thread(review.version, review.expert)
    b.make_thread(review.version, review.expert, is_draft=True)
    withdraw(b.make_thread(review.version, review.expert), actor=expert)
    b.make_thread(review.version, review.other)
    assert progress_of(review.version, expert) == Progress(3, 0, 1, 1, ids_of(review.version)[0])


def test_several_versions_are_one_question(review: b.Review, count_queries: Counting) -> None:
    expert, second = b.actor_of(review.expert), b.make_version(review.document, SECOND)
    b.make_round(review.project, [second], [review.expert])
    note_read(second, ids_of(second), actor=expert)
    keys = [review.version.id, second.id]
    with count_queries() as statements:
        found = progress_in(keys, expert)
    assert len(statements) == 1
    assert [(found[key].read, found[key].next != "") for key in keys] == [(0, True), (3, False)]


def test_a_version_that_is_not_shown_is_not_counted(review: b.Review) -> None:
    second = b.make_version(review.document, SECOND)
    assert progress_in([second.id], b.actor_of(review.expert)) == {}


def next_round(review: b.Review) -> tuple[Any, Any]:
    """Close the first round and open the second on a new version."""
    move_round(review.round, "close", actor=b.actor_of(review.manager))
    version = b.make_version(review.document, SECOND)
    moments = {"opens_at": now() - timedelta(hours=1), "closes_at": now() + timedelta(days=9)}
    return version, b.make_round(review.project, [version], [review.expert], name="Second round", **moments)


def test_the_next_round_tells_what_became_of_ones_comments_only_when_that_may_be_known(
    review: b.Review,
) -> None:
    expert, manager = b.actor_of(review.expert), b.actor_of(review.manager)
    accepted, refused, shared = (b.make_thread(review.version, review.expert) for _ in range(3))
    b.make_decision(accepted, review.editor)
    b.make_decision(refused, review.editor, "not_accepted", reason="Too long.")
    b.make_decision(shared, review.editor, "noted")
    share(shared, True, actor=b.actor_of(review.editor))
    withdraw(b.make_thread(review.version, review.expert), actor=expert)
    b.make_thread(review.version, review.other)
    version, asked = next_round(review)
    [earlier] = opening_of(version, asked, expert).earlier
    assert (earlier.round_name, earlier.comments) == ("First round", 3)
    assert earlier.fates == ((Disposition.NOTED, 1), (None, 2))
    move_round(review.round, "answer", actor=manager)
    [earlier] = opening_of(version, asked, expert).earlier
    assert earlier.fates == ((Disposition.ACCEPTED, 1), (Disposition.NOTED, 1), (Disposition.NOT_ACCEPTED, 1))
    object_to(refused, "It is not.", actor=expert)
    [earlier] = opening_of(version, asked, expert).earlier
    assert earlier.fates[-1] == (None, 1)
    assert not opening_of(version, asked, b.actor_of(review.manager))


def test_a_blind_round_tells_nothing_of_others() -> None:
    review = b.make_review(visibility=Visibility.BLIND)
    b.make_decision(b.make_thread(review.version, review.other), review.editor)
    version, asked = next_round(review)
    assert opening_of(version, asked, b.actor_of(review.expert)).earlier == ()


def test_a_round_that_asks_now_or_was_cancelled_is_no_earlier_one(review: b.Review) -> None:
    expert = b.actor_of(review.expert)
    b.make_thread(review.version, review.expert)
    assert opening_of(review.version, review.round, expert).earlier == ()
    move_round(review.round, "cancel", actor=b.actor_of(review.manager))
    version = b.make_version(review.document, SECOND)
    asked = b.make_round(review.project, [version], [review.expert], opens_at=now() - timedelta(hours=1))
    assert opening_of(version, asked, expert).earlier == ()


def test_the_opening_asks_as_much_for_many_comments_as_for_few(
    review: b.Review, count_queries: Counting
) -> None:
    expert = b.actor_of(review.expert)
    for _ in range(6):
        b.make_thread(review.version, review.expert)
    note_read(review.version, (), actor=expert)
    version, asked = next_round(review)
    with count_queries() as statements:
        opening = opening_of(version, asked, expert)
    assert opening.last_read is not None
    assert opening.last_read.number == 1
    assert len(statements) <= 3
