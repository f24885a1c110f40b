"""Taking part in a round: submitting, taking that back, declining, more time, being invited and reminded."""

from datetime import timedelta
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select

from reviewapp.clock import now
from reviewapp.domain.errors import BadInput, ReviewError, StateConflict
from reviewapp.domain.mails import MailKind
from reviewapp.domain.people import Role
from reviewapp.domain.reviewers import ReviewerState
from reviewapp.domain.rounds import LateRule, Visibility
from reviewapp.domain.threads import Status
from reviewapp.extensions import db
from reviewapp.models import Activity, Mail, Membership, RoundReviewer, Thread
from reviewapp.queries.reviewers import progress_of
from reviewapp.queries.threads import sees_thread
from reviewapp.services.invitations import invite_reviewers, remind_reviewers
from reviewapp.services.reviewers import decline, note_invited, note_opened, resume_review, submit_review
from reviewapp.services.rounds import extend_for, move_round
from reviewapp.services.transaction import transaction
from tests import builders as b


def over(**terms: Any) -> b.Review:
    """A round that closed an hour ago."""
    return b.make_review(closes_at=now() - timedelta(hours=1), **terms)


def row_of(review: b.Review, member: Membership) -> RoundReviewer:
    row = review.round.row_of(member.id)
    assert row is not None
    return row


def state_of(review: b.Review, member: Membership) -> ReviewerState:
    rows = progress_of(review.round, b.actor_of(review.officer))
    return next(one.state for one in rows if one.row.membership_id == member.id)


def sees(member: Membership, thread: Thread) -> bool:
    return sees_thread(b.actor_of(member), thread)


def refusal(act: Any, *args: Any, **given: Any) -> str:
    with pytest.raises(ReviewError) as refused:
        act(*args, **given)
    return refused.value.code


def test_a_reviewer_is_seen_to_go_step_by_step() -> None:
    review = b.make_review()
    expert = b.actor_of(review.expert)
    seen = [state_of(review, review.expert)]
    note_invited(review.round, [review.expert], actor=None)
    seen.append(state_of(review, review.expert))
    note_opened(review.expert.account)
    seen.append(state_of(review, review.expert))
    b.make_thread(review.version, review.expert, is_draft=True)
    assert state_of(review, review.expert) is ReviewerState.OPENED
    b.make_thread(review.version, review.expert)
    seen.append(state_of(review, review.expert))
    submit_review(review.round, actor=expert)
    seen.append(state_of(review, review.expert))
    assert [one.value for one in seen] == ["listed", "invited", "opened", "in_progress", "submitted"]
    assert state_of(review, review.other) is ReviewerState.LISTED


def test_submitting_sends_ones_own_drafts_and_no_others() -> None:
    review = b.make_review()
    mine = [b.make_thread(review.version, review.expert, is_draft=True) for _ in range(2)]
    theirs = b.make_thread(review.version, review.other, is_draft=True)
    sent = submit_review(review.round, actor=b.actor_of(review.expert))
    assert [thread.id for thread in sent] == [thread.id for thread in mine]
    assert [thread.status for thread in mine] == [Status.OPEN, Status.OPEN]
    assert theirs.status is Status.DRAFT
    assert refusal(submit_review, review.round, actor=b.actor_of(review.expert)) == "review_submitted"


def test_submitting_shows_the_others_comments_and_taking_it_back_hides_them_again() -> None:
    review = b.make_review(visibility=Visibility.AFTER_SUBMIT)
    draft = b.make_thread(review.version, review.expert, is_draft=True)
    theirs = b.make_thread(review.version, review.other)
    assert not sees(review.expert, theirs)
    submit_review(review.round, actor=b.actor_of(review.expert))
    assert sees(review.expert, theirs) and not sees(review.other, draft)
    resume_review(review.round, actor=b.actor_of(review.expert))
    assert not sees(review.expert, theirs)
    assert draft.status is Status.OPEN, "what was sent stays sent"


def test_a_submission_is_taken_back_until_the_close_and_only_if_there_is_one() -> None:
    review = b.make_review()
    expert = b.actor_of(review.expert)
    assert refusal(resume_review, review.round, actor=expert) == "review_not_submitted"
    submit_review(review.round, actor=expert)
    move_round(review.round, "close", actor=b.actor_of(review.manager))
    assert refusal(resume_review, review.round, actor=expert) == "round_closed"


def test_whoever_declined_comes_back_by_a_word_or_by_a_comment() -> None:
    review = b.make_review()
    expert = b.actor_of(review.expert)
    decline(review.round, "  On leave.\x00 ", actor=expert)
    row = row_of(review, review.expert)
    assert (state_of(review, review.expert), row.decline_reason) == (ReviewerState.DECLINED, "On leave.")
    resume_review(review.round, actor=expert)
    assert (row.declined_at, row.decline_reason) == (None, "")
    decline(review.round, "", actor=expert)
    b.make_thread(review.version, review.expert)
    assert state_of(review, review.expert) is ReviewerState.IN_PROGRESS


def test_declining_has_its_limits() -> None:
    review = b.make_review()
    expert = b.actor_of(review.expert)
    with pytest.raises(BadInput) as refused:
        decline(review.round, "x" * 1001, actor=expert)
    assert refused.value.field == "reason"
    submit_review(review.round, actor=expert)
    assert refusal(decline, review.round, "", actor=expert) == "review_submitted"
    assert refusal(decline, over().round, "", actor=expert) == "no_round"


