"""Keeping a comment as a draft, sending it, handing it to the focal point, entering one for somebody else."""

from typing import Any

import pytest
from flask.testing import FlaskClient

from reviewapp.domain.people import FOCAL_POINT
from reviewapp.domain.rounds import LateRule, Visibility
from reviewapp.domain.threads import Channel, Status
from reviewapp.services.rounds import move_round
from tests import builders as b
from tests.web.comments import form_on, send, the_thread
from tests.web.desk import words_of
from tests.web.pages import Page


def mine(review: b.Review) -> str:
    return f"/projects/{review.project.public_id}/my-comments"


def press(client: FlaskClient, thread: Any, act: str, **fields: Any) -> Any:
    return client.post(f"/threads/{thread.public_id}/{act}", data=fields)


def test_a_draft_is_kept_and_leads_back_to_the_text(client: FlaskClient) -> None:
    review = b.make_review()
    b.sign_in(client, review.expert)
    form = form_on(review.version, keep="draft")
    answer = send(client, review.version, form)
    draft = the_thread()
    assert (draft.status, draft.number) == (Status.DRAFT, None)
    assert answer.location == f"/versions/{review.version.public_id}#b-{form['start_block']}"
    assert "Your draft is kept." in words_of(client.get(answer.location))
    words = words_of(client.get(mine(review)))
    assert "Only you see a draft until you send it." in words and "Say who checks." in words


def test_a_draft_is_edited_sent_and_counts_from_then_on(client: FlaskClient) -> None:
    review = b.make_review()
    draft = b.make_thread(review.version, review.expert, "Not yet said.", is_draft=True)
    b.sign_in(client, review.expert)
    form = Page(client.get(f"/threads/{draft.public_id}/edit")).form("/edit")
    assert press(client, draft, "edit", **{**form, "body": "Said well."}).status_code == 302
    answer = press(client, draft, "send", form_key="s1")
    assert (answer.location, draft.status, draft.number) == (mine(review), Status.OPEN, 1)
    again = press(client, draft, "send", form_key="s2")
    assert again.status_code == 409
    b.sign_in(client, review.editor)
    history = words_of(client.get(f"/threads/{draft.public_id}"))
    assert "Said well." in history and "Not yet said." not in history and "Draft sent" not in history


def test_nothing_of_a_draft_appears_to_anybody_else(client: FlaskClient) -> None:
    review = b.make_review()
    draft = b.make_thread(
        review.version, review.expert, "Hush.", exact="plans, shows and checks", is_draft=True
    )
    version, document = review.version.public_id, review.document.public_id
    for member in (review.other, review.editor, review.manager):
        b.sign_in(client, member)
        assert client.get(f"/threads/{draft.public_id}").status_code == 404
        for act in ("send", "hand-over", "give-back", "withdraw", "support"):
            assert press(client, draft, act).status_code == 404
        for path in (f"/versions/{version}", mine(review), f"/documents/{document}/threads?status=draft"):
            assert "Hush." not in client.get(path).get_data(as_text=True)
    b.sign_in(client, review.expert)
    assert "Hush." not in client.get(f"/versions/{version}").get_data(as_text=True)


def test_a_draft_after_the_close_stays_and_says_why(client: FlaskClient) -> None:
    review = b.make_review(late=LateRule.REFUSE)
    draft = b.make_thread(review.version, review.expert, is_draft=True)
    b.sign_in(client, review.expert)
    move_round(review.round, "close", actor=b.actor_of(review.manager))
    answer = press(client, draft, "send", form_key="late")
    assert (answer.status_code, draft.status) == (409, Status.DRAFT)
    assert "The round is closed" in words_of(answer) and "Say how many hours." in words_of(answer)


@pytest.fixture
def held() -> tuple[b.Review, b.Membership, Any]:
    """A review, the focal point of the expert's institution in its blind round, and the expert's draft."""
    review = b.make_review()
    focal = b.make_member(review.project, institution=review.expert.institution, tags=[FOCAL_POINT])
    reviewers = [review.expert, review.other, focal]
    b.make_round(
        review.project,
        [review.version],
        reviewers,
        name="Blind",
        visibility=Visibility.BLIND,
        attribution="number",
    )
    return review, focal, b.make_thread(review.version, review.expert, "For all of us.", is_draft=True)


def test_the_focal_point_gets_a_draft_sends_it_and_cannot_edit(
    client: FlaskClient, held: tuple[b.Review, b.Membership, Any]
) -> None:
    review, focal, draft = held
    b.sign_in(client, review.expert)
    form = Page(client.get(mine(review))).form("/hand-over")
    assert form["to"] == focal.public_id
    assert press(client, draft, "hand-over", **form).status_code == 302
    words = words_of(client.get(mine(review)))
    assert f"Held by {focal.account.name}" in words and "Hand to my focal point" not in words
    b.sign_in(client, focal)
    words = words_of(client.get(mine(review)))
    assert "For all of us." in words and review.expert.account.name in words
    assert press(client, draft, "edit", body="Mine", type="question").status_code == 403
    assert press(client, draft, "send", form_key="f1").status_code == 302
    assert (draft.status, draft.author) == (Status.OPEN, review.expert)
    assert client.get(f"/threads/{draft.public_id}").status_code == 404


@pytest.mark.parametrize("who", ["author", "focal point"])
def test_a_draft_handed_over_comes_back(
    client: FlaskClient, held: tuple[b.Review, b.Membership, Any], who: str
) -> None:
    review, focal, draft = held
    b.sign_in(client, review.expert)
    press(client, draft, "hand-over", to=focal.public_id)
    b.sign_in(client, review.expert if who == "author" else focal)
    assert press(client, draft, "give-back", form_key="g1").status_code == 302
    b.sign_in(client, focal)
    assert "For all of us." not in words_of(client.get(mine(review)))
    b.sign_in(client, review.expert)
    assert press(client, draft, "hand-over", to=review.other.public_id).status_code == 422
    assert press(client, draft, "hand-over").status_code == 422


def test_without_a_focal_point_nothing_of_it_is_offered(client: FlaskClient) -> None:
    review = b.make_review()
    b.make_thread(review.version, review.expert, is_draft=True)
    b.sign_in(client, review.expert)
    assert "focal point" not in words_of(client.get(mine(review)))


def test_staff_enter_a_comment_for_somebody_and_say_how_it_came_in(client: FlaskClient) -> None:
    review = b.make_review()
    b.sign_in(client, review.officer)
    page = client.get(f"/versions/{review.version.public_id}/threads/new")
    assert "On behalf of somebody" in words_of(page)
    form = form_on(review.version, on_behalf_of=review.expert.public_id, channel="workshop")
    assert send(client, review.version, form).status_code == 302
    thread = the_thread()
    assert (thread.author, thread.entered_by) == (review.expert, review.officer)
    assert thread.channel is Channel.WORKSHOP
    words = words_of(client.get(f"/threads/{thread.public_id}"))
    assert f"Entered by {review.officer.account.name} on behalf of the author. Channel: Workshop" in words
    b.sign_in(client, review.expert)
    assert "On behalf of somebody" not in words_of(
        client.get(f"/versions/{review.version.public_id}/threads/new")
    )
    answer = send(client, review.version, form_on(review.version, on_behalf_of=review.other.public_id))
    assert answer.status_code == 403
