"""Doors: uploading, reading and publishing versions."""

import io
from dataclasses import dataclass
from typing import Any

from flask import Response, current_app, request, send_file

from ...domain.errors import BadInput
from ...domain.fragments import outer_html
from ...domain.permissions import Actor
from ...queries.found import counts_found
from ...queries.versions import (
    block_count,
    block_rows_of,
    carried_counts,
    find_version,
    original_of,
    sections_of_version,
)
from ...services.transaction import let_go, transaction
from ...services.versions import (
    Reading,
    Upload,
    archive_version,
    finish_version,
    publish_version,
    read_upload,
    upload_version,
)
from ..labels import label
from .bodies import misfit
from .doors import conditional
from .pages import page, slice_of
from .schemas import versions as schema
from .schemas.found import Found

ALL = 1_000_000


@dataclass(frozen=True, slots=True)
class Sent:
    """The fields of an upload, its bytes, and what was read in them."""

    fields: schema.NewVersion
    data: bytes
    reading: Reading


def read_file(fields: schema.NewVersion) -> Sent:
    """Read the file of a form, before any transaction."""
    file = request.files.get("file")
    if file is None or not file.filename:
        raise misfit("file", "missing")
    data = file.stream.read()
    let_go()
    most, encoding = current_app.config["MAX_UPLOAD_MB"], fields.encoding or ""
    reading = read_upload(data, file.filename, max_mb=most, encoding=encoding)
    return Sent(fields, data, reading)


def create(*, document: Any, actor: Actor, body: Sent) -> schema.Version:
    """Upload a version."""
    sent = body.fields
    upload = Upload(
        data=body.data,
        file_name=body.reading.file_name,
        language=sent.language,
        note=sent.note,
        follows=_relative(sent.follows, document, "follows", "follows_other_line"),
        corresponds_to=_relative(sent.corresponds_to, document, "corresponds_to", "corresponds_to_same_line"),
    )
    with transaction():
        version = upload_version(document, upload, actor=actor, reading=body.reading)
        if sent.publish:
            publish_version(version, actor=actor)
    return _shown(version, actor)


def publish(*, version: Any, actor: Actor) -> schema.Version:
    """Publish a draft; threads of earlier versions are carried to it."""
    publish_version(version, actor=actor)
    return _shown(version, actor)


def finish(*, version: Any, actor: Actor) -> schema.Version:
    """Say that a published version is final."""
    finish_version(version, actor=actor)
    return _shown(version, actor)


def archive(*, version: Any, actor: Actor) -> schema.Version:
    """Archive a superseded or final version: it takes no more comments."""
    archive_version(version, actor=actor)
    return _shown(version, actor)


def show(*, version: Any, actor: Actor) -> Response:
    """Show a version with its sections."""
    return conditional(_shown(version, actor))


def blocks(*, version: Any, actor: Actor) -> Response:
    """List the blocks of a version in reading order; all of them unless a limit is given."""
    sections = {section.id: section.public_id for section in sections_of_version(version)}
    rows, following = slice_of(block_rows_of(version), lambda row: row.public_id, default=ALL)
    shown = [
        schema.Block(
            id=row.public_id,
            section=sections.get(row.section_id) if row.section_id else None,
            kind=row.kind,
            level=row.level,
            number=row.number,
            text=row.text,
            html=outer_html(row.kind, row.html, row.level, row.language, row.direction),
        )
        for row in rows
    ]
    answer = page(shown, following)
    answer.add_etag()
    answer.make_conditional(request)
    return answer


def original(*, version: Any, actor: Actor) -> Response:
    """Give the uploaded file, byte for byte."""
    data = original_of(version)
    answer = send_file(
        io.BytesIO(data), version.media_type, as_attachment=True, download_name=version.file_name, etag=False
    )
    answer.headers["Content-Security-Policy"] = "sandbox; default-src 'none'"
    answer.direct_passthrough = False
    answer.add_etag()
    answer.make_conditional(request)
    return answer


def _relative(public_id: str | None, document: Any, field: str, code: str) -> Any:
    """Find another version of the same document."""
    if public_id is None:
        return None
    version = find_version(public_id)
    if version is None or version.document_id != document.id:
        raise BadInput(code, field=field)
    return version


def _shown(version: Any, actor: Actor) -> schema.Version:
    carried = carried_counts(version) if actor.is_staff else None
    found = counts_found([version])[version.id]
    return schema.Version(
        id=version.public_id,
        document=version.document.public_id,
        project=version.document.guide.project.public_id,
        number=version.number,
        language=version.language,
        state=version.state,
        title=version.title,
        note=version.note,
        follows=version.follows.public_id if version.follows else None,
        corresponds_to=version.corresponds_to.public_id if version.corresponds_to else None,
        file_name=version.file_name,
        media_type=version.media_type,
        encoding=version.encoding,
        created_at=version.created_at,
        published_at=version.published_at,
        sections=[
            schema.Section(id=s.public_id, number=s.number, level=s.level, title=s.title)
            for s in sections_of_version(version)
        ],
        blocks=block_count(version),
        warnings=[
            schema.Warning(code=w["code"], message=label("warning", w["code"]), where=w["where"])
            for w in version.warnings
        ],
        found=Found(
            comments=found.comments if actor.is_staff else None,
            insertions=found.insertions,
            deletions=found.deletions,
        ),
        carried=carried,
    )
