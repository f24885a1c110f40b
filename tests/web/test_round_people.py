"""The reviewers of a round as staff see them: how far each is, inviting, reminding, giving more time."""

import re
from datetime import timedelta
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select

from reviewapp.clock import now
from reviewapp.domain.mails import MailKind
from reviewapp.domain.people import Role
from reviewapp.extensions import db
from reviewapp.models import Mail
from reviewapp.services.reviewers import decline, note_invited, submit_review
from tests import builders as b
from tests.web.pages import Page

LINK = re.compile(r"http://127\.0\.0\.1:5000(/sign-in/[\w-]+)")


@pytest.fixture
def review(client: FlaskClient) -> b.Review:
    made = b.make_review()
    b.sign_in(client, made.officer)
    return made


def address(review: b.Review) -> str:
    return f"/rounds/{review.round.public_id}"


def names_of(letters: Any) -> list[str]:
    """Name whom a page of letters is for."""
    return re.findall(r"Dear (Expert \d+),", letters.text)


def test_staff_see_how_far_each_reviewer_is_with_a_sum(client: FlaskClient, review: b.Review) -> None:
    note_invited(review.round, [review.expert], actor=None)
    decline(review.round, "On leave.", actor=b.actor_of(review.expert))
    b.make_thread(review.version, review.other)
    submit_review(review.round, actor=b.actor_of(review.other))
    words = Page(client.get(address(review))).words
    for said in ("2 reviewers: 1 submitted, 1 declined", "On leave.", "(Asia/Shanghai)"):
        assert said in words
    b.sign_in(client, b.make_member(review.project, Role.OBSERVER))
    words = Page(client.get(address(review))).words
    assert "On leave." not in words and "1 declined" not in words


def test_coverage_names_the_sections_nobody_has_commented_on(client: FlaskClient, review: b.Review) -> None:
    b.make_thread(review.version, review.other, section="Tasks")
    b.make_thread(review.version, review.other, "A draft.", section="Planning a session", is_draft=True)
    page = Page(client.get(address(review)))
    assert "2 of 3 sections without a comment" in page.words
    silent = page.words.partition("without a comment")[2].partition("Reviewers")[0]
    assert "Planning a session" in silent and "Tasks" not in silent


def test_without_mail_staff_get_a_text_to_copy_for_each_person_and_it_works(
    client: FlaskClient, review: b.Review, app: Flask
) -> None:
    answer = client.post(f"{address(review)}/invitations", data={"form_key": "k"})
    assert (answer.status_code, answer.headers["Cache-Control"]) == (200, "no-store")
    assert names_of(answer) == [review.expert.account.name, review.other.account.name]
    link = LINK.findall(answer.text)[0]
    assert app.test_client().post("/sign-in", data={"token": link.rpartition("/")[2]}).status_code == 302
    again = client.post(f"{address(review)}/invitations", data={"form_key": "l"})
    assert again.location.startswith(address(review)), "nobody is left to invite"


def test_only_those_ticked_are_invited(client: FlaskClient, review: b.Review) -> None:
    form = {"form_key": "k", "only": "chosen"}
    answer = client.post(f"{address(review)}/invitations", data={**form, "member": review.other.public_id})
    assert names_of(answer) == [review.other.account.name]
    nobody = client.post(f"{address(review)}/invitations", data=form)
    assert nobody.status_code == 302
    assert "There is nobody to write to" in client.get(address(review)).text


def test_a_reminder_goes_only_to_those_who_have_something_to_do(
    client: FlaskClient, review: b.Review
) -> None:
    submit_review(review.round, actor=b.actor_of(review.expert))
    answer = client.post(f"{address(review)}/reminders", data={"form_key": "k"})
    assert names_of(answer) == [review.other.account.name]
    ticked = {"form_key": "l", "only": "chosen", "member": review.expert.public_id}
    assert client.post(f"{address(review)}/reminders", data=ticked).status_code == 302
    decline(review.round, "", actor=b.actor_of(review.other))
    assert client.post(f"{address(review)}/reminders", data={"form_key": "m"}).status_code == 302


def test_with_mail_the_letters_are_queued_and_no_link_is_shown(
    client: FlaskClient, review: b.Review, app: Flask, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(app.config, "MAIL_URL", "smtp://127.0.0.1:1?from=review@example.org")
    answer = client.post(f"{address(review)}/invitations", data={"form_key": "k"})
    assert answer.status_code == 302
    page = client.get(address(review)).text
    assert "2 invitations are on their way." in page and "/sign-in/" not in page
    assert {mail.kind for mail in db.session.scalars(select(Mail))} == {MailKind.INVITATION}


def test_one_reviewer_gets_more_time(client: FlaskClient, review: b.Review) -> None:
    path = f"{address(review)}/reviewers/{review.expert.public_id}/extension"
    fields = Page(client.get(path)).form("/extension")
    assert fields["until"] > f"{review.round.closes_at:%Y-%m-%dT%H:%M}"
    early = client.post(path, data={**fields, "until": "2026-01-01T10:00"})
    assert early.status_code == 422
    assert "An extension ends later" in early.text and 'value="2026-01-01T10:00"' in early.text
    later = (now() + timedelta(days=30)).strftime("%Y-%m-%dT%H:%M")
    assert client.post(path, data={**fields, "until": later}).status_code == 302
    assert review.round.row_of(review.expert.id).extended_until is not None
    assert review.round.row_of(review.other.id).extended_until is None
    stranger = b.make_member(review.project)
    assert client.get(path.replace(review.expert.public_id, stranger.public_id)).status_code == 404


def test_reviewers_neither_invite_nor_remind_nor_extend(client: FlaskClient, review: b.Review) -> None:
    b.sign_in(client, review.expert)
    for door in ("invitations", "reminders"):
        assert client.post(f"{address(review)}/{door}", data={"form_key": "k"}).status_code == 403
    path = f"{address(review)}/reviewers/{review.other.public_id}/extension"
    assert client.get(path).status_code in (403, 404)
