"""Behind a proxy: what it says is believed as far as configured, and what visitors claim never."""

import re
from typing import Any

import pytest
from flask import Flask, request
from flask.testing import FlaskClient

from config import settings_from
from reviewapp.app import create_app
from reviewapp.domain.permissions import Action
from reviewapp.services.accounts import issue_link
from reviewapp.web.access import allow
from tests.builders import make_review, token_of
from tests.fixtures_app import SECRET_KEY, SeparateClient, World

SITE = "https://review.example.org"
TLS = {"X-Forwarded-Proto": "https", "X-Forwarded-For": "203.0.113.7"}
CLAIMS = {"X-Forwarded-Host": "evil.example", "Forwarded": "host=evil.example", "X-Forwarded-Prefix": "/evil"}
TEMPTED = {"Host": "evil.example", **TLS, **CLAIMS}


def front(world: World, hops: int) -> FlaskClient:
    """A visitor of the app as it runs behind `hops` proxies, its forms guarded."""
    environ = {"DATABASE_URL": world.database.url, "SECRET_KEY": SECRET_KEY, "BASE_URL": SITE}
    app: Flask = create_app({**settings_from({**environ, "PROXY_HOPS": str(hops)}), "TESTING": True})
    app.test_client_class = SeparateClient
    app.add_url_rule("/seen", view_func=_seen)
    return app.test_client()


@allow(Action.VISIT)
def _seen() -> dict[str, Any]:
    return {"address": request.remote_addr, "scheme": request.scheme, "host": request.host}


def _field(page: str, name: str) -> str:
    found = re.search(rf'name="{name}"[^>]*value="([^"]*)"', page)
    assert found
    return found[1]


def test_people_sign_in_over_https_behind_a_proxy(world: World) -> None:
    review = make_review()
    link = issue_link(review.expert.account, actor=None)[1]
    visitor = front(world, hops=1)
    page = visitor.get(f"/sign-in/{link}", headers=TLS)
    assert page.headers["Strict-Transport-Security"]
    form = {"csrf_token": _field(page.text, "csrf_token"), "token": link}
    foreign = visitor.post("/sign-in", data=form, headers={**TLS, "Referer": "https://evil.example/"})
    assert foreign.status_code == 400
    answer = visitor.post(
        "/sign-in", data=form, headers={**TLS, "Referer": f"https://localhost/sign-in/{link}"}
    )
    assert answer.status_code == 302
    cookies = answer.headers.getlist("Set-Cookie")
    assert any(
        "review_session=" in cookie and "Secure" in cookie and "HttpOnly" in cookie for cookie in cookies
    )


@pytest.mark.parametrize(
    ("hops", "said", "address", "scheme"),
    [
        (0, "203.0.113.7", "127.0.0.1", "http"),
        (1, "203.0.113.7", "203.0.113.7", "https"),
        (1, "198.51.100.1, 203.0.113.7", "203.0.113.7", "https"),
        (2, "198.51.100.1, 203.0.113.7, 10.0.0.2", "203.0.113.7", "https"),
    ],
    ids=["no_proxy", "one_proxy", "one_proxy_and_a_claim", "two_proxies_and_a_claim"],
)
def test_only_as_many_proxies_are_believed_as_there_are(
    world: World, hops: int, said: str, address: str, scheme: str
) -> None:
    seen = (
        front(world, hops)
        .get("/seen", headers={**TEMPTED, "X-Forwarded-For": said}, base_url="http://x")
        .json
    )
    assert (seen["address"], seen["scheme"]) == (address, scheme)


def test_links_never_come_from_what_a_request_claims(world: World) -> None:
    review = make_review()
    visitor, token = front(world, hops=1), token_of(review.manager)
    newcomer = {"email": "new@example.org", "name": "Expert 99", "role": "reviewer"}
    address = f"/api/v1/projects/{review.project.public_id}/people"
    told = visitor.post(address, json=newcomer, headers={**TEMPTED, "Authorization": f"Bearer {token}"})
    assert told.status_code == 201 and "evil" not in told.text
    listed = visitor.get(f"{address}?limit=2", headers={**TEMPTED, "Authorization": f"Bearer {token}"})
    assert listed.headers["Link"].startswith(f"<{SITE}/")
    for path in ("/", "/sign-in", f"/versions/{review.version.public_id}", "/nowhere", "/api/v1/"):
        answer = visitor.get(path, headers=TEMPTED)
        assert "evil" not in answer.text + str(answer.headers)
