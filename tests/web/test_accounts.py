"""Signing in by a personal link, signing out, changing the language."""

from datetime import timedelta

import pytest
from flask import Flask
from flask.testing import FlaskClient

from reviewapp.clock import now, replay
from reviewapp.extensions import db
from reviewapp.models import Account, SignInLink
from reviewapp.services.accounts import issue_link, open_account, revoke_open_links
from reviewapp.web.accounts import views
from reviewapp.web.redirects import local
from tests import builders as b

ELSEWHERE = [
    "//host",
    "///host",
    "/\\host",
    "\\\\host",
    "https:host",
    "https://host/",
    "%09//host",
    "\t//host",
    "/\t/host",
    "/\n/host",
    "/ /host",
    " /host",
    "javascript:alert(1)",
    "JaVaScRiPt:alert(1)",
    "data:text/html,x",
    "@host",
    "host",
    "//host@here",
    "/a\\..\\host",
    "。//host",
    "",
]


def person(name: str = "Expert 01") -> Account:
    return open_account("expert01@example.org", name, actor=None)


def link_for(account: Account) -> tuple[SignInLink, str]:
    return issue_link(account, actor=None)


def entered(client: FlaskClient) -> bool:
    return bool(client.get("/").status_code == 200)


def test_a_visitor_is_told_how_to_get_a_link(client: FlaskClient) -> None:
    answer = client.get("/sign-in")
    assert answer.status_code == 200
    assert "personal link" in answer.text


def test_who_is_not_signed_in_is_led_to_the_sign_in_page(client: FlaskClient) -> None:
    answer = client.get("/projects/new")
    assert (answer.status_code, answer.location) == (302, "/sign-in?next=/projects/new")


def test_looking_at_a_link_uses_nothing_up(client: FlaskClient) -> None:
    _, token = link_for(person())
    for _ in range(5):
        assert client.head(f"/sign-in/{token}").status_code == 200
        page = client.get(f"/sign-in/{token}")
        assert "<bdi>Expert 01</bdi>" in page.text
    assert not entered(client)
    assert client.post("/sign-in", data={"token": token}).status_code == 302
    assert entered(client)


def test_a_link_works_once(app: Flask, client: FlaskClient) -> None:
    _, token = link_for(person())
    client.post("/sign-in", data={"token": token})
    other = app.test_client()
    answer = other.post("/sign-in", data={"token": token})
    assert answer.status_code == 404
    assert "used already" in answer.text
    assert not entered(other)


def test_the_page_of_a_link_tells_its_address_to_nobody(client: FlaskClient) -> None:
    _, token = link_for(person())
    headers = client.get(f"/sign-in/{token}").headers
    assert headers["Referrer-Policy"] == "strict-origin"
    assert headers["Cache-Control"] == "no-store"


def test_the_page_of_a_link_has_one_button_that_signs_in(client: FlaskClient) -> None:
    _, token = link_for(person())
    page = client.get(f"/sign-in/{token}").text
    assert page.count('action="/sign-in"') == 1
    assert page.count(token) == 2, "in the hidden field, and for coming back after a change of language"


def test_behind_https_the_button_of_a_link_is_accepted(app: Flask, client: FlaskClient) -> None:
    _, token = link_for(person())
    app.config["WTF_CSRF_ENABLED"] = True
    try:
        page = client.get(f"/sign-in/{token}", base_url="https://localhost").text
        csrf = page.split('name="csrf_token" value="')[1].split('"')[0]
        answer = client.post(
            "/sign-in",
            data={"token": token, "csrf_token": csrf},
            base_url="https://localhost",
            headers={"Referer": "https://localhost/"},
        )
    finally:
        app.config["WTF_CSRF_ENABLED"] = False
    assert answer.status_code == 302


def test_an_unknown_link_says_so(client: FlaskClient) -> None:
    answer = client.get("/sign-in/no-such-token")
    assert answer.status_code == 404
    assert "not known" in answer.text
    assert client.post("/sign-in", data={"token": "no-such-token"}).status_code == 404
    assert client.post("/sign-in").status_code == 404


