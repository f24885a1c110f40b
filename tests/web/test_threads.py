"""Making a comment, the page of one thread, replies, edits, withdrawal."""

import json
import re
from datetime import timedelta
from html import unescape
from pathlib import Path
from typing import Any

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select

from reviewapp.domain.people import Role
from reviewapp.domain.rounds import LateRule, Visibility
from reviewapp.domain.threads import Importance, Scope, Status
from reviewapp.extensions import db
from reviewapp.models import Thread
from reviewapp.models.base import now
from reviewapp.queries.versions import block_rows_of, sections_of_version
from reviewapp.services.decisions import share
from reviewapp.services.rounds import move_round
from reviewapp.services.threads import edit_comment, reply, withdraw
from tests import builders as b
from tests.fixtures_counting import Counting
from tests.web.pages import Page

VECTORS = Path(__file__).parent.parent / "corpus" / "xss.jsonl"
WORDS = "plans, shows and checks"


def block_with(version: Any, words: str) -> Any:
    return next(row for row in block_rows_of(version) if words in row.text)


def form_on(version: Any, words: str = WORDS, **changes: Any) -> dict[str, Any]:
    """What the composer sends for a comment on `words`."""
    block = block_with(version, words)
    start = block.text.index(words)
    return {
        "scope": "passage",
        "section": "",
        "start_block": block.public_id,
        "start_offset": start,
        "end_block": block.public_id,
        "end_offset": start + len(words),
        "exact": words,
        "prefix": block.text[max(0, start - 32) : start],
        "suffix": block.text[start + len(words) :][:32],
        "type": "terminology",
        "importance": "essential",
        "language": "en",
        "body": "Say *who* checks.",
        "proposed_wording": "plans, shows and observes",
        **changes,
    }


def send(client: FlaskClient, version: Any, form: dict[str, Any]) -> Any:
    return client.post(f"/versions/{version.public_id}/threads", data=form)


def the_thread() -> Thread:
    return db.session.scalars(select(Thread)).one()


def threads_made() -> int:
    return len(db.session.scalars(select(Thread)).all())


def page_of(client: FlaskClient, thread: Thread, reader: Any) -> str:
    b.sign_in(client, reader)
    answer = client.get(f"/threads/{thread.public_id}")
    assert answer.status_code == 200, answer.get_data(as_text=True)
    return answer.get_data(as_text=True)


def test_a_comment_on_a_passage_leads_back_to_it_in_the_text(client: FlaskClient) -> None:
    review = b.make_review()
    b.sign_in(client, review.expert)
    answer = send(client, review.version, form_on(review.version))
    thread = the_thread()
    assert answer.status_code == 302
    assert answer.location == f"/versions/{review.version.public_id}#thread-{thread.public_id}"
    assert (thread.exact, thread.scope, thread.importance) == (WORDS, Scope.PASSAGE, Importance.ESSENTIAL)
    assert thread.author_id == review.expert.id
    assert "<em>who</em>" in client.get(answer.location).get_data(as_text=True)


def test_the_form_of_a_paragraph_works_without_scripts(client: FlaskClient) -> None:
    review = b.make_review()
    block = block_with(review.version, WORDS)
    b.sign_in(client, review.expert)
    shown = Page(client.get(f"/versions/{review.version.public_id}/threads/new?block={block.public_id}"))
    assert block.text in shown.words
    form = {**shown.form("/threads"), "body": "About the whole paragraph."}
    assert client.post(f"/versions/{review.version.public_id}/threads", data=form).status_code == 302
    assert the_thread().exact == block.text


def test_the_form_of_a_section_and_of_the_document(client: FlaskClient) -> None:
    review = b.make_review()
    section = sections_of_version(review.version)[1]
    b.sign_in(client, review.expert)
    for query, scope in ((f"?section={section.public_id}", Scope.SECTION), ("", Scope.DOCUMENT)):
        shown = Page(client.get(f"/versions/{review.version.public_id}/threads/new{query}"))
        form = {**shown.form("/threads"), "body": f"On the {scope}."}
        assert send(client, review.version, form).status_code == 302
    assert [thread.scope for thread in db.session.scalars(select(Thread).order_by(Thread.id))] == [
        Scope.SECTION,
        Scope.DOCUMENT,
    ]


