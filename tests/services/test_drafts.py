"""Drafts: their author's alone, until they are sent or handed to the focal point of the institution."""

from typing import Any

import pytest

from reviewapp.domain.errors import BadInput, Forbidden, StateConflict
from reviewapp.domain.filters import ThreadFilter
from reviewapp.domain.people import FOCAL_POINT, Role
from reviewapp.domain.threads import Status
from reviewapp.queries.desks import desk_of_drafts_handed_to, desk_of_version
from reviewapp.queries.threads import entries, sees_thread
from reviewapp.services.drafts import give_back, hand_over
from reviewapp.services.threads import edit_comment, send_draft
from tests import builders as b


class Institution:
    """A draft by somebody of an institution whose focal point takes part in the same round."""

    def __init__(self, **changes: Any) -> None:
        review = self.review = b.make_review()
        given = {"institution": review.expert.institution.upper(), "tags": [FOCAL_POINT], **changes}
        self.focal = b.make_member(review.project, **given)
        self.round = b.make_round(
            review.project, [review.version], [review.expert, self.focal], name="Second round"
        )
        self.draft = b.make_thread(review.version, review.expert, is_draft=True)
        assert self.draft.round is self.round
        self.author, self.point = b.actor_of(review.expert), b.actor_of(self.focal)


def test_a_draft_is_seen_by_its_author_and_by_the_focal_point_who_holds_it() -> None:
    world = Institution()
    staff = b.actor_of(world.review.editor)
    assert [sees_thread(one, world.draft) for one in (world.author, world.point, staff)] == [
        True,
        False,
        False,
    ]
    hand_over(world.draft, world.focal, actor=world.author)
    assert [sees_thread(one, world.draft) for one in (world.author, world.point, staff)] == [
        True,
        True,
        False,
    ]
    assert entries(desk_of_version(world.review.version), ThreadFilter(), world.point) == []
    held = ThreadFilter(status=(Status.DRAFT,))
    desk = desk_of_drafts_handed_to(world.focal, world.point)
    assert [one.thread for one in entries(desk, held, world.point)] == [world.draft]
    give_back(world.draft, actor=world.point)
    assert not sees_thread(world.point, world.draft)


def test_a_focal_point_is_named_in_either_language() -> None:
    world = Institution(tags=["电话", "联络人"])
    hand_over(world.draft, world.focal, actor=world.author)
    assert world.draft.handed_to is world.focal


def test_the_focal_point_sends_a_draft_and_changes_no_word() -> None:
    world = Institution()
    with pytest.raises(Forbidden, match="not_your_comment"):
        send_draft(world.draft, actor=world.point)
    hand_over(world.draft, world.focal, actor=world.author)
    with pytest.raises(Forbidden, match="not_your_comment"):
        edit_comment(world.draft, "Other words.", actor=world.point)
    send_draft(world.draft, actor=world.point)
    assert (world.draft.status, world.draft.author) == (Status.OPEN, world.review.expert)
    with pytest.raises(StateConflict, match="not_a_draft"):
        give_back(world.draft, actor=world.point)


@pytest.mark.parametrize(
    "changes", [{"institution": "Elsewhere"}, {"tags": []}, {"role": Role.EDITOR}], ids=str
)
def test_only_the_focal_point_of_the_own_institution_is_handed_a_draft(changes: dict[str, Any]) -> None:
    review = b.make_review()
    member = b.make_member(
        review.project, **{"institution": review.expert.institution, "tags": [FOCAL_POINT], **changes}
    )
    draft = b.make_thread(review.version, review.expert, is_draft=True)
    with pytest.raises(BadInput, match="not_your_focal_point"):
        hand_over(draft, member, actor=b.actor_of(review.expert))


def test_a_focal_point_who_is_not_in_the_round_is_handed_nothing() -> None:
    review = b.make_review()
    member = b.make_member(review.project, institution=review.expert.institution, tags=[FOCAL_POINT])
    draft = b.make_thread(review.version, review.expert, is_draft=True)
    with pytest.raises(BadInput, match="not_your_focal_point"):
        hand_over(draft, member, actor=b.actor_of(review.expert))
