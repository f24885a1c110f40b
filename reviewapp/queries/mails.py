"""Questions about the outbox: who is told, what was queued, and whether a mail is still needed."""

from sqlalchemy import exists, select

from ..clock import now
from ..domain.mails import MailKind
from ..domain.people import Role
from ..domain.rounds import ANSWERS_VISIBLE, RoundState
from ..domain.threads import COUNTED, SETTLED, Status
from ..extensions import db
from ..models import Account, Activity, Mail, Membership, Reply, Round, RoundReviewer, Thread
from .accounts import find_link_by_token
from .mentions import is_still_mentioned
from .threads import sees_thread
from .visibility import replies_seen

_AHEAD = (RoundState.PLANNED, RoundState.OPEN)


def get_mail(mail_id: int) -> Mail:
    """Find a mail by its key."""
    return db.session.get_one(Mail, mail_id)


def is_queued(key: str) -> bool:
    """Tell whether a mail for this occasion was queued, whatever became of it."""
    return db.session.scalar(select(exists().where(Mail.key == key))) or False


def reviewer_in(round_: Round, member: Membership) -> RoundReviewer | None:
    """Find how a round lists a member."""
    return db.session.scalar(
        select(RoundReviewer).where(
            RoundReviewer.round_id == round_.id, RoundReviewer.membership_id == member.id
        )
    )


def authors_in(round_: Round) -> list[Membership]:
    """Give the reviewers, still present, whose comments count in a round."""
    wrote = select(Thread.author_id).where(Thread.round_id == round_.id, Thread.status.in_(COUNTED))
    return list(
        db.session.scalars(
            select(Membership)
            .where(Membership.id.in_(wrote), Membership.role == Role.REVIEWER, Membership.left_at.is_(None))
            .order_by(Membership.id)
        )
    )


def sees_as_member(member: Membership, thread: Thread) -> bool:
    """Tell whether a member, present in the project, may see a thread."""
    if member.left_at is not None:
        return False
    return sees_thread(member.actor, thread)


def reads_reply(member: Membership, thread: Thread, reply: Reply) -> bool:
    """Tell whether a member, present in the project, may read a reply in a thread."""
    return sees_as_member(member, thread) and reply in replies_seen(member.actor, thread)


def deciders_of(thread: Thread) -> list[Membership]:
    """Give those to turn to where nobody present decided a thread or is in charge of it: the managers."""
    if any(one is not None and one.left_at is None for one in (thread.assignee, thread.decided_by)):
        return []
    project_id = thread.version.document.guide.project_id
    return list(
        db.session.scalars(
            select(Membership)
            .where(
                Membership.project_id == project_id,
                Membership.role == Role.MANAGER,
                Membership.left_at.is_(None),
            )
            .order_by(Membership.id)
        )
    )


def waiting_mail(kind: MailKind, member: Membership) -> Mail | None:
    """Find a mail to a member that no worker has touched yet, and hold it: there is more to tell."""
    return db.session.scalar(
        select(Mail)
        .where(
            Mail.kind == kind,
            Mail.account_id == member.account_id,
            Mail.project_id == member.project_id,
            Mail.settled_at.is_(None),
            Mail.leased_until.is_(None),
            Mail.tries + Mail.doubts == 0,
        )
        .order_by(Mail.id)
        .limit(1)
        .with_for_update(skip_locked=True, of=Mail)
    )


def still_assigned(mail: Mail, member: Membership) -> list[Thread]:
    """Give the threads of a mail that wait for its receiver still."""
    return list(
        db.session.scalars(
            select(Thread)
            .where(
                Thread.public_id.in_(mail.params["threads"]),
                Thread.assignee_id == member.id,
                Thread.status.not_in(SETTLED),
            )
            .order_by(Thread.id)
        )
    )


def receiver_of(mail: Mail) -> Membership | None:
    """Find the receiver's membership in the project a mail is about, also of somebody who left."""
    return db.session.scalar(
        select(Membership).where(
            Membership.project_id == mail.project_id, Membership.account_id == mail.account_id
        )
    )


def inviter(where: Round | None, account_id: int | None) -> Account | None:
    """Find who invites: the one who pressed the button, else who planned the round."""
    if account_id is None and where is not None:
        account_id = db.session.scalar(
            select(Activity.account_id).where(
                Activity.noun == "round", Activity.subject == where.public_id, Activity.verb == "planned"
            )
        )
    return db.session.get(Account, account_id) if account_id is not None else None


def institution_of(account: Account, project_id: int) -> str:
    """Give the institution under which somebody stands in a project, "" where there is none."""
    query = select(Membership.institution).where(
        Membership.project_id == project_id, Membership.account_id == account.id
    )
    return db.session.scalar(query) or ""


def own_comments(round_: Round, member: Membership) -> tuple[int, int]:
    """Count what somebody handed in in a round, and what still waits as a draft."""
    statuses = list(
        db.session.scalars(
            select(Thread.status).where(Thread.round_id == round_.id, Thread.author_id == member.id)
        )
    )
    return sum(one in COUNTED for one in statuses), statuses.count(Status.DRAFT)


def address_of(mail: Mail) -> str:
    """Say where a mail goes: to the present address of an account, else to the one that was typed."""
    return mail.account.email if mail.account is not None else mail.address


def is_needed(mail: Mail) -> bool:
    """Tell whether a mail still says something true and useful: asked right before it is sent."""
    token = mail.params.get("token")
    if token is not None and not _opens(token):
        return False
    if mail.project_id is None:
        return token is not None or mail.kind is MailKind.ADDRESS_CHANGED
    member = receiver_of(mail)
    if member is None or member.left_at is not None:
        return False
    if mail.round is not None and not _round_waits(mail, mail.round, member):
        return False
    if mail.kind is MailKind.ASSIGNED:
        return bool(still_assigned(mail, member))
    if mail.kind is MailKind.MENTIONED and not is_still_mentioned(mail, member):
        return False
    return mail.thread is None or _thread_waits(mail.kind, mail.thread, member)


def _opens(token: str) -> bool:
    link = find_link_by_token(token)
    return link is not None and not link.used_at and not link.revoked_at and link.expires_at > now()


def _round_waits(mail: Mail, round_: Round, member: Membership) -> bool:
    """Tell whether a round still asks for what a mail is about; who declined may be invited once more."""
    if mail.kind is MailKind.ANSWERED:
        return round_.state() in ANSWERS_VISIBLE
    listed = reviewer_in(round_, member)
    if listed is None or listed.submitted_at or listed.state_of_round() not in _AHEAD:
        return False
    if listed.declined_at is None:
        return True
    return mail.kind is MailKind.INVITATION and listed.declined_at < mail.created_at


def _thread_waits(kind: MailKind, thread: Thread, member: Membership) -> bool:
    if thread.status is Status.WITHDRAWN or not sees_as_member(member, thread):
        return False
    return kind is not MailKind.OBJECTION or thread.objected_at is not None
