"""The review loop through the verbs alone."""

import pytest

from reviewapp.domain.errors import StateConflict
from reviewapp.domain.filters import ThreadFilter
from reviewapp.domain.threads import PlaceState, Status
from reviewapp.queries.desks import desk_of_document
from reviewapp.queries.threads import entries, places_of
from tests import builders as b

pytestmark = pytest.mark.usefixtures("app_context")


def test_the_way_from_upload_to_the_next_version() -> None:
    review = b.make_review()
    passage = b.make_thread(review.version, review.expert, exact="plans, shows and checks")
    section = b.make_thread(review.version, review.other, section="Planning a session")
    whole = b.make_thread(review.version, review.expert)
    assert [passage.number, section.number, whole.number] == [1, 2, 3]
    b.make_decision(passage, review.editor, "accepted")
    assert passage.status is Status.DECIDED
    changed = b.CHAPTER.replace("plans, shows and checks", "plans and checks")
    second = b.make_version(review.document, changed)
    states = {
        entry.thread.id: entry.place.state
        for entry in entries(
            desk_of_document(review.document, b.actor_of(review.editor)),
            ThreadFilter(),
            b.actor_of(review.editor),
        )
    }
    assert states == {
        passage.id: PlaceState.CHANGED,
        section.id: PlaceState.IN_PLACE,
        whole.id: PlaceState.IN_PLACE,
    }
    assert [place.version_id for place in places_of(passage)] == [review.version.id, second.id]


def test_a_decided_comment_is_not_decided_twice_by_accident() -> None:
    review = b.make_review()
    thread = b.make_thread(review.version, review.expert)
    b.make_decision(thread, review.editor)
    with pytest.raises(StateConflict, match="thread_decided"):
        b.make_decision(thread, review.editor, "noted")
    b.make_decision(thread, review.editor, "noted", seen=thread.revision)
    assert len(thread.decisions) == 2
