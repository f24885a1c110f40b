"""Reading the text file of a draft once more: somebody knows better in which encoding it is."""

from sqlalchemy import delete

from ..domain.blocks import shape_of
from ..domain.errors import BadInput, Stale, StateConflict
from ..domain.permissions import Actor
from ..domain.versions import VersionState
from ..extensions import db
from ..importers.decoding import ENCODINGS
from ..models import BlockRow, Picture, Section, Version
from ..queries.versions import blocks_of, original_of
from .activity import record
from .found import drop_found
from .transaction import hold, let_go, transaction
from .versions import read_upload, store_content

ENCODING_NAMES = tuple(ENCODINGS)
"""The encodings to choose from, the likelier ones first."""

MAX_KEPT_MB = 1024
"""A file that was taken once is read again whatever may be taken today."""


def reread_version(version: Version, encoding: str, *, actor: Actor, seen: str | None = None) -> None:
    """Read the file of a draft again in an encoding of ENCODING_NAMES; what was found before is replaced.

    `seen` as in `shape_version`. Raises StateConflict (version_frozen, encoding_of_no_text); BadInput
    (encoding_unknown, encoding_misfit), and the draft stays as it is; Stale("changed_meanwhile") if somebody
    shaped or published it meanwhile.
    """
    if version.state is not VersionState.DRAFT:
        raise StateConflict("version_frozen")
    if encoding not in ENCODINGS:
        raise BadInput("encoding_unknown", field="encoding")
    if not version.media_type.startswith("text/"):
        raise StateConflict("encoding_of_no_text")
    data, name, public_id = original_of(version), version.file_name, version.public_id
    let_go()
    try:
        read = read_upload(data, name, max_mb=MAX_KEPT_MB, encoding=encoding, public_id=public_id)
    except BadInput as refusal:
        raise BadInput("encoding_misfit", field="encoding") from refusal
    with transaction():
        hold(version)
        if version.state is not VersionState.DRAFT or seen not in (None, shape_of(blocks_of(version))):
            raise Stale("changed_meanwhile")
        _drop_content(version)
        store_content(version, read)
        project_id = version.document.guide.project_id
        record("reread", "version", public_id, actor=actor, project_id=project_id, encoding=encoding)


def _drop_content(version: Version) -> None:
    """Forget what stood in the file; before a version is published nothing else refers to it."""
    drop_found(version)
    for table in (Picture, BlockRow, Section):
        db.session.execute(delete(table).where(table.version_id == version.id))
