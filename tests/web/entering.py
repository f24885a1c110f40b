"""Ways in, as tests go them: passwords, requested links, cookies kept from earlier."""

from typing import Any

from flask import Flask
from flask.testing import FlaskClient

from reviewapp.models import Account
from reviewapp.services.accounts import open_account
from reviewapp.services.passwords import choose_password

PASSWORD = "a sentence is fine"


def person(email: str = "expert1@example.org", password: str | None = PASSWORD) -> Account:
    account = open_account(email, email.partition("@")[0].title(), actor=None)
    if password:
        choose_password(account, password, keep="")
    return account


def sign_in(client: FlaskClient, email: str, password: str = PASSWORD, **more: Any) -> Any:
    return client.post(
        "/sign-in", data={"email": email, "password": password, **more.pop("data", {})}, **more
    )


def ask(client: FlaskClient, email: str, **more: Any) -> Any:
    return client.post("/sign-in", data={"email": email, "way": "link"}, **more)


def is_in(client: FlaskClient) -> bool:
    return bool(client.get("/").status_code == 200)


def cookie_of(client: FlaskClient) -> str:
    cookie = client.get_cookie("review_session")
    assert cookie is not None
    return cookie.value


def with_cookie(app: Flask, value: str) -> FlaskClient:
    client = app.test_client()
    client.set_cookie("review_session", value)
    return client
