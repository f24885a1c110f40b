"""Questions about who stands above whom."""

from sqlalchemy import select

from ..domain.permissions import Actor, may_invite
from ..extensions import db
from ..models import Account, Membership
from .accounts import actor_in


def is_above(actor: Actor, member: Membership) -> bool:
    """Tell whether the actor may hold what opens this person's account: in every project he or she is above.

    A sign-in link opens all that its account may do, not only what it may do here.
    """
    if actor.is_admin or member.account_id == actor.account_id:
        return True
    if member.account.is_admin:
        return False
    account = db.session.get_one(Account, actor.account_id)
    standings = db.session.scalars(
        select(Membership).where(Membership.account_id == member.account_id, Membership.left_at.is_(None))
    )
    return all(may_invite(actor_in(account, other.project_id), other.role) for other in standings)
