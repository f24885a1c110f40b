"""Roles, institutions, and how an author is named to whom."""

from dataclasses import dataclass
from enum import StrEnum


class Role(StrEnum):
    """What a person is in one project."""

    MANAGER = "manager"
    EDITOR = "editor"
    OFFICER = "officer"
    REVIEWER = "reviewer"
    OBSERVER = "observer"


STAFF = frozenset({Role.MANAGER, Role.EDITOR, Role.OFFICER})

MAY_INVITE: dict[Role, frozenset[Role]] = {
    Role.MANAGER: frozenset({Role.EDITOR, Role.OFFICER, Role.REVIEWER, Role.OBSERVER}),
    Role.EDITOR: frozenset({Role.OFFICER, Role.REVIEWER, Role.OBSERVER}),
    Role.OFFICER: frozenset({Role.REVIEWER, Role.OBSERVER}),
    Role.REVIEWER: frozenset(),
    Role.OBSERVER: frozenset(),
}
"""Each role brings in the roles below it; an administrator brings in any."""


class InstitutionType(StrEnum):
    """The sides of a review that reports count by."""

    GOVERNMENT = "government"
    EMPLOYERS = "employers"
    WORKERS = "workers"
    ENTERPRISE = "enterprise"
    TVET = "tvet"
    SECTOR_BODY = "sector_body"
    RESEARCH = "research"
    INTERNATIONAL = "international"


class Attribution(StrEnum):
    """How much of an author is shown, from the most to the least."""

    NAMED = "named"
    INSTITUTION = "institution"
    ROLE = "role"
    NUMBER = "number"

    def tells_more_than(self, other: "Attribution") -> bool:
        """Compare with another way of naming the same author."""
        order = list(Attribution)
        return order.index(self) < order.index(other)


FOCAL_POINT = "focal point"
"""The tag of a member who speaks for an institution."""

FOCAL_POINTS = frozenset({FOCAL_POINT, "联络人"})
"""The same tag as it is written in either language."""

NAME_LENGTH = 120
INSTITUTION_LENGTH = 200
SECTOR_LENGTH = 120
EMAIL_LENGTH = 254
TAG_LENGTH = 40


@dataclass(frozen=True, slots=True)
class Person:
    """What a byline needs of a member. `pseudonym` is the member's random number in the project."""

    name: str
    role: Role
    institution: str
    institution_type: InstitutionType | None
    pseudonym: int


@dataclass(frozen=True, slots=True)
class Byline:
    """An author as far as the reader may know: every part the attribution hides is empty or None.

    `role` and `institution_type` are codes that the door puts into words.
    """

    name: str = ""
    institution: str = ""
    role: Role | None = None
    institution_type: InstitutionType | None = None
    number: int | None = None


def byline(person: Person, attribution: Attribution) -> Byline:
    """Name `person` as `attribution` allows."""
    if attribution is Attribution.NAMED:
        return Byline(person.name, person.institution, person.role, person.institution_type)
    if attribution is Attribution.INSTITUTION and person.institution:
        return Byline(institution=person.institution, institution_type=person.institution_type)
    if attribution in (Attribution.ROLE, Attribution.INSTITUTION):
        return Byline(role=person.role, institution_type=person.institution_type)
    return Byline(number=person.pseudonym)
