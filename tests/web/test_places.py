"""Settling by hand where comments stand in a new version."""

from dataclasses import dataclass
from typing import Any

import pytest
from flask.testing import FlaskClient

from reviewapp.domain.people import Role
from reviewapp.domain.threads import PlaceState
from reviewapp.extensions import db
from reviewapp.models import Place, Thread, Version
from reviewapp.queries.places import find_place
from reviewapp.queries.versions import block_rows_of, sections_of_version
from tests import builders as b
from tests.fixtures_counting import Counting
from tests.web.pages import Page

OLD = "plans, shows and checks"
NEW = "prepares, demonstrates and observes"


@dataclass
class Moved:
    """A review whose second version no longer holds the words of a comment."""

    review: b.Review
    thread: Thread
    second: Version

    @property
    def place(self) -> Place:
        """The place on the second version."""
        place = find_place(self.thread, self.second)
        assert place is not None
        return place

    @property
    def url(self) -> str:
        """Where a place is settled."""
        return f"/threads/{self.thread.public_id}/place"

    @property
    def list_url(self) -> str:
        """The list of what waits."""
        return f"/versions/{self.second.public_id}/places"


@pytest.fixture
def moved(client: FlaskClient) -> Moved:
    review = b.make_review()
    thread = b.make_thread(review.version, review.expert, "Say who checks.", exact=OLD)
    second = b.make_version(review.document, b.CHAPTER.replace(OLD, NEW))
    b.sign_in(client, review.editor)
    return Moved(review, thread, second)


def settle(client: FlaskClient, moved: Moved, **choice: Any) -> Any:
    return client.post(moved.url, data={"version": moved.second.public_id, **choice})


def block_with(version: Version, words: str) -> Any:
    return next(row for row in block_rows_of(version) if words in row.text)


def test_the_list_shows_the_old_passage_in_its_context(client: FlaskClient, moved: Moved) -> None:
    page = Page(client.get(moved.list_url))
    assert f"A trainer {OLD} the work." in page.words
    assert "Say who checks." in page.words
    assert f"{moved.url}?version={moved.second.public_id}" in page.html


def test_nothing_to_place_is_said(client: FlaskClient) -> None:
    review = b.make_review()
    b.sign_in(client, review.editor)
    page = Page(client.get(f"/versions/{review.version.public_id}/places"))
    assert "Every comment has its place" in page.words


def test_a_whole_block_is_chosen_by_its_button(client: FlaskClient, moved: Moved) -> None:
    block = block_with(moved.second, NEW)
    page = Page(client.get(f"{moved.url}?version={moved.second.public_id}"))
    assert f'name="block" value="{block.public_id}"' in page.html
    answer = client.post(moved.url, data={**page.form("/place"), "block": block.public_id})
    assert answer.location == moved.list_url
    place = moved.place
    assert (place.state, place.exact) == (PlaceState.CHANGED, block.text)
    assert place.settled_by_id == moved.review.editor.id
    assert "Every comment has its place" in Page(client.get(moved.list_url)).words


def test_selected_words_are_the_new_passage(client: FlaskClient, moved: Moved) -> None:
    block = block_with(moved.second, NEW)
    start = block.text.index(NEW)
    at = {"start_block": block.public_id, "end_block": block.public_id}
    settle(client, moved, start_offset=start, end_offset=start + len(NEW), **at)
    assert moved.place.exact == NEW


def test_a_section_is_chosen_from_the_list(client: FlaskClient, moved: Moved) -> None:
    section = sections_of_version(moved.second)[2]
    settle(client, moved, section=section.public_id)
    assert (moved.place.state, moved.place.section_id) == (PlaceState.SECTION_ONLY, section.id)


def test_a_passage_is_said_to_be_removed(client: FlaskClient, moved: Moved) -> None:
    settle(client, moved, removed="yes")
    assert moved.place.state is PlaceState.REMOVED


def test_the_proposal_is_accepted_with_one_button(client: FlaskClient, moved: Moved) -> None:
    page = Page(client.get(moved.list_url))
    assert moved.place.state is PlaceState.TO_BE_PLACED
    client.post(moved.url, data=page.form(moved.url))
    assert (moved.place.state, moved.place.exact) == (PlaceState.CHANGED, NEW)


def test_a_section_comment_chooses_headings(client: FlaskClient) -> None:
    review = b.make_review()
    thread = b.make_thread(review.version, review.expert, section="Tasks")
    second = b.make_version(
        review.document, b.CHAPTER.replace("## 4.1 Tasks", "## 4.1 What a person does all day")
    )
    b.sign_in(client, review.editor)
    page = Page(client.get(f"/threads/{thread.public_id}/place?version={second.public_id}"))
    section = sections_of_version(second)[1]
    assert 'name="block"' not in page.html
    assert f'name="heading" value="{section.public_id}"' in page.html
    form = {**page.form("/place"), "heading": section.public_id, "section": ""}
    client.post(f"/threads/{thread.public_id}/place", data=form)
    place = find_place(thread, second)
    assert place is not None
    assert (place.state, place.section_id) == (PlaceState.IN_PLACE, section.id)


