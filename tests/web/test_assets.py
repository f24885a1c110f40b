"""What is served beside the pages."""

import re

import pytest
from flask.testing import FlaskClient

from reviewapp.web.assets import STATIC
from reviewapp.web.lean import is_lean
from tests import builders as b
from tests.web.pages import Page

MOST_OF_THE_READING_PAGE = 40_000


def test_the_scripts_of_the_reading_page_are_few_bytes(client: FlaskClient) -> None:
    if not is_lean():
        pytest.skip("scripts are not shortened on this machine: its kind has no build of tdewolff-minify")
    review = b.make_review()
    b.sign_in(client, review.expert)
    page = Page(client.get(f"/versions/{review.version.public_id}"))
    names = set(re.findall(r"/js/[a-z]+\.js", page.html))
    stamped = re.search(r"/static/[0-9a-f]+", page.html)
    assert stamped and len(names) > 8
    texts = [client.get(stamped[0] + name).get_data(as_text=True) for name in names]
    texts.append(client.get(f"{stamped[0]}/js/words.js").get_data(as_text=True))
    assert sum(len(text.encode()) for text in texts) <= MOST_OF_THE_READING_PAGE
    imported = set(re.findall(r'from "\./([a-z]+\.js)"', "".join(texts)))
    assert {f"/js/{name}" for name in imported} <= names, "every module is loaded ahead"


def test_what_helps_in_writing_comes_when_one_writes(client: FlaskClient) -> None:
    review = b.make_review()
    b.sign_in(client, review.expert)
    html = client.get(f"/versions/{review.version.public_id}").get_data(as_text=True)
    assert "/js/words.js" not in html


def test_scripts_keep_the_names_that_modules_share(client: FlaskClient) -> None:
    stamped = re.search(r"/static/[0-9a-f]+", client.get("/sign-in").get_data(as_text=True))
    assert stamped
    for file in sorted((STATIC / "js").glob("*.js")):
        names = set(
            re.findall(r"^export (?:async )?(?:function\*?|const) (\w+)", file.read_text("utf-8"), re.M)
        )
        sent = client.get(f"{stamped[0]}/js/{file.name}").get_data(as_text=True)
        assert set(re.findall(r"\bexport (?:async )?(?:function\*?|const) ?(\w+)", sent)) == names, file.name


def test_a_script_that_is_not_there_is_not_found(client: FlaskClient) -> None:
    stamped = re.search(r"/static/[0-9a-f]+", client.get("/sign-in").get_data(as_text=True))
    assert stamped and client.get(f"{stamped[0]}/js/nothing.js").status_code == 404
    assert client.get(f"{stamped[0]}/css/nothing.css").status_code == 404


def test_a_page_says_its_whole_policy_and_a_script_only_what_it_is(client: FlaskClient) -> None:
    page = client.get("/sign-in")
    assert page.headers["Content-Security-Policy"].startswith("default-src 'self'; script-src 'self'")
    stamped = re.search(r"/static/[0-9a-f]+", page.get_data(as_text=True))
    assert stamped
    for name in ("/js/site.js", "/css/app.css"):
        sent = client.get(stamped[0] + name).headers
        assert sent["X-Content-Type-Options"] == "nosniff"
        assert "Content-Security-Policy" not in sent
    assert "Content-Security-Policy" in client.get(f"{stamped[0]}/img/mark.svg").headers
