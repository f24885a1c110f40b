"""What people are told by mail: whom, on which occasion, each once. The words are made when it is sent.

Every verb joins the transaction of what it tells of. Where no mail is sent, nobody is told anything.
"""

from collections.abc import Sequence
from typing import Any

from ..clock import now
from ..domain.errors import Forbidden
from ..domain.mails import MailKind
from ..domain.people import STAFF
from ..domain.permissions import Actor, may_invite
from ..domain.threads import Status
from ..models import Account, Mail, Membership, Project, Reply, Round, RoundReviewer, Thread
from ..queries.accounts import find_account_by_email
from ..queries.mails import (
    authors_in,
    deciders_of,
    is_queued,
    reads_reply,
    reviewer_in,
    sees_as_member,
    waiting_mail,
)
from ..queries.standing import is_above
from .accounts import issue_link
from .activity import record
from .outbox import is_mail_on, queue_mail
from .transaction import hold, transaction


def invite(
    where: Round | Project, member: Membership, *, actor: Actor | None, key: str | None = None
) -> tuple[str, Mail | None]:
    """Invite a member to a round, or to the project; give (token of a fresh sign-in link, mail).

    Where the mail carries the link the token is "": nobody else needs it. Where no mail is sent the actor
    hands the token over, and must be above the person everywhere: else Forbidden("link_beyond_you").
    Raises Forbidden("role_too_high") for a role the actor may not bring in. `actor` is None for the worker.
    """
    if actor is not None and not may_invite(actor, member.role):
        raise Forbidden("role_too_high")
    if actor is not None and not is_mail_on() and not is_above(actor, member):
        raise Forbidden("link_beyond_you")
    round_, project = (where, where.project) if isinstance(where, Round) else (None, where)
    with transaction():
        listed = reviewer_in(round_, member) if round_ is not None else None
        if listed is not None:
            listed.invited_at = now()
        record("invited", "membership", member.public_id, actor=actor, project_id=project.id)
        if not is_mail_on():
            return issue_link(member.account, actor=actor, project_id=project.id)[1], None
        params = {"by": actor.account_id} if actor is not None else {}
        return "", _tell(member, MailKind.INVITATION, key=key, round_=round_, params=params, actor=actor)


def notify_answered(round_: Round) -> None:
    """Tell whoever commented in a round as a reviewer that the answers can be read."""
    with transaction():
        for member in authors_in(round_):
            _tell(
                member,
                MailKind.ANSWERED,
                key=f"answered {round_.public_id} {member.public_id}",
                round_=round_,
            )


def notify_reply(thread: Thread, reply: Reply, by: Membership) -> None:
    """Tell the author and whoever answered earlier of a reply, if they may read it; never `by`."""
    if reply.is_internal or thread.status is Status.DRAFT:
        return
    with transaction():
        earlier = (other.author for other in thread.replies if not other.is_internal)
        for member in _once(thread.author, *earlier):
            if member.id != by.id and reads_reply(member, thread, reply):
                key = f"reply {reply.public_id} {member.public_id}"
                _tell(member, MailKind.REPLY, key=key, thread=thread)


def notify_mentioned(
    thread: Thread, called: Sequence[Membership], reply: Reply | None, *, actor: Actor
) -> None:
    """Tell whoever a comment, or a reply in its thread, calls by name and may read it; never the actor.

    It comes before `notify_reply`: the occasion is the same, and one mail is enough for it.
    """
    occasion = f"reply {reply.public_id}" if reply else f"mentioned {thread.public_id}"
    params = {"reply": reply.public_id} if reply else None
    with transaction():
        for member in called:
            may_read = reads_reply(member, thread, reply) if reply else sees_as_member(member, thread)
            if member.id != actor.membership_id and may_read:
                key = f"{occasion} {member.public_id}"
                _tell(member, MailKind.MENTIONED, key=key, thread=thread, params=params)


def notify_assigned(thread: Thread) -> None:
    """Tell the person in charge of a thread that it waits for him or her.

    Many assigned at once make one mail: it grows until the worker takes it.
    """
    member = thread.assignee
    if member is None or member.role not in STAFF:
        return
    with transaction():
        waiting = waiting_mail(MailKind.ASSIGNED, member)
        if waiting is not None:
            waiting.params = {**waiting.params, "threads": [*waiting.params["threads"], thread.public_id]}
            return
        _tell(
            member,
            MailKind.ASSIGNED,
            key=None,
            thread=thread,
            params={"threads": [thread.public_id]},
        )


def notify_objection(thread: Thread) -> None:
    """Tell who decided a thread, and who is in charge of it, that its author asks to look again."""
    with transaction():
        for member in _once(thread.assignee, thread.decided_by, *deciders_of(thread)):
            key = f"objection {thread.public_id} {member.public_id}"
            _tell(member, MailKind.OBJECTION, key=key, thread=thread)


def notify_address_changed(account: Account, old_address: str) -> None:
    """Tell the former address of an account that another one is used from now on."""
    with transaction():
        params = {"language": account.language, "account": account.public_id}
        queue_mail(MailKind.ADDRESS_CHANGED, old_address, params=params)


def send_link(account: Account) -> Mail | None:
    """Mail somebody a sign-in link that he or she asked for."""
    if not is_mail_on():
        return None
    with transaction():
        _, token = issue_link(account, actor=None)
        return queue_mail(MailKind.SIGN_IN_LINK, account, params={"token": token})


def remind(listed: RoundReviewer, key: str) -> Mail | None:
    """Remind a reviewer of a round he or she has not submitted; `key` names the mark that is reached."""
    return _tell(listed.membership, MailKind.REMINDER, key=key, round_=listed.round)


def make_link_asked_for(mail: Mail) -> None:
    """Put the link into a mail to an address that somebody typed, if an account has that address.

    Only the worker does so: whoever asks at the door learns nothing, neither from words nor from time.
    """
    with transaction():
        hold(mail)
        account = find_account_by_email(mail.address)
        if account is not None and mail.settled_at is None and "token" not in mail.params:
            mail.account = account
            mail.params = {**mail.params, "token": issue_link(account, actor=None)[1]}


def _tell(
    member: Membership,
    kind: MailKind,
    *,
    key: str | None,
    round_: Round | None = None,
    thread: Thread | None = None,
    params: dict[str, Any] | None = None,
    actor: Actor | None = None,
) -> Mail | None:
    """Queue a mail with a fresh sign-in link, unless the member left or was told of this occasion before."""
    if not is_mail_on() or member.left_at is not None or (key is not None and is_queued(key)):
        return None
    _, token = issue_link(member.account, actor=actor, project_id=member.project_id)
    return queue_mail(
        kind,
        member.account,
        key=key,
        project=member.project,
        round_=round_,
        thread=thread,
        params={**(params or {}), "token": token},
    )


def _once(*members: Membership | None) -> list[Membership]:
    """Give each member once, in order."""
    return list({member.id: member for member in members if member is not None}.values())
