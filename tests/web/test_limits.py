"""How much one person may ask in a minute."""

from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient

from reviewapp.web.limits import MOST_A_MINUTE, Meter
from tests import builders as b


@pytest.fixture(autouse=True)
def _low(app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(app.config, "MOST_A_MINUTE", {"writes": 3, "exports": 2, "uploads": 1})
    monkeypatch.setitem(app.extensions, "limits", Meter())
    monkeypatch.setattr("reviewapp.web.limits.time.monotonic", lambda: 100.0)


def test_the_limits_are_well_above_what_is_promised() -> None:
    assert MOST_A_MINUTE["writes"] > 600 and MOST_A_MINUTE["exports"] > 60 and MOST_A_MINUTE["uploads"] > 20


def test_too_many_writes_are_told_to_wait_and_reading_goes_on(app: Flask, client: FlaskClient) -> None:
    review = b.make_review()
    headers = {"Authorization": f"Bearer {b.token_of(review.expert)}"}
    path = f"/api/v1/versions/{review.version.public_id}/threads"
    body: dict[str, Any] = {"scope": "document", "body": "x"}
    answers = [client.post(path, json=body, headers=headers) for _ in range(4)]
    assert [one.status_code for one in answers] == [201, 201, 201, 429]
    assert answers[-1].mimetype == "application/problem+json"
    assert answers[-1].headers["Retry-After"] == "20"
    assert client.get(path, headers=headers).status_code == 200
    other = {"Authorization": f"Bearer {b.token_of(review.other)}"}
    assert client.post(path, json=body, headers=other).status_code == 201, "nobody else waits"


def test_a_page_says_it_too(client: FlaskClient) -> None:
    review = b.make_review()
    b.sign_in(client, review.officer)
    paths = [f"/people/{review.expert.public_id}/link"] * 4
    assert [client.post(path).status_code for path in paths] == [200, 200, 200, 429]


def test_exports_are_counted_apart(client: FlaskClient) -> None:
    review = b.make_review()
    b.sign_in(client, review.officer)
    path = f"/rounds/{review.round.public_id}/export?format=csv"
    headers = {"Authorization": f"Bearer {b.token_of(review.officer)}"}
    codes = [client.get(f"/api/v1{path}", headers=headers).status_code for _ in range(3)]
    assert codes == [200, 200, 429]


def test_counting_costs_no_write(client: FlaskClient, count_commits: Any) -> None:
    review = b.make_review()
    b.sign_in(client, review.officer)
    path = f"/people/{review.expert.public_id}"
    with count_commits() as commits:
        assert client.post(path, data={"institution": "x" * 300}).status_code == 422
    assert commits == []
