"""Nothing to be learnt from the sign-in page, and nothing to be guessed."""

from collections.abc import Iterator
from typing import Any

import pytest
from argon2 import PasswordHasher
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import update

from reviewapp.domain.mails import MailKind
from reviewapp.extensions import db
from reviewapp.models import Attempt, Mail
from reviewapp.services import limits
from reviewapp.services.accounts import issue_link
from tests.web.entering import ask, person, sign_in
from tests.web.pages import Page


@pytest.fixture
def verified(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[str]]:
    """List each hash that is compared; the comparison itself is the real one."""
    seen: list[str] = []
    real = PasswordHasher.verify

    def verify(hasher: PasswordHasher, digest: str, password: str) -> bool:
        seen.append(digest)
        return bool(real(hasher, digest, password))

    monkeypatch.setattr(PasswordHasher, "verify", verify)
    yield seen


@pytest.mark.parametrize("known", ["expert1@example.org", "linkers@example.org"])
def test_an_unknown_address_is_answered_as_a_known_one(
    app: Flask, client: FlaskClient, count_queries: Any, count_commits: Any, verified: list[str], known: str
) -> None:
    person(), person("linkers@example.org", None)
    seen = []
    for email in (known, "unknown@example.org"):
        verified.clear()
        visitor = app.test_client()
        visitor.get("/sign-in")
        with count_queries() as queries, count_commits() as commits:
            answer = sign_in(visitor, email, "not the password")
        page = answer.text.replace(email, "x" * len(email))
        seen.append(
            (answer.status_code, Page(page).words, len(page), len(queries), len(commits), len(verified))
        )
    assert seen[0] == seen[1]
    assert seen[0][5] == 1


def test_a_link_is_asked_for_without_learning_who_is_known(
    app: Flask, client: FlaskClient, count_queries: Any, count_commits: Any, mail_is_on: None
) -> None:
    person()
    seen = []
    for email in ("expert1@example.org", "unknown@example.org"):
        visitor = app.test_client()
        with count_queries() as queries, count_commits() as commits:
            answer = ask(visitor, email)
        words = Page(visitor.get(answer.location)).words
        seen.append((answer.status_code, answer.location, words, len(queries), len(commits)))
    assert seen[0] == seen[1]
    assert "If this address is known here" in seen[0][2]
    queued = db.session.query(Mail).filter_by(kind=MailKind.SIGN_IN_LINK).all()
    assert [(one.address, one.account_id, one.params) for one in queued] == [
        ("expert1@example.org", None, {"requested": True}),
        ("unknown@example.org", None, {"requested": True}),
    ]


@pytest.mark.parametrize(
    "email", ["a@example.org, b@example.org", "a@example.org\nBcc: b@example.org", "a@example.org b@x", "@"]
)
def test_a_link_goes_to_one_address_as_typed(client: FlaskClient, mail_is_on: None, email: str) -> None:
    assert ask(client, email).status_code == 422
    assert db.session.query(Mail).count() == 0


def test_two_addresses_in_one_request_are_one(client: FlaskClient, mail_is_on: None) -> None:
    client.post("/sign-in", data={"email": ["a@example.org", "b@example.org"], "way": "link"})
    assert [one.address for one in db.session.query(Mail)] == ["a@example.org"]


class TestGuessing:
    """After some tries one waits; nobody else does."""

    @pytest.fixture(autouse=True)
    def _no_stretch_ends_meanwhile(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(limits, "STRETCH", 10**9)

    def test_ten_tries_and_then_one_waits(self, client: FlaskClient) -> None:
        person()
        tries = [sign_in(client, "expert1@example.org", f"guess {n} of many") for n in range(11)]
        assert [one.status_code for one in tries] == [422] * 10 + [429]
        assert int(tries[-1].headers["Retry-After"]) > 0
        assert "Too many tries. Wait" in tries[-1].text
        assert sign_in(client, "expert1@example.org").status_code == 429, "even with the right one"
        db.session.execute(update(Attempt).values(stretch=Attempt.stretch - 1))
        assert sign_in(client, "expert1@example.org").status_code == 302, "in the next stretch of time"

    def test_others_are_not_locked_out(self, app: Flask, client: FlaskClient) -> None:
        account = person()
        person("expert2@example.org")
        for number in range(11):
            sign_in(client, "expert1@example.org", f"guess {number} of many")
        assert sign_in(app.test_client(), "expert2@example.org").status_code == 302
        elsewhere = {"REMOTE_ADDR": "192.0.2.7"}
        assert sign_in(app.test_client(), "expert1@example.org", environ_base=elsewhere).status_code == 302
        _, token = issue_link(account, actor=None)
        assert client.post("/sign-in", data={"token": token}).status_code == 302

    def test_an_account_is_guarded_against_many_addresses(
        self, client: FlaskClient, monkeypatch: Any
    ) -> None:
        monkeypatch.setattr(limits, "PASSWORD_ACCOUNT", limits.Limit("password of an account", 5))
        person()
        codes = [
            sign_in(
                client, "expert1@example.org", "a guess of many", environ_base={"REMOTE_ADDR": f"192.0.2.{n}"}
            ).status_code
            for n in range(6)
        ]
        assert codes == [422] * 5 + [429]

    def test_an_address_is_guarded_against_many_accounts(self, client: FlaskClient, monkeypatch: Any) -> None:
        monkeypatch.setattr(limits, "PASSWORD_ADDRESS", limits.Limit("passwords from an address", 5))
        codes = [sign_in(client, f"a{n}@example.org", "a guess of many").status_code for n in range(6)]
        assert codes == [422] * 5 + [429]

    def test_the_right_password_wipes_the_slate(self, client: FlaskClient) -> None:
        person()
        for _ in range(3):
            for number in range(9):
                sign_in(client, "expert1@example.org", f"guess {number} of many")
            assert sign_in(client, "expert1@example.org").status_code == 302

    def test_nobody_is_flooded_with_links(self, client: FlaskClient, mail_is_on: None) -> None:
        codes = [ask(client, "expert1@example.org").status_code for _ in range(6)]
        assert codes == [302] * 5 + [429]
        assert db.session.query(Mail).count() == 5

    def test_unknown_links_are_tried_only_so_often(self, client: FlaskClient, monkeypatch: Any) -> None:
        monkeypatch.setattr(limits, "TOKEN_ADDRESS", limits.Limit("unknown links from an address", 3))
        codes = [client.post("/sign-in", data={"token": f"guess{n}"}).status_code for n in range(4)]
        assert codes == [404] * 3 + [429]
        _, token = issue_link(person(), actor=None)
        assert client.post("/sign-in", data={"token": token}).status_code == 302

    def test_old_tries_are_forgotten(self, client: FlaskClient) -> None:
        sign_in(client, "expert1@example.org")
        db.session.execute(update(Attempt).values(stretch=Attempt.stretch - 9))
        sign_in(client, "expert1@example.org")
        assert len({row.stretch for row in db.session.query(Attempt)}) == 1


@pytest.mark.parametrize(
    ("address", "network"),
    [
        ("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"),
        ("2001:db8:1:2::9", "2001:db8:1:2::/64"),
        ("fe80::1%eth0", "fe80::/64"),
        ("::ffff:192.0.2.7", "192.0.2.7"),
        ("192.0.2.7", "192.0.2.7"),
        ("", ""),
    ],
)
def test_all_addresses_of_one_network_count_as_one(address: str, network: str) -> None:
    assert limits.network_of(address) == network
