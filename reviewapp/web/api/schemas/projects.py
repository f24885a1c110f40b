"""Projects and oneself."""

from pydantic import Field

from ....domain.people import Role
from .base import Given, Language, Moment, Taken


class NewProject(Taken):
    """A project to create."""

    name: str
    languages: list[Language]
    time_zone: str = Field("UTC", description="A name of the tz database.", examples=["Asia/Shanghai"])


class Project(Given):
    """A project, and one's role in it."""

    id: str
    name: str
    languages: list[Language]
    time_zone: str
    created_at: Moment
    membership: str | None = Field(None, description="One's own membership.")
    role: Role | None = None


class Me(Given):
    """Whose token this is."""

    id: str
    name: str
    email: str
    language: Language | None
    is_admin: bool
    projects: list[Project]
