"""The reading page: the text, the threads beside it, and what each reader is told."""

import re
from datetime import timedelta
from typing import Any

import pytest
from flask.testing import FlaskClient

from reviewapp.clock import now
from reviewapp.domain.people import Role
from reviewapp.domain.rounds import LateRule, Visibility
from reviewapp.services.decisions import share
from reviewapp.services.rounds import move_round
from reviewapp.services.threads import withdraw
from tests import builders as b

LISTS = """# Steps

1. first
   - a side note
   - another
2. second

- a bullet

Between two lists.

- apart
"""


def page_of(client: FlaskClient, version: Any, reader: Any) -> str:
    b.sign_in(client, reader)
    answer = client.get(f"/versions/{version.public_id}")
    assert answer.status_code == 200, answer.get_data(as_text=True)
    return answer.get_data(as_text=True)


def test_a_passage_is_marked_and_its_thread_stands_beside_its_section(client: FlaskClient) -> None:
    review = b.make_review()
    thread = b.make_thread(review.version, review.expert, "Say who checks.", exact="plans, shows and checks")
    html = page_of(client, review.version, review.expert)
    mark = rf'<mark class="mark mark-open" data-threads="{thread.public_id}"[^>]*>plans, shows and'
    assert re.search(mark, html)
    assert html.count(f'id="thread-{thread.public_id}"') == 1
    beside = html.index(f'id="thread-{thread.public_id}"')
    assert html.index("Tasks</span>") < beside < html.index("Planning a session", html.index('id="text"'))


def test_a_passage_over_several_blocks_is_marked_in_each(client: FlaskClient) -> None:
    review = b.make_review()
    thread = b.make_thread(
        review.version, review.expert, exact="for this.\nplans the week with the apprentice\nshows a task"
    )
    html = page_of(client, review.version, review.expert)
    marked = re.findall(rf'data-threads="{thread.public_id}"[^>]*>([^<]*)</mark>', html)
    assert marked == ["for this.", "plans the week with the apprentice", "shows a task"]


def test_the_outline_counts_what_is_unsettled(client: FlaskClient) -> None:
    review = b.make_review()
    for _ in range(2):
        b.make_thread(review.version, review.expert, section="Tasks")
    settled = b.make_thread(review.version, review.other, exact="plans, shows and checks")
    b.make_decision(settled, review.editor)
    share(settled, True, actor=b.actor_of(review.editor))
    html = page_of(client, review.version, review.expert)
    assert "2 open comments" in html
    assert "3 open comments" not in html


def test_the_outline_does_not_tell_a_reviewer_that_a_decision_exists(client: FlaskClient) -> None:
    review = b.make_review()
    thread = b.make_thread(review.version, review.expert, section="Tasks")
    b.make_decision(thread, review.editor, "not_accepted", reason="A hidden reason.")
    html = page_of(client, review.version, review.expert)
    assert "1 open comment" in html
    assert "A hidden reason." not in html
    assert "Not accepted" not in html


def test_lists_nest_by_level_and_begin_anew_after_other_text(client: FlaskClient) -> None:
    review = b.make_review(LISTS)
    html = page_of(client, review.version, review.expert)
    text = html[html.index('id="text"') : html.index("</article>")]
    shape = " ".join(re.findall(r"</?(?:ol|ul|li)\b", text)).replace("<", "")
    assert shape == "ol li ul li /li li /li /ul /li li /li /ol ul li /li /ul ul li /li /ul"


def test_general_comments_stand_at_the_head(client: FlaskClient) -> None:
    review = b.make_review()
    thread = b.make_thread(review.version, review.expert, "The order is right.")
    html = page_of(client, review.version, review.expert)
    assert html.index(f'id="thread-{thread.public_id}"') < html.index('id="text"')


def test_a_withdrawn_comment_does_not_show(client: FlaskClient) -> None:
    review = b.make_review()
    thread = b.make_thread(review.version, review.expert, "Never mind.", exact="plans, shows and checks")
    withdraw(thread, actor=b.actor_of(review.expert))
    html = page_of(client, review.version, review.expert)
    assert "Never mind." not in html
    assert "<mark" not in html


def test_in_a_blind_round_nothing_of_others_is_in_the_page(client: FlaskClient) -> None:
    review = b.make_review(visibility=Visibility.BLIND)
    b.make_thread(
        review.version, review.other, "Only the editors read this.", exact="plans, shows and checks"
    )
    html = page_of(client, review.version, review.expert)
    assert "Only the editors read this." not in html
    assert "<mark" not in html
    assert "open comment" not in html


