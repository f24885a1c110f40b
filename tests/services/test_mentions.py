"""Calling people by name: only those one knows by name and who may read it, each told once."""

from typing import Any

import pytest
from flask import Flask

from reviewapp.clock import now
from reviewapp.domain.mails import MailKind
from reviewapp.domain.people import FOCAL_POINT, Role
from reviewapp.domain.rounds import Visibility
from reviewapp.extensions import db
from reviewapp.importers.base import FoundComment, Manuscript, RawBlock
from reviewapp.models import Mail, Mention, Reply, Thread
from reviewapp.queries.mails import is_needed
from reviewapp.queries.versions import block_rows_of
from reviewapp.services.drafts import hand_over
from reviewapp.services.found import store_found
from reviewapp.services.found_comments import import_comments
from reviewapp.services.replies import reply
from reviewapp.services.reviewers import submit_review
from reviewapp.services.threads import Comment, Scope, edit_comment, open_thread, send_draft
from reviewapp.services.transaction import transaction
from reviewapp.web.letters import letter_of
from tests import builders as b


@pytest.fixture(autouse=True)
def _mail_is_on(app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(app.config, "MAIL_URL", "smtp://127.0.0.1:1?from=review@example.org")


@pytest.fixture
def review() -> b.Review:
    return b.make_review()


def at(*members: Any) -> str:
    """Call members by name in a sentence."""
    return f"Please look, {' and '.join(f'@{one.account.name}' for one in members)}."


def everybody(review: b.Review) -> list[Any]:
    return [review.manager, review.editor, review.officer, review.expert, review.other]


def called(thread: Thread, answer: Reply | None = None) -> list[Any]:
    rows = db.session.query(Mention).filter_by(thread_id=thread.id).order_by(Mention.id)
    return [one.member for one in rows if one.reply_id == (answer.id if answer else None)]


def mails(kind: MailKind = MailKind.MENTIONED) -> list[Mail]:
    return db.session.query(Mail).filter_by(kind=kind).order_by(Mail.id).all()


def told(kind: MailKind = MailKind.MENTIONED) -> list[Any]:
    return [mail.account_id for mail in mails(kind)]


def accounts(*members: Any) -> list[Any]:
    return [one.account_id for one in members]


def test_a_comment_calls_whom_it_names_and_they_are_told(review: b.Review) -> None:
    body = at(review.editor, review.other)
    thread = b.make_thread(review.version, review.expert, body)
    assert called(thread) == [review.editor, review.other]
    assert told() == accounts(review.editor, review.other)
    assert thread.body == body
    assert f'<span class="mention">@{review.editor.account.name}</span>' in thread.body_html
    words = letter_of(mails()[0])
    assert words.subject == "You are mentioned in a comment: Guide review"
    assert "You are mentioned by name in comment No. 1 or in a reply to it." in words.text
    assert "Please look" not in words.text


def test_nobody_calls_oneself_or_an_observer_or_who_left(review: b.Review) -> None:
    observer = b.make_member(review.project, Role.OBSERVER)
    stranger = b.make_member(review.project)
    with transaction():
        review.officer.left_at = now()
    thread = b.make_thread(
        review.version, review.expert, at(review.expert, observer, stranger, review.officer)
    )
    assert (called(thread), told()) == ([], [])
    assert "mention" not in thread.body_html


def test_one_mail_tells_of_a_reply_that_also_calls(review: b.Review) -> None:
    thread = b.make_thread(review.version, review.expert)
    answer = reply(thread, at(review.expert, review.other), actor=b.actor_of(review.editor))
    assert called(thread, answer) == [review.expert, review.other]
    assert told() == accounts(review.expert, review.other)
    assert told(MailKind.REPLY) == []
    assert f"to your comment No. {thread.number}." in letter_of(mails()[0]).text
    reply(thread, at(review.other), actor=b.actor_of(review.expert))
    assert told()[2:] == accounts(review.other)
    assert told(MailKind.REPLY) == accounts(review.editor)


def test_an_internal_note_calls_only_who_reads_it(review: b.Review) -> None:
    thread = b.make_thread(review.version, review.expert)
    answer = reply(thread, at(*everybody(review)), is_internal=True, actor=b.actor_of(review.editor))
    assert called(thread, answer) == [review.manager]
    assert told() == accounts(review.manager)
    (mail,) = mails()
    assert is_needed(mail)
    with transaction():
        review.manager.role = Role.OFFICER
    assert not is_needed(mail)


def test_a_draft_calls_when_it_is_sent(review: b.Review) -> None:
    review.expert.institution, review.other.institution = "One college", "One college"
    review.other.tags = [FOCAL_POINT]
    db.session.commit()
    draft = b.make_thread(review.version, review.expert, at(review.editor, review.other), is_draft=True)
    edit_comment(draft, at(review.manager, review.other), actor=b.actor_of(review.expert))
    assert (called(draft), told()) == ([], [])
    hand_over(draft, review.other, actor=b.actor_of(review.expert))
    send_draft(draft, actor=b.actor_of(review.other))
    assert called(draft) == [review.manager, review.other]
    assert told() == accounts(review.manager)
    late = b.make_thread(review.version, review.expert, at(review.officer), is_draft=True)
    submit_review(review.round, actor=b.actor_of(review.expert))
    assert called(late) == [review.officer]


def test_an_edited_comment_calls_anew_and_tells_nobody_twice(review: b.Review) -> None:
    actor = b.actor_of(review.expert)
    thread = b.make_thread(review.version, review.expert, at(review.editor))
    edit_comment(thread, at(review.manager), actor=actor)
    assert called(thread) == [review.manager]
    assert [is_needed(mail) for mail in mails()] == [False, True]
    edit_comment(thread, at(review.editor, review.manager), actor=actor)
    edit_comment(thread, importance=None, actor=actor)
    assert called(thread) == [review.editor, review.manager]
    assert told() == accounts(review.editor, review.manager)
    assert all(map(is_needed, mails()))
    edit_comment(thread, "Nobody.", actor=actor)
    assert called(thread) == []
    assert not any(map(is_needed, mails()))


def test_a_comment_on_behalf_of_somebody_calls_as_that_person_may(review: b.Review) -> None:
    with transaction():
        review.round.visibility = Visibility.BLIND
    comment = Comment(scope=Scope.DOCUMENT, body=at(*everybody(review)))
    editor = b.actor_of(review.editor)
    thread = open_thread(review.version, comment, actor=editor, on_behalf_of=review.expert)
    assert called(thread) == [review.manager, review.editor, review.officer]
    assert told() == accounts(review.manager, review.officer)


def test_a_comment_from_a_file_calls_nobody(review: b.Review) -> None:
    raw = [RawBlock(row.kind, row.html) for row in block_rows_of(review.version)]
    found = [FoundComment("Somebody", at(review.manager)), FoundComment("", at(review.manager), answers=0)]
    with transaction():
        store_found(review.version, Manuscript("", raw, [], [], found), range(len(raw)))
    [thread] = import_comments(review.version, {}, actor=b.actor_of(review.editor))
    assert (called(thread), called(thread, thread.replies[0]), told()) == ([], [], [])


def test_without_mail_people_are_called_all_the_same(
    app: Flask, monkeypatch: pytest.MonkeyPatch, review: b.Review
) -> None:
    monkeypatch.setitem(app.config, "MAIL_URL", "")
    thread = b.make_thread(review.version, review.expert, at(review.editor))
    assert (called(thread), told()) == ([review.editor], [])
