"""Settling where a comment stands in the next version, over the API."""

import pytest

from reviewapp.models import Thread
from tests.builders import CHAPTER, Review, make_document, make_thread, make_version

from .conftest import Callers


@pytest.fixture
def thread(review: Review) -> Thread:
    """An expert's comment on a passage."""
    return make_thread(review.version, review.expert, exact="shows and checks")


def path_of(thread: Thread) -> str:
    return f"/threads/{thread.public_id}"


def test_an_editor_settles_a_place(speak: Callers, review: Review, thread: Thread) -> None:
    editor, path = speak(review.editor), f"{path_of(thread)}/place"
    version = make_version(review.document, CHAPTER.replace("plans, shows and checks", "plans and checks"))
    place = editor.get(path_of(thread)).json["place"]
    assert (place["version"], place["state"]) == (version.public_id, "changed")
    blocks = editor.get(f"/versions/{version.public_id}/blocks").json["items"]
    block = next(b for b in blocks if "plans and checks" in b["text"])
    start = block["text"].index("plans and checks")
    here = {
        "start": {"block": block["id"], "offset": start},
        "end": {"block": block["id"], "offset": start + len("plans and checks")},
    }
    settled = editor.post(path, {"version": version.public_id, **here})
    assert settled.status_code == 200
    assert (settled.json["place"]["state"], settled.json["place"]["exact"]) == ("changed", "plans and checks")
    assert settled.json["place"]["changed"] and settled.json["place"]["start"] == here["start"]
    assert [one["state"] for one in settled.json["places"]] == ["in_place", "changed"]
    section = blocks[0]["section"]
    settled = editor.post(path, {"version": version.public_id, "section": section})
    assert (settled.json["place"]["state"], settled.json["place"]["section"]) == ("section_only", section)
    settled = editor.post(path, {"version": version.public_id, "removed": True})
    assert (settled.json["place"]["state"], settled.json["place"]["exact"]) == ("removed", None)


def test_a_place_is_settled_only_where_it_can_be(speak: Callers, review: Review, thread: Thread) -> None:
    editor, path = speak(review.editor), f"{path_of(thread)}/place"
    elsewhere = make_version(make_document(review.project))
    assert editor.post(path, {"version": review.version.public_id, "removed": True}).status_code == 409
    for body, field in (
        ({"removed": True}, "version"),
        ({"version": elsewhere.public_id, "removed": True}, "version"),
        ({"version": "23456789abcdefgh", "removed": True}, "version"),
        ({"version": make_version(review.document).public_id, "section": "23456789abcdefgh"}, "section"),
    ):
        answer = editor.post(path, body)
        assert (answer.status_code, answer.json["errors"].keys()) == (422, {field})
    for member in (review.expert, review.officer):
        assert speak(member).post(path, {"version": elsewhere.public_id, "removed": True}).status_code == 403


def test_a_place_is_either_somewhere_or_removed(speak: Callers, review: Review, thread: Thread) -> None:
    editor = speak(review.editor)
    version = make_version(review.document, CHAPTER.replace("plans, shows and checks", "plans and checks"))
    section = editor.get(f"/versions/{version.public_id}").json["sections"][0]["id"]
    both = {"version": version.public_id, "section": section, "removed": True}
    answer = editor.post(f"{path_of(thread)}/place", both)
    assert (answer.status_code, answer.json["errors"].keys()) == (422, {"removed"})
    assert editor.get(path_of(thread)).json["place"]["state"] == "changed"
