"""What is served beside the pages."""

import re

from flask.testing import FlaskClient

from tests import builders as b
from tests.web.pages import Page

MOST_OF_THE_READING_PAGE = 40_000
MOST_OF_WHAT_HELPS_IN_WRITING = 5_500


def test_the_scripts_of_the_reading_page_are_few_bytes(client: FlaskClient) -> None:
    review = b.make_review()
    b.sign_in(client, review.expert)
    page = Page(client.get(f"/versions/{review.version.public_id}"))
    names = set(re.findall(r"/js/[a-z]+\.js", page.html))
    stamped = re.search(r"/static/[0-9a-f]+", page.html)
    assert stamped and len(names) > 8
    texts = [client.get(stamped[0] + name).get_data(as_text=True) for name in names]
    assert sum(len(text.encode()) for text in texts) <= MOST_OF_THE_READING_PAGE
    imported = set(re.findall(r'from "\./([a-z]+\.js)"', "".join(texts)))
    assert {f"/js/{name}" for name in imported} <= names, "every module is loaded ahead"


def test_what_helps_in_writing_is_few_bytes_and_comes_when_one_writes(client: FlaskClient) -> None:
    review = b.make_review()
    b.sign_in(client, review.expert)
    page = Page(client.get(f"/versions/{review.version.public_id}"))
    stamped = re.search(r"/static/[0-9a-f]+", page.html)
    assert stamped and "/js/words.js" not in page.html
    text = client.get(f"{stamped[0]}/js/words.js").get_data(as_text=True)
    assert 0 < len(text.encode()) <= MOST_OF_WHAT_HELPS_IN_WRITING


def test_a_script_that_is_not_there_is_not_found(client: FlaskClient) -> None:
    stamped = re.search(r"/static/[0-9a-f]+", client.get("/sign-in").get_data(as_text=True))
    assert stamped and client.get(f"{stamped[0]}/js/nothing.js").status_code == 404