def test_a_block_or_section_of_another_version_is_not_found(client: FlaskClient) -> None:
    review = b.make_review()
    other = b.make_version(b.make_document(review.project, "Another"))
    b.sign_in(client, review.editor)
    for query in (
        f"block={block_with(other, WORDS).public_id}",
        f"section={sections_of_version(other)[0].public_id}",
    ):
        assert client.get(f"/versions/{review.version.public_id}/threads/new?{query}").status_code == 404


def test_a_comment_costs_one_commit(client: FlaskClient, count_commits: Counting) -> None:
    review = b.make_review()
    b.sign_in(client, review.expert)
    form = form_on(review.version, form_key="k1")
    with count_commits() as commits:
        assert send(client, review.version, form).status_code == 302
    # the client itself commits what the test built before it sends the request
    assert len(commits) == 1


def test_sending_twice_makes_one_comment_and_leads_to_the_same_place(client: FlaskClient) -> None:
    review = b.make_review()
    b.sign_in(client, review.expert)
    form = form_on(review.version, form_key="the-same-key")
    first, second = send(client, review.version, form), send(client, review.version, form)
    assert first.location == second.location
    assert threads_made() == 1


def test_going_back_and_sending_other_words_asks_once_and_then_takes_them(client: FlaskClient) -> None:
    review = b.make_review()
    b.sign_in(client, review.expert)
    send(client, review.version, form_on(review.version, form_key="k"))
    answer = send(client, review.version, form_on(review.version, form_key="k", body="One more."))
    assert answer.status_code == 422
    assert "If you mean one more, send it once more." in Page(answer).words
    assert send(client, review.version, Page(answer).form("/threads")).status_code == 302
    assert threads_made() == 2


BAD: dict[str, tuple[dict[str, Any], str]] = {
    "no words": ({"body": "  "}, "Write your comment before you send it."),
    "too long": ({"body": "x" * 20_001}, "at most 20000 fit"),
    "words that stand nowhere": (
        {"exact": "words of another book", "start_block": ""},
        "These words do not stand in this version.",
    ),
    "words and place that differ": ({"exact": "shows and checks"}, "do not agree"),
    "a place outside the text": ({"end_offset": 10_000}, "does not lie in the text"),
    "offsets that are no numbers": ({"start_offset": "x"}, "does not lie in the text"),
    "no passage at all": ({"exact": "", "start_block": ""}, "Select the passage"),
    "an unknown section": ({"scope": "section", "section": "22222222"}, "no such section"),
    "an unknown scope": ({"scope": "page"}, "does not fit here"),
    "an unknown type": ({"type": "praise"}, "does not fit here"),
}


@pytest.mark.parametrize(("changes", "says"), BAD.values(), ids=BAD)
def test_a_refusal_is_a_clear_sentence_and_loses_nothing(
    client: FlaskClient, changes: dict[str, Any], says: str
) -> None:
    review = b.make_review()
    b.sign_in(client, review.expert)
    form = form_on(review.version, **changes)
    answer = send(client, review.version, form)
    shown = Page(answer)
    assert answer.status_code == 422
    assert says in shown.words
    kept = shown.form("/threads")
    for name in ("body", "proposed_wording", "exact", "start_block", "end_offset", "importance", "section"):
        assert kept[name] == str(form[name]), name
    assert threads_made() == 0


def test_words_that_stand_twice_are_refused_with_what_to_do(client: FlaskClient) -> None:
    review = b.make_review()
    b.sign_in(client, review.expert)
    words = "A trainer needs time for this."
    form = form_on(review.version, words, start_block="", prefix="", suffix="")
    answer = send(client, review.version, form)
    assert answer.status_code == 422
    assert "stand at several places" in Page(answer).words


def test_a_round_that_closed_meanwhile_refuses_and_keeps_the_text(client: FlaskClient) -> None:
    review = b.make_review(late=LateRule.REFUSE)
    b.sign_in(client, review.expert)
    form = form_on(review.version)
    move_round(review.round, "close", actor=b.actor_of(review.manager))
    answer = send(client, review.version, form)
    assert answer.status_code == 409
    assert Page(answer).form("/threads")["body"] == form["body"]
    new = client.get(f"/versions/{review.version.public_id}/threads/new")
    assert new.status_code == 409


def test_after_the_deadline_a_comment_is_marked_late_where_the_rule_says_so(client: FlaskClient) -> None:
    review = b.make_review(
        opens_at=now() - timedelta(days=9), closes_at=now() - timedelta(days=1), late=LateRule.MARK
    )
    b.sign_in(client, review.expert)
    assert send(client, review.version, form_on(review.version)).status_code == 302
    assert the_thread().is_late


