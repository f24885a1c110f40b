"""What the pages of readers cost: questions, bytes, and never a write."""

import re

from flask.testing import FlaskClient
from sqlalchemy import func, select

from reviewapp.extensions import db
from reviewapp.models import Base
from reviewapp.web.reading.beside import FIRST
from tests import builders as b
from tests.fixtures_counting import Counting


def rows_of_all_tables() -> dict[str, int]:
    return {
        table.name: db.session.scalar(select(func.count()).select_from(table)) or 0
        for table in Base.metadata.sorted_tables
    }


def test_the_page_asks_as_many_questions_for_sixty_threads_as_for_three(
    client: FlaskClient, count_queries: Counting
) -> None:
    review = b.make_review()
    asked = []
    b.sign_in(client, review.expert)
    for more in (3, 57):
        for number in range(more):
            author = review.expert if number % 2 else review.other
            thread = b.make_thread(
                review.version, author, f"Number {number}.", exact="plans, shows and checks"
            )
            if number % 3 == 0:
                b.make_decision(thread, review.editor)
        db.session.expire_all()
        with count_queries() as statements:
            html = client.get(f"/versions/{review.version.public_id}").get_data(as_text=True)
        asked.append(len(statements))
    assert len(set(re.findall(r'data-first="([^"]*)"', html)[0].split())) == 60
    assert html.count('role="comment"') <= FIRST
    assert asked[0] == asked[1]


def test_looking_at_any_page_writes_nothing(client: FlaskClient) -> None:
    review = b.make_review()
    thread = b.make_thread(review.version, review.editor, exact="plans, shows and checks")
    second = b.make_version(review.document, b.CHAPTER.replace("plans, shows and checks", "works"))
    b.sign_in(client, review.editor)
    before = rows_of_all_tables()
    for path in (
        f"/versions/{review.version.public_id}",
        f"/versions/{review.version.public_id}/threads/new",
        f"/threads/{thread.public_id}",
        f"/threads/{thread.public_id}/edit",
        f"/projects/{review.project.public_id}/my-comments",
        f"/versions/{second.public_id}/places",
        f"/threads/{thread.public_id}/place?version={second.public_id}",
    ):
        assert client.get(path).status_code == 200, path
    assert rows_of_all_tables() == before


def test_an_unchanged_page_is_not_sent_again(client: FlaskClient) -> None:
    review = b.make_review()
    b.sign_in(client, review.expert)
    url = f"/versions/{review.version.public_id}"
    tag = client.get(url).headers["ETag"]
    again = client.get(url, headers={"If-None-Match": tag})
    assert (again.status_code, again.get_data()) == (304, b"")
    b.make_thread(review.version, review.other)
    assert client.get(url, headers={"If-None-Match": tag}).status_code == 200


def test_a_page_kept_by_one_session_is_not_good_for_another(client: FlaskClient) -> None:
    review = b.make_review()
    b.sign_in(client, review.expert)
    url = f"/versions/{review.version.public_id}"
    tag = client.get(url).headers["ETag"]
    b.sign_in(client, review.expert)
    assert client.get(url, headers={"If-None-Match": tag}).status_code == 200
