"""Answering in a thread."""

from .. import markup
from ..clock import now
from ..domain.errors import Forbidden, StateConflict
from ..domain.languages import canonical
from ..domain.people import Role
from ..domain.permissions import Actor
from ..domain.threads import BODY_LENGTH, check_act, check_words
from ..domain.versions import VersionState
from ..extensions import db
from ..models import Membership, Reply, Thread
from ..queries.versions import newest_published
from .activity import record
from .mentions import call_people
from .notices import notify_reply
from .people import standing
from .rounds import admitted
from .transaction import hold, transaction


def reply(thread: Thread, body: str, *, language: str = "", is_internal: bool = False, actor: Actor) -> Reply:
    """Answer in a thread. Internal notes are for editors and managers."""
    project_id = thread.version.document.guide.project_id
    with transaction():
        hold(thread)
        check_act("reply", thread.status)
        _check_not_put_away(thread)
        if is_internal and actor.acts_as not in (Role.EDITOR, Role.MANAGER):
            raise Forbidden("internal_not_yours")
        if not actor.is_staff:
            admitted(thread.round, actor)
        member = standing(project_id, actor=actor)
        spoken = canonical(language or member.language or thread.language)
        answer = worded(thread, member, body, spoken)
        answer.is_internal = is_internal
        db.session.add(answer)
        if not is_internal:
            thread.changed_at = now()
            thread.is_waiting = thread.is_waiting and member.id != thread.author_id
        db.session.flush()
        call_people(thread, answer, actor=actor)
        notify_reply(thread, answer, member)
        record(
            "noted internally" if is_internal else "replied",
            "thread",
            thread.public_id,
            actor=actor,
            project_id=project_id,
            reply=answer.public_id,
        )
        return answer


def worded(thread: Thread, author: Membership, body: str, language: str) -> Reply:
    """Make an answer, its words checked and rendered; nobody is told of it."""
    words = check_words(markup.without_controls(body), BODY_LENGTH, "body")
    return Reply(
        thread=thread,
        author=author,
        body=words,
        body_html=markup.render_comment(words),
        ruleset=markup.RULESET,
        language=language,
    )


def _check_not_put_away(thread: Thread) -> None:
    """Refuse an answer where the comment stands on archived versions only."""
    if thread.version.state is not VersionState.ARCHIVED:
        return
    newest = newest_published(thread.document_id, thread.version.language)
    if newest is not None and newest.state is VersionState.ARCHIVED:
        raise StateConflict("version_archived")
