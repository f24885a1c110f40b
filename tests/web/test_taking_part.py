"""A reviewer's own page of a round: what it asks, submitting, taking that back, declining."""

from datetime import timedelta
from typing import Any

import pytest
from flask.testing import FlaskClient

from reviewapp.clock import now
from reviewapp.domain.people import Role
from reviewapp.domain.rounds import LateRule, Visibility
from reviewapp.domain.threads import Status
from reviewapp.services.reviewers import decline, submit_review
from reviewapp.services.rounds import extend_for, move_round
from tests import builders as b
from tests.web.pages import Page

SECRET = "Nobody but the others knows this."


@pytest.fixture
def review(client: FlaskClient) -> b.Review:
    made = b.make_review(
        visibility=Visibility.AFTER_SUBMIT,
        terms_of_reference="Is it feasible?\nThank you.",
        late=LateRule.REFUSE,
    )
    b.sign_in(client, made.expert)
    return made


def address(review: b.Review) -> str:
    return f"/rounds/{review.round.public_id}/review"


def press(client: FlaskClient, review: b.Review, act: str, **typed: str) -> Any:
    """Send the form of a button as it stands on the page."""
    fields = Page(client.get(address(review))).form(f"/review/{act}")
    return client.post(f"{address(review)}/{act}", data={**fields, **typed})


def words_of(client: FlaskClient, review: b.Review) -> str:
    answer = client.get(address(review))
    assert answer.status_code == 200
    return Page(answer).words


def test_the_page_says_what_is_asked_until_when_and_who_sees_what(
    client: FlaskClient, review: b.Review
) -> None:
    b.make_thread(review.version, review.expert)
    page = client.get(address(review))
    words = Page(page).words
    for said in (
        "Is it feasible? Thank you.",
        "10 days left",
        "(Asia/Shanghai)",
        "1 comment by you",
        "once you have submitted your review",
        "you appear with your name and institution",
        "The staff of the project always see who wrote what.",
        "After the deadline no comment is taken.",
        "There is no draft to send.",
    ):
        assert said in words
    assert f'href="/versions/{review.version.public_id}"' in page.text


def test_submitting_lists_and_sends_the_drafts_and_shows_what_others_wrote(
    client: FlaskClient, review: b.Review
) -> None:
    b.make_thread(review.version, review.other, SECRET)
    draft = b.make_thread(review.version, review.expert, "A draft of mine.", is_draft=True)
    words = words_of(client, review)
    assert "1 draft of yours" in words and "A draft of mine." in words
    assert SECRET not in client.get(f"/versions/{review.version.public_id}").text
    assert press(client, review, "submit").location == address(review)
    assert draft.status is Status.OPEN
    words = words_of(client, review)
    assert "Your review is submitted. Thank you. 1 draft was sent." in words
    assert "You submitted your review on" in words and "Submit my review" not in words
    assert SECRET in client.get(f"/versions/{review.version.public_id}").text
    press(client, review, "resume")
    assert SECRET not in client.get(f"/versions/{review.version.public_id}").text
    assert draft.status is Status.OPEN
    assert "Submit my review" in words_of(client, review)


def test_a_button_pressed_twice_does_its_act_once(client: FlaskClient, review: b.Review) -> None:
    fields = Page(client.get(address(review))).form("/review/submit")
    answers = [client.post(f"{address(review)}/submit", data=fields) for _ in range(2)]
    assert [answer.location for answer in answers] == [address(review)] * 2
    again = client.post(f"{address(review)}/submit", data={"form_key": "another"})
    assert again.status_code == 409
    assert "You have submitted your review already" in again.text


def test_whoever_declines_says_why_and_can_come_back(client: FlaskClient, review: b.Review) -> None:
    too_long = press(client, review, "decline", reason="x" * 1001)
    assert too_long.status_code == 422
    assert "x" * 1001 in too_long.text and "at most 1000 fit" in too_long.text
    press(client, review, "decline", reason="On leave.")
    words = words_of(client, review)
    assert "Nobody reminds you" in words and "Submit my review" not in words
    press(client, review, "resume")
    assert "Submit my review" in words_of(client, review)
    assert review.round.row_of(review.expert.id).declined_at is None


def test_an_extension_is_shown_to_the_one_who_has_it(client: FlaskClient, review: b.Review) -> None:
    row = review.round.row_of(review.expert.id)
    extend_for(row, now() + timedelta(days=15), actor=b.actor_of(review.officer))
    words = words_of(client, review)
    assert "15 days left" in words and "You were given an extension" in words
    assert "15 days left" in client.get("/").text
    b.sign_in(client, review.other)
    assert "You were given an extension" not in words_of(client, review)


def test_once_a_round_is_over_the_page_says_so_and_offers_nothing(
    client: FlaskClient, review: b.Review
) -> None:
    submit_review(review.round, actor=b.actor_of(review.expert))
    move_round(review.round, "close", actor=b.actor_of(review.officer))
    page = client.get(address(review)).text
    assert "/review/submit" not in page and "/review/resume" not in page and "/review/decline" not in page
    assert "The deadline was on" in page
    move_round(review.round, "answer", actor=b.actor_of(review.manager))
    assert "what became of each" in client.get(address(review)).text


def test_only_the_reviewers_of_a_round_have_this_page(client: FlaskClient, review: b.Review) -> None:
    for member, status in (
        (review.manager, 403),
        (b.make_member(review.project, Role.OBSERVER), 403),
        (b.make_member(review.project), 404),
        (b.make_member(b.make_project(name="Another")), 404),
    ):
        b.sign_in(client, member)
        assert client.get(address(review)).status_code == status
        assert client.post(f"{address(review)}/submit").status_code == status


def test_the_other_reviewers_and_their_steps_are_nowhere_on_the_page(
    client: FlaskClient, review: b.Review
) -> None:
    before = client.get(address(review)).text
    b.make_thread(review.version, review.other, SECRET)
    submit_review(review.round, actor=b.actor_of(review.other))
    without_keys = [Page(text).words for text in (before, client.get(address(review)).text)]
    assert without_keys[0] == without_keys[1]
    assert review.other.account.name not in without_keys[1]


def test_the_way_to_the_page_stands_on_the_first_page_the_project_and_the_text(
    client: FlaskClient, review: b.Review
) -> None:
    for path in ("/", f"/projects/{review.project.public_id}", f"/versions/{review.version.public_id}"):
        assert f'href="{address(review)}"' in client.get(path).text
    words = Page(client.get("/")).words
    assert "your 1 text, 10 days left" in words
    decline(review.round, "", actor=b.actor_of(review.expert))
    assert "Declined" in Page(client.get("/")).words
    b.sign_in(client, review.editor)
    assert "/review" not in client.get(f"/versions/{review.version.public_id}").text


def test_more_drafts_and_comments_cost_no_more_questions(
    client: FlaskClient, review: b.Review, count_queries: Any
) -> None:
    def comment() -> None:
        b.make_thread(review.version, review.expert)
        b.make_thread(review.version, review.expert, is_draft=True)

    comment()
    with count_queries() as few:
        client.get(address(review))
    for _ in range(3):
        comment()
    with count_queries() as many:
        client.get(address(review))
    assert len(many) == len(few)
