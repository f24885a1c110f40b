"""Users and roles: what administrators see and change, and that it is on record."""

from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient

from reviewapp.domain.permissions import Actor
from reviewapp.extensions import db
from reviewapp.models import Account, Activity, Mail
from reviewapp.queries.accounts import find_account
from reviewapp.services.accounts import issue_link
from tests import builders as b
from tests.web.entering import is_in, sign_in


def administrator(client: FlaskClient) -> Account:
    account = find_account(b.make_admin().account_id)
    assert account is not None
    b.sign_in(client, account)
    return account


def verbs(subject: str) -> list[str]:
    return [line.verb for line in db.session.query(Activity).filter_by(subject=subject).order_by(Activity.id)]


def test_all_accounts_are_listed_with_projects_and_roles(client: FlaskClient) -> None:
    review = b.make_review()
    administrator(client)
    page = client.get("/accounts")
    assert page.status_code == 200
    for words in (
        review.expert.account.email,
        review.officer.account.name,
        "Guide review",
        "Project officer",
    ):
        assert words in page.text
    assert verbs("all") == ["looked at"]


def test_accounts_are_found_by_name_and_address(client: FlaskClient) -> None:
    review = b.make_review()
    administrator(client)
    page = client.get("/accounts", query_string={"q": review.expert.account.email.upper()}).text
    assert review.expert.account.email in page
    assert review.other.account.email not in page
    assert "Nobody found" in client.get("/accounts?q=100%25").text
    assert client.get("/accounts?page=-1").status_code == 200


@pytest.mark.parametrize("who", ["manager", "editor", "officer", "expert"])
def test_nobody_else_sees_or_changes_accounts(client: FlaskClient, who: str) -> None:
    review = b.make_review()
    b.sign_in(client, getattr(review, who))
    key = review.other.account.public_id
    assert client.get("/accounts").status_code == 403
    assert client.post(f"/accounts/{key}/administrator", data={"is_admin": "yes"}).status_code == 403
    assert client.post(f"/accounts/{key}/forget").status_code == 403
    assert "/accounts" not in client.get("/").text


def test_an_administrator_is_made_and_unmade(app: Flask, client: FlaskClient) -> None:
    review = b.make_review()
    administrator(client)
    account = review.officer.account
    officer = app.test_client()
    b.sign_in(officer, account)
    path = f"/accounts/{account.public_id}/administrator"
    client.post(path, data={"is_admin": "yes"})
    assert account.is_admin
    assert not is_in(officer), "signs in anew"
    client.post(path, data={"is_admin": "no"})
    assert not account.is_admin
    assert [verb for verb in verbs(account.public_id) if "administrator" in verb] == [
        "made administrator",
        "unmade administrator",
    ]


def test_the_last_administrator_stays(client: FlaskClient) -> None:
    account = administrator(client)
    answer = client.post(f"/accounts/{account.public_id}/administrator", data={"is_admin": "no"})
    assert answer.status_code == 409
    assert "the only administrator" in answer.text
    assert client.post(f"/accounts/{account.public_id}/forget").status_code == 409
    assert account.is_admin


def test_a_forgotten_person_keeps_comments_and_loses_name_address_and_access(
    app: Flask, client: FlaskClient, mail_is_on: None
) -> None:
    review = b.make_review()
    thread = b.make_thread(review.version, review.expert)
    account, old, name = review.expert.account, review.expert.account.email, review.expert.account.name
    expert, token = app.test_client(), b.token_of(review.expert)
    b.sign_in(expert, account)
    _, link = issue_link(account, actor=None)
    sign_in(client, old, data={"way": "link"})
    administrator(client)
    client.post(f"/accounts/{account.public_id}/forget")
    assert account.name.startswith("Former participant ") and account.email.endswith(".invalid")
    assert not is_in(expert)
    assert app.test_client().post("/sign-in", data={"token": link}).status_code == 404
    headers = {"Authorization": f"Bearer {token}"}
    assert app.test_client().get("/api/v1/me", headers=headers).status_code == 401
    page = client.get(f"/threads/{thread.public_id}").text
    assert account.name in page and name not in page
    assert thread.body in page
    assert {one.address for one in db.session.query(Mail)} == {account.email}
    assert old not in client.get("/accounts").text


def test_more_accounts_cost_no_more_questions(client: FlaskClient, count_queries: Any) -> None:
    review = b.make_review()
    administrator(client)
    client.get("/accounts")
    with count_queries() as few:
        client.get("/accounts")
    for _ in range(4):
        b.make_member(review.project)
    with count_queries() as many:
        client.get("/accounts")
    assert len(many) == len(few)


def test_an_unknown_account_is_not_found(client: FlaskClient) -> None:
    account = administrator(client)
    assert Actor(account.id, True).is_staff
    assert client.post("/accounts/nobody/forget").status_code == 404
