"""The only place that commits."""

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy.orm.exc import StaleDataError

from ..domain.errors import Stale
from ..extensions import db
from ..models import Base


@contextmanager
def transaction() -> Iterator[None]:
    """Do everything inside or nothing, and see the database as it is now.

    What was read before is read again inside, with the write lock held from the start (SQLite), so no verb
    judges by an old state; on PostgreSQL a verb names with `hold` what it judges by. A transaction inside
    another joins it. Raises Stale("changed_meanwhile") when somebody else changed the same row first.
    """
    session = db.session()
    if session.info.get("in_transaction"):
        yield
        return
    session.rollback()
    session.connection(execution_options={"writes": True})
    session.info["in_transaction"] = True
    try:
        yield
        session.commit()
    except StaleDataError:
        session.rollback()
        raise Stale("changed_meanwhile") from None
    except BaseException:
        session.rollback()
        raise
    finally:
        session.info["in_transaction"] = False


def let_go() -> None:
    """Give the database back before something that takes long; whoever is in a transaction keeps it."""
    session = db.session()
    if not session.info.get("in_transaction"):
        session.rollback()


def hold(*rows: Base) -> None:
    """Let nobody else change these rows until the transaction ends, and read them as they are now.

    Who comes second waits and then judges by what the first has done. Hold what belongs to several things
    first: account, project, document, version, thread, round.
    """
    db.session.flush()
    for row in rows:
        db.session.refresh(row, with_for_update={"of": type(row), "key_share": True})
