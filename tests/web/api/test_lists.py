"""Lists of comments over the API: filters, pages, what is not seen, and what they cost."""

from typing import Any
from urllib.parse import urlsplit

import pytest
from flask.ctx import AppContext

from reviewapp.domain.people import InstitutionType, Role
from tests.builders import (
    CHAPTER,
    Review,
    make_decision,
    make_member,
    make_review,
    make_round,
    make_thread,
    make_version,
)
from tests.fixtures_counting import Counting
from tests.kept_worlds import kept

from .conftest import Caller, Callers


def path_of(review: Review, query: str = "") -> str:
    return f"/versions/{review.version.public_id}/threads{query}"


def bodies(caller: Caller, path: str) -> list[str]:
    answer = caller.get(path)
    assert answer.status_code == 200, answer.json
    return [item["body"] for item in answer.json["items"]]


@pytest.fixture
def full(app_context: AppContext) -> Review:
    """A review with one comment of each kind."""
    return kept(new_full)


def new_full() -> Review:
    review = make_review()
    make_thread(review.version, review.expert, "late in the text", exact="Write down the aim")
    make_thread(review.version, review.expert, "early in the text", exact="shows and checks", language="zh")
    make_thread(review.version, review.other, "on the section", section="Tasks", importance=None)
    make_thread(review.version, review.other, "on the whole")
    make_thread(review.version, review.other, "a draft", is_draft=True)
    return review


def test_comments_come_in_the_order_of_the_text(speak: Callers, full: Review) -> None:
    assert bodies(speak(full.editor), path_of(full)) == [
        "on the whole",
        "on the section",
        "early in the text",
        "late in the text",
    ]


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("scope=section,document", {"on the whole", "on the section"}),
        ("scope=passage&language=zh", {"early in the text"}),
        ("q=EARLY", {"early in the text"}),
        ("q=shows and", {"early in the text"}),
        (
            "place=in_place&late=false",
            {"on the whole", "on the section", "early in the text", "late in the text"},
        ),
        ("late=true", set()),
        ("status=draft", set()),
        ("status=open&type=question", set()),
        ("country=la", {"on the whole", "on the section"}),
        ("institution_type=workers", {"on the whole", "on the section"}),
        ("importance=&scope=", {"on the whole", "on the section", "early in the text", "late in the text"}),
    ],
)
def test_a_list_is_narrowed(speak: Callers, full: Review, query: str, found: set[str]) -> None:
    editor = speak(full.editor)
    full.other.country, full.other.institution_type = "LA", InstitutionType.WORKERS
    assert set(bodies(editor, path_of(full, f"?{query}"))) == found


def test_a_list_is_narrowed_by_things(speak: Callers, full: Review) -> None:
    editor = speak(full.editor)
    section = editor.get(f"/versions/{full.version.public_id}").json["sections"][1]["id"]
    for query, number in (
        (f"author={full.other.public_id}", 2),
        (f"round={full.round.public_id}", 4),
        (f"section={section}", 2),
        ("round=23456789abcdefgh", 0),
    ):
        assert len(bodies(editor, path_of(full, f"?{query}"))) == number


def test_a_filter_that_is_none_is_refused(speak: Callers, full: Review) -> None:
    for query, field in (
        ("status=lost", "status"),
        ("late=perhaps", "late"),
        ("overdue=perhaps", "overdue"),
        ("limit=x", "limit"),
    ):
        answer = speak(full.editor).get(path_of(full, f"?{query}"))
        assert (answer.status_code, answer.json["errors"].keys()) == (422, {field})


def walk(caller: Caller, path: str) -> list[str]:
    """Follow the link to the next page until there is none."""
    found = []
    while path:
        answer = caller.get(path)
        found += [item["id"] for item in answer.json["items"]]
        link = answer.headers.get("Link", "")
        assert (answer.json["next"] is None) == (link == "")
        target = urlsplit(link.partition(">")[0].lstrip("<"))
        path = f"{target.path}?{target.query}" if link else ""
    return found


@pytest.mark.parametrize("limit", [1, 2, 3, 50])
def test_a_walk_through_the_pages_meets_every_comment_once(speak: Callers, full: Review, limit: int) -> None:
    version = make_version(full.document, CHAPTER.replace("Write down the aim", "Note"))
    for _ in range(3):
        make_thread(version, full.editor, exact="shows and checks")
    path = f"/versions/{version.public_id}/threads"
    whole = [item["id"] for item in speak(full.editor).get(path).json["items"]]
    assert len(whole) == 7
    assert walk(speak(full.editor), f"{path}?limit={limit}&type=substantive") == whole


