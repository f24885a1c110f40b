"""Everything that goes wrong below /api/ is a problem document."""

import pytest

from tests.builders import Review, sign_in

from .conftest import Caller, Callers


def test_json_that_is_none_is_refused_as_unreadable(speak: Callers, review: Review) -> None:
    path = f"/projects/{review.project.public_id}/guides"
    for data in (b"{bad", b"[]", b'"text"', b"\xff\xfe", b"[" * 100_000):
        answer = speak(review.manager).post(path, data=data, content_type="application/json")
        assert (answer.status_code, answer.mimetype) == (400, "application/problem+json")


def test_half_a_character_is_no_text(speak: Callers, review: Review) -> None:
    path = f"/projects/{review.project.public_id}/guides"
    answer = speak(review.manager).post(path, data=b'{"title": "\\ud800"}', content_type="application/json")
    assert answer.status_code in (400, 422)


def test_another_content_type_is_refused(speak: Callers, review: Review) -> None:
    path = f"/projects/{review.project.public_id}/guides"
    answer = speak(review.manager).post(
        path, data=b"title=Guide", content_type="application/x-www-form-urlencoded"
    )
    assert (answer.status_code, answer.mimetype) == (415, "application/problem+json")
    answer = speak(review.manager).post(
        f"/documents/{review.document.public_id}/versions", {"language": "en"}
    )
    assert answer.status_code == 415


def test_an_address_that_never_was_gives_a_problem(speak: Callers, review: Review) -> None:
    for method, path, status in (("GET", "/nowhere", 404), ("DELETE", "/projects", 405)):
        answer = speak(review.manager)(method, path)
        assert (answer.status_code, answer.mimetype) == (status, "application/problem+json")
        assert answer.json.keys() >= {"type", "title", "status", "detail"}


def test_a_session_opens_nothing_here(review: Review, nobody: Caller) -> None:
    sign_in(nobody.client, review.manager)
    assert nobody.get(f"/projects/{review.project.public_id}").status_code == 401


@pytest.mark.parametrize("language", ["en", "zh"])
def test_sentences_follow_the_language_asked_for(speak: Callers, review: Review, language: str) -> None:
    answer = speak(review.manager).post(f"/projects/{review.project.public_id}/guides?lang={language}", {})
    assert answer.status_code == 422 and answer.json["errors"]["title"]
