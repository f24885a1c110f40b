"""Uploading, shaping and publishing the versions of a document."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace

from sqlalchemy import delete, func, select, update

from .. import markup
from ..clock import now
from ..domain.blocks import MAX_LEVEL, Block, BlockKind, shape_of
from ..domain.errors import BadInput, Stale, StateConflict
from ..domain.languages import canonical
from ..domain.permissions import Actor
from ..domain.versions import NOTE_LENGTH, TITLE_LENGTH, VersionState, check_transition
from ..extensions import db
from ..importers.base import Manuscript
from ..importers.decoding import ENCODINGS
from ..models import BlockRow, Document, Original, Picture, Section, Version
from ..models.base import new_public_id
from ..queries.versions import blocks_of, newest_published
from .activity import record
from .carrying import align_line_to, carry_line_to
from .found import store_found
from .reading import read_in_cage
from .sections import store_blocks, store_sections
from .transaction import hold, transaction


@dataclass(frozen=True, slots=True)
class Upload:
    """A file as it came in, and what its sender says of it."""

    data: bytes
    file_name: str
    language: str
    note: str = ""
    follows: Version | None = None
    corresponds_to: Version | None = None
    encoding: str = ""


@dataclass(frozen=True, slots=True)
class Reading:
    """A file that was read: what a version is made of before it is stored under `public_id`.

    `origins` are the indexes of the blocks among those of the manuscript: some of these are not kept.
    """

    public_id: str
    file_name: str
    media_type: str
    manuscript: Manuscript
    blocks: list[Block]
    origins: list[int]


def read_upload(
    data: bytes,
    file_name: str,
    *,
    max_mb: int = 50,
    encoding: str = "",
    patience: float | None = None,
    public_id: str = "",
) -> Reading:
    """Read a file in the cage; nothing is stored and no database asked.

    `encoding` is one of ENCODINGS that the sender chose, `public_id` that of a version there is already.
    Raises BadInput with the reason; TooMany("files_waiting"), also after `patience` seconds.
    """
    if encoding and encoding not in ENCODINGS:
        raise BadInput("encoding_unknown", field="encoding")
    if len(data) > max_mb * 1024 * 1024:
        raise BadInput("file_too_large", field="file", max_mb=max_mb)
    name = clean_file_name(file_name)
    public_id = public_id or new_public_id()
    try:
        image_base = f"/versions/{public_id}/images/"
        media_type, manuscript, composed = read_in_cage(
            data, name, image_base=image_base, encoding=encoding, patience=patience
        )
    except BadInput as refusal:
        refusal.field = refusal.field or "file"
        raise
    blocks, origins = [one.block for one in composed], [one.origin for one in composed]
    return Reading(public_id, name, media_type, manuscript, blocks, origins)


def upload_version(
    document: Document, upload: Upload, *, actor: Actor, max_mb: int = 50, reading: Reading | None = None
) -> Version:
    """Read a file (unless `reading` says it was) into a draft version.

    Raises BadInput with the reason; then nothing is stored.
    """
    language = canonical(upload.language)
    read = reading or read_upload(upload.data, upload.file_name, max_mb=max_mb, encoding=upload.encoding)
    public_id, name = read.public_id, read.file_name
    with transaction():
        hold(document)
        _check_relatives(document, language, upload)
        version = Version(
            public_id=public_id,
            document=document,
            language=language,
            number=_next_number(document, language),
            state=VersionState.DRAFT,
            title="",
            note=markup.without_controls(upload.note).strip()[:NOTE_LENGTH],
            follows=upload.follows or newest_published(document.id, language),
            corresponds_to=upload.corresponds_to,
            ruleset=markup.RULESET,
            file_name=name,
            media_type=read.media_type,
            created_by_id=actor.account_id,
        )
        db.session.add(version)
        db.session.flush()
        db.session.add(Original(version_id=version.id, data=upload.data))
        store_content(version, read)
        record("uploaded", "version", public_id, actor=actor, project_id=document.guide.project_id, file=name)
        return version


def store_content(version: Version, read: Reading) -> None:
    """Store what was read in the file of a version."""
    manuscript = read.manuscript
    version.title = (markup.plain(manuscript.title) or read.file_name)[:TITLE_LENGTH]
    version.warnings = [{"code": w.code, "where": w.where} for w in manuscript.warnings]
    version.media_type, version.encoding = read.media_type, manuscript.encoding
    db.session.add_all(
        Picture(version_id=version.id, name=image.name, media_type=image.media_type, data=image.data)
        for image in manuscript.images
    )
    store_blocks(version, read.blocks)
    store_found(version, manuscript, read.origins)


def shape_version(
    version: Version, levels: Mapping[str, int], *, actor: Actor, seen: str | None = None
) -> None:
    """Say which blocks of a draft are headings and at what level (0: none); the words stay.

    `levels` maps public ids of blocks to levels; blocks not named stay as they are. `seen` is the
    `shape_of` the blocks the actor looked at: Stale("changed_meanwhile") if somebody shaped them since.
    """
    with transaction():
        hold(version)
        if version.state is not VersionState.DRAFT:
            raise StateConflict("version_frozen")
        present = blocks_of(version)
        if seen is not None and seen != shape_of(present):
            raise Stale("changed_meanwhile")
        blocks = [shaped(block, levels.get(block.id)) for block in present]
        db.session.execute(update(BlockRow).where(BlockRow.version_id == version.id).values(section_id=None))
        db.session.execute(delete(Section).where(Section.version_id == version.id))
        sections = store_sections(version, blocks)
        rows = db.session.scalars(
            select(BlockRow).where(BlockRow.version_id == version.id).order_by(BlockRow.position)
        )
        for row, block, section in zip(rows, blocks, sections, strict=True):
            row.kind, row.level, row.section_id = block.kind, block.level, section
        version.warnings = [w for w in version.warnings if w["code"] != "no_headings" or not any(sections)]
        project_id = version.document.guide.project_id
        record("shaped", "version", version.public_id, actor=actor, project_id=project_id)


def shaped(block: Block, level: int | None) -> Block:
    """Give the block as a heading of `level`, as a paragraph for 0, unchanged for None."""
    if level is None or not 0 <= level <= MAX_LEVEL:
        return block
    if level and block.kind in (BlockKind.HEADING, BlockKind.PARAGRAPH, BlockKind.LIST_ITEM, BlockKind.QUOTE):
        return replace(block, kind=BlockKind.HEADING, level=level)
    if level == 0 and block.kind is BlockKind.HEADING:
        return replace(block, kind=BlockKind.PARAGRAPH, level=0)
    return block


def publish_version(version: Version, *, actor: Actor) -> None:
    """Freeze a draft for reading; earlier ones are superseded and their threads carried to it."""
    check_transition(version.state, VersionState.PUBLISHED)
    aligned = align_line_to(version)
    with transaction():
        hold(version.document, version)
        check_transition(version.state, VersionState.PUBLISHED)
        version.state, version.published_at = VersionState.PUBLISHED, now()
        line = db.session.scalars(
            select(Version).where(
                Version.document_id == version.document_id,
                Version.language == version.language,
                Version.state == VersionState.PUBLISHED,
            )
        ).all()
        newest = max(line, key=lambda one: one.number)
        for one in line:
            if one is not newest:
                one.state = VersionState.SUPERSEDED
        db.session.flush()
        carried = carry_line_to(version, aligned)
        project_id = version.document.guide.project_id
        record("published", "version", version.public_id, actor=actor, project_id=project_id, carried=carried)


def withdraw_version(version: Version, *, actor: Actor) -> None:
    """Take a draft or a published version back."""
    _move(version, VersionState.WITHDRAWN, "withdrew", actor)


def finish_version(version: Version, *, actor: Actor) -> None:
    """Say that a published version is the final one."""
    _move(version, VersionState.FINAL, "finished", actor)


def archive_version(version: Version, *, actor: Actor) -> None:
    """Put a superseded or final version away: it is read and no longer commented."""
    _move(version, VersionState.ARCHIVED, "archived", actor)


def _move(version: Version, wanted: VersionState, verb: str, actor: Actor) -> None:
    """Take a version to another state. Raises StateConflict("version_state")."""
    with transaction():
        hold(version.document, version)
        check_transition(version.state, wanted)
        version.state = wanted
        project_id = version.document.guide.project_id
        record(verb, "version", version.public_id, actor=actor, project_id=project_id)


def clean_file_name(name: str) -> str:
    """Give the last part of a file name, fit for a header and every file system."""
    last = re.split(r"[\\/]", markup.plain(name))[-1]
    return re.sub(r'[<>:"|?*;\r\n]', "_", last).strip(". ")[-200:] or "document"


def _check_relatives(document: Document, language: str, upload: Upload) -> None:
    if upload.follows and (upload.follows.document_id, upload.follows.language) != (document.id, language):
        raise BadInput("follows_other_line", field="follows")
    other = upload.corresponds_to
    if other and (other.document_id != document.id or other.language == language):
        raise BadInput("corresponds_to_same_line", field="corresponds_to")


def _next_number(document: Document, language: str) -> int:
    newest = db.session.scalar(
        select(func.max(Version.number)).where(
            Version.document_id == document.id, Version.language == language
        )
    )
    return (newest or 0) + 1