def test_an_observer_cannot_comment_or_reply(client: FlaskClient) -> None:
    review = b.make_review()
    thread = b.make_thread(review.version, review.expert)
    b.sign_in(client, b.make_member(review.project, Role.OBSERVER))
    assert client.get(f"/versions/{review.version.public_id}/threads/new").status_code == 403
    assert send(client, review.version, form_on(review.version)).status_code == 403
    assert client.post(f"/threads/{thread.public_id}/replies", data={"body": "No."}).status_code == 403


def test_a_lost_session_gives_back_what_was_typed(client: FlaskClient) -> None:
    review = b.make_review()
    form = form_on(review.version, body="需要说明学时。", proposed_wording="改为两学时")
    answer = send(client, review.version, form)
    assert answer.status_code == 401
    shown = Page(answer).words
    assert form["body"] in shown
    assert form["proposed_wording"] in shown
    assert threads_made() == 0


def test_a_stale_form_gives_back_what_was_typed(client: FlaskClient) -> None:
    review = b.make_review()
    b.sign_in(client, review.expert)
    client.application.config["WTF_CSRF_ENABLED"] = True
    try:
        answer = send(client, review.version, form_on(review.version, body="短意见", csrf_token="stale"))
    finally:
        client.application.config["WTF_CSRF_ENABLED"] = False
    assert answer.status_code == 400
    assert "短意见" in Page(answer).words


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
        (f"http://localhost{reading}", reading),
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


def test_fields_that_are_none_of_the_form_change_nothing(client: FlaskClient) -> None:
    review = b.make_review()
    b.sign_in(client, review.expert)
    extra = {
        "author": review.other.public_id, "author_id": review.other.id, "status": "decided", "number": 77,
        "disposition": "accepted", "round_id": 99, "is_late": "1", "created_at": "2001-01-01", "shared": "1",
    }  # fmt: skip
    assert send(client, review.version, form_on(review.version, **extra)).status_code == 302
    thread = the_thread()
    assert (thread.author_id, thread.status, thread.disposition) == (review.expert.id, Status.OPEN, None)
    assert (thread.number, thread.is_shared, thread.is_late) == (1, False, False)


def hostile() -> list[str]:
    lines = VECTORS.read_text("utf-8").splitlines()
    return [vector["html"] for vector in map(json.loads, lines) if vector["context"].startswith("comment")]


def test_nothing_hostile_in_a_comment_comes_alive_on_a_page(client: FlaskClient) -> None:
    review = b.make_review()
    b.sign_in(client, review.expert)
    clean = Page(client.get(f"/versions/{review.version.public_id}"))
    for number, vector in enumerate(hostile()):
        form = form_on(review.version, body=vector, proposed_wording=vector, form_key=f"k{number}")
        assert send(client, review.version, form).status_code == 302, vector
    shown = Page(client.get(f"/versions/{review.version.public_id}"))
    assert shown.html.count('role="comment"') == len(hostile())
    assert shown.scripts == clean.scripts
    assert shown.alive() == clean.alive() == []
    thread = db.session.scalars(select(Thread).order_by(Thread.id.desc())).first()
    assert thread is not None
    for path in (f"/threads/{thread.public_id}", f"/threads/{thread.public_id}/edit"):
        assert Page(client.get(path)).alive() == []


def test_a_hostile_body_is_shown_again_as_text_when_refused(client: FlaskClient) -> None:
    review = b.make_review()
    b.sign_in(client, review.expert)
    body = '</textarea><script>ran()</script>"><img src=x onerror=ran()>'
    answer = send(client, review.version, form_on(review.version, body=body, exact=body, start_block=""))
    assert answer.status_code == 422
    shown = Page(answer)
    assert shown.alive() == []
    assert shown.form("/threads")["body"] == body


def test_a_withdrawn_comment_of_another_is_gone_for_reviewers(client: FlaskClient) -> None:
    review = b.make_review()
    thread = b.make_thread(review.version, review.other)
    withdraw(thread, actor=b.actor_of(review.other))
    b.sign_in(client, review.expert)
    assert client.get(f"/threads/{thread.public_id}").status_code == 404
    assert "Say how many hours." in unescape(page_of(client, thread, review.officer))
    assert re.search(r"Withdrawn", page_of(client, thread, review.other))
