"""Who is told what: never the one who acted, nor who left, nor of what is hidden or was undone."""

from typing import Any

import pytest
from flask import Flask

from reviewapp.clock import now
from reviewapp.domain.errors import Forbidden
from reviewapp.domain.mails import MailKind
from reviewapp.domain.rounds import Visibility
from reviewapp.extensions import db
from reviewapp.models import Mail, Thread
from reviewapp.queries.mails import is_needed
from reviewapp.services.notices import invite, notify_answered, notify_assigned
from reviewapp.services.replies import reply
from reviewapp.services.rounds import move_round
from reviewapp.services.threads import withdraw
from reviewapp.services.transaction import transaction
from reviewapp.services.triage import assign, each
from reviewapp.web.letters import letter_of
from tests import builders as b


@pytest.fixture(autouse=True)
def _mail_is_on(app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(app.config, "MAIL_URL", "smtp://127.0.0.1:1?from=review@example.org")


@pytest.fixture
def review() -> b.Review:
    return b.make_review()


@pytest.fixture
def thread(review: b.Review) -> Thread:
    return b.make_thread(review.version, review.expert)


def mails(kind: MailKind) -> list[Mail]:
    return db.session.query(Mail).filter_by(kind=kind).order_by(Mail.id).all()


def told(kind: MailKind) -> list[Any]:
    return [mail.account_id for mail in mails(kind)]


def answer(thread: Thread, by: Any, **changes: Any) -> None:
    reply(thread, "A secret word.", actor=b.actor_of(by), **changes)


def test_author_and_earlier_repliers_hear_of_a_reply_and_the_replier_does_not(
    review: b.Review, thread: Thread
) -> None:
    answer(thread, review.editor)
    assert told(MailKind.REPLY) == [review.expert.account_id]
    answer(thread, review.other)
    assert told(MailKind.REPLY)[1:] == [review.expert.account_id, review.editor.account_id]
    answer(thread, review.expert)
    assert told(MailKind.REPLY)[3:] == [review.editor.account_id, review.other.account_id]


def test_nobody_hears_of_an_internal_note(review: b.Review, thread: Thread) -> None:
    answer(thread, review.editor, is_internal=True)
    answer(thread, review.manager)
    assert told(MailKind.REPLY) == [review.expert.account_id]


def test_nobody_hears_of_a_thread_that_is_hidden_from_him_or_her(review: b.Review, thread: Thread) -> None:
    answer(thread, review.other)
    with transaction():
        review.round.visibility = Visibility.BLIND
    answer(thread, review.editor)
    assert told(MailKind.REPLY) == [review.expert.account_id] * 2


def test_who_left_hears_of_nothing_more(review: b.Review, thread: Thread) -> None:
    answer(thread, review.other)
    with transaction():
        review.expert.left_at = now()
        thread.assignee = review.editor
        review.editor.left_at = now()
        notify_assigned(thread)
        notify_answered(review.round)
    answer(thread, review.manager)
    assert told(MailKind.REPLY)[1:] == [review.other.account_id]
    assert (told(MailKind.ASSIGNED), told(MailKind.ANSWERED)) == ([], [])


def test_what_waits_for_somebody_who_left_is_not_needed_any_more(review: b.Review, thread: Thread) -> None:
    answer(thread, review.editor)
    (mail,) = mails(MailKind.REPLY)
    assert is_needed(mail)
    with transaction():
        review.expert.left_at = now()
    assert not is_needed(mail)


def test_a_reply_to_a_comment_that_was_withdrawn_is_not_told(review: b.Review, thread: Thread) -> None:
    answer(thread, review.editor)
    withdraw(thread, actor=b.actor_of(review.expert))
    assert [is_needed(mail) for mail in mails(MailKind.REPLY)] == [False]


def test_an_assignment_given_to_somebody_else_is_not_told(review: b.Review, thread: Thread) -> None:
    with transaction():
        thread.assignee = review.editor
        notify_assigned(thread)
    (mail,) = mails(MailKind.ASSIGNED)
    assert is_needed(mail)
    with transaction():
        thread.assignee = review.manager
    assert not is_needed(mail)


def test_many_comments_assigned_at_once_make_one_mail(review: b.Review) -> None:
    threads = [b.make_thread(review.version, review.expert) for _ in range(3)]
    actor = b.actor_of(review.manager)
    each(threads, lambda one: assign(one, review.editor, actor=actor))
    (mail,) = mails(MailKind.ASSIGNED)
    assert letter_of(mail).subject == "3 comments are assigned to you: Guide review"
    each(threads[:2], lambda one: assign(one, None, actor=actor))
    assert letter_of(mail).subject == "Comment No. 3 is assigned to you: Guide review"
    each(threads[2:], lambda one: assign(one, None, actor=actor))
    assert not is_needed(mail)


def test_an_invitation_that_was_overtaken_is_not_sent(review: b.Review) -> None:
    actor = b.actor_of(review.manager)
    experts = [b.make_member(review.project) for _ in range(5)]
    rounds = [b.make_round(review.project, [review.version], experts) for _ in range(3)]
    queued = [invite(one, expert, actor=actor)[1] for one in rounds for expert in experts]

    def needed() -> list[bool]:
        needs = [mail is not None and is_needed(mail) for mail in queued]
        return [any(needs[:5]), any(needs[5:10]), *needs[10:]]

    assert needed() == [True] * 7
    with transaction():
        rounds[0].cancelled_at = rounds[1].closes_at = now()
        submitted, declined, removed, _, left = rounds[2].reviewers
        submitted.submitted_at = declined.declined_at = now()
        rounds[2].reviewers.remove(removed)
    assert needed() == [False, False, False, False, False, True, True]
    with transaction():
        left.membership.left_at = now()
    assert needed() == [False, False, False, False, False, True, False]


def test_who_declined_may_be_invited_once_more(review: b.Review) -> None:
    row = review.round.row_of(review.expert.id)
    assert row is not None
    with transaction():
        row.declined_at = now()
    _, mail = invite(review.round, review.expert, actor=b.actor_of(review.manager))
    assert mail is not None
    assert is_needed(mail)


def test_answers_are_told_to_those_who_commented(review: b.Review, thread: Thread) -> None:
    actor = b.actor_of(review.manager)
    move_round(review.round, "close", actor=actor)
    move_round(review.round, "answer", actor=actor)
    assert told(MailKind.ANSWERED) == [review.expert.account_id]
    assert [is_needed(mail) for mail in mails(MailKind.ANSWERED)] == [True]


def test_whoever_invites_by_mail_does_not_get_the_link(review: b.Review) -> None:
    token, mail = invite(review.round, review.expert, actor=b.actor_of(review.officer))
    assert mail is not None
    assert token == ""
    assert review.round.row_of(review.expert.id).invited_at is not None  # type: ignore[union-attr]


def test_without_mail_the_link_is_handed_to_those_above_only(
    app: Flask, monkeypatch: pytest.MonkeyPatch, review: b.Review
) -> None:
    monkeypatch.setitem(app.config, "MAIL_URL", "")
    officer = b.actor_of(review.officer)
    token, mail = invite(review.round, review.expert, actor=officer)
    assert (bool(token), mail) == (True, None)
    with transaction():
        review.other.account.is_admin = True
    with pytest.raises(Forbidden, match="link_beyond_you"):
        invite(review.round, review.other, actor=officer)
    with pytest.raises(Forbidden, match="role_too_high"):
        invite(review.project, review.manager, actor=officer)
