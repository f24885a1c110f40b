"""Who may be called by name in a comment, and who was called where."""

from collections.abc import Iterable

from sqlalchemy import ColumnElement, exists, select
from sqlalchemy.orm import joinedload

from ..domain.mentions import likely
from ..domain.people import STAFF, Attribution
from ..domain.permissions import Actor
from ..extensions import db
from ..models import Mail, Membership, Mention, Round, RoundReviewer, Thread, Version
from .rounds import reviewers_of, round_for_comment
from .visibility import attribution_towards, replies_seen, sees_internal, sees_others

MOST_SHOWN = 8


def named_readers(
    project_id: int,
    round_: Round | None,
    actor: Actor,
    *,
    author: Membership | None = None,
    is_internal: bool = False,
) -> list[Membership]:
    """Give the present members whom the actor may know by name and who can read what is said in a round.

    Those are the staff, and where the round names its reviewers to each other the reviewers whom it lets see
    what others say: to an actor who is one of them only if he or she sees the others too. `author` is whose
    comment is answered: that person reads it in any round. An internal note is read by few. Nobody calls
    himself or herself.
    """
    rows = reviewers_of(round_) if round_ is not None else []
    is_named = round_ is None or round_.attribution is Attribution.NAMED
    promised = set() if is_named else {row.membership_id for row in rows}
    known = [one for one in _staff(project_id) if one.id not in promised]
    if is_internal:
        known = [one for one in known if sees_internal(one.actor)]
    elif is_named and sees_others(actor, round_):
        known += [row.membership for row in rows if row.takes_part and _reads(row, author)]
    return [one for one in known if one.id != actor.membership_id]


def people_to_call(version: Version, actor: Actor, typed: str) -> list[Membership]:
    """Give whom a new comment on a version may call, by what was typed of the name; at most MOST_SHOWN."""
    round_ = round_for_comment(version, actor)
    readers = named_readers(version.document.guide.project_id, round_, actor)
    by_name = {one.account.name: one for one in readers}
    return [by_name[name] for name in likely(typed, by_name)[:MOST_SHOWN]]


def mentions_among(threads: Iterable[Thread]) -> dict[int, list[Mention]]:
    """Give who is called in each of several threads and in their replies, by the thread's key."""
    found: dict[int, list[Mention]] = {}
    query = (
        select(Mention)
        .where(Mention.thread_id.in_([thread.id for thread in threads]))
        .options(joinedload(Mention.member, innerjoin=True), joinedload(Mention.reply))
        .order_by(Mention.id)
    )
    for mention in db.session.scalars(query):
        found.setdefault(mention.thread_id, []).append(mention)
    return found


def mentions_seen(actor: Actor, thread: Thread, mentions: Iterable[Mention]) -> list[Mention]:
    """Give, of who is called in a visible thread, those in what the actor reads and may know by name."""
    read = {reply.id for reply in replies_seen(actor, thread)} | {None}
    return [one for one in mentions if one.reply_id in read and _knows(actor, thread, one.member)]


def is_still_mentioned(mail: Mail, member: Membership) -> bool:
    """Tell whether what a mail tells of calls its receiver still, and he or she may read it."""
    thread, reply_id = mail.thread, mail.params.get("reply")
    if thread is None:
        return False
    where: ColumnElement[bool] = Mention.reply_id.is_(None)
    if reply_id is not None:
        reply = next((one for one in replies_seen(member.actor, thread) if one.public_id == reply_id), None)
        where = Mention.reply_id == (reply.id if reply else None)
    query = exists().where(Mention.thread_id == thread.id, Mention.member_id == member.id, where)
    return db.session.scalar(select(query)) or False


def _staff(project_id: int) -> list[Membership]:
    """Give the present staff of a project, in the order they joined."""
    query = select(Membership).where(
        Membership.project_id == project_id, Membership.left_at.is_(None), Membership.role.in_(STAFF)
    )
    return list(db.session.scalars(query.order_by(Membership.id)))


def _reads(row: RoundReviewer, author: Membership | None) -> bool:
    """Tell whether a listed reviewer can read the comment of `author` (None: one that others make now)."""
    if author is not None and author.id == row.membership_id:
        return True
    is_open = row.round.cancelled_at is None and row.declined_at is None
    return is_open and sees_others(row.membership.actor, row.round)


def _knows(actor: Actor, thread: Thread, member: Membership) -> bool:
    """Tell whether the actor may know by name that a member can read a thread."""
    if attribution_towards(actor, thread, member) is not Attribution.NAMED:
        return False
    return member.role in STAFF or member.id == actor.membership_id or sees_others(actor, thread.round)
