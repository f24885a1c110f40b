"""Changing, moving, inviting and removing members."""

from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient

from reviewapp.domain.mails import MailKind
from reviewapp.domain.people import Role
from reviewapp.extensions import db
from reviewapp.models import Activity, Mail, Membership
from reviewapp.queries.projects import members_of
from reviewapp.services.accounts import issue_link
from reviewapp.services.people import Newcomer, add_member
from tests import builders as b
from tests.web.pages import Page


def verbs(subject: str) -> list[str]:
    return [line.verb for line in db.session.query(Activity).filter_by(subject=subject).order_by(Activity.id)]


def mails(kind: MailKind) -> list[Mail]:
    return db.session.query(Mail).filter_by(kind=kind).all()


def is_in(client: FlaskClient) -> bool:
    return bool(client.get("/").status_code == 200)


def by(client: FlaskClient, member: Membership) -> FlaskClient:
    b.sign_in(client, member)
    return client


def test_a_member_is_described_anew(client: FlaskClient) -> None:
    review = b.make_review()
    by(client, review.officer)
    path = f"/people/{review.expert.public_id}"
    assert client.get(path).status_code == 200
    answer = client.post(path, data={"institution": "College 9", "country": "LA", "tags": "focal point"})
    assert answer.location == path
    assert (review.expert.institution, review.expert.country, review.expert.tags) == (
        "College 9",
        "LA",
        ["focal point"],
    )
    assert verbs(review.expert.public_id)[-1] == "described"


def test_what_does_not_fit_is_said_and_stays(client: FlaskClient) -> None:
    review = b.make_review()
    by(client, review.officer)
    path = f"/people/{review.expert.public_id}"
    answer = client.post(path, data={"institution": "x" * 201})
    assert answer.status_code == 422
    assert "x" * 201 in answer.text
    answer = client.post(f"{path}/address", data={"email": "two@example.org, three@example.org"})
    assert answer.status_code == 422
    assert "This is not one e-mail address" in answer.text


def test_another_role_ends_the_sessions_and_is_put_on_record(app: Flask, client: FlaskClient) -> None:
    review = b.make_review()
    expert = by(app.test_client(), review.expert)
    by(client, review.editor)
    answer = client.post(f"/people/{review.expert.public_id}/role", data={"role": "officer"})
    assert answer.status_code == 302
    assert review.expert.role is Role.OFFICER
    assert not is_in(expert)
    assert verbs(review.expert.public_id)[-1] == "changed role"


@pytest.mark.parametrize(
    ("actor", "whom", "role"),
    [
        ("officer", "editor", "reviewer"),
        ("officer", "expert", "editor"),
        ("editor", "manager", "reviewer"),
        ("editor", "expert", "manager"),
        ("manager", "manager", "reviewer"),
        ("officer", "officer", "manager"),
        ("expert", "other", "observer"),
    ],
)
def test_a_role_lies_below_ones_own_before_and_after(
    client: FlaskClient, actor: str, whom: str, role: str
) -> None:
    review = b.make_review()
    by(client, getattr(review, actor))
    member: Membership = getattr(review, whom)
    before = member.role
    answer = client.post(f"/people/{member.public_id}/role", data={"role": role})
    assert answer.status_code in (403, 404, 422)
    assert member.role is before


def test_another_address_ends_links_and_sessions_and_the_old_one_is_told(
    app: Flask, client: FlaskClient, mail_is_on: None
) -> None:
    review = b.make_review()
    expert, old = by(app.test_client(), review.expert), review.expert.account.email
    _, token = issue_link(review.expert.account, actor=None)
    by(client, review.officer)
    answer = client.post(f"/people/{review.expert.public_id}/address", data={"email": "New@example.org"})
    assert answer.status_code == 302
    assert review.expert.account.email == "new@example.org"
    assert not is_in(expert)
    assert app.test_client().post("/sign-in", data={"token": token}).status_code == 404
    assert [one.address for one in mails(MailKind.ADDRESS_CHANGED)] == [old]
    assert verbs(review.expert.public_id)[-1] == "changed address"


def test_an_address_belongs_to_one_account(client: FlaskClient) -> None:
    review = b.make_review()
    by(client, review.officer)
    taken = review.other.account.email.upper()
    answer = client.post(f"/people/{review.expert.public_id}/address", data={"email": taken})
    assert answer.status_code == 409
    assert "Another account has this e-mail address" in answer.text


@pytest.mark.parametrize("door", ["address", "name"])
def test_who_is_more_elsewhere_is_not_taken_over(client: FlaskClient, door: str) -> None:
    review = b.make_review()
    elsewhere = b.make_member(b.make_project(name="Elsewhere"), Role.MANAGER)
    member = add_member(
        review.project, Newcomer(elsewhere.account.email, "", Role.REVIEWER), actor=b.make_admin()
    )
    by(client, review.officer)
    fields = {"email": "mine@example.org", "name": "Mine"}
    assert client.post(f"/people/{member.public_id}/{door}", data=fields).status_code == 403
    assert member.account.email == elsewhere.account.email


def test_a_name_is_corrected_but_never_to_anothers(client: FlaskClient) -> None:
    review = b.make_review()
    by(client, review.officer)
    path = f"/people/{review.expert.public_id}/name"
    client.post(path, data={"name": "Expert Zed"})
    assert review.expert.account.name == "Expert Zed"
    twin = review.other.account.name.replace("e", "\u0435")
    answer = client.post(path, data={"name": twin})
    assert answer.status_code == 422
    assert "looks the same" in answer.text
    assert client.post(path, data={"name": "编辑"}).status_code == 422


