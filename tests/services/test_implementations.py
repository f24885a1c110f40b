"""Saying that what was accepted stands in a version."""

import pytest

from reviewapp.domain.errors import BadInput, Stale, StateConflict
from reviewapp.domain.filters import ThreadFilter
from reviewapp.domain.threads import Disposition
from reviewapp.queries.desks import desk_of_document
from reviewapp.queries.threads import entries
from reviewapp.services.implementations import mark_implemented, unmark_implemented
from tests import builders as b


def test_what_was_accepted_is_implemented_in_a_later_version() -> None:
    review = b.make_review()
    thread = b.make_thread(review.version, review.expert)
    b.make_decision(thread, review.editor, Disposition.ACCEPTED)
    second = b.make_version(review.document)
    editor = b.actor_of(review.editor)
    mark_implemented(thread, second, note="The sentence is new.", actor=editor)
    mark_implemented(thread, second, note="Also in the table.", actor=editor)
    [said] = thread.implementations
    assert (said.version, said.note, said.member) == (second, "Also in the table.", review.editor)
    unmark_implemented(thread, second, actor=editor)
    assert thread.implementations == []


def test_only_what_was_accepted_is_implemented_and_only_later() -> None:
    review = b.make_review()
    noted = b.make_thread(review.version, review.expert)
    b.make_decision(noted, review.editor, Disposition.NOTED)
    accepted = b.make_thread(review.version, review.expert)
    b.make_decision(accepted, review.editor, Disposition.ACCEPTED)
    second = b.make_version(review.document)
    editor = b.actor_of(review.editor)
    with pytest.raises(StateConflict, match="not_accepted"):
        mark_implemented(noted, second, actor=editor)
    with pytest.raises(BadInput, match="version_not_later"):
        mark_implemented(accepted, review.version, actor=editor)
    with pytest.raises(BadInput, match="version_other_line"):
        mark_implemented(accepted, b.make_review().version, actor=editor)
    with pytest.raises(Stale):
        mark_implemented(accepted, second, actor=editor, seen=accepted.revision - 1)


def test_the_list_of_what_is_decided_and_not_yet_in_the_text() -> None:
    review = b.make_review()
    done, waiting, refused = (b.make_thread(review.version, review.expert) for _ in range(3))
    for thread in (done, waiting):
        b.make_decision(thread, review.editor, Disposition.ACCEPTED)
    b.make_decision(refused, review.editor, Disposition.NOTED)
    second = b.make_version(review.document)
    mark_implemented(done, second, actor=b.actor_of(review.editor))
    editor, reviewer = b.actor_of(review.editor), b.actor_of(review.expert)
    for wanted, expected in ((False, waiting), (True, done)):
        [entry] = entries(desk_of_document(review.document, editor), ThreadFilter(implemented=wanted), editor)
        assert entry.thread == expected
    desk = desk_of_document(review.document, reviewer)
    assert entries(desk, ThreadFilter(implemented=False), reviewer) == []
