"""Changing a round, extending it, taking it on."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from flask.testing import FlaskClient

from reviewapp.domain.people import Attribution
from reviewapp.domain.rounds import RoundState, Visibility
from reviewapp.models import Round
from tests import builders as b


@pytest.fixture
def review(client: FlaskClient) -> b.Review:
    made = b.make_review()
    b.sign_in(client, made.officer)
    return made


def present_terms(round_: Round, **changes: Any) -> dict[str, Any]:
    return {
        "name": round_.name,
        "versions": [version.public_id for version in round_.versions],
        "reviewers": [row.membership.public_id for row in round_.reviewers],
        "opens_at": "2026-01-01T09:00",
        "closes_at": "2099-12-20T18:00",
        "visibility": round_.visibility.value,
        "attribution": round_.attribution.value,
        "attribution_out": round_.attribution_out.value,
        "late": round_.late.value,
        "seen": str(round_.revision),
        **changes,
    }


def test_a_later_deadline_extends_a_round(client: FlaskClient, review: b.Review) -> None:
    address = f"/rounds/{review.round.public_id}/edit"
    page = client.get(address).text
    shown = review.round.closes_at + timedelta(hours=8)
    assert f'value="{shown:%Y-%m-%dT%H:%M}"' in page
    answer = client.post(address, data=present_terms(review.round, closes_at="2099-12-20T18:00"))
    assert answer.location == f"/rounds/{review.round.public_id}"
    assert review.round.closes_at == datetime(2099, 12, 20, 10, 0, tzinfo=UTC)


def test_a_closed_round_is_opened_again_by_an_extension(client: FlaskClient, review: b.Review) -> None:
    client.post(f"/rounds/{review.round.public_id}/close")
    assert review.round.state() is RoundState.CLOSED
    client.post(f"/rounds/{review.round.public_id}/edit", data=present_terms(review.round))
    assert review.round.state() is RoundState.OPEN


def test_whoever_changes_an_older_state_is_told(client: FlaskClient, review: b.Review) -> None:
    address = f"/rounds/{review.round.public_id}/edit"
    old = present_terms(review.round, name="My name")
    client.post(address, data=present_terms(review.round, name="Their name"))
    answer = client.post(address, data=old)
    assert answer.status_code == 412
    assert "Their name" in answer.text
    assert 'value="My name"' in answer.text
    assert review.round.name == "Their name"


@pytest.mark.parametrize("change", [{"visibility": "blind"}, {"attribution": "number"}])
def test_what_reviewers_were_promised_stays_once_they_commented(
    client: FlaskClient, review: b.Review, change: dict[str, str]
) -> None:
    b.make_thread(review.version, review.expert)
    address = f"/rounds/{review.round.public_id}/edit"
    answer = client.post(address, data=present_terms(review.round, **change))
    assert answer.status_code == 409
    assert "stays as it is" in answer.text
    assert review.round.visibility is Visibility.OPEN
    assert review.round.attribution is Attribution.NAMED


def test_what_was_promised_is_shown_as_words_and_kept(client: FlaskClient, review: b.Review) -> None:
    blind = b.make_round(
        review.project, [review.version], [review.other], name="Blind", visibility=Visibility.BLIND
    )
    address = f"/rounds/{blind.public_id}/edit"
    assert 'name="visibility"' in client.get(address).text
    b.make_thread(review.version, review.other)
    page = client.get(address).text
    assert 'name="visibility"' not in page and "Reviewers see only their own comments" in page
    sent = present_terms(blind, name="Renamed")
    del sent["visibility"], sent["attribution"]
    assert client.post(address, data=sent).location == f"/rounds/{blind.public_id}"
    assert (blind.name, blind.visibility) == ("Renamed", Visibility.BLIND)


def test_answering_says_before_what_it_shows_and_how_much_is_undecided(
    client: FlaskClient, review: b.Review
) -> None:
    b.make_thread(review.version, review.expert)
    client.post(f"/rounds/{review.round.public_id}/close")
    page = client.get(f"/rounds/{review.round.public_id}").text
    for words in ("disposition, reason and response", "1 comment is not decided yet.", "cannot be undone"):
        assert words in page


def test_an_act_sent_twice_is_done_once(client: FlaskClient, review: b.Review) -> None:
    address = f"/rounds/{review.round.public_id}"
    answers = [client.post(f"{address}/close", data={"form_key": "k"}) for _ in range(2)]
    assert [answer.location for answer in answers] == [address, address]


def test_a_round_goes_from_open_to_reported(client: FlaskClient, review: b.Review) -> None:
    address = f"/rounds/{review.round.public_id}"
    way = [("close", RoundState.CLOSED), ("answer", RoundState.ANSWERED), ("report", RoundState.REPORTED)]
    for act, state in way:
        assert f"{address}/{act}" in client.get(address).text
        assert client.post(f"{address}/{act}").location == address
        assert review.round.state() is state
    assert client.get(f"{address}/edit").status_code == 200
    assert client.post(f"{address}/edit", data=present_terms(review.round)).status_code == 409


def test_an_act_that_does_not_fit_the_state_is_refused(client: FlaskClient, review: b.Review) -> None:
    address = f"/rounds/{review.round.public_id}"
    answer = client.post(f"{address}/answer")
    assert answer.status_code == 409
    assert "The round is “Open”" in answer.text
    assert client.post(f"{address}/explode").status_code == 404
    assert client.get(f"{address}/close").location == address


def test_a_cancelled_round_is_gone_for_its_reviewers(client: FlaskClient, review: b.Review) -> None:
    client.post(f"/rounds/{review.round.public_id}/cancel")
    assert review.round.state() is RoundState.CANCELLED
    b.sign_in(client, review.expert)
    assert client.get(f"/versions/{review.version.public_id}").status_code == 404