def test_a_revoked_link_says_so(client: FlaskClient) -> None:
    account = person()
    link, token = link_for(account)
    revoke_open_links(link.account, actor=b.make_admin())
    for answer in (client.get(f"/sign-in/{token}"), client.post("/sign-in", data={"token": token})):
        assert answer.status_code == 404
        assert "withdrawn" in answer.text


def test_an_expired_link_says_so(client: FlaskClient) -> None:
    with replay(now() - timedelta(days=60)):
        _, token = link_for(person())
    for answer in (client.get(f"/sign-in/{token}"), client.post("/sign-in", data={"token": token})):
        assert answer.status_code == 404
        assert "has expired" in answer.text


def test_a_used_link_leads_on_who_is_signed_in_already(client: FlaskClient) -> None:
    _, token = link_for(person())
    client.post("/sign-in", data={"token": token})
    page = client.get(f"/sign-in/{token}").text
    assert "You are signed in on this device" in page


def test_after_signing_in_one_comes_where_one_wanted_to_go(client: FlaskClient) -> None:
    _, token = link_for(person())
    client.get("/sign-in?next=/projects/new")
    assert client.post("/sign-in", data={"token": token}).location == "/projects/new"


@pytest.mark.parametrize("target", ELSEWHERE)
def test_signing_in_leads_to_no_other_site(client: FlaskClient, target: str) -> None:
    _, token = link_for(person())
    client.get("/sign-in", query_string={"next": target})
    assert client.post("/sign-in", data={"token": token}).location == "/"


@pytest.mark.parametrize("target", ELSEWHERE)
def test_changing_the_language_leads_to_no_other_site(client: FlaskClient, target: str) -> None:
    answer = client.post("/language", data={"language": "zh", "next": target})
    assert answer.location == "/"


@pytest.mark.parametrize("target", ["/", "/sign-in", "/versions/x?show=all#b-1", "/搜索?q=导师"])
def test_a_path_of_this_site_is_kept(target: str) -> None:
    assert local(target, "/") == target


def test_the_language_is_kept_on_the_device(client: FlaskClient) -> None:
    assert '<html lang="en">' in client.get("/sign-in").text
    client.post("/language", data={"language": "zh", "next": "/sign-in"})
    assert '<html lang="zh-Hans">' in client.get("/sign-in").text


def test_the_language_is_kept_in_the_profile(app: Flask, client: FlaskClient) -> None:
    account = person()
    b.sign_in(client, account)
    client.post("/language", data={"language": "zh", "next": "/"})
    assert db.session.get_one(Account, account.id).language == "zh"
    other = app.test_client()
    b.sign_in(other, account)
    assert '<html lang="zh-Hans">' in other.get("/").text


def test_a_language_the_pages_do_not_speak_changes_nothing(client: FlaskClient) -> None:
    answer = client.post("/language", data={"language": "xx", "next": "/sign-in"})
    assert answer.location == "/sign-in"
    assert "Set-Cookie" not in answer.headers


def test_signing_out_ends_the_session(client: FlaskClient) -> None:
    b.sign_in(client, person())
    assert entered(client)
    answer = client.post("/sign-out")
    assert answer.location == "/sign-in"
    assert not entered(client)


def test_signing_in_begins_a_new_session(client: FlaskClient) -> None:
    account = person()
    with client.session_transaction() as session:
        session["planted"] = "by somebody else"
    b.sign_in(client, account)
    with client.session_transaction() as session:
        assert "planted" not in session
        assert views.AFTERWARDS not in session


def test_a_hostile_name_is_shown_as_it_is(client: FlaskClient) -> None:
    _, token = link_for(person("<script>ran()</script> {{7*7}}"))
    page = client.get(f"/sign-in/{token}").text
    assert "&lt;script&gt;ran()&lt;/script&gt; {{7*7}}" in page
    assert "<script>ran()" not in page
