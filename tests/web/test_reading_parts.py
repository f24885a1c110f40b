"""A long text comes in parts: each with its blocks and comments, found by number or by what stands in it."""

import re

import pytest
from flask.testing import FlaskClient

from reviewapp.domain.rounds import Visibility
from reviewapp.queries.versions import block_rows_of, sections_of_version
from tests import builders as b
from tests.fixtures_counting import Counting

FILLING = "A trainer plans the week with the apprentice and says so to the company. " * 26
LONG = "# Guide\n\n" + "\n\n".join(
    f"## {number} Section\n\nWords of place {number}. {FILLING}{'[^1]' if number in (3, 30) else ''}"
    for number in range(1, 41)
)
LONG += "\n\n[^1]: The law says so.\n"


@pytest.fixture
def review(app_context: object) -> b.Review:
    return b.make_review(LONG)


@pytest.fixture
def url(client: FlaskClient, review: b.Review) -> str:
    b.sign_in(client, review.expert)
    return f"/versions/{review.version.public_id}"


def blocks_in(html: str) -> list[str]:
    return re.findall(r'data-block="(\w+)"', html)


def text_of(client: FlaskClient, path: str) -> str:
    answer = client.get(path)
    assert answer.status_code == 200, path
    return answer.get_data(as_text=True)


def number_of_parts(client: FlaskClient, url: str) -> int:
    found = re.search(r'data-parts="(\d+)"', text_of(client, url))
    assert found
    return int(found[1])


def test_the_parts_together_are_the_whole_text_once(client: FlaskClient, review: b.Review, url: str) -> None:
    parts = [text_of(client, f"{url}/part?part={at + 1}") for at in range(number_of_parts(client, url))]
    assert len(parts) > 1
    expected = [row.public_id for row in block_rows_of(review.version)]
    assert [block for part in parts for block in blocks_in(part)] == expected
    assert blocks_in(text_of(client, f"{url}?all")) == expected


def test_without_scripts_each_part_leads_to_the_next_and_back(client: FlaskClient, url: str) -> None:
    first, last = text_of(client, url), number_of_parts(client, url)
    assert f'href="{url}?part=2"' in first
    assert "Read what comes before" not in first
    end = text_of(client, f"{url}?part={last}")
    assert f'href="{url}?part={last - 1}"' in end
    assert "Read on" not in end


def test_the_outline_leads_to_the_part_of_a_section(client: FlaskClient, review: b.Review, url: str) -> None:
    far = sections_of_version(review.version)[30]
    assert f'href="?at=s-{far.public_id}#s-{far.public_id}"' in text_of(client, url)
    there = text_of(client, f"{url}?at=s-{far.public_id}")
    assert f'id="s-{far.public_id}"' in there
    assert f'href="#s-{far.public_id}"' in there


def test_a_part_is_found_by_a_block_a_comment_a_note_and_its_mark(
    client: FlaskClient, review: b.Review, url: str
) -> None:
    thread = b.make_thread(review.version, review.expert, exact="Words of place 35.")
    block = block_rows_of(review.version)[70].public_id
    for name in (f"b-{block}", "fn-1", "fnref-1", "fnref-1-2"):
        assert f'id="{name}"' in text_of(client, f"{url}/part?at={name}"), name
    assert thread.public_id in text_of(client, f"{url}/part?at=thread-{thread.public_id}")
    assert f'id="thread-{thread.public_id}"' in text_of(client, f"{url}?at=thread-{thread.public_id}")


@pytest.mark.parametrize("query", ["at=thread-nowhere", "at=fn-x", "at=", "part=0", "part=99", "part=x", ""])
def test_what_is_not_there_is_no_part(client: FlaskClient, url: str, query: str) -> None:
    assert client.get(f"{url}/part?{query}").status_code == 404
    assert client.get(f"{url}?{query}").status_code == 200


def test_marks_over_a_border_stand_in_both_parts_and_the_thread_in_that_where_it_begins(
    client: FlaskClient, review: b.Review, url: str
) -> None:
    second = blocks_in(text_of(client, f"{url}/part?part=2"))[0]
    rows = {row.public_id: row for row in block_rows_of(review.version)}
    before = next(row for row in rows.values() if row.position == rows[second].position - 1)
    thread = b.make_thread(
        review.version, review.expert, exact=before.text[-20:] + "\n" + rows[second].text, section=None
    )
    general = b.make_thread(review.version, review.expert)
    first, other = (text_of(client, f"{url}/part?part={at}") for at in (1, 2))
    assert f'data-threads="{thread.public_id}"' in first
    assert f'data-threads="{thread.public_id}"' in other
    assert ("comment begins here" in first, "comment begins here" in other) == (True, False)
    assert 'role="comment"' not in first + other
    assert f'id="thread-{general.public_id}"' in text_of(client, f"{url}?part=2")


def test_in_a_blind_round_no_part_tells_of_others(client: FlaskClient) -> None:
    review = b.make_review(LONG, visibility=Visibility.BLIND)
    thread = b.make_thread(review.version, review.other, exact="Words of place 35.")
    b.sign_in(client, review.expert)
    url = f"/versions/{review.version.public_id}"
    assert client.get(f"{url}/part?at=thread-{thread.public_id}").status_code == 404
    parts = range(number_of_parts(client, url))
    assert not any("<mark" in text_of(client, f"{url}/part?part={at + 1}") for at in parts)


def test_an_unchanged_part_is_not_sent_again(client: FlaskClient, review: b.Review, url: str) -> None:
    tag = {"If-None-Match": client.get(f"{url}/part?part=2").headers["ETag"]}
    assert client.get(f"{url}/part?part=2", headers=tag).status_code == 304


def test_a_part_asks_as_many_questions_with_many_comments_as_with_few(
    client: FlaskClient, review: b.Review, url: str, count_queries: Counting
) -> None:
    asked = []
    for more in (2, 12):
        for number in range(more):
            b.make_thread(review.version, review.expert, f"{number}", exact="Words of place 35.")
        for path in (f"{url}/part?at=s-{sections_of_version(review.version)[35].public_id}", url):
            client.get(path)
            with count_queries() as statements:
                client.get(path)
            asked.append(len(statements))
    assert asked[:2] == asked[2:]


LISTS = """# Steps

1. one
2. two

Between.

3. three
5. five
"""


def test_lists_go_on_counting_after_a_paragraph(client: FlaskClient) -> None:
    review = b.make_review(LISTS)
    b.sign_in(client, review.expert)
    html = text_of(client, f"/versions/{review.version.public_id}")
    assert '<ol start="3">' in html
    assert "list-mark" not in html
