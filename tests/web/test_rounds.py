"""Planning rounds, looking at them, extending them, taking them on."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from flask.testing import FlaskClient

from reviewapp.clock import now
from reviewapp.domain.people import Attribution, Role
from reviewapp.domain.rounds import LateRule, Visibility
from reviewapp.models import Round
from reviewapp.queries.rounds import rounds_of_project
from tests import builders as b


@pytest.fixture
def review(client: FlaskClient) -> b.Review:
    made = b.make_review()
    b.sign_in(client, made.officer)
    return made


def terms(review: b.Review, **changes: Any) -> dict[str, Any]:
    return {
        "name": "Second round",
        "versions": [review.version.public_id],
        "reviewers": [review.expert.public_id],
        "opens_at": "2026-12-01T09:00",
        "closes_at": "2026-12-20T18:00",
        "visibility": "blind",
        "attribution": "number",
        "attribution_out": "institution",
        "late": "refuse",
        **changes,
    }


def newest(review: b.Review) -> Round:
    rounds = rounds_of_project(review.project, b.actor_of(review.officer))
    return max(rounds, key=lambda one: one.id)


def new_url(review: b.Review) -> str:
    return f"/projects/{review.project.public_id}/rounds/new"


def test_staff_plan_a_round_in_the_time_zone_of_the_project(client: FlaskClient, review: b.Review) -> None:
    assert client.get(new_url(review)).status_code == 200
    answer = client.post(new_url(review), data=terms(review))
    round_ = newest(review)
    assert answer.location == f"/rounds/{round_.public_id}"
    assert round_.name == "Second round"
    assert round_.opens_at == datetime(2026, 12, 1, 1, 0, tzinfo=UTC)
    assert round_.closes_at == datetime(2026, 12, 20, 10, 0, tzinfo=UTC)
    assert [version.id for version in round_.versions] == [review.version.id]
    assert [row.membership_id for row in round_.reviewers] == [review.expert.id]
    assert (round_.visibility, round_.attribution, round_.attribution_out, round_.late) == (
        Visibility.BLIND,
        Attribution.NUMBER,
        Attribution.INSTITUTION,
        LateRule.REFUSE,
    )


def test_all_reviewers_are_chosen_by_one_tick_with_the_terms_they_read(
    client: FlaskClient, review: b.Review
) -> None:
    typed = {"everybody": "y", "terms_of_reference": "Is it feasible?\r\nThank you.", "is_confidential": "y"}
    refused = client.post(new_url(review), data=terms(review, name="", **typed))
    assert 'name="everybody" value="y" checked' in refused.text and "Is it feasible?" in refused.text
    client.post(new_url(review), data=terms(review, **typed))
    round_ = newest(review)
    assert {row.membership_id for row in round_.reviewers} == {review.expert.id, review.other.id}
    assert (round_.terms_of_reference, round_.is_confidential) == ("Is it feasible?\nThank you.", True)
    page = client.get(f"/rounds/{round_.public_id}").text
    assert "Is it feasible?" in page and "Confidential draft: do not cite or distribute" in page


def test_a_round_sent_twice_is_planned_once(client: FlaskClient, review: b.Review) -> None:
    first, second = (client.post(new_url(review), data=terms(review, form_key="k")) for _ in range(2))
    assert first.location == second.location
    assert len(rounds_of_project(review.project, b.actor_of(review.officer))) == 2


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"name": ""}, "Enter a name."),
        ({"versions": []}, "Choose at least one published version."),
        ({"versions": ["unknown"]}, "This value does not fit here."),
        ({"reviewers": ["unknown"]}, "This value does not fit here."),
        ({"closes_at": "2026-11-30T18:00"}, "The round must close after it opens."),
        ({"closes_at": "soon"}, "Enter a day and a time"),
        ({"opens_at": ""}, "Please fill in this field."),
        ({"visibility": "all"}, "This value does not fit here."),
    ],
)
def test_what_a_round_misses_is_said_and_the_rest_stays(
    client: FlaskClient, review: b.Review, change: dict[str, Any], sentence: str
) -> None:
    answer = client.post(new_url(review), data=terms(review, late="accept", **change))
    assert answer.status_code == 422
    assert sentence in answer.text
    assert 'name="late" value="accept" checked' in answer.text
    assert len(rounds_of_project(review.project, b.actor_of(review.officer))) == 1


def test_a_draft_cannot_be_chosen(client: FlaskClient, review: b.Review) -> None:
    draft = b.make_version(review.document, publish=False)
    assert draft.public_id not in client.get(new_url(review)).text
    answer = client.post(new_url(review), data=terms(review, versions=[draft.public_id]))
    assert answer.status_code == 422


def test_only_reviewers_can_be_asked(client: FlaskClient, review: b.Review) -> None:
    assert review.editor.public_id not in client.get(new_url(review)).text
    answer = client.post(new_url(review), data=terms(review, reviewers=[review.editor.public_id]))
    assert answer.status_code == 422


def test_rounds_are_listed_with_state_and_deadline(client: FlaskClient, review: b.Review) -> None:
    page = client.get(f"/projects/{review.project.public_id}/rounds").text
    for words in ("First round", ">Open<", "10 days left"):
        assert words in page


def test_a_project_without_rounds_teaches_what_a_round_is(client: FlaskClient) -> None:
    project = b.make_project()
    b.sign_in(client, b.make_member(project, Role.EDITOR))
    assert "No review round yet" in client.get(f"/projects/{project.public_id}/rounds").text
    page = client.get(f"/projects/{project.public_id}/rounds/new").text
    assert "No version is published yet" in page


def test_a_round_shows_reviewers_and_numbers(client: FlaskClient, review: b.Review) -> None:
    for _ in range(2):
        b.make_thread(review.version, review.expert)
    page = client.get(f"/rounds/{review.round.public_id}").text
    for words in (review.expert.account.name, review.other.account.name, "2 comments", "Chapter 4"):
        assert words in page


def test_reviewers_manage_no_round(client: FlaskClient, review: b.Review) -> None:
    b.sign_in(client, review.expert)
    address = f"/rounds/{review.round.public_id}"
    assert client.get(address).status_code == 403
    assert client.post(f"{address}/close").status_code == 403
    assert client.post(new_url(review), data=terms(review)).status_code == 403


def test_observers_see_a_round_without_the_names_of_its_reviewers(
    client: FlaskClient, review: b.Review
) -> None:
    b.sign_in(client, b.make_member(review.project, Role.OBSERVER))
    page = client.get(f"/rounds/{review.round.public_id}").text
    assert "First round" in page
    assert review.expert.account.name not in page
    assert "/close" not in page


def test_a_hostile_round_name_is_shown_as_it_is(client: FlaskClient, review: b.Review) -> None:
    hostile = b.make_round(review.project, [review.version], [], name="<svg onload=ran()>{{7*7}}")
    for address in (
        f"/rounds/{hostile.public_id}",
        f"/rounds/{hostile.public_id}/edit",
        f"/projects/{review.project.public_id}/rounds",
    ):
        page = client.get(address).text
        assert "&lt;svg onload=ran()&gt;{{7*7}}" in page
        assert "<svg onload" not in page


def test_more_comments_and_reviewers_cost_no_more_questions(
    client: FlaskClient, review: b.Review, count_queries: Any
) -> None:
    b.make_thread(review.version, review.expert)
    address = f"/rounds/{review.round.public_id}"
    with count_queries() as few:
        client.get(address)
    for _ in range(5):
        b.make_thread(review.version, review.expert)
    more = [review.expert, review.other, *(b.make_member(review.project) for _ in range(4))]
    larger = b.make_round(review.project, [review.version], more, opens_at=now() - timedelta(days=1))
    with count_queries() as many:
        client.get(f"/rounds/{larger.public_id}")
    assert len(many) == len(few)


def test_a_round_can_wait_for_submitted_reviews(client: FlaskClient, review: b.Review) -> None:
    client.post(new_url(review), data=terms(review, visibility="after_submit"))
    assert newest(review).visibility is Visibility.AFTER_SUBMIT


def test_a_round_is_answered_with_a_last_day_for_objections_that_can_be_changed(client: FlaskClient) -> None:
    review = b.make_review()
    b.sign_in(client, review.officer)
    at = f"/rounds/{review.round.public_id}"
    client.post(f"{at}/close")
    assert 'name="objections_until"' in client.get(at).text
    refused = client.post(f"{at}/answer", data={"objections_until": "2020-01-01"})
    assert refused.status_code == 422 and "Choose a day after the deadline" in refused.text
    assert client.post(f"{at}/answer", data={"objections_until": "2098-12-07"}).status_code == 302
    assert "until 7 December 2098" in client.get(at).text
    assert client.post(f"{at}/objections", data={"objections_until": "soon"}).status_code == 422
    assert client.post(f"{at}/objections", data={"objections_until": "2099-01-02"}).status_code == 302
    assert "until 2 January 2099" in client.get(at).text
