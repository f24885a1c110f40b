"""Sending by script: the same verbs and receipts, answered as data in the reader's language."""

from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient

from reviewapp.domain.rounds import LateRule
from reviewapp.services.rounds import move_round
from tests import builders as b
from tests.web.comments import address_of, form_on, send, the_thread, threads_made

DATA = {"Accept": "application/json"}


def ask(client: FlaskClient, path: str, form: dict[str, Any]) -> Any:
    return client.post(path, data=form, headers=DATA)


def comment(client: FlaskClient, review: b.Review, **changes: Any) -> Any:
    form = form_on(review.version, form_key="k1", **changes)
    return ask(client, f"/versions/{review.version.public_id}/threads", form)


def test_a_script_is_told_which_comment_was_made_and_the_same_again(client: FlaskClient) -> None:
    review = b.make_review()
    b.sign_in(client, review.expert)
    first, again = comment(client, review), comment(client, review)
    thread = the_thread()
    assert (first.status_code, again.status_code) == (201, 201)
    assert (
        first.json
        == again.json
        == {
            "thread": thread.public_id,
            "url": address_of(thread, review.version),
            "number": 1,
            "draft": False,
        }
    )
    kept = ask(
        client,
        f"/versions/{review.version.public_id}/threads",
        form_on(review.version, keep="draft", form_key="k2"),
    )
    assert (kept.json["draft"], kept.json["number"]) == (True, None)


def test_a_script_is_told_of_a_reply(client: FlaskClient) -> None:
    review = b.make_review()
    thread = b.make_thread(review.version, review.other)
    b.sign_in(client, review.expert)
    answer = ask(client, f"/threads/{thread.public_id}/replies", {"body": "I agree.", "form_key": "k1"})
    assert (answer.status_code, answer.json["thread"]) == (201, thread.public_id)


def test_a_script_is_told_why_not_in_the_readers_language(client: FlaskClient) -> None:
    review = b.make_review(late=LateRule.REFUSE)
    b.sign_in(client, review.expert)
    empty = comment(client, review, body="")
    assert (empty.status_code, empty.json["errors"]) == (
        422,
        {"body": ["Write your comment before you send it."]},
    )
    assert empty.json["message"] == "Write your comment before you send it."
    comment(client, review)
    other = comment(client, review, body="Other words under the same key.")
    assert (other.status_code, threads_made()) == (422, 1)
    move_round(review.round, "close", actor=b.actor_of(review.manager))
    closed = ask(
        client, f"/versions/{review.version.public_id}/threads", form_on(review.version, form_key="k9")
    )
    assert closed.status_code == 409 and "closed" in closed.json["message"]


def test_a_script_without_a_session_is_led_to_the_sign_in_page(client: FlaskClient) -> None:
    answer = comment(client, b.make_review())
    assert (answer.status_code, answer.json["sign_in"]) == (401, "/sign-in")
    assert answer.json["message"].startswith("You are signed out. Your words are kept.")


def test_a_form_of_another_session_is_given_the_token_of_this_one_and_whose_it_is(
    app: Flask, client: FlaskClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    review = b.make_review()
    b.sign_in(client, review.expert)
    monkeypatch.setitem(app.config, "WTF_CSRF_ENABLED", True)
    nobody, told = comment(app.test_client(), review), comment(client, review)
    assert (nobody.status_code, "csrf" in nobody.json, threads_made()) == (401, False, 0)
    assert (told.status_code, told.json["person"]) == (401, review.expert.account.public_id)
    assert comment(client, review, csrf_token=told.json["csrf"]).status_code == 201


def test_a_comment_is_shown_before_it_is_sent_and_nothing_is_kept(client: FlaskClient) -> None:
    review = b.make_review()
    b.sign_in(client, review.expert)
    path = f"/versions/{review.version.public_id}/preview"
    shown = ask(client, path, {"text": "Say *who* <script>alert(1)</script> checks."})
    assert "<em>who</em>" in shown.json["html"] and "<script" not in shown.json["html"]
    assert ask(client, path, {"text": "x" * 200_000}).status_code == 422
    assert threads_made() == 0
    assert send(client, review.version, form_on(review.version)).status_code == 302
