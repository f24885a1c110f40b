"""The first page, and the page of a project."""

from datetime import timedelta
from typing import Any

import pytest
from flask.testing import FlaskClient

from reviewapp.clock import now
from reviewapp.domain.people import Role
from reviewapp.models import Account, Project
from reviewapp.queries.projects import projects_of
from reviewapp.services.accounts import open_account
from reviewapp.services.rounds import move_round
from tests import builders as b

NEW = {"name": "Guide for trainers", "languages": ["en", "zh"], "time_zone": "Asia/Bangkok"}


def administrator() -> Account:
    return open_account("admin@example.org", "Administrator", is_admin=True, actor=None)


def only_project(account: Account) -> Project:
    [(project, _)] = projects_of(account)
    return project


def test_an_administrator_without_projects_is_told_how_to_begin(client: FlaskClient) -> None:
    b.sign_in(client, administrator())
    page = client.get("/").text
    assert "No project yet" in page
    assert 'href="/projects/new"' in page


def test_a_person_without_projects_is_told_whom_to_ask(client: FlaskClient) -> None:
    b.sign_in(client, open_account("new@example.org", "Expert 09", actor=None))
    page = client.get("/").text
    assert "You are in no project at present" in page
    assert "/projects/new" not in page


def test_an_administrator_creates_a_project_and_manages_it(client: FlaskClient) -> None:
    account = administrator()
    b.sign_in(client, account)
    assert client.get("/projects/new").status_code == 200
    answer = client.post("/projects/new", data=NEW)
    [(project, member)] = projects_of(account)
    assert answer.location == f"/projects/{project.public_id}"
    assert (project.name, project.languages, project.time_zone) == (
        "Guide for trainers",
        ["en", "zh"],
        "Asia/Bangkok",
    )
    assert member is not None
    assert member.role is Role.MANAGER


def test_a_project_sent_twice_is_created_once(client: FlaskClient) -> None:
    account = administrator()
    b.sign_in(client, account)
    first = client.post("/projects/new", data={**NEW, "form_key": "k1"})
    second = client.post("/projects/new", data={**NEW, "form_key": "k1"})
    assert first.location == second.location == f"/projects/{only_project(account).public_id}"


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"name": " "}, "Enter a name."),
        ({"name": "\u200b"}, "Enter a name."),
        ({"name": "x" * 201}, "at most 200 fit"),
        ({"languages": []}, "Choose at least one language."),
        ({"time_zone": "Mars/Base"}, "This value does not fit here."),
    ],
)
def test_a_project_that_misses_something_is_shown_again_with_a_sentence(
    client: FlaskClient, change: dict[str, Any], sentence: str
) -> None:
    account = administrator()
    b.sign_in(client, account)
    answer = client.post("/projects/new", data={**NEW, **change})
    assert answer.status_code == 422
    assert sentence in answer.text
    assert projects_of(account) == []


def test_only_administrators_create_projects(client: FlaskClient) -> None:
    b.sign_in(client, b.make_member(b.make_project(), Role.MANAGER))
    assert client.get("/projects/new").status_code == 403
    assert client.post("/projects/new", data=NEW).status_code == 403


def test_a_reviewer_comes_straight_to_what_to_read(client: FlaskClient) -> None:
    review = b.make_review()
    b.make_thread(review.version, review.expert)
    b.make_thread(review.version, review.other)
    b.sign_in(client, review.expert)
    page = client.get("/").text
    assert "What to read" in page
    assert f'href="/versions/{review.version.public_id}"' in page
    assert "0 of 3 sections read, 1 comment, 10 days left" in page


@pytest.mark.parametrize(
    ("in_time", "words"),
    [
        (timedelta(days=6), "6 days left"),
        (timedelta(days=1), "closes tomorrow at"),
    ],
)
def test_a_deadline_is_told_in_days(client: FlaskClient, in_time: timedelta, words: str) -> None:
    review = b.make_review(closes_at=now() + in_time)
    b.sign_in(client, review.expert)
    assert words in client.get("/").text


def test_a_reviewer_without_a_round_is_told_what_will_come(client: FlaskClient) -> None:
    b.sign_in(client, b.make_member(b.make_project()))
    assert "Nothing to read yet" in client.get("/").text


def test_a_reviewer_sees_no_staff_page_of_the_project(client: FlaskClient) -> None:
    review = b.make_review()
    draft = b.make_version(review.document, "# Draft\n\nText.", publish=False)
    b.sign_in(client, review.expert)
    page = client.get(f"/projects/{review.project.public_id}").text
    assert "What to read" in page
    assert draft.public_id not in page
    assert "/versions/new" not in page


