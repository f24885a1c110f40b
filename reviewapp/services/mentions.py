"""Whom a comment or a reply calls by name. Every verb here joins the transaction of what was said."""

from sqlalchemy import delete

from .. import markup
from ..domain.mentions import called, has_sign
from ..domain.permissions import Actor
from ..domain.threads import Status
from ..extensions import db
from ..models import Membership, Mention, Reply, Thread
from ..queries.mentions import named_readers
from .notices import notify_mentioned


def call_people(thread: Thread, reply: Reply | None = None, *, actor: Actor) -> None:
    """Keep whom a comment, or a reply in its thread, calls by name now, mark the names, tell these people.

    The actor is told nothing. A draft calls nobody.
    """
    said = reply or thread
    if thread.status is Status.DRAFT or not has_sign(said.body):
        return
    readers = _readers(thread, reply)
    names = called(said.body, readers)
    if not names:
        return
    members = [readers[name] for name in names]
    said.body_html = markup.render_comment(said.body, names)
    db.session.add_all(Mention(thread=thread, reply=reply, member=one) for one in members)
    db.session.flush()
    notify_mentioned(thread, members, reply, actor=actor)


def call_people_anew(thread: Thread, *, actor: Actor) -> None:
    """Do the same after a comment was edited: who is not called any more is forgotten."""
    db.session.execute(delete(Mention).where(Mention.thread_id == thread.id, Mention.reply_id.is_(None)))
    call_people(thread, actor=actor)


def _readers(thread: Thread, reply: Reply | None) -> dict[str, Membership]:
    """Give by name whom the writer of a comment or reply may call."""
    project_id = thread.version.document.guide.project_id
    if reply is None:
        found = named_readers(project_id, thread.round, thread.author.actor)
    else:
        writer = reply.author.actor
        found = named_readers(
            project_id, thread.round, writer, author=thread.author, is_internal=reply.is_internal
        )
    return {one.account.name: one for one in found}
