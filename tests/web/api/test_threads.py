"""What becomes of a comment over the API: words, status, decisions, places, and two people at once."""

from typing import Any

import pytest

from reviewapp.models import Thread
from reviewapp.services.decisions import share
from tests.builders import (
    Review,
    actor_of,
    make_decision,
    make_thread,
    make_version,
)

from .conftest import Callers


@pytest.fixture
def thread(review: Review) -> Thread:
    """An expert's comment on a passage."""
    return make_thread(review.version, review.expert, exact="shows and checks")


def path_of(thread: Any) -> str:
    return f"/threads/{thread.public_id}"


def test_its_author_edits_a_comment_until_somebody_replies(
    speak: Callers, review: Review, thread: Thread
) -> None:
    expert, path = speak(review.expert), path_of(thread)
    edited = expert.patch(path, {"body": "Say how many weeks.", "type": "example", "importance": "minor"})
    assert (edited.status_code, edited.json["body"]) == (200, "Say how many weeks.")
    assert (edited.json["type"], edited.json["importance"]) == ("example", "minor")
    assert edited.json["edited_at"] and edited.headers["ETag"] != '"1"'
    for other in (review.other, review.editor, review.manager):
        assert speak(other).patch(path, {"body": "Mine."}).status_code == 403
    reply = speak(review.editor).post(f"{path}/replies", {"body": "Why?", "author": review.other.public_id})
    assert (reply.status_code, reply.json["author"]["id"]) == (201, review.editor.public_id)
    assert expert.patch(path, {"body": "Too late."}).status_code == 409


def test_editors_move_and_share_a_comment(speak: Callers, review: Review, thread: Thread) -> None:
    editor, path = speak(review.editor), path_of(thread)
    assert editor.patch(path, {"status": "in_progress"}).json["status"] == "in_progress"
    assert editor.patch(path, {"status": "closed"}).status_code == 409
    make_decision(thread, review.editor)
    closed = editor.patch(path, {"status": "closed", "shared": True}).json
    assert (closed["status"], closed["shared"]) == ("closed", True)
    for change in ({"status": "in_progress"}, {"status": "closed"}, {"shared": False}):
        for member in (review.expert, review.officer):
            assert speak(member).patch(path, change).status_code == 403


def test_a_change_happens_whole_or_not_at_all(speak: Callers, review: Review, thread: Thread) -> None:
    answer = speak(review.expert).patch(path_of(thread), {"body": "New words.", "status": "closed"})
    assert answer.status_code == 403
    assert speak(review.expert).get(path_of(thread)).json["body"] == "Say how many hours."


def test_a_status_with_an_address_of_its_own_is_not_set(
    speak: Callers, review: Review, thread: Thread
) -> None:
    for status in ("decided", "withdrawn", "draft", "nonsense"):
        answer = speak(review.editor).patch(path_of(thread), {"status": status})
        assert (answer.status_code, answer.json["errors"].keys()) == (422, {"status"})


def test_nothing_beyond_the_contract_changes(speak: Callers, review: Review, thread: Thread) -> None:
    before = speak(review.expert).get(path_of(thread)).json
    more = {
        "author_id": 1,
        "author": "x",
        "created_at": "1999",
        "disposition": "accepted",
        "number": 7,
        "late": True,
    }
    after = speak(review.expert).patch(path_of(thread), more)
    assert (after.status_code, after.json) == (200, before)


def test_internal_notes_are_for_editors_and_managers(speak: Callers, review: Review, thread: Thread) -> None:
    path = path_of(thread)
    note = {"body": "Between us.", "internal": True}
    assert speak(review.editor).post(f"{path}/replies", note).json["internal"] is True
    for member in (review.expert, review.officer):
        assert speak(member).post(f"{path}/replies", note).status_code == 403
        shown = speak(member).get(path)
        assert shown.json["replies"] == [] and b"Between us" not in shown.data
    assert len(speak(review.manager).get(path).json["replies"]) == 1


def test_an_editor_decides_and_the_expert_hears_of_it_when_it_is_answered(
    speak: Callers, review: Review, thread: Thread
) -> None:
    path = path_of(thread)
    ruling = {"disposition": "not_accepted", "reason": "Out of reach.", "response": "Thank you."}
    decided = speak(review.editor).post(f"{path}/decision", ruling)
    assert decided.status_code == 200
    assert {name: decided.json[name] for name in ruling} == ruling
    assert decided.json["status"] == "decided" and decided.json["decided_by"] == review.editor.public_id
    before = speak(review.expert).get(path).json
    assert (before["status"], before["disposition"], before["reason"]) == ("in_progress", None, None)
    assert before["decided_at"] is None and before["response"] is None
    for act in ("close", "answer"):
        speak(review.officer).post(f"/rounds/{review.round.public_id}/{act}")
    after = speak(review.expert).get(path).json
    assert {name: after[name] for name in ruling} == ruling
    assert after["decided_by"] is None


def test_a_shared_decision_is_seen_at_once(speak: Callers, review: Review, thread: Thread) -> None:
    make_decision(thread, review.editor)
    share(thread, True, actor=actor_of(review.editor))
    assert speak(review.other).get(path_of(thread)).json["disposition"] == "accepted"


@pytest.mark.parametrize(
    ("body", "field"),
    [
        ({}, "disposition"),
        ({"disposition": "maybe"}, "disposition"),
        ({"disposition": "not_accepted"}, "reason"),
        ({"disposition": "out_of_scope", "reason": " "}, "reason"),
        ({"disposition": "duplicate"}, "duplicate_of"),
        ({"disposition": "duplicate", "duplicate_of": "23456789abcdefgh"}, "duplicate_of"),
    ],
)
def test_a_decision_needs_its_grounds(
    speak: Callers, review: Review, thread: Thread, body: dict[str, str], field: str
) -> None:
    answer = speak(review.editor).post(f"{path_of(thread)}/decision", body)
    assert (answer.status_code, answer.json["errors"].keys()) == (422, {field})


