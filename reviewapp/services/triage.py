"""What staff keep about threads: who deals with them until when, tags, type, translation. One or many."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from .. import markup
from ..clock import now
from ..domain.errors import BadInput, Stale, StateConflict
from ..domain.languages import canonical
from ..domain.people import Role
from ..domain.permissions import Actor
from ..domain.threads import (
    BODY_LENGTH,
    MOST_TAGS,
    SETTLED,
    TAG_LENGTH,
    CommentType,
    Importance,
    Status,
    check_words,
)
from ..models import Membership, Thread
from .changes import check_fresh, touch
from .notices import notify_assigned
from .people import standing
from .transaction import hold, transaction


def assign(thread: Thread, assignee: Membership | None, *, actor: Actor, seen: int | None = None) -> None:
    """Say which editor deals with a thread (None: nobody); an open one is in progress from then on.

    Raises BadInput("assignee_unknown") for anybody but an editor or manager of the project.
    """
    project_id = thread.version.document.guide.project_id
    with transaction():
        _begin(thread, seen)
        if assignee is not None and not _may_deal(assignee, project_id):
            raise BadInput("assignee_unknown", field="assignee")
        if assignee is None or assignee.id != thread.assignee_id:
            thread.assignee = assignee
            if assignee is not None and thread.status is Status.OPEN:
                thread.status = Status.IN_PROGRESS
            touch("assigned", thread, actor, to=assignee.public_id if assignee else None)
            if assignee is not None and assignee.id != actor.membership_id:
                notify_assigned(thread)


def set_due(thread: Thread, due: date | None, *, actor: Actor, seen: int | None = None) -> None:
    """Say until which day (in the project's time zone) a thread is to be dealt with."""
    with transaction():
        _begin(thread, seen)
        thread.due = due
        touch("set due", thread, actor, due=due.isoformat() if due else None)


def set_waiting(thread: Thread, waiting: bool, *, actor: Actor, seen: int | None = None) -> None:
    """Mark that an answer of the author is waited for; it goes when he or she replies."""
    with transaction():
        _begin(thread, seen)
        if waiting and thread.status in SETTLED:
            raise StateConflict("thread_settled")
        thread.is_waiting = waiting
        if waiting and thread.status is Status.OPEN:
            thread.status = Status.IN_PROGRESS
        touch("set waiting" if waiting else "no longer waiting", thread, actor)


def tag(thread: Thread, tags: Sequence[str], *, actor: Actor, seen: int | None = None) -> None:
    """Set the staff's tags of a thread. Raises BadInput("tags_too_many") or ("text_too_long")."""
    kept = list(dict.fromkeys(filter(None, (markup.plain(raw).lower() for raw in tags))))
    if len(kept) > MOST_TAGS:
        raise BadInput("tags_too_many", field="tags", limit=MOST_TAGS)
    if longest := next((one for one in kept if len(one) > TAG_LENGTH), None):
        raise BadInput("text_too_long", field="tags", limit=TAG_LENGTH, length=len(longest))
    with transaction():
        _begin(thread, seen)
        thread.tags = kept
        touch("tagged", thread, actor, tags=kept)


def sort_into(
    thread: Thread,
    type_: CommentType | None = None,
    importance: Importance | Literal[""] | None = None,
    *,
    actor: Actor,
    seen: int | None = None,
) -> None:
    """Change the type or importance somebody's comment was given; its words stay its author's.

    None leaves them as they are, "" takes the importance away.
    """
    with transaction():
        _begin(thread, seen)
        thread.type = type_ or thread.type
        thread.importance = thread.importance if importance is None else importance or None
        touch("sorted", thread, actor, type=thread.type.value)


def translate(thread: Thread, text: str, language: str, *, actor: Actor, seen: int | None = None) -> None:
    """Keep a translation beside a comment, with who made it and when; "" takes it away."""
    with transaction():
        _begin(thread, seen)
        member = standing(thread.version.document.guide.project_id, actor=actor)
        words = markup.without_controls(text).strip()
        thread.translation = check_words(words, BODY_LENGTH, "translation") if words else ""
        thread.translation_language = canonical(language) if words else ""
        thread.translated_by = member if words else None
        thread.translated_at = now() if words else None
        touch("translated", thread, actor, language=thread.translation_language)


@dataclass(frozen=True, slots=True)
class Handling:
    """How a thread is dealt with: everything that `handle` sets at once. `importance` "" is none stated."""

    assignee: Membership | None
    due: date | None
    waiting: bool
    type: CommentType
    importance: Importance | Literal[""]
    tags: Sequence[str]


def handle(thread: Thread, wanted: Handling, *, actor: Actor, seen: int | None = None) -> None:
    """Set how a thread is dealt with; what stays as it is leaves no line."""
    with transaction():
        _begin(thread, seen)
        if wanted.assignee is not thread.assignee:
            assign(thread, wanted.assignee, actor=actor)
        if wanted.due != thread.due:
            set_due(thread, wanted.due, actor=actor)
        if wanted.waiting is not thread.is_waiting:
            set_waiting(thread, wanted.waiting, actor=actor)
        if (wanted.type, wanted.importance or None) != (thread.type, thread.importance):
            sort_into(thread, wanted.type, wanted.importance, actor=actor)
        if list(wanted.tags) != thread.tags:
            tag(thread, wanted.tags, actor=actor)


def each(threads: Sequence[Thread], verb: Callable[[Thread], None]) -> int:
    """Do one thing with many threads, all or none; give how many. In the order of their keys, for locks.

    Raises Stale("one_changed"), StateConflict("one_withdrawn") or ("one_not_accepted"), naming the first that
    stands in the way.
    """
    with transaction():
        for thread in sorted(threads, key=lambda one: one.id):
            try:
                verb(thread)
            except Stale:
                raise Stale("one_changed", number=thread.number) from None
            except StateConflict as conflict:
                code = "one_not_accepted" if conflict.code == "not_accepted" else "one_withdrawn"
                raise StateConflict(code, number=thread.number) from None
    return len(threads)


def _begin(thread: Thread, seen: int | None) -> None:
    hold(thread)
    check_fresh(thread, seen)
    if thread.status in (Status.DRAFT, Status.WITHDRAWN):
        raise StateConflict(f"thread_{thread.status}")


def _may_deal(member: Membership, project_id: int) -> bool:
    is_here = member.project_id == project_id and member.left_at is None
    return is_here and member.role in (Role.EDITOR, Role.MANAGER)
