"""The page that compares two versions."""

import re
from typing import Any

import pytest
from flask.testing import FlaskClient

from reviewapp.models import Version
from tests import builders as b
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
    assert re.search(r"<ins>(<span[^>]*>[^<]*</span>)daily ?</ins>", html)
    assert f"/threads/{thread.public_id}" in html
    assert "Every day?" in html
    assert "Moved" in words(html)
    assert 'id="change-1"' in html


def test_both_texts_stand_side_by_side_without_scripts(client: FlaskClient, pair: Pair) -> None:
    review, second = pair
    b.sign_in(client, review.editor)
    html = page(client, review.version, second, "?view=side")
    old, new = html.index('class="side-old"'), html.index('class="side-new"')
    assert old < new
    assert html.count('class="side-old"') == html.count('class="side-new"')


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
