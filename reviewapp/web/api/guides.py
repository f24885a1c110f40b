"""Doors: guides and their documents."""

from typing import Any

from flask import Response

from ...domain.permissions import Actor
from ...queries.projects import documents_known, guides_of, sees_guide
from ...queries.versions import versions_of_documents
from ...services.projects import create_document, create_guide
from .pages import page, slice_of
from .schemas import guides as schema


def create(*, project: Any, actor: Actor, body: schema.NewGuide) -> schema.Guide:
    """Begin a guide in a project."""
    return show(guide=create_guide(project, body.title, actor=actor), actor=actor)


def index(*, project: Any, actor: Actor) -> Response:
    """List the guides of a project with their documents."""
    known = [guide for guide in guides_of(project) if sees_guide(actor, guide)]
    rows, following = slice_of(known, lambda guide: guide.public_id)
    return page(_guides(rows, actor), following)


def show(*, guide: Any, actor: Actor) -> schema.Guide:
    """Show a guide with its documents."""
    return _guides([guide], actor)[0]


def add_document(*, guide: Any, actor: Actor, body: schema.NewDocument) -> schema.Document:
    """Add an outline or a chapter to a guide."""
    return show_document(document=create_document(guide, body.kind, body.title, actor=actor), actor=actor)


def show_document(*, document: Any, actor: Actor) -> schema.Document:
    """Show a document with the versions one may read."""
    return _document(document, versions_of_documents([document], actor))


def _guides(guides: list[Any], actor: Actor) -> list[schema.Guide]:
    documents = documents_known(guides, actor)
    versions = versions_of_documents(documents, actor)
    return [
        schema.Guide(
            id=guide.public_id,
            project=guide.project.public_id,
            title=guide.title,
            created_at=guide.created_at,
            documents=[
                _document(one, [v for v in versions if v.document_id == one.id])
                for one in documents
                if one.guide_id == guide.id
            ],
        )
        for guide in guides
    ]


def _document(document: Any, versions: list[Any]) -> schema.Document:
    return schema.Document(
        id=document.public_id,
        guide=document.guide.public_id,
        project=document.guide.project.public_id,
        kind=document.kind,
        title=document.title,
        created_at=document.created_at,
        versions=[
            schema.VersionLine(
                id=version.public_id,
                number=version.number,
                language=version.language,
                state=version.state,
                title=version.title,
            )
            for version in versions
        ],
    )