def test_a_duplicate_names_its_main_thread(speak: Callers, review: Review, thread: Thread) -> None:
    main = make_thread(review.version, review.other)
    body = {"disposition": "duplicate", "duplicate_of": main.public_id}
    assert (
        speak(review.editor).post(f"{path_of(thread)}/decision", body).json["duplicate_of"] == main.public_id
    )


def test_who_may_decide(speak: Callers, review: Review, thread: Thread) -> None:
    body = {"disposition": "accepted"}
    for member in (review.expert, review.other, review.officer):
        assert speak(member).post(f"{path_of(thread)}/decision", body).status_code == 403
    own = make_thread(review.version, review.editor)
    assert speak(review.editor).post(f"{path_of(own)}/decision", body).status_code == 403
    assert speak(review.manager).post(f"{path_of(own)}/decision", body).status_code == 200


def test_a_second_decision_needs_to_have_seen_the_first(
    speak: Callers, review: Review, thread: Thread
) -> None:
    editor, manager, path = speak(review.editor), speak(review.manager), f"{path_of(thread)}/decision"
    first = editor.post(path, {"disposition": "accepted"})
    blind = manager.post(path, {"disposition": "noted"})
    assert (blind.status_code, blind.mimetype) == (409, "application/problem+json")
    assert blind.json["decision"]["disposition"] == "accepted"
    assert blind.json["decision"]["decided_by"] == review.editor.public_id
    seen = manager.post(path, {"disposition": "noted"}, headers={"If-Match": first.headers["ETag"]})
    assert (seen.status_code, seen.json["disposition"]) == (200, "noted")
    any_state = editor.post(path, {"disposition": "accepted"}, headers={"If-Match": "*"})
    assert (any_state.status_code, any_state.json["disposition"]) == (200, "accepted")


@pytest.mark.parametrize(
    ("method", "what", "body"),
    [
        ("PATCH", "", {"shared": True}),
        ("POST", "/decision", {"disposition": "noted"}),
        ("POST", "/reopen", {}),
        ("POST", "/place", {"version": "23456789abcdefgh", "removed": True}),
    ],
)
def test_who_acts_on_an_old_state_is_shown_the_present_one(
    speak: Callers, review: Review, thread: Thread, method: str, what: str, body: dict[str, Any]
) -> None:
    editor, path = speak(review.editor), path_of(thread)
    old = editor.get(path).headers["ETag"]
    if what == "/place":
        body = {**body, "version": make_version(review.document).public_id}
    make_decision(thread, review.manager, "not_accepted", reason="Because.")
    stale = editor(method, f"{path}{what}", body, headers={"If-Match": old})
    assert (stale.status_code, stale.mimetype) == (412, "application/problem+json")
    assert (stale.json["thread"]["disposition"], stale.json["thread"]["reason"]) == (
        "not_accepted",
        "Because.",
    )
    now = editor.get(path)
    assert stale.headers["ETag"] == now.headers["ETag"] and now.json["disposition"] == "not_accepted"
    fresh = editor(method, f"{path}{what}", body, headers={"If-Match": now.headers["ETag"]})
    assert fresh.status_code == 200 and fresh.headers["ETag"] == editor.get(path).headers["ETag"]


def test_the_tag_of_a_compressed_answer_is_taken_back(speak: Callers, review: Review, thread: Thread) -> None:
    editor = speak(review.editor)
    tag = editor.get(path_of(thread), headers={"Accept-Encoding": "gzip"}).headers["ETag"]
    answer = editor.patch(path_of(thread), {"status": "in_progress"}, headers={"If-Match": tag})
    assert answer.status_code == 200


def test_a_decided_comment_can_be_taken_up_again(speak: Callers, review: Review, thread: Thread) -> None:
    path = f"{path_of(thread)}/reopen"
    assert speak(review.editor).post(path).status_code == 409
    make_decision(thread, review.editor)
    assert speak(review.expert).post(path).status_code == 403
    again = speak(review.editor).post(path, {"note": "A new source."})
    assert (again.json["status"], again.json["disposition"]) == ("in_progress", None)


def test_its_author_withdraws_a_comment_before_it_is_decided(
    speak: Callers, review: Review, thread: Thread
) -> None:
    path = path_of(thread)
    for member in (review.other, review.editor):
        assert speak(member).post(f"{path}/withdraw").status_code == 403
    gone = speak(review.expert).post(f"{path}/withdraw", {"note": "A mistake."})
    assert (gone.status_code, gone.json["status"]) == (200, "withdrawn")
    assert speak(review.other).get(path).status_code == 404
    assert speak(review.expert).patch(path, {"body": "Back."}).status_code == 409
    decided = make_thread(review.version, review.expert)
    make_decision(decided, review.editor)
    assert speak(review.expert).post(f"{path_of(decided)}/withdraw").status_code == 409


def test_no_expert_withdraws_after_the_round_has_closed(
    speak: Callers, review: Review, thread: Thread
) -> None:
    draft = make_thread(review.version, review.expert, is_draft=True)
    assert speak(review.manager).post(f"/rounds/{review.round.public_id}/close").status_code == 200
    kept = speak(review.expert).post(f"{path_of(thread)}/withdraw")
    assert (kept.status_code, kept.json["type"].rpartition("#")[2]) == (409, "round_closed")
    assert speak(review.editor).get(path_of(thread)).json["status"] == "open"
    assert speak(review.expert).post(f"{path_of(draft)}/withdraw").status_code == 200
