"""Everything that goes wrong below /api/ is a problem document."""

import io

import pytest
from flask import current_app

from tests.builders import Review, make_thread, sign_in

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


def test_characters_that_no_text_holds_do_no_harm(speak: Callers, review: Review) -> None:
    editor = speak(review.editor)
    assert editor.get("/versions/a%00b").status_code == 404
    for name in ("q", "author", "country", "section", "round", "language"):
        answer = editor.get(f"/versions/{review.version.public_id}/threads?{name}=a%00b")
        assert (answer.status_code, answer.json["errors"].keys()) == (422, {name})
    comment = {"scope": "document", "body": "a\0b", "proposed_wording": "c\0d"}
    made = editor.post(f"/versions/{review.version.public_id}/threads", comment)
    assert (made.json["body"], made.json["proposed_wording"]) == ("ab", "cd")
    ruling = {"disposition": "noted", "reason": "a\0b", "response": "\0c"}
    decided = speak(review.manager).post(f"/threads/{made.json['id']}/decision", ruling)
    assert (decided.json["reason"], decided.json["response"]) == ("ab", "c")
    assert editor.post(f"/threads/{made.json['id']}/reopen", {"note": "\0"}).status_code == 200
    bad_id = {**comment, "scope": "section", "section": "a\0"}
    answer = editor.post(f"/versions/{review.version.public_id}/threads", bad_id)
    assert (answer.status_code, answer.json["errors"].keys()) == (422, {"section"})


def test_tags_that_are_none_match_nothing(speak: Callers, review: Review) -> None:
    thread = make_thread(review.version, review.expert)
    for tag in ('"0"', 'W/"1"', '""', "nonsense"):
        change = {"status": "in_progress"}
        headers = {"If-Match": tag}
        answer = speak(review.editor).patch(f"/threads/{thread.public_id}", change, headers=headers)
        assert answer.status_code == 412


def test_a_body_too_large_is_heard_out_so_that_its_sender_hears_the_answer(
    speak: Callers, review: Review
) -> None:
    sent = io.BytesIO(b"x" * (current_app.config["MAX_CONTENT_LENGTH"] + 200_000))
    answer = speak(review.manager).post(
        f"/documents/{review.document.public_id}/versions",
        input_stream=sent,
        content_length=len(sent.getbuffer()),
        content_type="multipart/form-data; boundary=b",
    )
    assert (answer.status_code, answer.mimetype) == (413, "application/problem+json")
    assert sent.tell() == len(sent.getbuffer())