class TestRemoval:
    """Leaving ends access at once; the comments stay."""

    def test_access_ends_with_open_pages_and_tokens(self, app: Flask, client: FlaskClient) -> None:
        review = b.make_review()
        thread = b.make_thread(review.version, review.expert)
        expert, token = by(app.test_client(), review.expert), b.token_of(review.expert)
        page = f"/versions/{review.version.public_id}"
        assert expert.get(page).status_code == 200
        by(client, review.officer)
        answer = client.post(f"/people/{review.expert.public_id}/remove")
        assert answer.location == f"/projects/{review.project.public_id}/people"
        stranger = app.test_client()
        for path in (page, f"/threads/{thread.public_id}", "/"):
            assert expert.get(path).status_code == 302
            assert expert.get(path).location == stranger.get(path).location
        headers = {"Authorization": f"Bearer {token}"}
        for path in (f"/api/v1/versions/{review.version.public_id}", f"/api/v1/threads/{thread.public_id}"):
            assert app.test_client().get(path, headers=headers).status_code == 404
        assert client.get(f"/threads/{thread.public_id}").status_code == 200
        assert verbs(review.expert.public_id)[-1] == "removed"

    def test_who_stands_elsewhere_stays_signed_in_there(self, app: Flask, client: FlaskClient) -> None:
        review, second = b.make_review(), b.make_project(name="Second")
        add_member(second, Newcomer(review.expert.account.email, "", Role.REVIEWER), actor=b.make_admin())
        expert = by(app.test_client(), review.expert)
        by(client, review.officer)
        client.post(f"/people/{review.expert.public_id}/remove")
        assert expert.get(f"/projects/{second.public_id}").status_code == 200
        for path in (f"/projects/{review.project.public_id}", f"/versions/{review.version.public_id}"):
            assert expert.get(path).status_code == 404

    def test_unused_links_stop_working(self, app: Flask, client: FlaskClient) -> None:
        review = b.make_review()
        _, token = issue_link(review.expert.account, actor=None)
        by(client, review.officer)
        client.post(f"/people/{review.expert.public_id}/remove")
        assert app.test_client().post("/sign-in", data={"token": token}).status_code == 404

    def test_who_comes_back_finds_the_own_comments_and_number(self, client: FlaskClient) -> None:
        review = b.make_review()
        thread = b.make_thread(review.version, review.expert)
        number = review.expert.pseudonym
        by(client, review.officer)
        client.post(f"/people/{review.expert.public_id}/remove")
        assert review.expert not in members_of(review.project)
        again = add_member(
            review.project, Newcomer(review.expert.account.email, "", Role.REVIEWER), actor=b.make_admin()
        )
        assert (again.id, again.pseudonym, again.left_at) == (review.expert.id, number, None)
        assert thread.author_id == again.id

    @pytest.mark.parametrize(
        ("actor", "whom"), [("officer", "editor"), ("manager", "manager"), ("expert", "other")]
    )
    def test_only_those_below_are_removed(self, client: FlaskClient, actor: str, whom: str) -> None:
        review = b.make_review()
        by(client, getattr(review, actor))
        member: Membership = getattr(review, whom)
        assert client.post(f"/people/{member.public_id}/remove").status_code in (403, 404)
        assert member.left_at is None

    def test_a_removed_member_has_no_page(self, client: FlaskClient) -> None:
        review = b.make_review()
        by(client, review.officer)
        client.post(f"/people/{review.expert.public_id}/remove")
        assert client.get(f"/people/{review.expert.public_id}").status_code == 404


class TestInvitations:
    """Adding and inviting is one flow."""

    def test_with_mail_the_invitation_is_queued_once(self, client: FlaskClient, mail_is_on: None) -> None:
        review = b.make_review()
        by(client, review.officer)
        form = Page(client.get(f"/people/{review.expert.public_id}")).form("/people/invite")
        for _ in range(2):
            answer = client.post(f"/projects/{review.project.public_id}/people/invite", data=form)
            assert answer.status_code == 302
        assert [one.address for one in mails(MailKind.INVITATION)] == [review.expert.account.email]
        assert "/sign-in/" not in client.get(answer.location).text.replace("/sign-in/link", "")

    def test_without_mail_there_are_texts_to_copy(self, app: Flask, client: FlaskClient) -> None:
        review = b.make_review()
        by(client, review.officer)
        address = f"/projects/{review.project.public_id}/people"
        form: dict[str, Any] = {"member": [review.expert.public_id, review.other.public_id]}
        page = client.post(f"{address}/invite", data=form)
        assert page.headers["Cache-Control"] == "no-store"
        assert page.text.count("/sign-in/") == 2
        assert review.project.name in page.text
        assert "have not been invited yet" not in client.get(address).text

    def test_nobody_above_is_invited(self, client: FlaskClient) -> None:
        review = b.make_review()
        by(client, review.officer)
        form = {"member": review.editor.public_id}
        page = client.post(f"/projects/{review.project.public_id}/people/invite", data=form)
        assert page.status_code == 302
        assert verbs(review.editor.public_id) == ["added"]
