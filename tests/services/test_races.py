"""Two people at the same moment, many times over: one effect, the loser told, nothing locked."""

from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy import func, select, update

from reviewapp.clock import now
from reviewapp.domain.people import Role
from reviewapp.domain.permissions import Actor
from reviewapp.domain.rounds import LateRule
from reviewapp.domain.threads import Disposition, Ruling, Status
from reviewapp.extensions import db
from reviewapp.models import (
    Decision,
    Membership,
    Place,
    Reply,
    Round,
    RoundReviewer,
    Support,
    Thread,
    Version,
)
from reviewapp.services.decisions import decide
from reviewapp.services.members import remove_member
from reviewapp.services.receipts import once
from reviewapp.services.replies import reply
from reviewapp.services.reviewers import submit_review
from reviewapp.services.rounds import move_round
from reviewapp.services.supports import support
from reviewapp.services.threads import Comment, Scope, open_thread
from reviewapp.services.versions import publish_version
from tests.builders import Review, actor_of, make_admin, make_member, make_review, make_thread, make_version
from tests.services.pairs import copies_of, pairs

pytestmark = pytest.mark.usefixtures("app_context")

MANY, FEWER = 100, 25


@pytest.fixture
def review() -> Review:
    return make_review("# One chapter\n\nA sentence.\n")


def the_thread(key: int) -> Thread:
    return db.session.get_one(Thread, key)


def the_version(key: int) -> Version:
    return db.session.get_one(Version, key)


def count(of: type) -> int:
    return db.session.scalar(select(func.count()).select_from(of)) or 0


def comment_on(key: int, actor: Actor, words: str = "Say how many hours.") -> Thread:
    return open_thread(the_version(key), Comment(Scope.DOCUMENT, words), actor=actor)


def reopen_round(key: int) -> None:
    """Put a round back to where it takes comments for another hour."""
    later = {"closes_at": now() + timedelta(hours=1), "resolution_at": None}
    db.session.execute(update(Round).where(Round.id == key).values(later))
    db.session.commit()


def test_one_comment_posted_twice_with_one_key_is_one_comment(app: Flask, review: Review) -> None:
    key, actor = review.version.id, actor_of(review.expert)

    def post(i: int) -> str:
        return once(f"key {i}", "print", lambda: comment_on(key, actor).public_id, actor=actor)[0]

    told = pairs(app, post, post, MANY)
    assert all(left.answer == right.answer and left.answer for left, right in told)
    assert len({left.answer for left, _ in told}) == count(Thread) == count(Place) == MANY
    assert sorted(db.session.scalars(select(Thread.number))) == list(range(1, MANY + 1))


def test_two_comments_at_the_same_moment_get_a_number_each(app: Flask, review: Review) -> None:
    key, mine, theirs = review.version.id, actor_of(review.expert), actor_of(review.other)
    pairs(app, lambda i: comment_on(key, mine).id, lambda i: comment_on(key, theirs).id, FEWER)
    assert sorted(db.session.scalars(select(Thread.number))) == list(range(1, 2 * FEWER + 1))


def test_of_two_decisions_one_wins_and_the_other_is_told_by_whom(app: Flask, review: Review) -> None:
    keys = copies_of(make_thread(review.version, review.expert), MANY)
    seen = the_thread(keys[0]).revision

    def judge(member: Membership):
        actor = actor_of(member)

        def act(i: int) -> str | None:
            looked_at = seen if i % 2 else None
            decide(the_thread(keys[i]), Ruling(Disposition.NOTED), actor=actor, seen=looked_at)
            return member.public_id

        return act

    told = pairs(app, judge(review.editor), judge(review.manager), MANY)
    for i, both in enumerate(told):
        winners = [one.answer for one in both if one.answer]
        refusals = [one.refusal for one in both if one.refusal]
        assert refusals == ["changed_meanwhile" if i % 2 else "thread_decided"]
        thread = the_thread(keys[i])
        assert [thread.decided_by.public_id if thread.decided_by else None] == winners
        assert thread.status is Status.DECIDED
    assert count(Decision) == MANY


def test_a_decision_and_a_reply_both_stand_unless_the_editor_is_told_of_the_reply(
    app: Flask, review: Review
) -> None:
    keys = copies_of(make_thread(review.version, review.expert), MANY)
    seen, editor, author = the_thread(keys[0]).revision, actor_of(review.editor), actor_of(review.expert)

    def settle(i: int) -> None:
        looked_at = seen if i % 2 else None
        decide(the_thread(keys[i]), Ruling(Disposition.NOTED), actor=editor, seen=looked_at)

    told = pairs(app, settle, lambda i: reply(the_thread(keys[i]), "One more thing.", actor=author).id, MANY)
    assert [right.refusal for _, right in told] == [""] * MANY
    assert {left.refusal for left, _ in told} <= {"", "changed_meanwhile"}
    assert not any(left.refusal for left, _ in told[::2])
    decided = [key for key, (left, _) in zip(keys, told, strict=True) if not left.refusal]
    assert count(Reply) == MANY
    assert count(Decision) == len(decided)
    assert [the_thread(key).status for key in decided] == [Status.DECIDED] * len(decided)


