"""The page of one thread: who sees what, replies, edits, withdrawal."""

import re
from html import unescape

from flask.testing import FlaskClient

from reviewapp.domain.rounds import LateRule, Visibility
from reviewapp.domain.threads import Importance, Status
from reviewapp.services.decisions import share
from reviewapp.services.replies import reply
from reviewapp.services.rounds import move_round
from reviewapp.services.threads import edit_comment, withdraw
from tests import builders as b
from tests.web.comments import WORDS, page_of
from tests.web.pages import Page


def test_the_thread_page_shows_the_passage_in_its_context(client: FlaskClient) -> None:
    review = b.make_review()
    thread = b.make_thread(review.version, review.expert, exact=WORDS)
    html = page_of(client, thread, review.other)
    assert f'<span class="soft">A trainer </span><mark>{WORDS}</mark>' in html
    assert "the work. A trainer needs time for this." in html


def test_a_reviewer_sees_neither_a_decision_nor_its_history_before_the_answer(client: FlaskClient) -> None:
    review = b.make_review()
    thread = b.make_thread(review.version, review.expert)
    b.make_decision(thread, review.editor, "not_accepted", reason="Chapter 2 says it.")
    html = page_of(client, thread, review.expert)
    for secret in ("Chapter 2 says it.", "Not accepted", "Decided", review.editor.account.name):
        assert secret not in html
    assert "once the editors have answered the round" in html
    share(thread, True, actor=b.actor_of(review.editor))
    html = page_of(client, thread, review.expert)
    assert "Chapter 2 says it." in html
    assert review.editor.account.name not in html


def test_staff_see_who_did_what(client: FlaskClient) -> None:
    review = b.make_review()
    thread = b.make_thread(review.version, review.expert)
    b.make_decision(thread, review.editor)
    words = Page.of(page_of(client, thread, review.officer)).words
    assert f"Decided: Accepted {review.editor.account.name}" in words


def test_earlier_wordings_are_for_the_author_and_the_editors(client: FlaskClient) -> None:
    review = b.make_review()
    thread = b.make_thread(review.version, review.expert, "The first wording.")
    edit_comment(thread, "The second wording.", actor=b.actor_of(review.expert))
    for reader, sees in (
        (review.expert, True),
        (review.editor, True),
        (review.officer, False),
        (review.other, False),
    ):
        html = page_of(client, thread, reader)
        assert ("The first wording." in html) is sees
        assert "edited" in html


def test_a_blind_thread_of_another_does_not_exist(client: FlaskClient) -> None:
    review = b.make_review(visibility=Visibility.BLIND)
    thread = b.make_thread(review.version, review.other)
    b.sign_in(client, review.expert)
    for method, path in (
        ("get", ""), ("post", "/replies"), ("get", "/edit"), ("post", "/edit"), ("post", "/withdraw")
    ):  # fmt: skip
        assert getattr(client, method)(f"/threads/{thread.public_id}{path}").status_code == 404


def test_a_reply_leads_back_to_where_it_was_written(client: FlaskClient) -> None:
    review = b.make_review()
    thread = b.make_thread(review.version, review.expert)
    b.sign_in(client, review.other)
    replies = f"/threads/{thread.public_id}/replies"
    reading = f"/versions/{review.version.public_id}"
    for came_from, leads_to in (
        (f"http://localhost{reading}", f"{reading}?at=thread-{thread.public_id}"),
        (f"http://elsewhere.example{reading}", f"/threads/{thread.public_id}"),
        (None, f"/threads/{thread.public_id}"),
    ):
        headers = {"Referer": came_from} if came_from else {}
        answer = client.post(replies, data={"body": f"From {came_from}."}, headers=headers)
        assert answer.location == f"{leads_to}#thread-{thread.public_id}"
    assert len(thread.replies) == 3