def test_an_unlisted_reviewer_reads_nothing(client: FlaskClient) -> None:
    review = b.make_review()
    b.sign_in(client, b.make_member(review.project))
    page = client.get(f"/projects/{review.project.public_id}").text
    assert review.version.public_id not in page


def test_staff_see_their_projects_at_a_glance(client: FlaskClient) -> None:
    review = b.make_review()
    b.make_thread(review.version, review.expert, exact="plans, shows and checks")
    decided = b.make_thread(review.version, review.expert)
    b.make_decision(decided, review.editor)
    b.doubt_places(b.make_version(review.document), decided)
    b.sign_in(client, review.editor)
    page = client.get("/").text
    for words in ("1 document", "1 open comment", "1 to be placed", "First round", "10 days left"):
        assert words in page


def test_a_project_shows_its_documents_with_versions_and_what_waits(client: FlaskClient) -> None:
    review = b.make_review()
    b.make_version(review.document, b.CHAPTER_ZH, "zh", publish=False)
    b.make_thread(review.version, review.expert)
    b.sign_in(client, review.officer)
    page = client.get(f"/projects/{review.project.public_id}").text
    for words in ("Chapter 4", "English", "Chinese", "Published", "Draft", "1 open comment"):
        assert words in page
    assert f"/documents/{review.document.public_id}/versions/new" in page


def test_an_observer_sees_published_versions_and_no_buttons(client: FlaskClient) -> None:
    review = b.make_review()
    draft = b.make_version(review.document, "# Draft\n\nText.", publish=False)
    b.sign_in(client, b.make_member(review.project, Role.OBSERVER))
    page = client.get(f"/projects/{review.project.public_id}").text
    assert review.version.public_id in page
    assert draft.public_id not in page
    assert "Upload a version" not in page


def test_a_project_without_guides_teaches_what_comes_first(client: FlaskClient) -> None:
    project = b.make_project()
    b.sign_in(client, b.make_member(project, Role.MANAGER))
    page = client.get(f"/projects/{project.public_id}").text
    assert "No guide yet" in page
    assert f"/projects/{project.public_id}/guides/new" in page


def test_a_project_of_others_is_not_there(client: FlaskClient) -> None:
    b.sign_in(client, b.make_member(b.make_project()))
    other = b.make_project(name="Another")
    there, nowhere = client.get(f"/projects/{other.public_id}"), client.get("/projects/nowhere")
    assert there.status_code == nowhere.status_code == 404
    assert there.text.replace(other.public_id, "nowhere") == nowhere.text


def test_a_hostile_project_name_is_shown_as_it_is(client: FlaskClient) -> None:
    project = b.make_project(name='"><img src=x onerror=ran()> {{7*7}}')
    b.sign_in(client, b.make_member(project, Role.MANAGER))
    for address in ("/", f"/projects/{project.public_id}"):
        page = client.get(address).text
        assert "{{7*7}}" in page
        assert "<img src=x" not in page


@pytest.mark.parametrize("who", ["editor", "expert"])
@pytest.mark.parametrize("where", ["home", "project"])
def test_more_comments_cost_no_more_questions(
    client: FlaskClient, count_queries: Any, who: str, where: str
) -> None:
    review = b.make_review()
    b.make_thread(review.version, review.expert)
    b.sign_in(client, getattr(review, who))
    address = "/" if where == "home" else f"/projects/{review.project.public_id}"
    with count_queries() as few:
        client.get(address)
    for _ in range(6):
        b.make_thread(review.version, review.expert)
    with count_queries() as many:
        client.get(address)
    assert len(many) == len(few)


def test_own_comments_are_counted_round_by_round(client: FlaskClient) -> None:
    review = b.make_review()
    b.make_thread(review.version, review.expert)
    b.make_round(review.project, [review.version], [review.expert], name="Second round")
    b.sign_in(client, review.expert)
    page = client.get("/").text
    assert (page.count("read, 1 comment, "), page.count("read, no comments yet, ")) == (1, 1)


def test_rounds_that_are_over_stand_apart_from_what_to_read_now(client: FlaskClient) -> None:
    review = b.make_review()
    move_round(review.round, "close", actor=b.actor_of(review.manager))
    b.make_round(review.project, [review.version], [review.expert], name="Second round")
    b.sign_in(client, review.expert)
    page = client.get("/").text
    assert page.index("Second round") < page.index("Earlier review rounds") < page.index("First round")
