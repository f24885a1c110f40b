"""The text on paper: numbers beside paragraphs, comments as far as one may know them, the mark of a draft."""

import re
from typing import Any

import pytest
from flask.testing import FlaskClient

from reviewapp.domain.people import Attribution, Role
from reviewapp.domain.rounds import Visibility
from reviewapp.queries.rounds import bears_mark
from reviewapp.services.replies import reply
from reviewapp.services.rounds import move_round
from reviewapp.services.versions import finish_version
from reviewapp.web.reading.paper import shape_of
from reviewapp.web.reading.printing import quoted
from tests import builders as b
from tests.fixtures_counting import Counting
from tests.web.pages import Page

MARK = "Confidential draft: do not cite or distribute"
NOTES = """# 1 Steps

First.[^a] More.

# 2 Tools

Last.

[^a]: A note.
"""


def sheet_of(client: FlaskClient, version: Any, reader: Any, comments: str = "none") -> str:
    b.sign_in(client, reader)
    answer = client.get(f"/versions/{version.public_id}/print?comments={comments}")
    assert answer.status_code == 200, answer.get_data(as_text=True)
    html = answer.get_data(as_text=True)
    return html[html.index('<article class="sheet"') : html.index("</article>")]


def words(html: str) -> str:
    return Page.of(html).words


def test_every_paragraph_has_its_number_and_nobody_is_quoted(client: FlaskClient) -> None:
    review = b.make_review()
    b.make_thread(review.version, review.expert, "Say who checks.", exact="plans, shows and checks")
    html = sheet_of(client, review.version, review.expert)
    assert "4.1 ¶1 A trainer plans, shows and checks the work." in words(html)
    assert re.search(r"4\.1 ¶4\s*Task", words(html))
    assert "Say who checks." not in html and "<mark" not in html


def test_a_note_stands_at_the_end_of_the_section_that_refers_to_it(client: FlaskClient) -> None:
    review = b.make_review(NOTES)
    html = words(sheet_of(client, review.version, review.expert))
    assert html.index("1 ¶2") < html.index("A note.") < html.index("2 Tools")


def test_comments_stand_behind_their_section_under_the_sign_in_the_text(client: FlaskClient) -> None:
    review = b.make_review()
    wording = {"exact": "plans, shows and checks", "proposed_wording": "plans, tells, shows and checks"}
    b.make_thread(review.version, review.other, "The whole of it.")
    b.make_thread(review.version, review.other, "Too short.", section="Planning a session")
    b.make_thread(review.version, review.expert, "Tell as well.", **wording)
    html = sheet_of(client, review.version, review.manager, "all")
    assert '<mark class="mark">plans, shows and checks</mark><sup class="sign">1</sup>' in html
    told = words(html)
    order = ["Tell as well.", "Planning a session", "Too short.", "General comments", "The whole of it."]
    assert sorted(order, key=told.index) == order
    assert '<ins class="came">' in html and ">tells, </ins>" in html
    assert "1No. 3" in re.sub(r"\s", "", told).replace("No.3", "No. 3") and "4.1 ¶1" in told


def test_what_was_decided_and_answered_is_printed_as_far_as_it_may_be_known(client: FlaskClient) -> None:
    review = b.make_review()
    thread = b.make_thread(review.version, review.expert, "Say who checks.", section="Tasks")
    reply(thread, "Which part?", actor=b.actor_of(review.editor))
    reply(thread, "Between us.", is_internal=True, actor=b.actor_of(review.editor))
    b.make_decision(thread, review.editor, "not_accepted", reason="Too long.", response="Thank you.")
    for reader in (review.manager, review.expert):
        told = words(sheet_of(client, review.version, reader, "all"))
        is_told = reader is review.manager
        assert "Which part?" in told and "Between us." not in told
        assert [text in told for text in ("Not accepted", "Too long.", "Thank you.")] == [is_told] * 3


def test_a_comment_without_a_place_comes_last_and_says_so(client: FlaskClient) -> None:
    review = b.make_review()
    thread = b.make_thread(review.version, review.expert, "Say who checks.", exact="plans, shows and checks")
    b.make_thread(review.version, review.expert, "The whole of it.")
    newer = b.make_version(review.document, b.CHAPTER.replace("work", "task"))
    b.doubt_places(newer, thread)
    told = words(sheet_of(client, newer, review.manager, "all"))
    order = [
        "The whole of it.",
        "Comments without a place in this version",
        "To be placed",
        "Say who checks.",
    ]
    assert sorted(order, key=told.index) == order


