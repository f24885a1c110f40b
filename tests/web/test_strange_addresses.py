"""Addresses with a sign that PostgreSQL holds in no text lead nowhere, and end in no failure."""

from flask.testing import FlaskClient

from tests import builders as b

ADDRESSES = (
    "%00",
    "{version}%00",
    "{version}?at=b-%00",
    "{version}/part?at=thread-%00",
    "{version}/cards?block=a%00",
    "{version}/comments?section=a%00",
    "{version}/threads/new?block=a%00",
)


def test_an_address_with_a_nul_leads_nowhere(client: FlaskClient, app_context: object) -> None:
    review = b.make_review()
    b.sign_in(client, review.expert)
    for address in ADDRESSES:
        url = "/versions/" + address.format(version=review.version.public_id)
        assert client.get(url).status_code == 404, url


def test_a_section_by_a_strange_name_is_not_noted(client: FlaskClient, app_context: object) -> None:
    review = b.make_review()
    b.sign_in(client, review.expert)
    url = f"/versions/{review.version.public_id}/progress"
    assert client.post(url, data={"sections": "a\0,-"}).json["read"] == []  # type: ignore[index]