@pytest.mark.parametrize(
    ("choice", "says"),
    [
        ({}, "Point at the passage, choose a section"),
        ({"block": "22222222"}, "does not lie in the text"),
        ({"start_block": "22222222", "start_offset": "0", "end_offset": "4"}, "does not lie in the text"),
        ({"section": "22222222"}, "no such section"),
    ],
    ids=["nothing chosen", "an unknown block", "a span elsewhere", "an unknown section"],
)
def test_a_wrong_choice_is_a_clear_sentence(
    client: FlaskClient, moved: Moved, choice: dict[str, str], says: str
) -> None:
    answer = settle(client, moved, **choice)
    assert answer.status_code == 422
    assert says in Page(answer).words
    assert moved.place.state is PlaceState.TO_BE_PLACED


def test_who_comes_second_is_told_what_the_first_did(client: FlaskClient, moved: Moved) -> None:
    page = Page(client.get(f"{moved.url}?version={moved.second.public_id}"))
    settle(client, moved, removed="yes")
    late = {**page.form("/place"), "block": block_with(moved.second, NEW).public_id}
    answer = client.post(moved.url, data=late)
    shown = Page(answer)
    assert answer.status_code == 412
    assert f"Settled by {moved.review.editor.account.name}" in shown.words
    assert moved.place.state is PlaceState.REMOVED
    again = {**shown.form("/place"), "block": late["block"]}
    assert client.post(moved.url, data=again).status_code == 302


def test_the_place_on_its_own_version_stays_for_ever(client: FlaskClient, moved: Moved) -> None:
    own = moved.review.version.public_id
    assert client.get(f"{moved.url}?version={own}").status_code == 409
    answer = client.post(moved.url, data={"version": own, "removed": "yes"})
    assert answer.status_code == 409


def test_a_version_of_another_document_is_not_found(client: FlaskClient, moved: Moved) -> None:
    other = b.make_version(b.make_document(moved.review.project, "Another"))
    foreign = b.make_review().version
    for version in (other.public_id, foreign.public_id, "22222222222222ab", ""):
        assert client.get(f"{moved.url}?version={version}").status_code == 404
        assert client.post(moved.url, data={"version": version, "removed": "yes"}).status_code == 404


@pytest.mark.parametrize("role", [Role.OFFICER, Role.REVIEWER, Role.OBSERVER])
def test_only_editors_and_managers_place(client: FlaskClient, moved: Moved, role: Role) -> None:
    member = b.make_member(moved.review.project, role)
    b.make_round(moved.review.project, [moved.second], [member] if role is Role.REVIEWER else [])
    b.sign_in(client, member)
    assert client.get(moved.list_url).status_code == 403
    assert settle(client, moved, removed="yes").status_code in (403, 404)
    assert moved.place.state is PlaceState.TO_BE_PLACED


def test_the_list_asks_as_many_questions_for_thirty_as_for_three(
    client: FlaskClient, count_queries: Counting
) -> None:
    asked = []
    for many in (3, 30):
        review = b.make_review()
        for number in range(many):
            b.make_thread(review.version, review.expert, f"Number {number}.", exact=OLD)
        second = b.make_version(review.document, b.CHAPTER.replace(OLD, NEW))
        b.sign_in(client, review.editor)
        db.session.expire_all()
        with count_queries() as statements:
            page = Page(client.get(f"/versions/{second.public_id}/places"))
        assert f"{many} comments" in page.words
        asked.append(len(statements))
    assert asked[0] == asked[1]


def test_likely_proposals_are_accepted_together(client: FlaskClient) -> None:
    review = b.make_review()
    threads = [b.make_thread(review.version, review.expert, exact=OLD) for _ in range(3)]
    second = b.make_version(review.document, b.CHAPTER)
    for thread, (state, score) in zip(
        threads,
        [(PlaceState.TO_BE_PLACED, 0.8), (PlaceState.TO_BE_PLACED, 0.3), (PlaceState.IN_PLACE, 1.0)],
        strict=True,
    ):
        place = find_place(thread, second)
        assert place is not None
        place.state, place.score = state, score
    db.session.commit()
    b.sign_in(client, review.editor)
    url = f"/versions/{second.public_id}/places"
    assert "(very likely)" in Page(client.get(url)).words
    client.post(url, data={"above": "0.75"})
    assert "1 comment was placed." in Page(client.get(url)).words
    states = [find_place(thread, second) for thread in threads]
    assert [(place.state, bool(place.settled_by_id)) for place in states if place] == [
        (PlaceState.IN_PLACE, True),
        (PlaceState.TO_BE_PLACED, False),
        (PlaceState.IN_PLACE, False),
    ]
    client.post(url, data={"above": "0"})
    assert find_place(threads[1], second).state is PlaceState.IN_PLACE


def test_a_score_that_is_not_offered_places_nothing(client: FlaskClient, moved: Moved) -> None:
    assert client.post(moved.list_url, data={"above": "-1"}).status_code == 422
    assert moved.place.settled_by_id is None