def test_a_blind_reviewer_finds_no_words_of_others(client: FlaskClient) -> None:
    review = b.make_review(visibility=Visibility.BLIND)
    b.make_thread(review.version, review.expert, "My words.", section="Tasks")
    b.make_thread(review.version, review.other, "Their words.", exact="plans, shows and checks")
    for comments in ("all", "mine"):
        html = sheet_of(client, review.version, review.expert, comments)
        assert "My words." in html and "Their words." not in html and "<mark" not in html


def test_one_can_print_what_one_said_oneself_alone(client: FlaskClient) -> None:
    review = b.make_review(attribution=Attribution.ROLE)
    b.make_thread(review.version, review.expert, "My words.")
    b.make_thread(review.version, review.other, "Their words.")
    everything = sheet_of(client, review.version, review.expert, "all")
    assert "Their words." in everything and review.other.account.name not in everything
    mine = sheet_of(client, review.version, review.expert, "mine")
    assert "My words." in mine and "Their words." not in mine
    assert "There are no comments to print." in sheet_of(client, review.version, review.editor, "mine")


def test_the_mark_of_a_draft_follows_the_round(client: FlaskClient) -> None:
    marked, plain = b.make_review(is_confidential=True), b.make_review()
    for review, is_marked in ((marked, True), (plain, False)):
        page = sheet_of(client, review.version, review.expert)
        edges = client.get(f"/versions/{review.version.public_id}/print-edges.css").get_data(as_text=True)
        text = client.get(f"/versions/{review.version.public_id}").get_data(as_text=True)
        assert [MARK in page, MARK in text, "@bottom-left" in edges] == [is_marked] * 3
        assert "@bottom-right" in edges and "counter(pages)" in edges


def test_a_version_in_no_round_yet_is_a_draft_until_it_is_final() -> None:
    review = b.make_review()
    newer = b.make_version(review.document, publish=False)
    assert bears_mark(newer) and bears_mark(review.version, newer) and not bears_mark(review.version)
    other = b.make_version(b.make_document(review.project, "Chapter 5"))
    b_round = b.make_round(review.project, [other], [review.expert], is_confidential=True)
    move_round(b_round, "cancel", actor=b.actor_of(review.manager))
    assert bears_mark(other)
    finish_version(other, actor=b.actor_of(review.manager))
    assert not bears_mark(other)


def test_what_is_asked_for_wrongly_is_refused(client: FlaskClient) -> None:
    review = b.make_review()
    b.sign_in(client, review.expert)
    answer = client.get(f"/versions/{review.version.public_id}/print?comments=some")
    assert answer.status_code == 422


def test_observers_are_not_offered_comments_of_their_own(client: FlaskClient) -> None:
    review = b.make_review()
    observer = b.make_member(review.project, Role.OBSERVER)
    b.sign_in(client, observer)
    page = client.get(f"/versions/{review.version.public_id}/print").get_data(as_text=True)
    assert "comments=all" in page and "comments=mine" not in page


def test_more_comments_ask_the_database_no_more(client: FlaskClient, count_queries: Counting) -> None:
    review = b.make_review()
    numbers = []
    b.sign_in(client, review.expert)
    for _ in range(2):
        for body in ("One.", "Two."):
            thread = b.make_thread(review.version, review.other, body, exact="plans, shows and checks")
            reply(thread, "Why?", actor=b.actor_of(review.editor))
        with count_queries() as statements:
            client.get(f"/versions/{review.version.public_id}/print?comments=all")
        numbers.append(len(statements))
    assert numbers[0] == numbers[1]


def test_no_title_breaks_out_of_the_edge_of_a_page() -> None:
    assert quoted('A" } * { x') == '"A\\22  \\7D  \\2A  \\7B  x"'
    assert quoted("第4章\nNotes\\") == '"第4章\\A Notes\\5C "'


@pytest.mark.parametrize(
    ("columns", "cell", "shape"),
    [
        (4, "two words", "is-even"),
        (9, "two words", "is-broad"),
        (3, "w" * 50, "is-broad"),
        (12, "w" * 30, "is-dense"),
    ],
)
def test_broad_tables_lie_across(columns: int, cell: str, shape: str) -> None:
    row = "\t".join([cell] * columns)
    assert shape_of(f"{row}\n{row}") == shape
    assert shape_of("\t".join(["这是没有空格的一长句话" * 9] * 4)) == "is-even"