def test_a_comment_without_a_place_is_listed_below_the_text(client: FlaskClient) -> None:
    review = b.make_review()
    thread = b.make_thread(review.version, review.expert, exact="plans, shows and checks")
    second = b.make_version(review.document, b.CHAPTER.replace("plans, shows and checks", "does everything"))
    b.make_round(review.project, [second], [review.expert], name="Second round")
    html = page_of(client, second, review.expert)
    assert html.index("</article>") < html.index(f'id="thread-{thread.public_id}"')
    assert f"/versions/{second.public_id}/places" not in html
    assert "<mark" not in html


def test_an_editor_is_told_what_waits_to_be_placed(client: FlaskClient) -> None:
    review = b.make_review()
    b.make_thread(review.version, review.expert, exact="plans, shows and checks")
    second = b.make_version(review.document, b.CHAPTER.replace("plans, shows and checks", "does everything"))
    html = page_of(client, second, review.editor)
    assert "1 comment waits to be placed" in html
    assert f'href="/versions/{second.public_id}/places"' in html


def test_the_reader_of_an_old_version_is_led_to_the_newer_one(client: FlaskClient) -> None:
    review = b.make_review()
    second = b.make_version(review.document, b.CHAPTER + "\nOne more sentence.\n")
    assert f'href="/versions/{second.public_id}"' in page_of(client, review.version, review.editor)


def test_a_reviewer_is_not_led_to_a_version_of_no_round_of_his_or_hers(client: FlaskClient) -> None:
    review = b.make_review()
    second = b.make_version(review.document, b.CHAPTER + "\nOne more sentence.\n")
    assert second.public_id not in page_of(client, review.version, review.expert)
    assert client.get(f"/versions/{second.public_id}").status_code == 404


CLOSED = {"opens_at": now() - timedelta(days=9), "closes_at": now() - timedelta(days=1)}


@pytest.mark.parametrize(
    ("terms", "says", "takes_comments"),
    [
        ({}, "Comments until", True),
        ({**CLOSED, "late": LateRule.MARK}, "Comments still reach the editors", True),
        ({**CLOSED, "late": LateRule.REFUSE}, "takes no more comments", False),
        ({"opens_at": now() + timedelta(days=2)}, "The round opens on", False),
    ],
    ids=["open", "late and marked", "late and refused", "not open yet"],
)
def test_a_reviewer_learns_whether_comments_are_taken(
    client: FlaskClient, terms: dict[str, Any], says: str, takes_comments: bool
) -> None:
    review = b.make_review(**terms)
    html = page_of(client, review.version, review.expert)
    assert says in html
    assert ('id="composer-template"' in html) is takes_comments


def test_an_answered_round_takes_no_more_comments(client: FlaskClient) -> None:
    review = b.make_review()
    for act in ("close", "answer"):
        move_round(review.round, act, actor=b.actor_of(review.manager))
    html = page_of(client, review.version, review.expert)
    assert 'id="composer-template"' not in html


def test_an_observer_reads_and_is_told_why_there_is_no_form(client: FlaskClient) -> None:
    review = b.make_review()
    html = page_of(client, review.version, b.make_member(review.project, Role.OBSERVER))
    assert "comments come from the reviewers and the staff" in html
    assert 'id="composer-template"' not in html


def test_staff_comment_at_any_time_but_not_on_a_draft(client: FlaskClient) -> None:
    review = b.make_review(**CLOSED, late=LateRule.REFUSE)
    draft = b.make_version(review.document, publish=False)
    assert 'id="composer-template"' in page_of(client, review.version, review.officer)
    html = page_of(client, draft, review.officer)
    assert "This version is a draft." in html
    assert 'id="composer-template"' not in html


def test_nobody_outside_sees_that_a_version_exists(client: FlaskClient) -> None:
    review = b.make_review()
    stranger = b.make_member(b.make_project(name="Another project"), Role.MANAGER)
    b.sign_in(client, stranger)
    there, nowhere = review.version.public_id, "22222222222222ab"
    known, unknown = client.get(f"/versions/{there}"), client.get(f"/versions/{nowhere}")
    assert (known.status_code, unknown.status_code) == (404, 404)
    assert known.get_data(as_text=True).replace(there, nowhere) == unknown.get_data(as_text=True)
