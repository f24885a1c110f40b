"""Questions about versions, their blocks, sections and files."""

from collections.abc import Iterable, Sequence
from typing import Any

from sqlalchemy import Row, func, select
from sqlalchemy.orm import selectinload

from ..domain.blocks import Block
from ..domain.permissions import Actor
from ..domain.threads import COUNTED, PlaceState
from ..domain.versions import READABLE, VersionState
from ..extensions import db
from ..models import BlockRow, Document, Guide, Original, Picture, Place, Section, Thread, Version
from .visibility import versions_seen


def find_version(public_id: str) -> Version | None:
    """Find a version, whoever may see it; doors ask `sees_version` next."""
    return db.session.scalar(select(Version).where(Version.public_id == public_id))


def sees_version(actor: Actor, version: Version) -> bool:
    """Tell whether the actor may read this version."""
    return (
        db.session.scalar(select(Version.id).where(Version.id == version.id, versions_seen(actor)))
        is not None
    )


def versions_of_documents(documents: Iterable[Document], actor: Actor) -> list[Version]:
    """Give the versions the actor sees, by language and number."""
    keys = [document.id for document in documents]
    return list(
        db.session.scalars(
            select(Version)
            .where(Version.document_id.in_(keys), versions_seen(actor))
            .options(selectinload(Version.corresponds_to))
            .order_by(Version.document_id, Version.language, Version.number)
        )
    )


def versions_of_project(project_id: int, actor: Actor) -> list[Version]:
    """Give the versions of all documents of a project that the actor sees, newest last."""
    return list(
        db.session.scalars(
            select(Version)
            .join(Document)
            .join(Guide)
            .where(Guide.project_id == project_id, versions_seen(actor))
            .order_by(Guide.id, Document.id, Version.language, Version.number)
        )
    )


def newest_published(document_id: int, language: str) -> Version | None:
    """Find the newest version of a line that people may read."""
    return db.session.scalar(
        select(Version)
        .where(Version.document_id == document_id, Version.language == language, Version.state.in_(READABLE))
        .order_by(Version.number.desc())
        .limit(1)
    )


def current_versions(document_ids: Sequence[int], actor: Actor) -> list[Version]:
    """Give, for each line of the documents, the version its threads are shown on: the newest readable one.

    Readable for the actor; staff are shown one that was withdrawn where a line holds no other.
    """
    rows = db.session.scalars(
        select(Version)
        .where(
            Version.document_id.in_(document_ids),
            Version.state != VersionState.DRAFT,
            versions_seen(actor),
        )
        .order_by(Version.document_id, Version.language, Version.state.in_(READABLE), Version.number)
    )
    newest = {(version.document_id, version.language): version for version in rows}
    return list(newest.values())


def block_rows_of(version: Version) -> list[BlockRow]:
    """Give the stored blocks in reading order."""
    return list(
        db.session.scalars(
            select(BlockRow).where(BlockRow.version_id == version.id).order_by(BlockRow.position)
        )
    )


def text_rows_of(version: Version) -> Sequence[Row[Any]]:
    """Give the stored blocks in reading order without their HTML: enough to place comments in them."""
    columns: tuple[Any, ...] = (
        BlockRow.id,
        BlockRow.public_id,
        BlockRow.section_id,
        BlockRow.position,
        BlockRow.kind,
        BlockRow.text,
        BlockRow.level,
        BlockRow.number,
        BlockRow.ordinal,
    )
    query = select(*columns).where(BlockRow.version_id == version.id).order_by(BlockRow.position)
    return db.session.execute(query).all()


def as_block(row: BlockRow) -> Block:
    """Give a stored block as the value the domain works with."""
    return Block(
        row.public_id,
        row.kind,
        row.text,
        row.html,
        row.level,
        row.number,
        row.ordinal,
        row.language,
        row.direction,
    )


def blocks_of(version: Version) -> list[Block]:
    """Give the blocks of a version in reading order."""
    return [as_block(row) for row in block_rows_of(version)]


def sections_of_version(version: Version) -> list[Section]:
    """Give the sections of a version in reading order."""
    return list(
        db.session.scalars(select(Section).where(Section.version_id == version.id).order_by(Section.position))
    )


def find_section(version: Version, public_id: str) -> Section | None:
    """Find a section of this version."""
    return db.session.scalar(
        select(Section).where(Section.version_id == version.id, Section.public_id == public_id)
    )


def original_of(version: Version) -> bytes:
    """Give the uploaded file, byte for byte."""
    return db.session.scalars(select(Original.data).where(Original.version_id == version.id)).one()


def find_picture(version: Version, name: str) -> Picture | None:
    """Find a picture of a version by its name."""
    return db.session.scalar(select(Picture).where(Picture.version_id == version.id, Picture.name == name))


def block_count(version: Version) -> int:
    """Count the blocks of a version."""
    return db.session.scalar(select(func.count()).where(BlockRow.version_id == version.id)) or 0


def carried_counts(version: Version) -> dict[PlaceState, int]:
    """Count, by state of their place, the threads that came to this version from earlier ones."""
    rows = db.session.execute(
        select(Place.state, func.count())
        .join(Thread, Thread.id == Place.thread_id)
        .where(Place.version_id == version.id, Thread.version_id != version.id, Thread.status.in_(COUNTED))
        .group_by(Place.state)
    )
    counts = dict.fromkeys(PlaceState, 0)
    counts.update(rows.all())
    return counts


def find_block(version: Version, public_id: str) -> BlockRow | None:
    """Find a block of this version."""
    return db.session.scalar(
        select(BlockRow).where(BlockRow.version_id == version.id, BlockRow.public_id == public_id)
    )
