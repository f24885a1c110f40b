"""What stands beside the text: cards by block, settled ones apart, the choice of a reader, the pulse."""

import re
from typing import Any

import pytest
from flask.testing import FlaskClient

from reviewapp.domain.rounds import Visibility
from reviewapp.extensions import db
from reviewapp.queries.versions import block_rows_of
from reviewapp.services.decisions import share
from reviewapp.services.replies import reply
from reviewapp.web.reading.beside import MOST
from tests import builders as b
from tests.fixtures_counting import Counting

WORDS = "plans, shows and checks"


@pytest.fixture
def review(app_context: object) -> b.Review:
    return b.make_review()


def asked(client: FlaskClient, review: b.Review, what: str) -> str:
    answer = client.get(f"/versions/{review.version.public_id}{what}")
    assert answer.status_code == 200, what
    return answer.get_data(as_text=True)


def threads_in(html: str) -> list[str]:
    return re.findall(r'id="thread-(\w+)"', html)


def block_of(review: b.Review) -> str:
    return next(row.public_id for row in block_rows_of(review.version) if WORDS in row.text)


def settle(thread: Any, review: b.Review) -> None:
    b.make_decision(thread, review.editor)
    share(thread, True, actor=b.actor_of(review.editor))


def test_the_margin_shows_a_few_cards_of_a_block_and_says_how_many_more(
    client: FlaskClient, review: b.Review
) -> None:
    made = [b.make_thread(review.version, review.other, f"No. {n}", exact=WORDS) for n in range(MOST + 3)]
    b.sign_in(client, review.expert)
    html = asked(client, review, f"/cards?block={block_of(review)}")
    assert threads_in(html) == [one.public_id for one in made[:MOST]]
    assert "3 more comments here" in html
    assert len(threads_in(asked(client, review, f"/cards?block={block_of(review)}&all"))) == MOST + 3


def test_what_is_settled_is_counted_apart_and_comes_when_asked_for(
    client: FlaskClient, review: b.Review
) -> None:
    thread = b.make_thread(review.version, review.other, exact=WORDS)
    settle(thread, review)
    b.sign_in(client, review.expert)
    page, block = asked(client, review, ""), block_of(review)
    assert "1 settled comment begins here" in page
    assert "1 comment begins here" not in page
    assert f'<mark class="mark mark-settled" data-threads="{thread.public_id}"' in page
    assert threads_in(page) == threads_in(asked(client, review, f"/cards?block={block}")) == []
    for more in (f"block={block}&all", f"block={block}&show=settled", f"thread={thread.public_id}"):
        assert threads_in(asked(client, review, f"/cards?{more}")) == [thread.public_id], more


def test_a_decision_that_a_reviewer_may_not_see_settles_nothing(
    client: FlaskClient, review: b.Review
) -> None:
    thread = b.make_thread(review.version, review.other, exact=WORDS)
    b.make_decision(thread, review.editor)
    b.sign_in(client, review.expert)
    assert "settled comment" not in asked(client, review, "")
    assert threads_in(asked(client, review, f"/cards?block={block_of(review)}")) == [thread.public_id]


def test_a_comment_on_a_section_begins_in_its_heading(client: FlaskClient, review: b.Review) -> None:
    thread = b.make_thread(review.version, review.other, section="Tasks")
    heading = next(row.public_id for row in block_rows_of(review.version) if row.text.endswith("Tasks"))
    b.sign_in(client, review.expert)
    assert threads_in(asked(client, review, f"/cards?block={heading}")) == [thread.public_id]


@pytest.mark.parametrize(
    ("query", "wanted"),
    [
        ("", {"mine", "others", "answered", "settled"}),
        ("show=mine", {"mine"}),
        ("show=unanswered", {"mine", "others"}),
        ("show=open", {"mine", "others", "answered"}),
        ("show=settled", {"settled"}),
        ("type=editorial", {"others"}),
        ("show=nonsense&type=nonsense", {"mine", "others", "answered", "settled"}),
    ],
)
def test_a_reader_chooses_which_comments_are_marked(
    client: FlaskClient, review: b.Review, query: str, wanted: set[str]
) -> None:
    made = {
        "mine": b.make_thread(review.version, review.expert, exact=WORDS),
        "others": b.make_thread(review.version, review.other, exact=WORDS, type="editorial"),
        "answered": b.make_thread(review.version, review.other, exact=WORDS),
        "settled": b.make_thread(review.version, review.other, exact=WORDS),
    }
    reply(made["answered"], "Yes.", actor=b.actor_of(review.editor))
    settle(made["settled"], review)
    b.sign_in(client, review.expert)
    html = asked(client, review, f"/part?part=1&{query}")
    marked = set(" ".join(re.findall(r'data-threads="([^"]*)"', html)).split())
    assert marked == {made[name].public_id for name in wanted}


