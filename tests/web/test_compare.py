"""The page that compares two versions."""

import re
from typing import Any

import pytest
from flask.testing import FlaskClient

from reviewapp.models import Version
from tests import builders as b
from tests.fixtures_counting import Counting
from tests.web.api.test_compare import SECOND

Pair = tuple[b.Review, Version]


@pytest.fixture
def pair() -> Pair:
    review = b.make_review()
    return review, b.make_version(review.document, SECOND)


def page(client: FlaskClient, old: Any, new: Any, query: str = "") -> str:
    answer = client.get(f"/versions/{old.public_id}/compare/{new.public_id}{query}")
    assert answer.status_code == 200
    return answer.text


def words(html: str) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", html).split())


def test_a_change_stands_with_the_comment_behind_it(client: FlaskClient, pair: Pair) -> None:
    review, second = pair
    thread = b.make_thread(review.version, review.expert, exact="checks the work", body="Every day?")
    b.sign_in(client, review.editor)
    html = page(client, review.version, second)
    assert re.search(r'<ins class="came">(<span[^>]*>[^<]*</span>)daily ?</ins>', html)
    assert f"/threads/{thread.public_id}" in html
    assert "Every day?" in html
    assert "Moved" in words(html)
    assert 'id="change-1"' in html


def test_both_texts_stand_side_by_side_without_scripts(client: FlaskClient, pair: Pair) -> None:
    review, second = pair
    b.sign_in(client, review.editor)
    html = page(client, review.version, second, "?view=side")
    assert html.index("side-old") < html.index("side-new")
    assert html.count("side-old") == html.count("side-new")


def test_sections_that_stayed_are_folded(client: FlaskClient, pair: Pair) -> None:
    review, second = pair
    third = b.make_version(review.document, SECOND.replace("two fifths |", "three fifths |", 1))
    b.sign_in(client, review.editor)
    html = page(client, second, third)
    assert "2 unchanged sections" in words(html)
    assert "Write down the aim" not in html


def test_two_versions_that_say_the_same_are_said_to(client: FlaskClient, pair: Pair) -> None:
    review, _ = pair
    b.sign_in(client, review.editor)
    assert "Both versions say the same." in page(client, review.version, review.version)


def test_a_choice_of_versions_leads_to_their_comparison(client: FlaskClient, pair: Pair) -> None:
    review, second = pair
    b.sign_in(client, review.editor)
    first = review.version.public_id
    chosen = client.get(f"/versions/{first}/compare?old={second.public_id}&new={first}")
    assert chosen.location.endswith(f"/versions/{second.public_id}/compare/{first}")
    before = client.get(f"/versions/{second.public_id}/compare")
    assert before.location.endswith(f"/versions/{first}/compare/{second.public_id}")


def test_what_a_text_holds_is_shown_and_never_run(client: FlaskClient, pair: Pair) -> None:
    review, second = pair
    hostile = b.make_version(
        review.document, SECOND.replace("daily", "&lt;script&gt;alert(1)&lt;/script&gt;")
    )
    b.sign_in(client, review.editor)
    html = page(client, second, hostile)
    assert "&lt;script&gt;" in html
    assert "<script>alert" not in html


def test_a_returning_reader_is_led_to_what_changed_since(client: FlaskClient, pair: Pair) -> None:
    review, second = pair
    b.sign_in(client, review.editor)
    first = review.version.public_id
    there = f"/versions/{first}/compare/{second.public_id}"
    assert there not in client.get(f"/versions/{second.public_id}").text
    for _ in range(2):
        client.post(f"/versions/{first}/progress")
    html = client.get(f"/versions/{second.public_id}").text
    assert there in html
    assert "You last read version 1 on" in words(html)
    read = client.post(f"/versions/{second.public_id}/visit")
    assert read.location.endswith(f"/versions/{second.public_id}")


def test_the_pages_around_lead_to_the_comparison(client: FlaskClient, pair: Pair) -> None:
    review, second = pair
    draft = b.make_version(review.document, SECOND, publish=False)
    b.sign_in(client, review.editor)
    there = f"/versions/{review.version.public_id}/compare/{second.public_id}"
    assert there in client.get(f"/versions/{review.version.public_id}").text
    document = client.get(f"/documents/{review.document.public_id}").text
    assert there in document
    assert f"/versions/{second.public_id}/compare/{draft.public_id}" in document
    assert f"/versions/{draft.public_id}/compare" in client.get(f"/versions/{draft.public_id}/structure").text


def test_a_reader_sees_only_the_comments_that_he_or_she_may_see(client: FlaskClient, pair: Pair) -> None:
    review, second = pair
    b.make_round(review.project, [second], [review.expert])
    b.make_thread(review.version, review.other, exact="checks the work", body="A secret.", is_draft=True)
    b.sign_in(client, review.expert)
    assert "A secret." not in page(client, review.version, second)


def test_many_comments_ask_the_database_no_more(
    client: FlaskClient, pair: Pair, count_queries: Counting
) -> None:
    review, second = pair
    b.sign_in(client, review.editor)
    page(client, review.version, second)
    asked = []
    for number in (1, 6):
        for _ in range(number):
            b.make_thread(review.version, review.expert, exact="checks the work")
        with count_queries() as counted:
            page(client, review.version, second)
        asked.append(len(counted))
    assert asked[0] == asked[1]