def test_a_reply_sent_twice_is_made_once(client: FlaskClient) -> None:
    review = b.make_review()
    thread = b.make_thread(review.version, review.expert)
    b.sign_in(client, review.other)
    for _ in range(2):
        client.post(f"/threads/{thread.public_id}/replies", data={"body": "I agree.", "form_key": "r1"})
    assert [one.body for one in thread.replies] == ["I agree."]


def test_a_refused_reply_keeps_its_words(client: FlaskClient) -> None:
    review = b.make_review(late=LateRule.REFUSE)
    thread = b.make_thread(review.version, review.expert)
    move_round(review.round, "close", actor=b.actor_of(review.manager))
    b.sign_in(client, review.other)
    answer = client.post(f"/threads/{thread.public_id}/replies", data={"body": "My long reply."})
    assert answer.status_code == 409
    assert "My long reply." in answer.get_data(as_text=True)
    assert thread.replies == []


def test_an_author_edits_until_somebody_replies(client: FlaskClient) -> None:
    review = b.make_review()
    thread = b.make_thread(review.version, review.expert, importance=Importance.MINOR)
    b.sign_in(client, review.expert)
    shown = Page(client.get(f"/threads/{thread.public_id}/edit"))
    form = shown.form("/edit")
    assert (form["body"], form["importance"]) == (thread.body, "minor")
    form |= {"body": "Say how many hours a week.", "importance": ""}
    assert client.post(f"/threads/{thread.public_id}/edit", data=form).status_code == 302
    assert (thread.body, thread.importance) == ("Say how many hours a week.", None)
    reply(thread, "Eight.", actor=b.actor_of(review.other))
    late = {**form, "body": "Typed in vain?", "form_key": "another"}
    answer = client.post(f"/threads/{thread.public_id}/edit", data=late)
    assert answer.status_code == 409
    assert Page(answer).form("/edit")["body"] == "Typed in vain?"


def test_nobody_edits_another_s_words(client: FlaskClient) -> None:
    review = b.make_review()
    thread = b.make_thread(review.version, review.expert, "As it was.")
    for reader in (review.other, review.editor, review.manager):
        b.sign_in(client, reader)
        assert client.get(f"/threads/{thread.public_id}/edit").status_code == 403
        answer = client.post(f"/threads/{thread.public_id}/edit", data={"body": "Mine.", "type": "question"})
        assert answer.status_code == 403
        assert client.post(f"/threads/{thread.public_id}/withdraw").status_code == 403
    assert (thread.body, thread.status) == ("As it was.", Status.OPEN)


def test_an_author_withdraws_and_keeps_the_number(client: FlaskClient) -> None:
    review = b.make_review()
    thread = b.make_thread(review.version, review.expert)
    b.sign_in(client, review.expert)
    answer = client.post(f"/threads/{thread.public_id}/withdraw", data={"form_key": "w1"})
    assert answer.location == f"/threads/{thread.public_id}"
    assert (thread.status, thread.number) == (Status.WITHDRAWN, 1)
    assert "Withdrawn" in client.get(answer.location).get_data(as_text=True)


def test_a_decided_comment_is_not_withdrawn(client: FlaskClient) -> None:
    review = b.make_review()
    thread = b.make_thread(review.version, review.expert)
    b.make_decision(thread, review.editor)
    b.sign_in(client, review.expert)
    assert client.post(f"/threads/{thread.public_id}/withdraw").status_code == 409
    assert thread.status is Status.DECIDED


def test_a_withdrawn_comment_of_another_is_gone_for_reviewers(client: FlaskClient) -> None:
    review = b.make_review()
    thread = b.make_thread(review.version, review.other)
    withdraw(thread, actor=b.actor_of(review.other))
    b.sign_in(client, review.expert)
    assert client.get(f"/threads/{thread.public_id}").status_code == 404
    assert "Say how many hours." in unescape(page_of(client, thread, review.officer))
    assert re.search(r"Withdrawn", page_of(client, thread, review.other))
