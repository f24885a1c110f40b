"""What a browser sends when somebody comments, and what came of it."""

from typing import Any

from flask.testing import FlaskClient
from sqlalchemy import select

from reviewapp.extensions import db
from reviewapp.models import Thread, Version
from reviewapp.queries.versions import block_rows_of
from tests import builders as b

WORDS = "plans, shows and checks"


def block_with(version: Any, words: str) -> Any:
    return next(row for row in block_rows_of(version) if words in row.text)


def form_on(version: Any, words: str = WORDS, **changes: Any) -> dict[str, Any]:
    """What the composer sends for a comment on `words`."""
    block = block_with(version, words)
    start = block.text.index(words)
    return {
        "scope": "passage",
        "section": "",
        "start_block": block.public_id,
        "start_offset": start,
        "end_block": block.public_id,
        "end_offset": start + len(words),
        "exact": words,
        "prefix": block.text[max(0, start - 32) : start],
        "suffix": block.text[start + len(words) :][:32],
        "type": "terminology",
        "importance": "essential",
        "language": "en",
        "body": "Say *who* checks.",
        "proposed_wording": "plans, shows and observes",
        **changes,
    }


def send(client: FlaskClient, version: Any, form: dict[str, Any]) -> Any:
    return client.post(f"/versions/{version.public_id}/threads", data=form)


def the_thread() -> Thread:
    return db.session.scalars(select(Thread)).one()


def threads_made() -> int:
    return len(db.session.scalars(select(Thread)).all())


def page_of(client: FlaskClient, thread: Thread, reader: Any) -> str:
    b.sign_in(client, reader)
    answer = client.get(f"/threads/{thread.public_id}")
    assert answer.status_code == 200, answer.get_data(as_text=True)
    return answer.get_data(as_text=True)


def address_of(thread: Thread, version: Version) -> str:
    """Where a comment is shown in the text of a version."""
    name = f"thread-{thread.public_id}"
    return f"/versions/{version.public_id}?at={name}#{name}"
