"""Comparing two versions of a text: made once, kept, and read from then on."""

from sqlalchemy.dialects import postgresql, sqlite

from ..domain.compare.comparing import RULESET, compare
from ..domain.compare.comparison import Comparison, mirrored
from ..domain.compare.storing import packed, unpacked
from ..domain.errors import BadInput
from ..domain.versions import VersionState
from ..extensions import db
from ..models import Comparison as Kept
from ..models import Version
from ..queries.comparisons import find_kept
from ..queries.versions import blocks_of
from .transaction import let_go, transaction


def compared(old: Version, new: Version) -> Comparison:
    """Tell what changed from one version to another of the same line, in whichever order they were made.

    What was found is kept, unless one of them is a draft, which may still be shaped. Raises
    BadInput("compare_other_line") for versions of two documents or languages.
    """
    if (old.document_id, old.language) != (new.document_id, new.language):
        raise BadInput("compare_other_line", field="version")
    if old.number > new.number:
        return mirrored(compared(new, old))
    data = find_kept(old, new, RULESET)
    return unpacked(data) if data is not None else _made(old, new)


def _made(old: Version, new: Version) -> Comparison:
    """Compare now; of two who do so at once both find the same, and one keeps it."""
    keys = {"old_id": old.id, "new_id": new.id, "ruleset": RULESET}
    may_change = VersionState.DRAFT in (old.state, new.state)
    texts = blocks_of(old), blocks_of(new)
    let_go()
    comparison = compare(*texts)
    if may_change or old is new:
        return comparison
    insert = postgresql.insert if db.engine.dialect.name == "postgresql" else sqlite.insert
    with transaction():
        values = {**keys, "data": packed(comparison)}
        db.session.execute(insert(Kept).values(values).on_conflict_do_nothing())
    return comparison
