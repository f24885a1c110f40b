"""Guides and documents."""

from ....domain.versions import DocumentKind, VersionState
from .base import Given, Language, Moment, Taken


class NewGuide(Taken):
    """A guide to begin."""

    title: str


class NewDocument(Taken):
    """A document to add to a guide."""

    kind: DocumentKind
    title: str


class VersionLine(Given):
    """A version in short."""

    id: str
    number: int
    language: Language
    state: VersionState
    title: str


class Document(Given):
    """An outline or a chapter, with the versions one may read; each language counts its own."""

    id: str
    guide: str
    project: str
    kind: DocumentKind
    title: str
    created_at: Moment
    versions: list[VersionLine]


class Guide(Given):
    """A guide with its documents."""

    id: str
    project: str
    title: str
    created_at: Moment
    documents: list[Document]
