"""What bars an author from changing a comment, and what must not."""

import pytest

from reviewapp.domain.errors import StateConflict
from reviewapp.domain.rounds import Visibility
from reviewapp.domain.versions import VersionState
from reviewapp.extensions import db
from reviewapp.services.replies import reply
from reviewapp.services.reviewers import submit_review
from reviewapp.services.threads import edit_comment
from tests.builders import actor_of, make_review, make_thread


def test_an_internal_note_does_not_bar_the_author_from_editing() -> None:
    review = make_review()
    thread = make_thread(review.version, review.expert)
    reply(thread, "Who knows more?", is_internal=True, actor=actor_of(review.editor))
    edit_comment(thread, "Say how many days.", actor=actor_of(review.expert))
    assert thread.body == "Say how many days."


def test_a_reply_hidden_from_the_author_does_not_bar_editing() -> None:
    review = make_review(visibility=Visibility.AFTER_SUBMIT)
    thread = make_thread(review.version, review.expert)
    submit_review(review.round, actor=actor_of(review.other))
    reply(thread, "I agree.", actor=actor_of(review.other))
    edit_comment(thread, "Say how many days.", actor=actor_of(review.expert))
    assert thread.body == "Say how many days."


def test_nobody_answers_on_an_archived_version() -> None:
    review = make_review()
    thread = make_thread(review.version, review.expert)
    review.version.state = VersionState.ARCHIVED
    db.session.commit()
    with pytest.raises(StateConflict, match="version_archived"):
        reply(thread, "Too late.", actor=actor_of(review.editor))
