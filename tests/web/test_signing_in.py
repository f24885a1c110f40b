"""Signing in by address and password or by a link, and where one comes out."""

import pytest
from flask.testing import FlaskClient

from reviewapp.services.accounts import issue_link
from tests import builders as b
from tests.web.entering import ask, is_in, person, sign_in
from tests.web.pages import Page


def test_address_and_password_sign_in(client: FlaskClient) -> None:
    person()
    answer = sign_in(client, "Expert1@Example.org ")
    assert (answer.status_code, answer.location) == (302, "/")
    assert is_in(client)


def test_a_password_is_never_written_back(client: FlaskClient) -> None:
    person()
    answer = sign_in(client, "expert1@example.org", "a wrong but long password")
    assert answer.status_code == 422
    assert "do not fit together" in answer.text
    assert "a wrong but" not in answer.text
    assert 'value="expert1@example.org"' in answer.text


def test_where_no_mail_is_sent_the_page_says_whom_to_ask(client: FlaskClient) -> None:
    page = client.get("/sign-in").text
    assert "Send me a sign-in link" not in page
    assert "Write to the project officer or editor" in page
    assert ask(client, "expert1@example.org").status_code == 409


class TestLeadingOn:
    """Who signs in comes out where there is something to do."""

    def test_one_text_is_opened_and_the_round_knows(self, client: FlaskClient) -> None:
        review = b.make_review()
        _, token = issue_link(review.expert.account, actor=None)
        for _ in range(5):
            client.head(f"/sign-in/{token}"), client.get(f"/sign-in/{token}")
        assert review.round.row_of(review.expert.id).opened_at is None
        answer = client.post("/sign-in", data={"token": token})
        assert answer.location == f"/versions/{review.version.public_id}"
        assert review.round.row_of(review.expert.id).opened_at is not None
        assert review.round.row_of(review.other.id).opened_at is None

    def test_several_texts_are_announced(self, client: FlaskClient) -> None:
        review = b.make_review()
        second = b.make_version(review.document, b.CHAPTER_ZH, "zh")
        b.make_round(review.project, [second], [review.expert], name="Second round")
        _, token = issue_link(review.expert.account, actor=None)
        answer = client.post("/sign-in", data={"token": token})
        assert answer.location == f"/projects/{review.project.public_id}"
        assert "You are asked to read 2 texts: 10 days left." in client.get(answer.location).text

    def test_staff_come_to_their_project(self, client: FlaskClient) -> None:
        review = b.make_review()
        _, token = issue_link(review.officer.account, actor=None)
        answer = client.post("/sign-in", data={"token": token})
        assert answer.location == f"/projects/{review.project.public_id}"

    def test_the_page_an_invitation_names_comes_first(self, client: FlaskClient) -> None:
        review = b.make_review()
        _, token = issue_link(review.expert.account, actor=None)
        form = Page(client.get(f"/sign-in/{token}?next=/threads/abc")).form("/sign-in")
        assert client.post("/sign-in", data=form).location == "/threads/abc"

    @pytest.mark.parametrize(
        "target",
        [
            "//host",
            "/\\host",
            "\\\\host",
            "https:host",
            "%09//host",
            "\t//host",
            "javascript:a",
            "@host",
            "。//host",
        ],
    )
    def test_no_form_leads_to_another_site(self, client: FlaskClient, target: str) -> None:
        account = person()
        assert sign_in(client, "expert1@example.org", data={"next": target}).location == "/"
        _, token = issue_link(account, actor=None)
        assert client.post("/sign-in", data={"token": token, "next": target}).location == "/"


@pytest.mark.usefixtures("mail_is_on")
def test_a_dead_link_leads_to_where_a_new_one_is_sent(client: FlaskClient) -> None:
    assert 'href="/sign-in">Get a new link' in client.get("/sign-in/no-such-token").text
