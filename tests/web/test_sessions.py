"""Sessions end where they must, forms come from here, links are built from the settings."""

from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient

from reviewapp.extensions import db
from reviewapp.models import Mail
from tests import builders as b
from tests.web.entering import ask, cookie_of, is_in, person, sign_in, with_cookie
from tests.web.pages import Page


class TestSessions:
    """A session is new at every sign-in, and dead wherever it must be."""

    def test_signing_in_gives_another_cookie(self, app: Flask, client: FlaskClient) -> None:
        account = person()
        b.sign_in(client, account)
        before = cookie_of(client)
        sign_in(client, "expert1@example.org")
        assert cookie_of(client) != before
        assert not is_in(with_cookie(app, before))

    def test_a_kept_cookie_is_dead_after_signing_out(self, app: Flask, client: FlaskClient) -> None:
        b.sign_in(client, person())
        kept = cookie_of(client)
        assert is_in(with_cookie(app, kept))
        client.post("/sign-out")
        assert not is_in(with_cookie(app, kept))

    def test_behind_https_the_form_is_accepted_and_a_foreign_one_is_not(
        self, app: Flask, client: FlaskClient, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        person()
        monkeypatch.setitem(app.config, "WTF_CSRF_ENABLED", True)
        https: dict[str, Any] = {"base_url": "https://localhost"}
        page = client.get("/sign-in", **https)
        assert page.headers["Referrer-Policy"] == "same-origin"
        csrf = {"csrf_token": Page(page).form("/sign-in")["csrf_token"]}
        foreign = {"Referer": "https://elsewhere.example/"}
        own = {"Referer": "https://localhost/sign-in"}
        assert sign_in(client, "expert1@example.org", headers=own, **https).status_code == 400
        assert sign_in(client, "expert1@example.org", data=csrf, headers=foreign, **https).status_code == 400
        assert sign_in(client, "expert1@example.org", data=csrf, headers=own, **https).status_code == 302

    def test_a_refused_form_does_not_show_the_password(
        self, app: Flask, client: FlaskClient, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setitem(app.config, "WTF_CSRF_ENABLED", True)
        answer = sign_in(client, "expert1@example.org", "a secret of more than twenty signs")
        assert answer.status_code == 400
        assert "a secret of" not in answer.text


@pytest.mark.parametrize(
    "headers",
    [
        {"Host": "evil.example"},
        {"X-Forwarded-Host": "evil.example"},
        {"Forwarded": "host=evil.example;proto=https"},
        {"X-Original-URL": "http://evil.example/"},
    ],
)
def test_no_link_is_built_from_what_a_request_says(
    client: FlaskClient, mail_is_on: None, headers: dict[str, str], monkeypatch: Any, app: Flask
) -> None:
    review = b.make_review()
    b.sign_in(client, review.officer)
    headers = {**headers, "Cookie": f"review_session={cookie_of(client)}"}
    client = app.test_client(use_cookies=False)
    made = client.post(f"/people/{review.expert.public_id}/link", headers=headers)
    assert made.status_code == 200
    assert "evil" not in made.text
    assert "evil" not in (ask(client, "a@example.org", headers=headers).location or "")
    client.post("http://evil.example/sign-in", data={"email": "b@example.org", "way": "link"})
    assert not [one for one in db.session.query(Mail) if "evil" in f"{one.params} {one.message_id}"]
    monkeypatch.setitem(app.config, "MAIL_URL", "")
    form = {"member": review.expert.public_id}
    page = client.post(f"/projects/{review.project.public_id}/people/invite", data=form, headers=headers)
    assert "/sign-in/" in page.text and "evil" not in page.text