def test_an_own_deadline_keeps_a_round_open_for_one_person_only() -> None:
    review = over(late=LateRule.REFUSE)
    extend_for(row_of(review, review.expert), now() + timedelta(days=2), actor=b.actor_of(review.officer))
    thread = b.make_thread(review.version, review.expert)
    assert not thread.is_late
    submit_review(review.round, actor=b.actor_of(review.expert))
    resume_review(review.round, actor=b.actor_of(review.expert))
    assert refusal(b.make_thread, review.version, review.other) == "round_closed"
    assert refusal(submit_review, review.round, actor=b.actor_of(review.other)) == "round_closed"


def test_a_comment_goes_to_the_round_that_is_still_open_for_its_author() -> None:
    review = over()
    newer = {"opens_at": now() - timedelta(hours=9), "closes_at": now() - timedelta(minutes=9)}
    b.make_round(review.project, [review.version], [review.expert, review.other], **newer)
    extend_for(row_of(review, review.expert), now() + timedelta(days=2), actor=b.actor_of(review.officer))
    assert b.make_thread(review.version, review.expert).round_id == review.round.id
    assert b.make_thread(review.version, review.other).round_id != review.round.id


def test_an_extension_lies_after_the_deadline_and_after_now() -> None:
    review = b.make_review()
    row, officer = row_of(review, review.expert), b.actor_of(review.officer)
    assert refusal(extend_for, row, review.round.closes_at, actor=officer) == "extension_too_early"
    assert refusal(extend_for, row, now(), actor=officer) == "extension_too_early"
    for act in ("close", "answer"):
        move_round(review.round, act, actor=officer)
    assert refusal(extend_for, row, now() + timedelta(days=1), actor=officer) == "round_state"


@pytest.mark.parametrize(("rule", "is_late"), [(LateRule.ACCEPT, False), (LateRule.MARK, True)])
def test_what_is_late_counts_from_ones_own_deadline(rule: LateRule, is_late: bool) -> None:
    review = over(late=rule)
    extend_for(row_of(review, review.expert), now() + timedelta(days=1), actor=b.actor_of(review.officer))
    assert not b.make_thread(review.version, review.expert).is_late
    assert b.make_thread(review.version, review.other).is_late is is_late
    draft = b.make_thread(review.version, review.other, is_draft=True)
    with transaction():
        row_of(review, review.expert).extended_until = now() - timedelta(minutes=1)
    submit_review(review.round, actor=b.actor_of(review.other))
    assert draft.is_late is is_late
    assert b.make_thread(review.version, review.expert).is_late is is_late


def test_closing_by_hand_ends_the_extensions_too() -> None:
    review = b.make_review(late=LateRule.REFUSE)
    officer = b.actor_of(review.officer)
    extend_for(row_of(review, review.expert), now() + timedelta(days=20), actor=officer)
    move_round(review.round, "close", actor=officer)
    assert refusal(b.make_thread, review.version, review.expert) == "round_closed"


def test_without_mail_each_invited_person_gets_a_link_of_his_or_her_own() -> None:
    review = b.make_review()
    officer = b.actor_of(review.officer)
    sendings = invite_reviewers(review.round, review.round.reviewers, actor=officer, key="k")
    assert [one.row.membership_id for one in sendings.letters] == [review.expert.id, review.other.id]
    assert len({one.token for one in sendings.letters}) == 2
    assert state_of(review, review.expert) is ReviewerState.INVITED
    assert (sendings.mailed, sendings.beyond) == (0, [])


def test_a_link_beyond_the_one_who_invites_is_left_to_an_administrator() -> None:
    review = b.make_review()
    elsewhere = b.make_project(name="Another")
    b.make_member(elsewhere, Role.MANAGER, email=review.expert.account.email, name="Expert 90")
    officer = b.actor_of(review.officer)
    for tell in (invite_reviewers, remind_reviewers):
        sendings = tell(review.round, review.round.reviewers, actor=officer, key="k")
        assert [one.row.membership_id for one in sendings.letters] == [review.other.id]
        assert [row.membership_id for row in sendings.beyond] == [review.expert.id]


def test_reminded_is_only_who_still_has_something_to_do() -> None:
    review = b.make_review()
    due = b.make_member(review.project)
    with transaction():
        review.round.reviewers.append(RoundReviewer(membership_id=due.id))
    submit_review(review.round, actor=b.actor_of(review.expert))
    decline(review.round, "", actor=b.actor_of(review.other))
    officer = b.actor_of(review.officer)
    sendings = remind_reviewers(review.round, review.round.reviewers, actor=officer, key="k")
    assert [one.row.membership_id for one in sendings.letters] == [due.id]
    line = db.session.scalars(select(Activity).where(Activity.verb == "reminded")).one()
    assert line.details == {"reviewers": 1}
    move_round(review.round, "close", actor=officer)
    assert remind_reviewers(review.round, review.round.reviewers, actor=officer, key="l").letters == []


def test_nobody_is_invited_to_a_round_that_is_over() -> None:
    review = over()
    with pytest.raises(StateConflict):
        invite_reviewers(review.round, review.round.reviewers, actor=b.actor_of(review.officer), key="k")


def test_a_form_sent_twice_mails_once(app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(app.config, "MAIL_URL", "smtp://127.0.0.1:1?from=review@example.org")
    review = b.make_review()
    officer = b.actor_of(review.officer)
    for tell, kind in ((invite_reviewers, MailKind.INVITATION), (remind_reviewers, MailKind.REMINDER)):
        numbers = [
            tell(review.round, review.round.reviewers, actor=officer, key="k").mailed for _ in range(2)
        ]
        assert numbers == [2, 0]
        assert len(db.session.scalars(select(Mail).where(Mail.kind == kind)).all()) == 2
