"""Marking accepted comments as implemented, one by one and together."""

from flask.testing import FlaskClient

from reviewapp.domain.threads import Disposition
from reviewapp.models import Thread
from reviewapp.services.decisions import share
from tests import builders as b
from tests.web.pages import Page


def accepted(review: b.Review) -> Thread:
    thread = b.make_thread(review.version, review.expert)
    b.make_decision(thread, review.editor, Disposition.ACCEPTED)
    return thread


def test_the_panel_marks_and_takes_back(client: FlaskClient) -> None:
    review = b.make_review()
    thread = accepted(review)
    b.sign_in(client, review.editor)
    url = f"/threads/{thread.public_id}"
    assert "Mark as implemented" not in Page(client.get(url)).words
    second = b.make_version(review.document)
    assert "Decided, not yet in the text." in Page(client.get(url)).words
    chosen = {"version": second.public_id, "note": "In the first sentence."}
    assert client.post(f"{url}/implemented", data=chosen).status_code == 302
    page = Page(client.get(url))
    assert "Implemented in version 2 In the first sentence." in page.words
    client.post(f"{url}/implemented", data={"taken_back": second.public_id})
    assert "Decided, not yet in the text." in Page(client.get(url)).words


def test_a_version_that_is_not_later_is_refused_with_the_note_kept(client: FlaskClient) -> None:
    review = b.make_review()
    thread = accepted(review)
    b.make_version(review.document)
    b.sign_in(client, review.editor)
    chosen = {"version": review.version.public_id, "note": "Words of mine."}
    answer = client.post(f"/threads/{thread.public_id}/implemented", data=chosen)
    assert answer.status_code == 422
    assert "Words of mine." in answer.get_data(as_text=True)


def test_the_author_reads_it_once_the_decision_is_told(client: FlaskClient) -> None:
    review = b.make_review()
    thread = accepted(review)
    second = b.make_version(review.document)
    b.sign_in(client, review.editor)
    client.post(f"/threads/{thread.public_id}/implemented", data={"version": second.public_id})
    b.sign_in(client, review.expert)
    words = "Implemented in version 2"
    assert words not in Page(client.get(f"/threads/{thread.public_id}")).words
    share(thread, True, actor=b.actor_of(review.editor))
    assert words in Page(client.get(f"/threads/{thread.public_id}")).words


def test_several_are_marked_together_or_none(client: FlaskClient) -> None:
    review = b.make_review()
    done, also = accepted(review), accepted(review)
    b.make_version(review.document)
    noted = b.make_thread(review.version, review.expert)
    b.make_decision(noted, review.editor, Disposition.NOTED)
    b.sign_in(client, review.editor)
    url = f"/documents/{review.document.public_id}/threads"

    def mark(*threads: Thread) -> Page:
        chosen = [f"{one.public_id}:{one.revision}" for one in threads]
        return Page(client.post(url, data={"act": "implemented", "type": "question", "thread": chosen}))

    assert f"comment no. {noted.number} was not accepted" in mark(done, noted).words
    assert not done.implementations
    mark(done, also)
    assert len(done.implementations) == len(also.implementations) == 1
    assert "No comment fits these filters" in Page(client.get(f"{url}?implemented=no")).words
