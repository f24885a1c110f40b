"""A reply as its readers see it."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from ..domain.people import STAFF
from ..domain.permissions import Actor
from .bylines import name_towards
from .card_details import InFile, in_file


@dataclass(frozen=True, slots=True)
class ReplyCard:
    """One reply, its author named as far as the reader may know."""

    id: str
    byline: str
    body_html: str
    language: str
    created_at: datetime
    is_mine: bool
    is_staff: bool
    is_internal: bool
    in_file: InFile | None
    edited_at: None = None


def reply_card(reply: Any, thread: Any, actor: Actor) -> ReplyCard:
    """Show a reply to the actor."""
    return ReplyCard(
        id=reply.public_id,
        byline=name_towards(actor, thread, reply.author),
        body_html=reply.body_html,
        language=reply.language,
        created_at=reply.created_at,
        is_mine=reply.author_id == actor.membership_id,
        is_staff=reply.author.role in STAFF,
        is_internal=reply.is_internal,
        in_file=in_file(reply, actor),
    )
