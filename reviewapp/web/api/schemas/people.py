"""Members of a project."""

from pydantic import Field

from ....domain.people import InstitutionType, Role
from .base import Given, Language, Moment, Taken


class NewMember(Taken):
    """Somebody to add. An e-mail address that has an account joins the project, else the account is made."""

    email: str
    name: str = Field("", description="Needed where the address has no account yet.")
    role: Role
    institution: str = ""
    institution_type: InstitutionType | None = None
    country: str = Field("", description="ISO 3166, two letters.", examples=["CN"])
    sector: str = ""
    language: Language | None = None
    tags: list[str] = Field([])


class MemberChange(Taken):
    """What to change of a member; what is not named stays. Most of it needs somebody above the person."""

    email: str = ""
    name: str = ""
    role: Role | None = None
    institution: str = ""
    institution_type: InstitutionType | None = None
    country: str = Field("", description="ISO 3166, two letters.", examples=["CN"])
    sector: str = ""
    language: Language | None = None
    tags: list[str] = Field([])


class Link(Given):
    """A personal sign-in link, shown this once."""

    url: str
    expires_at: Moment


class Member(Given):
    """A membership: one person in one project with one role."""

    id: str
    project: str
    name: str
    email: str
    role: Role
    institution: str
    institution_type: InstitutionType | None
    country: str
    sector: str
    language: Language | None
    tags: list[str]
    created_at: Moment
    left_at: Moment | None = None
