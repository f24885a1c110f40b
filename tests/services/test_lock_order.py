"""Verbs that hold several things at once: two people never wait for each other for ever."""

import pytest
from flask import Flask
from sqlalchemy import select, update

from reviewapp.domain.people import Role
from reviewapp.domain.threads import Status
from reviewapp.extensions import db
from reviewapp.models import Membership, Round, RoundReviewer, Thread, Version
from reviewapp.services.drafts import hand_over
from reviewapp.services.members import change_member
from reviewapp.services.receipts import once
from reviewapp.services.reviewers import submit_review
from reviewapp.services.threads import Comment, Scope, open_thread, send_draft
from tests import builders as b
from tests.services.pairs import pairs

pytestmark = pytest.mark.usefixtures("app_context")

MANY = 6


def test_a_review_is_submitted_while_a_draft_of_it_is_sent(app: Flask) -> None:
    review = b.make_review("# One chapter\n\nA sentence.\n")
    author, focal = review.expert, review.other
    focal.institution, focal.tags = author.institution, ["focal point"]
    db.session.commit()
    writes, speaks = b.actor_of(author), b.actor_of(focal)
    version, round_, author_key, focal_key = review.version.id, review.round.id, author.id, focal.id
    drafts: list[int] = []

    def prepare(i: int) -> None:
        with app.app_context():
            db.session.execute(update(RoundReviewer).values(submitted_at=None))
            db.session.commit()
            at, by = db.session.get_one(Version, version), db.session.get_one(Membership, author_key)
            two = [b.make_thread(at, by, is_draft=True) for _ in range(2)]
            for draft in two:
                hand_over(draft, db.session.get_one(Membership, focal_key), actor=writes)
            drafts[:] = [draft.id for draft in two]

    def submit(i: int) -> int:
        return len(submit_review(db.session.get_one(Round, round_), actor=writes))

    def send(i: int) -> None:
        send_draft(db.session.get_one(Thread, drafts[-1]), actor=speaks)

    told = pairs(app, submit, send, MANY, prepare)
    assert [left.refusal for left, _ in told] == [""] * MANY
    assert {right.refusal for _, right in told} <= {"", "thread_open"}
    assert set(db.session.scalars(select(Thread.status))) == {Status.OPEN}
    assert sorted(db.session.scalars(select(Thread.number))) == list(range(1, 2 * MANY + 1))


def test_somebody_comments_while_details_name_and_role_are_changed(app: Flask) -> None:
    review = b.make_review("# One chapter\n\nA sentence.\n")
    member, version = review.editor.id, review.version.id
    writes, manages = b.actor_of(review.editor), b.actor_of(review.manager)
    db.session.commit()

    def comment(i: int) -> str:
        words = Comment(Scope.DOCUMENT, "Say how many hours.")

        def act() -> str:
            return open_thread(db.session.get_one(Version, version), words, actor=writes).public_id

        return once(f"key {i}", "print", act, actor=writes)[0]

    def change(i: int) -> None:
        person = db.session.get_one(Membership, member)
        role = Role.OFFICER if i % 2 else Role.EDITOR
        change_member(person, {"sector": f"{i}"}, email=None, name=f"Editor {i:02}", role=role, actor=manages)

    told = pairs(app, comment, change, MANY)
    assert all(left.answer and not right.refusal for left, right in told)
