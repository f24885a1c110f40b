"""The link to a thread that stays right: it opens the version and the place where the thread is best read."""

from flask.testing import FlaskClient

from reviewapp.models import Thread
from reviewapp.services.places import settle_place
from reviewapp.services.threads import withdraw
from tests import builders as b
from tests.web.comments import address_of


def leads_to(client: FlaskClient, thread: Thread) -> str:
    answer = client.get(f"/threads/{thread.public_id}/in-text")
    assert answer.status_code == 302
    return str(answer.location)


def test_it_opens_the_newest_version_that_the_reader_may_see(client: FlaskClient) -> None:
    review = b.make_review()
    thread = b.make_thread(review.version, review.expert, exact="plans, shows and checks")
    newer = b.make_version(review.document, b.CHAPTER.replace("## 4.2", "## 4.3 New\n\nNew text.\n\n## 4.2"))
    b.sign_in(client, review.expert)
    assert leads_to(client, thread) == address_of(thread, review.version)
    b.make_round(review.project, [newer], [review.expert], name="Second round")
    assert leads_to(client, thread) == address_of(thread, newer)
    assert client.get(leads_to(client, thread)).status_code == 200


def test_it_opens_the_last_version_that_has_the_passage(client: FlaskClient) -> None:
    review = b.make_review()
    thread = b.make_thread(review.version, review.expert, exact="plans, shows and checks")
    newer = b.make_version(review.document, b.CHAPTER.replace("plans, shows and checks", "works"))
    settle_place(thread, newer, actor=b.actor_of(review.editor), removed=True)
    b.sign_in(client, review.editor)
    assert leads_to(client, thread) == address_of(thread, review.version)


def test_what_is_not_in_the_text_is_shown_on_its_own_page(client: FlaskClient) -> None:
    review = b.make_review()
    draft = b.make_thread(review.version, review.expert, "Not yet.", is_draft=True)
    gone = b.make_thread(review.version, review.expert, "Not so.")
    withdraw(gone, actor=b.actor_of(review.expert))
    b.sign_in(client, review.expert)
    for thread in (draft, gone):
        assert leads_to(client, thread) == f"/threads/{thread.public_id}"


def test_a_card_offers_the_link_and_keeps_its_number_leading_to_its_page(client: FlaskClient) -> None:
    review = b.make_review()
    thread = b.make_thread(review.version, review.expert)
    b.sign_in(client, review.other)
    page = client.get(f"/threads/{thread.public_id}").text
    assert f'data-copies-link="/threads/{thread.public_id}/in-text"' in page
    assert f'class="thread-number" href="/threads/{thread.public_id}"' in page
