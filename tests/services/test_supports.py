"""Standing behind somebody else's comment."""

import pytest

from reviewapp.domain.errors import Forbidden, StateConflict
from reviewapp.domain.rounds import LateRule, Visibility
from reviewapp.models import Thread
from reviewapp.queries.visibility import supports_seen
from reviewapp.services.decisions import share
from reviewapp.services.reviewers import resume_review, submit_review
from reviewapp.services.rounds import move_round
from reviewapp.services.supports import support, take_support_back
from tests import builders as b


def supporters(thread: Thread) -> list[b.Membership]:
    return [one.member for one in thread.supports]


def test_support_twice_is_once_and_can_be_taken_back() -> None:
    review = b.make_review()
    thread = b.make_thread(review.version, review.expert)
    other = b.actor_of(review.other)
    for _ in range(2):
        support(thread, actor=other)
    assert supporters(thread) == [review.other]
    for _ in range(2):
        take_support_back(thread, actor=other)
    assert supporters(thread) == []


def test_nobody_supports_the_own_comment() -> None:
    review = b.make_review()
    thread = b.make_thread(review.version, review.expert)
    with pytest.raises(Forbidden, match="own_support"):
        support(thread, actor=b.actor_of(review.expert))


def test_support_is_taken_as_long_as_words_are() -> None:
    review = b.make_review(late=LateRule.REFUSE)
    thread = b.make_thread(review.version, review.expert)
    support(thread, actor=b.actor_of(review.other))
    move_round(review.round, "close", actor=b.actor_of(review.manager))
    for act in (support, take_support_back):
        with pytest.raises(StateConflict, match="round_closed"):
            act(thread, actor=b.actor_of(review.other))
    assert supporters(thread) == [review.other]


def test_a_refusal_does_not_tell_of_a_decision_that_may_not_be_seen() -> None:
    review = b.make_review()
    thread = b.make_thread(review.version, review.expert)
    b.make_decision(thread, review.editor)
    support(thread, actor=b.actor_of(review.other))
    share(thread, True, actor=b.actor_of(review.editor))
    with pytest.raises(StateConflict, match="thread_settled"):
        take_support_back(thread, actor=b.actor_of(review.other))


def test_who_has_not_submitted_sees_only_the_own_support() -> None:
    review = b.make_review(visibility=Visibility.AFTER_SUBMIT)
    thread = b.make_thread(review.version, review.expert)
    expert, other = b.actor_of(review.expert), b.actor_of(review.other)
    submit_review(review.round, actor=other)
    support(thread, actor=other)
    assert supports_seen(expert, thread) == []
    submit_review(review.round, actor=expert)
    assert [one.member for one in supports_seen(expert, thread)] == [review.other]
    resume_review(review.round, actor=expert)
    assert supports_seen(expert, thread) == []
    assert len(supports_seen(b.actor_of(review.editor), thread)) == 1
