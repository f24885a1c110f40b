"""One's own account: name, language, password, sessions, API tokens."""

import re
from datetime import timedelta
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import update

from reviewapp.clock import now
from reviewapp.extensions import db
from reviewapp.models import Account, OpenSession
from tests import builders as b
from tests.web.entering import PASSWORD, cookie_of, is_in, person, sign_in, with_cookie

NEW = "quite another sentence"


def signed_in(client: FlaskClient, password: str | None = None) -> Account:
    account = person(password=password)
    b.sign_in(client, account)
    return account


def let_time_pass() -> None:
    """Let every session be older than the time in which nobody is asked again."""
    db.session.execute(update(OpenSession).values(begun_at=now() - timedelta(minutes=20)))


def choose(client: FlaskClient, password: str = NEW, **more: str) -> Any:
    return client.post("/account/password", data={"password": password, **more})


def test_the_account_page_is_for_who_is_signed_in(client: FlaskClient) -> None:
    assert client.get("/account").location == "/sign-in?next=/account"
    signed_in(client)
    page = client.get("/account")
    assert page.headers["Cache-Control"] == "no-store"
    assert "expert1@example.org" in page.text


def test_name_and_language_are_changed(client: FlaskClient) -> None:
    account = signed_in(client)
    answer = client.post("/account", data={"name": " Expert\u200b One ", "language": "zh"})
    assert answer.location == "/account"
    assert (account.name, account.language) == ("Expert One", "zh")
    assert '<html lang="zh-Hans">' in client.get("/account").text


def test_nobody_takes_the_name_of_another_member(client: FlaskClient) -> None:
    review = b.make_review()
    b.sign_in(client, review.expert)
    for name, words in (
        (review.other.account.name.upper(), "looks the same"),
        ("Editor", "for the staff"),
        ("", "Enter"),
    ):
        answer = client.post("/account", data={"name": name, "language": "en"})
        assert answer.status_code == 422
        assert words in answer.text


def test_the_address_stays_whatever_is_sent(client: FlaskClient) -> None:
    account = signed_in(client)
    client.post("/account", data={"name": "E", "language": "en", "email": "x@example.org", "is_admin": "y"})
    assert (account.email, account.is_admin) == ("expert1@example.org", False)


class TestPassword:
    """Setting, changing and removing it asks who one is, and ends all other sessions."""

    def test_it_is_set_soon_after_signing_in(self, app: Flask, client: FlaskClient) -> None:
        account = signed_in(client)
        other = app.test_client()
        b.sign_in(other, account)
        kept = cookie_of(other)
        assert choose(client).location == "/account#your-password"
        assert is_in(client)
        assert not is_in(other) and not is_in(with_cookie(app, kept))
        assert sign_in(app.test_client(), account.email, NEW).status_code == 302
        assert account.password_hash is not None and account.password_hash.startswith("$argon2id$")

    def test_later_the_present_one_is_asked_for(self, client: FlaskClient) -> None:
        account = signed_in(client, PASSWORD)
        before = account.password_hash
        let_time_pass()
        assert "Present password" in client.get("/account").text
        for present in ("", "not the present one"):
            answer = choose(client, present=present)
            assert answer.status_code == 422
            assert "This is not your present password." in answer.text
        assert account.password_hash == before
        assert choose(client, present=PASSWORD).status_code == 302

    def test_later_without_one_a_link_is_needed(self, client: FlaskClient) -> None:
        account = signed_in(client)
        let_time_pass()
        assert choose(client).status_code == 403
        assert account.password_hash is None

    def test_the_present_one_cannot_be_guessed_here(self, client: FlaskClient) -> None:
        account = signed_in(client, PASSWORD)
        let_time_pass()
        codes = [choose(client, present=f"guess {number}").status_code for number in range(11)]
        assert set(codes) == {422, 429}
        assert choose(client, present=PASSWORD).status_code == 429
        assert sign_in(client, account.email).status_code == 429

    @pytest.mark.parametrize(
        ("password", "words"),
        [
            ("short", "at least 10 characters"),
            ("x y z" * 50, "at most 200 characters"),
            ("password123", "among the first"),
            ("expert1@example.org", "no safe password"),
        ],
    )
    def test_a_weak_one_is_refused_and_not_shown(
        self, client: FlaskClient, password: str, words: str
    ) -> None:
        account = signed_in(client)
        answer = choose(client, password)
        assert answer.status_code == 422
        assert words in answer.text
        assert f'value="{password}"' not in answer.text.replace(f'value="{account.email}"', "")
        assert account.password_hash is None

    def test_it_is_removed(self, app: Flask, client: FlaskClient) -> None:
        account = signed_in(client, PASSWORD)
        choose(client, act="remove")
        assert account.password_hash is None
        assert sign_in(app.test_client(), account.email).status_code == 422


def test_one_signs_out_everywhere_else(app: Flask, client: FlaskClient) -> None:
    account = signed_in(client)
    other = app.test_client()
    b.sign_in(other, account)
    assert "On another device or browser" in client.get("/account").text
    client.post("/account/sessions/end")
    assert is_in(client) and not is_in(other)
    assert "On another device or browser" not in client.get("/account").text


class TestTokens:
    """A token is shown once and works until it is revoked."""

    def test_a_token_is_made_and_shown_once(self, app: Flask, client: FlaskClient) -> None:
        signed_in(client)
        page = client.post("/account/tokens", data={"label": "nightly export"})
        assert page.headers["Cache-Control"] == "no-store"
        token = _token_in(page.text)
        headers = {"Authorization": f"Bearer {token}"}
        assert app.test_client().get("/api/v1/me", headers=headers).status_code == 200
        account = client.get("/account").text
        assert "nightly export" in account and token not in account

    def test_a_revoked_token_opens_nothing(self, app: Flask, client: FlaskClient) -> None:
        signed_in(client)
        token = _token_in(client.post("/account/tokens", data={"label": "x"}).text)
        path = re.search(r'action="(/account/tokens/\w+/revoke)"', client.get("/account").text)
        assert path is not None
        assert client.post(path[1]).location == "/account#tokens"
        headers = {"Authorization": f"Bearer {token}"}
        assert app.test_client().get("/api/v1/me", headers=headers).status_code == 401
        assert client.post(path[1]).status_code == 404

    def test_nobody_revokes_the_token_of_another(self, app: Flask, client: FlaskClient) -> None:
        signed_in(client)
        token = _token_in(client.post("/account/tokens", data={"label": "x"}).text)
        path = re.search(r'action="(/account/tokens/\w+/revoke)"', client.get("/account").text)
        assert path is not None
        other = app.test_client()
        b.sign_in(other, person("other@example.org", None))
        assert other.post(path[1]).status_code == 404
        headers = {"Authorization": f"Bearer {token}"}
        assert app.test_client().get("/api/v1/me", headers=headers).status_code == 200


def _token_in(page: str) -> str:
    found = re.search(r'value="(rvw_[\w-]+)"', page)
    assert found is not None
    return found[1]
