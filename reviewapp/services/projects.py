"""Projects, their guides and documents."""

import zoneinfo

from .. import markup
from ..domain.errors import BadInput
from ..domain.languages import canonical
from ..domain.people import Role
from ..domain.permissions import Actor
from ..domain.versions import TITLE_LENGTH, DocumentKind
from ..extensions import db
from ..models import Account, Document, Guide, Project
from .activity import record
from .people import enrol
from .transaction import transaction


def create_project(name: str, languages: list[str], time_zone: str, *, actor: Actor) -> Project:
    """Create a project; its creator becomes its manager."""
    tags = list(dict.fromkeys(canonical(tag) for tag in languages))
    if not tags:
        raise BadInput("languages_missing", field="languages")
    check_time_zone(time_zone)
    with transaction():
        project = Project(name=clean_title(name, "name"), languages=tags, time_zone=time_zone)
        db.session.add(project)
        db.session.flush()
        account = db.session.get_one(Account, actor.account_id)
        enrol(project, account, Role.MANAGER)
        record("created", "project", project.public_id, actor=actor, project_id=project.id)
        return project


def create_guide(project: Project, title: str, *, actor: Actor) -> Guide:
    """Begin a guide in a project."""
    with transaction():
        guide = Guide(project=project, title=clean_title(title))
        db.session.add(guide)
        db.session.flush()
        record("created", "guide", guide.public_id, actor=actor, project_id=project.id)
        return guide


def create_document(guide: Guide, kind: DocumentKind, title: str, *, actor: Actor) -> Document:
    """Add an outline or a chapter to a guide."""
    with transaction():
        document = Document(guide=guide, kind=kind, title=clean_title(title))
        db.session.add(document)
        db.session.flush()
        record("created", "document", document.public_id, actor=actor, project_id=guide.project_id)
        return document


def check_time_zone(name: str) -> None:
    """Raise BadInput("time_zone_unknown") unless this machine knows the zone."""
    try:
        zoneinfo.ZoneInfo(name)
    except (zoneinfo.ZoneInfoNotFoundError, ValueError, OSError):
        raise BadInput("time_zone_unknown", field="time_zone", time_zone=name[:60]) from None


def clean_title(text: str, field: str = "title") -> str:
    """Give a title to store; raise BadInput if nothing is left of it or it is too long."""
    title = markup.plain(text)
    if not title:
        raise BadInput(f"{field}_missing", field=field)
    if len(title) > TITLE_LENGTH:
        raise BadInput("text_too_long", field=field, limit=TITLE_LENGTH, length=len(title))
    return title