def test_a_cursor_tells_no_row_keys_and_fits_no_other_form(speak: Callers, full: Review) -> None:
    for cursor in ("x", "W10", "WzEsMiwzXQ", "WyJ4IiwxLCJ5Il0", "%00", "_" * 5000):
        answer = speak(full.editor).get(path_of(full, f"?cursor={cursor}"))
        assert (answer.status_code, answer.json["errors"].keys()) == (422, {"cursor"})


def test_at_most_two_hundred_come_at_once(speak: Callers, review: Review) -> None:
    for number in range(3):
        make_thread(review.version, review.expert, f"Comment {number}")
    assert len(bodies(speak(review.editor), path_of(review, "?limit=100000"))) == 3


def test_the_number_of_queries_does_not_grow(speak: Callers, full: Review, count_queries: Counting) -> None:
    editor, path = speak(full.editor), path_of(full)
    make_decision(make_thread(full.version, make_member_of(full)), full.manager)
    editor.get(path)
    with count_queries() as few:
        editor.get(path)
    for _ in range(5):
        thread = make_thread(full.version, make_member_of(full), exact="A trainer plans")
        speak(full.editor).post(f"/threads/{thread.public_id}/replies", {"body": "Why?"})
        make_decision(thread, full.manager)
    with count_queries() as many:
        assert len(editor.get(path).json["items"]) == 10
    assert len(many) == len(few)


def make_member_of(review: Review) -> Any:
    member = make_member(review.project)
    make_round(review.project, [review.version], [member])
    return member


def test_an_expert_in_a_blind_round_sees_only_his_own(speak: Callers) -> None:
    review = make_review(visibility="blind")
    make_thread(review.version, review.other, "by the other")
    make_thread(review.version, review.expert, "by me")
    expert = speak(review.expert)
    assert bodies(expert, path_of(review)) == ["by me"]
    assert expert.get(path_of(review)).json["items"][0]["number"] == 1
    assert bodies(expert, path_of(review, f"?author={review.other.public_id}")) == []


def test_who_is_not_named_is_not_found_by_name(speak: Callers) -> None:
    review = make_review(attribution="number")
    make_thread(review.version, review.other, "by the other")
    make_thread(review.version, review.expert, "by me")
    expert = speak(review.expert)
    shown = next(item for item in expert.get(path_of(review)).json["items"] if not item["mine"])
    assert shown["author"]["byline"] and shown["author"]["number"] == review.other.pseudonym
    for name in ("id", "name", "institution", "institution_type", "role"):
        assert shown["author"][name] is None
    text = expert.get(path_of(review)).get_data(as_text=True)
    assert review.other.account.name not in text and review.other.public_id not in text
    for query in (f"author={review.other.public_id}", "country=CN", "institution_type=tvet"):
        assert "by the other" not in bodies(expert, path_of(review, f"?{query}"))
    assert bodies(expert, path_of(review, f"?author={review.expert.public_id}")) == ["by me"]
    assert bodies(speak(review.editor), path_of(review, f"?author={review.other.public_id}")) == [
        "by the other"
    ]


def test_a_decision_is_not_found_before_it_is_told(speak: Callers, review: Review) -> None:
    thread = make_thread(review.version, review.expert)
    make_decision(thread, review.editor, "noted", reason="unspoken")
    expert = speak(review.expert)
    for query in ("status=decided", "disposition=noted", "q=unspoken"):
        assert bodies(expert, path_of(review, f"?{query}")) == []
    assert len(bodies(expert, path_of(review, "?status=in_progress"))) == 1


def test_observers_read_an_open_round_and_write_nothing(speak: Callers, full: Review) -> None:
    observer = speak(make_member(full.project, Role.OBSERVER))
    assert len(bodies(observer, path_of(full))) == 4
    thread = observer.get(path_of(full)).json["items"][0]["id"]
    for method, path, body in (
        ("PATCH", "", {"body": "x"}),
        ("POST", "/replies", {"body": "x"}),
        ("POST", "/decision", {"disposition": "noted"}),
        ("POST", "/withdraw", {}),
    ):
        assert observer(method, f"/threads/{thread}{path}", body).status_code == 403
