"""Drafts handed to the focal point of one's institution, who sends them or gives them back."""

from ..domain.errors import BadInput, Forbidden, StateConflict
from ..domain.people import FOCAL_POINTS
from ..domain.permissions import Actor
from ..domain.threads import Status
from ..models import Membership, Thread
from .changes import check_own, touch
from .transaction import hold, transaction


def hand_over(thread: Thread, to: Membership, *, actor: Actor) -> None:
    """Let the focal point of the author's institution see a draft and send it.

    Raises StateConflict("not_a_draft"), BadInput("not_your_focal_point").
    """
    with transaction():
        hold(thread)
        check_own(thread, actor)
        _check_draft(thread)
        if not is_focal_point_for(to, thread.author):
            raise BadInput("not_your_focal_point", field="to")
        if thread.round is not None and thread.round.row_of(to.id) is None:
            raise BadInput("not_your_focal_point", field="to")
        thread.handed_to_id = to.id
        touch("handed over", thread, actor, to=to.public_id)


def give_back(thread: Thread, *, actor: Actor) -> None:
    """Make a draft its author's alone again; its author or the focal point does."""
    with transaction():
        hold(thread)
        _check_draft(thread)
        if actor.membership_id is None or actor.membership_id not in (thread.author_id, thread.handed_to_id):
            raise Forbidden("not_your_comment")
        thread.handed_to_id = None
        touch("gave back", thread, actor)


def is_focal_point_for(member: Membership, author: Membership) -> bool:
    """Tell whether a member speaks for the institution of another one in the same project."""
    return (
        member.id != author.id
        and member.left_at is None
        and member.project_id == author.project_id
        and member.role is author.role
        and bool(author.institution)
        and member.institution.casefold() == author.institution.casefold()
        and not FOCAL_POINTS.isdisjoint(tag.casefold() for tag in member.tags)
    )


def _check_draft(thread: Thread) -> None:
    if thread.status is not Status.DRAFT:
        raise StateConflict("not_a_draft")
