"""What became of a member's newest sign-in link, in words for the lists of people."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from ...clock import now


@dataclass(frozen=True, slots=True)
class LinkState:
    """`kind`: waiting, used, revoked, expired or none; when the link was made and until when it works."""

    kind: str
    made_at: datetime | None = None
    until: datetime | None = None


def link_state(link: Any) -> LinkState:
    """Tell the state of a link; None stands for no link at all."""
    if link is None:
        return LinkState("none")
    if link.used_at:
        kind = "used"
    elif link.revoked_at:
        kind = "revoked"
    else:
        kind = "expired" if link.expires_at <= now() else "waiting"
    return LinkState(kind, link.created_at, link.expires_at)
