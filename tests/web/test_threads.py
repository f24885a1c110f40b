"""Making a comment: with scripts, without, in time, late, badly, twice."""

from datetime import timedelta
from typing import Any

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select

from reviewapp.clock import now
from reviewapp.domain.people import Role
from reviewapp.domain.rounds import LateRule
from reviewapp.domain.threads import Importance, Scope
from reviewapp.extensions import db
from reviewapp.models import Thread
from reviewapp.queries.versions import sections_of_version
from reviewapp.services.rounds import move_round
from tests import builders as b
from tests.fixtures_counting import Counting
from tests.web.comments import WORDS, address_of, block_with, form_on, send, the_thread, threads_made
from tests.web.pages import Page


def test_a_comment_on_a_passage_leads_back_to_it_in_the_text(client: FlaskClient) -> None:
    review = b.make_review()
    b.sign_in(client, review.expert)
    answer = send(client, review.version, form_on(review.version))
    thread = the_thread()
    assert answer.status_code == 302
    assert answer.location == address_of(thread, review.version)
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
