"""The page that says what could not be done, and keeps what was typed."""

from flask import Flask
from flask.testing import FlaskClient

from tests import builders as b

TYPED = "Say how many hours a trainer needs; <script>ran()</script> {{7*7}}"


def test_what_was_typed_stands_on_the_page_when_the_session_is_lost(client: FlaskClient) -> None:
    review = b.make_review()
    address = f"/versions/{review.version.public_id}/threads"
    answer = client.post(address, data={"scope": "document", "body": TYPED})
    assert answer.status_code == 401
    assert "no longer signed in" in answer.text
    assert "&lt;script&gt;ran()&lt;/script&gt; {{7*7}}" in answer.text
    assert "<script>ran" not in answer.text
    assert 'href="/sign-in"' in answer.text


def test_what_was_typed_stands_on_the_page_when_the_form_is_stale(app: Flask, client: FlaskClient) -> None:
    review = b.make_review()
    b.sign_in(client, review.expert)
    app.config["WTF_CSRF_ENABLED"] = True
    try:
        answer = client.post(f"/versions/{review.version.public_id}/threads", data={"body": TYPED})
    finally:
        app.config["WTF_CSRF_ENABLED"] = False
    assert answer.status_code == 400
    assert "readonly" in answer.text
    assert "Say how many hours" in answer.text


def test_a_secret_is_never_shown_again(app: Flask, client: FlaskClient) -> None:
    app.config["WTF_CSRF_ENABLED"] = True
    try:
        answer = client.post("/sign-in", data={"token": "a-token-that-is-longer-than-twenty"})
    finally:
        app.config["WTF_CSRF_ENABLED"] = False
    assert answer.status_code == 400
    assert "a-token-that-is-longer" not in answer.text


def test_the_way_back_leads_to_the_form(client: FlaskClient) -> None:
    review = b.make_review()
    b.sign_in(client, review.officer)
    came_from = f"/rounds/{review.round.public_id}"
    answer = client.post(f"{came_from}/report", headers={"Referer": f"http://localhost{came_from}?a=b"})
    assert answer.status_code == 409
    assert f'href="{came_from}">Back to the form' in answer.text


def test_the_way_back_leads_to_no_other_site(client: FlaskClient) -> None:
    review = b.make_review()
    b.sign_in(client, review.officer)
    for referer in ("https://evil.invalid/here", "http://localhost//evil.invalid", "//evil.invalid/x"):
        answer = client.post(f"/rounds/{review.round.public_id}/report", headers={"Referer": referer})
        assert answer.status_code == 409
        assert "evil.invalid" not in answer.text


def test_what_is_not_there_is_said_in_the_readers_language(client: FlaskClient) -> None:
    review = b.make_review()
    b.sign_in(client, review.officer)
    answer = client.get("/projects/nothing")
    assert answer.status_code == 404
    assert "There is nothing here, or nothing you may see." in answer.text
    assert 'href="/"' in answer.text


def test_the_language_switch_beside_a_refused_form_leads_to_the_page_of_the_form(client: FlaskClient) -> None:
    review = b.make_review()
    b.sign_in(client, review.manager)
    person = f"/people/{review.expert.public_id}"
    answer = client.post(f"{person}/role?a=b", data={"role": "king"})
    assert answer.status_code == 422
    assert f'name="next" value="{person}?a=b"' in answer.text


def test_the_address_of_a_form_opens_the_page_the_form_stands_on(client: FlaskClient) -> None:
    review = b.make_review()
    b.sign_in(client, review.manager)
    person = f"/people/{review.expert.public_id}"
    ways = {
        f"{person}/role": person,
        "/account/password": "/account",
        "/account/tokens/abc/revoke": "/account",
        "/accounts/abc/forget": "/accounts",
        "/language": "/",
    }
    assert {way: client.get(way).location for way in ways} == ways
    assert client.delete(person).status_code == 405