def test_a_blind_reader_finds_nothing_of_others_by_any_of_the_ways(client: FlaskClient) -> None:
    review = b.make_review(visibility=Visibility.BLIND)
    thread = b.make_thread(review.version, review.other, "Only the editors read this.", exact=WORDS)
    reply(thread, "And this.", actor=b.actor_of(review.other))
    b.sign_in(client, review.expert)
    block = block_of(review)
    for what in (
        f"/cards?block={block}&all",
        f"/cards?thread={thread.public_id}",
        f"/comments?block={block}",
    ):
        html = asked(client, review, what)
        assert "Only the editors" not in html and threads_in(html) == [], what
    pulse = client.get(f"/versions/{review.version.public_id}/pulse?since=0-0").json
    assert pulse == {"heard": "0-0", "words": ""}


def test_the_pulse_says_what_others_wrote_since_and_is_not_sent_twice(
    client: FlaskClient, review: b.Review
) -> None:
    mine = b.make_thread(review.version, review.expert, exact=WORDS)
    b.sign_in(client, review.expert)
    known = re.search(r'data-heard="([0-9-]+)"', asked(client, review, ""))
    assert known
    url = f"/versions/{review.version.public_id}/pulse?since={known[1]}"
    first = client.get(url)
    assert first.json == {"heard": known[1], "words": ""}
    tag = {"If-None-Match": first.headers["ETag"]}
    assert client.get(url, headers=tag).status_code == 304
    for _ in range(2):
        b.make_thread(review.version, review.other, exact=WORDS)
    reply(mine, "Thank you.", actor=b.actor_of(review.editor))
    reply(mine, "A note.", actor=b.actor_of(review.editor), is_internal=True)
    assert client.get(url, headers=tag).json == {"heard": "2-1", "words": "2 new comments, 1 new reply"}
    assert client.get(url.replace(known[1], "nonsense")).json["words"] == ""  # type: ignore[index]


def test_news_in_chinese_is_sent_with_headers_of_plain_letters(client: FlaskClient, review: b.Review) -> None:
    review.expert.account.language = "zh"
    db.session.commit()
    b.make_thread(review.version, review.other, exact=WORDS)
    b.sign_in(client, review.expert)
    answer = client.get(f"/versions/{review.version.public_id}/pulse?since=0-0")
    assert "意见" in answer.json["words"]  # type: ignore[index]
    assert answer.headers["ETag"].isascii()


def test_the_comments_of_a_place_are_a_page_too(client: FlaskClient, review: b.Review) -> None:
    general = b.make_thread(review.version, review.other, "On the whole.")
    placed = b.make_thread(review.version, review.other, section="Tasks")
    passage = b.make_thread(review.version, review.other, exact=WORDS)
    b.sign_in(client, review.expert)
    page = asked(client, review, "")
    section = re.search(r"/comments\?section=(\w+)", page)
    assert section
    assert threads_in(asked(client, review, f"/comments?section={section[1]}")) == [
        placed.public_id,
        passage.public_id,
    ]
    assert threads_in(asked(client, review, f"/comments?block={block_of(review)}")) == [passage.public_id]
    assert threads_in(asked(client, review, "/comments?scope=document")) == [general.public_id]
    assert client.get(f"/versions/{review.version.public_id}/comments?section=nowhere").status_code == 404
    everything = {one.public_id for one in (general, placed, passage)}
    assert set(threads_in(asked(client, review, "/comments"))) == everything


def test_the_next_page_of_comments_asks_for_the_same(client: FlaskClient, review: b.Review) -> None:
    for kind in ("editorial", "terminology", "substantive"):
        b.make_thread(review.version, review.other, exact=WORDS, type=kind)
    b.sign_in(client, review.expert)
    page = asked(client, review, "/comments?type=editorial&type=terminology&from=1")
    assert "2 comments" in page and len(threads_in(page)) == 1
    assert "/comments?type=editorial&amp;type=terminology&amp;from=0" in page


def test_a_page_of_comments_bears_the_mark_of_its_version(client: FlaskClient) -> None:
    for is_marked in (True, False):
        review = b.make_review(is_confidential=is_marked)
        b.sign_in(client, review.expert)
        assert ("Confidential draft" in asked(client, review, "/comments")) is is_marked


@pytest.mark.parametrize("way", ["block", "thread"])
def test_many_cards_ask_as_many_questions_as_few(
    client: FlaskClient, review: b.Review, count_queries: Counting, way: str
) -> None:
    b.sign_in(client, review.expert)
    counts, made = [], []
    for more in (2, 10):
        made += [b.make_thread(review.version, review.other, f"{n}", exact=WORDS) for n in range(more)]
        names = "&".join(f"thread={one.public_id}" for one in made)
        asked(client, review, "/pulse")
        with count_queries() as statements:
            page = asked(
                client,
                review,
                f"/cards?block={block_of(review)}&all" if way == "block" else f"/cards?{names}",
            )
        assert len(threads_in(page)) == len(made)
        counts.append(len(statements))
    assert counts[0] == counts[1]
