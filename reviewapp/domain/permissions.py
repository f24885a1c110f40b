"""Who may do what: one table. Which things a person sees at all is said by `queries/visibility.py`."""

from dataclasses import dataclass
from enum import StrEnum

from .people import MAY_INVITE, STAFF, Role


class Action(StrEnum):
    """What a door can be asked for."""

    VISIT = "visit"
    SIGNED_IN = "signed in"
    CREATE_PROJECT = "create a project"
    SEE_PROJECT = "see the project"
    SEE_PEOPLE = "see the people"
    INVITE = "invite"
    EDIT_GUIDE = "edit the guide"
    READ = "read a version"
    UPLOAD = "upload a version"
    MANAGE_ROUND = "manage a round"
    SEE_THREADS = "see threads"
    COMMENT = "comment"
    REPLY = "reply"
    TRIAGE = "triage"
    SEE_DESK = "see the desk"
    EXPORT = "export"
    TAKE_PART = "take part in a round"
    SEE_ACTIVITY = "see the activity of the project"
    SEE_ACCOUNTS = "see all accounts"


_ALL = frozenset(Role)
_DECIDERS = frozenset({Role.EDITOR, Role.MANAGER})
_COMMENTERS = STAFF | {Role.REVIEWER}

RULES: dict[Action, frozenset[Role]] = {
    Action.SEE_PROJECT: _ALL,
    Action.SEE_PEOPLE: STAFF,
    Action.INVITE: STAFF,
    Action.EDIT_GUIDE: STAFF,
    Action.READ: _ALL,
    Action.UPLOAD: STAFF,
    Action.MANAGE_ROUND: STAFF,
    Action.SEE_THREADS: _ALL,
    Action.COMMENT: _COMMENTERS,
    Action.REPLY: _COMMENTERS,
    Action.TRIAGE: _DECIDERS,
    Action.SEE_DESK: STAFF | {Role.OBSERVER},
    Action.EXPORT: _ALL,
    Action.TAKE_PART: frozenset({Role.REVIEWER}),
    Action.SEE_ACTIVITY: _DECIDERS,
}
"""action -> roles that may. VISIT is for everybody, SIGNED_IN for accounts, FOR_ADMINISTRATORS for these."""

FOR_ADMINISTRATORS = frozenset({Action.CREATE_PROJECT, Action.SEE_ACCOUNTS})

LEAVES_A_LINE = frozenset(
    {Action.SEE_THREADS, Action.SEE_DESK, Action.TRIAGE, Action.SEE_PEOPLE, Action.SEE_ACTIVITY}
)
"""What an administrator does not look at without a line in the audit trail."""


@dataclass(frozen=True, slots=True)
class Actor:
    """Somebody at a door, in one project or in none. An administrator may what a manager may."""

    account_id: int
    is_admin: bool = False
    membership_id: int | None = None
    role: Role | None = None

    @property
    def acts_as(self) -> Role | None:
        """The role whose rights count."""
        return Role.MANAGER if self.is_admin else self.role

    @property
    def is_staff(self) -> bool:
        """Whether the actor belongs to those who run the review."""
        return self.acts_as in STAFF


def may(actor: Actor | None, action: Action) -> bool:
    """Tell whether `actor` (None: nobody signed in) may do `action` in the project he or she stands in."""
    if action is Action.VISIT:
        return True
    if actor is None:
        return False
    if action is Action.SIGNED_IN:
        return True
    if action in FOR_ADMINISTRATORS:
        return actor.is_admin
    return actor.acts_as in RULES[action]


def may_invite(actor: Actor, role: Role) -> bool:
    """Tell whether `actor` may bring somebody into the project as `role`, or send such a person a link."""
    if actor.is_admin:
        return True
    return actor.role is not None and role in MAY_INVITE[actor.role]
