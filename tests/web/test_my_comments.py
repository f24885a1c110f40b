"""One's own comments and what became of each."""

import re
from datetime import UTC, datetime, timedelta

from flask.testing import FlaskClient

from reviewapp.clock import now
from reviewapp.domain.people import Role
from reviewapp.extensions import db
from reviewapp.services.decisions import share
from reviewapp.services.places import settle_place
from reviewapp.services.rounds import move_round
from reviewapp.services.supports import support
from reviewapp.services.threads import withdraw
from tests import builders as b
from tests.fixtures_counting import Counting
from tests.web.pages import Page


def my_comments(client: FlaskClient, review: b.Review) -> Page:
    answer = client.get(f"/projects/{review.project.public_id}/my-comments")
    assert answer.status_code == 200
    return Page(answer)


def test_who_has_not_commented_is_told_how(client: FlaskClient) -> None:
    review = b.make_review()
    b.make_thread(review.version, review.other, "Not mine.")
    b.sign_in(client, review.expert)
    words = my_comments(client, review).words
    assert "You have not commented yet" in words
    assert "Not mine." not in words


def test_an_author_sees_what_became_of_a_comment_once_the_round_is_answered(client: FlaskClient) -> None:
    review = b.make_review()
    thread = b.make_thread(review.version, review.expert, exact="plans, shows and checks")
    b.make_decision(
        thread, review.editor, "accepted_with_modification", reason="Shorter.", response="Thank you."
    )
    b.sign_in(client, review.expert)
    before = my_comments(client, review).words
    assert "Shorter." not in before
    assert "Accepted with modification" not in before
    for act in ("close", "answer"):
        move_round(review.round, act, actor=b.actor_of(review.manager))
    after = my_comments(client, review).words
    for shown in (
        "First round",
        "Accepted with modification",
        "Shorter.",
        "Thank you.",
        "1 accepted with modification",
    ):
        assert shown in after


def test_the_place_is_on_the_newest_version_the_author_may_read(client: FlaskClient) -> None:
    review = b.make_review()
    thread = b.make_thread(review.version, review.expert, exact="plans, shows and checks")
    second = b.make_version(review.document, b.CHAPTER.replace("## 4.2", "## 4.3 New\n\nNew text.\n\n## 4.2"))
    b.sign_in(client, review.expert)
    assert "Show in the text of version 1" in my_comments(client, review).words
    b.make_round(review.project, [second], [review.expert], name="Second round")
    page = my_comments(client, review)
    assert "Show in the text of version 2" in page.words
    assert f'href="/threads/{thread.public_id}/in-text"' in page.html


def test_a_removed_passage_says_so(client: FlaskClient) -> None:
    review = b.make_review()
    thread = b.make_thread(review.version, review.expert, exact="plans, shows and checks")
    second = b.make_version(review.document, b.CHAPTER.replace("plans, shows and checks", "works"))
    b.make_round(review.project, [second], [review.expert], name="Second round")
    settle_place(thread, second, actor=b.actor_of(review.editor), removed=True)
    b.sign_in(client, review.expert)
    assert "Passage removed" in my_comments(client, review).words


def test_comments_stand_by_round_and_withdrawn_ones_stay_in_the_list(client: FlaskClient) -> None:
    review = b.make_review()
    gone = b.make_thread(review.version, review.expert, "Taken back.")
    withdraw(gone, actor=b.actor_of(review.expert))
    move_round(review.round, "close", actor=b.actor_of(review.manager))
    b.make_round(review.project, [review.version], [review.expert], name="Second round")
    b.make_thread(review.version, review.expert, "In the second round.")
    b.sign_in(client, review.expert)
    words = my_comments(client, review).words
    parts = ("In the second round.", "First round 1 comment: 1 withdrawn", "Taken back.")
    order = [words.index(part) for part in parts]
    assert order == sorted(order)
    first = f"/projects/{review.project.public_id}/my-comments?round={review.round.public_id}"
    assert "In the second round." not in client.get(first).text
    assert "You have no comments in this round" in client.get(f"{first}0").text


def test_a_head_says_what_the_comments_of_a_round_came_to_and_until_when_one_may_object(
    client: FlaskClient,
) -> None:
    review = b.make_review(objections_until=datetime(2099, 12, 7, 16, tzinfo=UTC), is_confidential=True)
    for disposition in ("accepted", "accepted", "not_accepted"):
        thread = b.make_thread(review.version, review.expert)
        b.make_decision(thread, review.editor, disposition, reason="Shorter.")
    b.make_thread(review.version, review.expert)
    b.sign_in(client, review.expert)
    assert "4 comments What becomes of it" in my_comments(client, review).words
    for act in ("close", "answer"):
        move_round(review.round, act, actor=b.actor_of(review.manager))
    page = my_comments(client, review)
    assert "4 comments: 2 accepted, 1 not accepted, 1 still open" in page.words
    assert "you can object once, until 7 December 2099." in page.words
    assert page.words.count("Object to this decision until 7 December 2099") == 3
    review.round.objections_until = now() - timedelta(days=1)
    db.session.commit()
    words = my_comments(client, review).words
    assert "Objections were possible until" in words and "Object to this decision" not in words


def test_what_is_printed_has_a_head_and_no_controls(client: FlaskClient) -> None:
    review = b.make_review(is_confidential=True)
    b.make_thread(review.version, review.expert, exact="plans, shows and checks")
    b.make_thread(review.version, review.expert, "Not yet.", is_draft=True)
    b.sign_in(client, review.expert)
    page = my_comments(client, review).html
    in_print = re.findall(r'class="[^"]*\bin-print">(.*?)</p>', page, re.DOTALL)
    assert review.project.name in in_print[0] and review.expert.account.name in in_print[0]
    assert "Draft: do not cite or distribute" in in_print[1]
    assert re.search(r'<section class="mine-round not-in-print" aria-labelledby="drafts-title">', page)
    assert re.search(r"<button[^>]* data-prints hidden>", page)
    sheet = re.search(r"/static/[0-9a-f]+/css/threads.css", page)
    printed = sheet and client.get(sheet[0]).text.partition("@media print")[2]
    assert printed and ".not-in-print" in printed and re.search("break-inside: ?avoid", printed)


def test_the_list_asks_as_many_questions_for_thirty_comments_as_for_three(
    client: FlaskClient, count_queries: Counting
) -> None:
    review = b.make_review()
    main = b.make_thread(review.version, review.other, "The main one.")
    b.sign_in(client, review.expert)
    asked = []
    for more in (3, 27):
        for number in range(more):
            thread = b.make_thread(
                review.version, review.expert, f"{number}", exact="plans, shows and checks"
            )
            support(thread, actor=b.actor_of(review.other))
            b.make_thread(review.version, review.expert, f"draft {number}", is_draft=True)
            if number % 3 == 0:
                b.make_decision(thread, review.editor, "duplicate", duplicate_of=main.public_id)
                share(thread, True, actor=b.actor_of(review.editor))
        db.session.expire_all()
        with count_queries() as statements:
            my_comments(client, review)
        asked.append(len(statements))
    assert asked[0] == asked[1]


def test_an_observer_has_no_such_list(client: FlaskClient) -> None:
    review = b.make_review()
    b.sign_in(client, b.make_member(review.project, Role.OBSERVER))
    assert client.get(f"/projects/{review.project.public_id}/my-comments").status_code == 403
