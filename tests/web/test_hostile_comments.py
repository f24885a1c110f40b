"""Comments made to break out of their place."""

import json
from pathlib import Path

from flask.testing import FlaskClient
from sqlalchemy import select

from reviewapp.domain.threads import Status
from reviewapp.extensions import db
from reviewapp.models import Thread
from reviewapp.services.transaction import transaction
from tests import builders as b
from tests.web.comments import form_on, send, the_thread
from tests.web.pages import Page

VECTORS = Path(__file__).parent.parent / "corpus" / "xss.jsonl"


def test_fields_that_are_none_of_the_form_change_nothing(client: FlaskClient) -> None:
    review = b.make_review()
    b.sign_in(client, review.expert)
    extra = {
        "author": review.other.public_id, "author_id": review.other.id, "status": "decided", "number": 77,
        "disposition": "accepted", "round_id": 99, "is_late": "1", "created_at": "2001-01-01", "shared": "1",
    }  # fmt: skip
    assert send(client, review.version, form_on(review.version, **extra)).status_code == 302
    thread = the_thread()
    assert (thread.author_id, thread.status, thread.disposition) == (review.expert.id, Status.OPEN, None)
    assert (thread.number, thread.is_shared, thread.is_late) == (1, False, False)


def hostile() -> list[str]:
    lines = VECTORS.read_text("utf-8").splitlines()
    return [vector["html"] for vector in map(json.loads, lines) if vector["context"].startswith("comment")]


def test_nothing_hostile_in_a_comment_comes_alive_on_a_page(client: FlaskClient) -> None:
    review = b.make_review()
    b.sign_in(client, review.expert)
    clean = Page(client.get(f"/versions/{review.version.public_id}"))
    for number, vector in enumerate(hostile()[:10]):
        form = form_on(review.version, body=vector, proposed_wording=vector, form_key=f"k{number}")
        assert send(client, review.version, form).status_code == 302, vector
    with transaction():
        for vector in hostile()[10:]:
            b.make_thread(review.version, review.expert, vector, proposed_wording=vector)
    shown = Page(client.get(f"/versions/{review.version.public_id}"))
    assert shown.scripts == clean.scripts
    assert shown.alive() == clean.alive() == []
    listed = 0
    while listed < len(hostile()):
        some = Page(client.get(f"/versions/{review.version.public_id}/comments?from={listed}"))
        assert some.alive() == []
        listed += some.html.count('role="comment"')
        assert 'role="comment"' in some.html
    thread = db.session.scalars(select(Thread).order_by(Thread.id.desc())).first()
    assert thread is not None
    for path in (f"/threads/{thread.public_id}", f"/threads/{thread.public_id}/edit"):
        assert Page(client.get(path)).alive() == []


def test_a_hostile_body_is_shown_again_as_text_when_refused(client: FlaskClient) -> None:
    review = b.make_review()
    b.sign_in(client, review.expert)
    body = '</textarea><script>ran()</script>"><img src=x onerror=ran()>'
    answer = send(client, review.version, form_on(review.version, body=body, exact=body, start_block=""))
    assert answer.status_code == 422
    shown = Page(answer)
    assert shown.alive() == []
    assert shown.form("/threads")["body"] == body