def test_no_comment_comes_in_after_the_close_unless_it_is_marked_late(app: Flask, review: Review) -> None:
    version, round_ = review.version.id, review.round.id
    actor, staff = actor_of(review.expert), actor_of(review.officer)

    def before(i: int) -> None:
        rule = LateRule.MARK if i % 2 else LateRule.REFUSE
        db.session.execute(update(Round).values(late=rule))
        reopen_round(round_)

    def close(i: int):
        the_round = db.session.get_one(Round, round_)
        move_round(the_round, "close", actor=staff)
        return the_round.closes_at

    def post(i: int):
        thread = comment_on(version, actor)
        return thread.created_at, thread.is_late

    told = pairs(app, close, post, MANY, before)
    posted = 0
    for i, (closed, sent) in enumerate(told):
        assert closed.refusal == ""
        if sent.refusal:
            assert sent.refusal == "round_closed"
            assert not i % 2
            continue
        posted += 1
        created_at, is_late = sent.answer
        assert is_late == (created_at > closed.answer)
    assert count(Thread) == posted


def test_who_is_removed_posts_nothing_afterwards(app: Flask, review: Review) -> None:
    thread, member = make_thread(review.version, review.other).id, review.expert.id
    actor, staff = actor_of(review.expert), actor_of(review.officer)

    def come_back(i: int) -> None:
        db.session.execute(update(Membership).where(Membership.id == member).values(left_at=None))
        db.session.commit()

    def remove(i: int):
        one = db.session.get_one(Membership, member)
        remove_member(one, actor=staff)
        return one.left_at

    def post(i: int):
        return reply(the_thread(thread), "One more thing.", actor=actor).created_at

    told = pairs(app, remove, post, MANY, come_back)
    for removed, sent in told:
        assert removed.refusal == ""
        assert sent.refusal == "not_a_member" or sent.answer < removed.answer
    assert count(Reply) == sum(not sent.refusal for _, sent in told)


def test_two_supports_at_the_same_moment_both_stand_and_one_given_twice_is_one(
    app: Flask, review: Review
) -> None:
    keys = copies_of(make_thread(review.version, make_author(review)), 2 * FEWER)
    mine, theirs = actor_of(review.expert), actor_of(review.other)
    pairs(
        app,
        lambda i: support(the_thread(keys[i]), actor=mine),
        lambda i: support(the_thread(keys[i]), actor=theirs if i < FEWER else mine),
        2 * FEWER,
    )
    assert [len(the_thread(key).supports) for key in keys] == [2] * FEWER + [1] * FEWER
    assert count(Support) == 3 * FEWER


def make_author(review: Review) -> Membership:
    """A third reviewer, whose comments both experts may support."""
    member = make_member(review.project, Role.REVIEWER)
    review.round.reviewers.append(RoundReviewer(membership_id=member.id))
    db.session.commit()
    return member


def test_a_review_is_submitted_whole_before_the_close_or_not_at_all(app: Flask) -> None:
    review = make_review(late=LateRule.REFUSE)
    round_, actor, staff = review.round.id, actor_of(review.expert), actor_of(review.officer)
    drafts = [make_thread(review.version, review.expert, is_draft=True).id for _ in range(FEWER)]

    def before(i: int) -> None:
        db.session.execute(update(RoundReviewer).values(submitted_at=None))
        waits = Thread.id.in_(drafts[i + 1 :])
        db.session.execute(update(Thread).where(waits).values(round_id=None))
        db.session.execute(update(Thread).where(Thread.id == drafts[i]).values(round_id=round_))
        reopen_round(round_)

    def submit(i: int) -> list[int]:
        return [one.id for one in submit_review(db.session.get_one(Round, round_), actor=actor)]

    def close(i: int) -> None:
        move_round(db.session.get_one(Round, round_), "close", actor=staff)

    waiting: set[int] = set()
    for key, (sent, closed) in zip(drafts, pairs(app, submit, close, FEWER, before), strict=True):
        waiting.add(key)
        assert closed.refusal == ""
        assert sent.refusal in ("", "round_closed")
        if not sent.refusal:
            assert set(sent.answer) == waiting
            waiting.clear()
    assert {key for key in drafts if the_thread(key).status is Status.DRAFT} == waiting


def test_comments_made_while_a_version_is_published_have_a_place_on_it(app: Flask, review: Review) -> None:
    draft = make_version(review.document, publish=False)
    old, new, expert, admin = review.version.id, draft.id, review.expert.id, make_admin()

    def comment(i: int) -> None:
        make_thread(the_version(old), db.session.get_one(Membership, expert), exact="A sentence")

    pairs(app, comment, lambda i: publish_version(the_version(new), actor=admin), 1)
    assert db.session.query(Place).filter_by(version_id=new).count() == 1


def test_one_version_published_twice_at_the_same_moment_is_published_once(app: Flask, review: Review) -> None:
    make_thread(review.version, review.expert)
    draft, admin = make_version(review.document, publish=False).id, make_admin()

    def publish(i: int) -> None:
        publish_version(the_version(draft), actor=admin)

    [both] = pairs(app, publish, publish, 1)
    assert sorted(one.refusal for one in both) == ["", "version_state"]
    assert db.session.query(Place).filter_by(version_id=draft).count() == 1
