"""Adding many people at once from a list: first what would become of each row, then all that were chosen."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from ..domain.errors import BadInput, ReviewError
from ..domain.names import look_of
from ..domain.people import InstitutionType, Role
from ..domain.permissions import Actor, may_invite
from ..importers import spreadsheets
from ..importers.people_list import PeopleList as PeopleList
from ..importers.people_list import PersonRow, fold, read_people
from ..importers.people_list import Vocabulary as Vocabulary
from ..models import Account, Membership, Project
from ..queries.accounts import accounts_by_email
from ..queries.projects import looks_in, members_of
from .accounts import clean_email, clean_name
from .notices import invite
from .people import Newcomer, admit, check_name
from .transaction import hold, transaction

MAX_BYTES = spreadsheets.MAX_BYTES


class Fate(StrEnum):
    """What would become of a row."""

    ADDED = "added"
    JOINS = "joins"
    THERE = "there"
    PROBLEM = "problem"


MAY_BE_CHOSEN = frozenset({Fate.ADDED, Fate.JOINS})


@dataclass(frozen=True, slots=True)
class Arrival:
    """A row of a list with its fate; `name` is the one its account has where it joins with that."""

    row: PersonRow
    newcomer: Newcomer
    fate: Fate
    name: str
    problems: list[ReviewError] = field(default_factory=list)

    @property
    def may_be_chosen(self) -> bool:
        """Whether it can be added."""
        return self.fate in MAY_BE_CHOSEN


def vocabulary_of(words: Mapping[str, Iterable[tuple[str, str]]]) -> Vocabulary:
    """Make the vocabulary of lists from (word, code) by kind; of two that look alike the first counts."""
    return Vocabulary(
        {kind: {fold(word): code for word, code in reversed([*pairs])} for kind, pairs in words.items()}
    )


def read_list(text: str, words: Vocabulary) -> PeopleList:
    """Read a pasted list. Raises BadInput: list_empty, list_too_long, list_without_email."""
    return read_people(text, words)


def list_in_file(data: bytes) -> str:
    """Give a spreadsheet as the lines somebody would paste. Raises what `spreadsheet_text` raises."""
    return spreadsheets.spreadsheet_text(data)


def preview(project: Project, rows: Sequence[PersonRow], role: Role, *, actor: Actor) -> list[Arrival]:
    """Say what would become of each row; `role` is for those that name none. Nothing is stored."""
    judge = _Judge(project, [_newcomer(row, role) for row in rows], actor)
    return [judge.arrival(row, newcomer) for row, newcomer in zip(rows, judge.newcomers, strict=True)]


def add_members(project: Project, newcomers: Sequence[Newcomer], *, actor: Actor) -> list[Membership]:
    """Add several people, all or nobody, each with an audit line. Raises as `people.add_member` does."""
    with transaction():
        hold(project)
        looks = looks_in(project)
        return [admit(project, newcomer, looks, actor=actor) for newcomer in newcomers]


def invite_members(
    project: Project, members: Sequence[Membership], *, actor: Actor, key: str
) -> list[tuple[Membership, str]]:
    """Invite members to a project; give (member, token of a link to hand over) where no mail is sent.

    `key` names this sending, so that a form sent twice writes to nobody twice. Raises as `notices.invite`.
    """
    with transaction():
        hold(project)
        invited = [
            (member, invite(project, member, actor=actor, key=f"invited {member.public_id} {key}"[:160])[0])
            for member in members
        ]
    return [(member, token) for member, token in invited if token]


class _Judge:
    """Look at the rows of a list one after the other, each in the light of those before it."""

    def __init__(self, project: Project, newcomers: list[Newcomer], actor: Actor) -> None:
        self.newcomers = newcomers
        self._actor = actor
        self._there = {member.account.email for member in members_of(project)}
        self._known = accounts_by_email([newcomer.email for newcomer in newcomers])
        self._looks = looks_in(project)
        self._lines: dict[str, int] = {}

    def arrival(self, row: PersonRow, newcomer: Newcomer) -> Arrival:
        """Say what would become of a row."""
        account = self._known.get(newcomer.email)
        name = account.name if account else newcomer.name
        if not row.problems and newcomer.email in self._there:
            return Arrival(row, newcomer, Fate.THERE, name)
        problems: list[ReviewError] = [*row.problems] or self._problems(newcomer, account)
        if problems:
            return Arrival(row, newcomer, Fate.PROBLEM, name, problems)
        self._lines[newcomer.email] = row.line
        self._looks[look_of(name)] = account.id if account else 0
        return Arrival(row, newcomer, Fate.JOINS if account else Fate.ADDED, name)

    def _problems(self, newcomer: Newcomer, account: Account | None) -> list[ReviewError]:
        try:
            if (line := self._lines.get(clean_email(newcomer.email))) is not None:
                raise BadInput("email_twice", field="email", line=line)
            if not may_invite(self._actor, newcomer.role):
                raise BadInput("role_too_high", field="role")
            name = account.name if account else clean_name(newcomer.name)
            check_name(name, newcomer.role, self._looks, account=account)
        except ReviewError as error:
            return [error]
        return []


def _newcomer(row: PersonRow, role: Role) -> Newcomer:
    """Give a row to the verb, its address in the form accounts are found by where it is one."""
    cells, codes = row.cells, row.codes
    kind, own = codes["institution_type"], codes["role"]
    try:
        email = clean_email(cells["email"])
    except BadInput:
        email = cells["email"]
    return Newcomer(
        email=email,
        name=cells["name"],
        role=Role(own) if own else role,
        institution=cells.get("institution", ""),
        institution_type=InstitutionType(kind) if kind else None,
        country=codes["country"],
        sector=cells.get("sector", ""),
        language=codes["language"] or None,
        tags=row.tags,
    )
