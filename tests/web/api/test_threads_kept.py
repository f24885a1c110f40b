"""What staff keep about a comment, what others add to it, and drafts, over the API."""

from typing import Any

import pytest

from reviewapp.domain.people import FOCAL_POINT, Role
from reviewapp.domain.rounds import Visibility
from reviewapp.models import Thread
from reviewapp.services.decisions import share
from reviewapp.services.replies import reply
from reviewapp.services.rounds import move_round
from reviewapp.services.supports import support
from reviewapp.services.triage import assign
from tests.builders import (
    Review,
    actor_of,
    make_decision,
    make_member,
    make_project,
    make_review,
    make_thread,
)

from .conftest import Caller, Callers


@pytest.fixture
def thread(review: Review) -> Thread:
    """An expert's comment."""
    return make_thread(review.version, review.expert)


def path_of(thread: Any) -> str:
    return f"/threads/{thread.public_id}"


def problem(answer: Any) -> tuple[int, str]:
    return answer.status_code, answer.json["type"].rpartition("#")[2]


def test_an_editor_sets_everything_staff_keep_at_once(speak: Callers, review: Review, thread: Thread) -> None:
    editor, path = speak(review.editor), path_of(thread)
    sent = {
        "assignee": review.manager.public_id,
        "due": "2026-12-03",
        "waiting": True,
        "tags": ["Law"],
        "translation": {"text": "请说明学时。", "language": "zh-CN"},
        "type": "question",
        "importance": "essential",
    }
    given = editor.patch(path, sent, headers={"If-Match": editor.get(path).headers["ETag"]}).json
    assert given["assignee"] == {"id": review.manager.public_id, "name": review.manager.account.name}
    assert (given["due"], given["waiting"], given["tags"]) == ("2026-12-03", True, ["law"])
    assert (given["type"], given["importance"], given["status"]) == ("question", "essential", "in_progress")
    translated = given["translation"]
    assert (translated["text"], translated["language"], translated["outdated"]) == (
        "请说明学时。",
        "zh",
        False,
    )
    assert translated["by"]["id"] == review.editor.public_id
    cleared = editor.patch(path, {"assignee": None, "due": None, "waiting": False, "tags": []}).json
    assert (cleared["assignee"], cleared["due"], cleared["waiting"], cleared["tags"]) == (
        None,
        None,
        False,
        [],
    )
    assert cleared["translation"] == translated
    assert editor.patch(path, {"translation": {"text": ""}}).json["translation"] is None


@pytest.mark.parametrize(
    ("sent", "field"),
    [
        ({"assignee": "23456789abcdefgh"}, "assignee"),
        ({"assignee": 7}, "assignee"),
        ({"due": "soon"}, "due"),
        ({"due": "2026-12-03T10:00:00Z"}, "due"),
        ({"waiting": "yes"}, "waiting"),
        ({"tags": "law"}, "tags"),
        ({"tags": ["x" * 41]}, "tags"),
        ({"translation": "words"}, "translation"),
    ],
)
def test_what_does_not_fit_is_named(
    speak: Callers, review: Review, thread: Thread, sent: dict[str, Any], field: str
) -> None:
    answer = speak(review.editor).patch(path_of(thread), {**sent, "shared": True})
    assert (answer.status_code, answer.json["errors"].keys()) == (422, {field})
    assert speak(review.editor).get(path_of(thread)).json["shared"] is False


def test_only_editors_and_managers_set_it_and_only_they_are_assigned(
    speak: Callers, review: Review, thread: Thread
) -> None:
    outsider = make_member(make_project(), Role.EDITOR)
    for sent in (
        {"assignee": None},
        {"due": None},
        {"waiting": True},
        {"tags": []},
        {"translation": {"text": ""}},
    ):
        for member in (review.officer, review.expert):
            assert speak(member).patch(path_of(thread), sent).status_code == 403
    for member in (review.officer, review.expert, outsider):
        answer = speak(review.editor).patch(path_of(thread), {"assignee": member.public_id})
        assert answer.status_code == 422


def test_others_are_not_told_what_staff_keep(speak: Callers, review: Review, thread: Thread) -> None:
    sent = {
        "assignee": review.manager.public_id, "due": "2026-12-03", "waiting": True, "tags": ["law"],
        "translation": {"text": "学时", "language": "zh"},
    }  # fmt: skip
    speak(review.editor).patch(path_of(thread), sent)
    observer = make_member(review.project, Role.OBSERVER)
    for member, waits in ((review.expert, True), (review.other, None), (observer, None)):
        given = speak(member).get(path_of(thread)).json
        assert [given[name] for name in ("assignee", "due", "tags")] == [None] * 3
        assert (given["waiting"], given["translation"]["by"]) == (waits, None)
    assert speak(review.officer).get(path_of(thread)).json["due"] == "2026-12-03"


def test_support_is_counted_and_named_as_far_as_one_may_know(
    speak: Callers, review: Review, thread: Thread
) -> None:
    other, path = speak(review.other), path_of(thread)
    given = other.post(f"{path}/support").json["supports"]
    assert (given["count"], given["mine"]) == (1, True)
    name = f"{review.other.account.name}, {review.other.institution}"
    assert speak(review.expert).get(path).json["supports"] == {"count": 1, "mine": False, "by": [name]}
    assert other.post(f"{path}/unsupport").json["supports"] == {"count": 0, "mine": False, "by": []}
    assert problem(speak(review.expert).post(f"{path}/support")) == (403, "own_support")
    assert speak(review.editor).post(f"{path}/support").status_code == 403


def test_an_author_objects_once(speak: Callers, review: Review, thread: Thread) -> None:
    expert, path = speak(review.expert), path_of(thread)
    make_decision(thread, review.editor)
    assert problem(expert.post(f"{path}/objection", {"note": "No."})) == (409, "round_not_answered")
    for act in ("close", "answer"):
        move_round(review.round, act, actor=actor_of(review.manager))
    assert expert.post(f"{path}/objection", {}).json["errors"].keys() == {"note"}
    assert speak(review.other).post(f"{path}/objection", {"note": "No."}).status_code == 403
    given = expert.post(f"{path}/objection", {"note": "The law was changed."}).json
    assert (given["status"], given["objection"]["note"]) == ("in_progress", "The law was changed.")
    assert speak(review.editor).get(path).json["objection"]["note"] == "The law was changed."
    assert speak(review.other).get(path).json["objection"] is None
    assert problem(expert.post(f"{path}/objection", {"note": "Again."})) == (409, "objection_made")


def test_drafts_are_handed_over_sent_and_given_back(speak: Callers, review: Review) -> None:
    focal = make_member(review.project, institution=review.expert.institution, tags=[FOCAL_POINT])
    draft = make_thread(review.version, review.expert, is_draft=True)
    expert, point, path = speak(review.expert), speak(focal), path_of(draft)
    assert expert.post(f"{path}/hand-over", {"to": focal.public_id}).status_code == 422
    speak(review.manager).patch(
        f"/rounds/{review.round.public_id}",
        {"reviewers": [one.public_id for one in (review.expert, review.other, focal)]},
    )
    given = expert.post(f"{path}/hand-over", {"to": focal.public_id}).json
    assert given["handed_to"]["id"] == focal.public_id
    assert point.get(path).json["author"]["name"] == review.expert.account.name
    assert point.patch(path, {"body": "Mine."}).status_code == 403
    assert point.post(f"{path}/give-back").status_code == 200
    assert point.get(path).status_code == 404
    expert.post(f"{path}/hand-over", {"to": focal.public_id})
    assert point.patch(path, {"status": "open"}).json["status"] == "open"
    assert problem(expert.post(f"{path}/give-back")) == (409, "not_a_draft")
    assert speak(review.editor).get(path).json["mine"] is False


def test_staff_say_how_a_comment_came_in(speak: Callers, review: Review) -> None:
    path = f"/versions/{review.version.public_id}/threads"
    body = {"scope": "document", "body": "Said aloud.", "channel": "workshop"}
    made = speak(review.officer).post(path, {**body, "on_behalf_of": review.expert.public_id}).json
    assert (made["channel"], made["on_behalf"]) == ("workshop", True)
    assert speak(review.expert).post(path, body).json["channel"] == "online"
    assert speak(review.officer).post(path, {**body, "channel": "dream"}).json["errors"].keys() == {"channel"}


def test_a_duplicate_tells_the_decision_it_inherits(speak: Callers) -> None:
    review = make_review(visibility=Visibility.AFTER_SUBMIT)
    main, mine = make_thread(review.version, review.other), make_thread(review.version, review.expert)
    make_decision(mine, review.editor, "duplicate", duplicate_of=main.public_id)
    make_decision(main, review.editor, "not_accepted", reason="Budget law")
    assert speak(review.expert).get(path_of(mine)).json["main_decision"] is None
    for one in (mine, main):
        share(one, True, actor=actor_of(review.editor))
    told = speak(review.expert).get(path_of(mine)).json
    assert told["main_decision"] == {"disposition": "not_accepted", "reason": None, "response": None}
    assert told["duplicate_of"] is None
    assert speak(review.editor).get(path_of(mine)).json["main_decision"]["reason"] == "Budget law"


def tag(caller: Caller, thread: Thread) -> str:
    return caller.get(path_of(thread)).headers["ETag"]


def test_a_tag_tells_nobody_of_what_he_or_she_does_not_see(speak: Callers) -> None:
    review = make_review(visibility=Visibility.AFTER_SUBMIT)
    thread = make_thread(review.version, review.expert)
    expert, editor = speak(review.expert), speak(review.editor)
    before, staff = tag(expert, thread), tag(editor, thread)
    other, staff_member = actor_of(review.other), actor_of(review.editor)
    speak(review.other).post(f"/rounds/{review.round.public_id}/submit")
    review.round.row_of(review.other.id).submitted_at = review.round.opens_at
    support(thread, actor=other)
    reply(thread, "I agree.", actor=other)
    reply(thread, "Between us.", is_internal=True, actor=staff_member)
    assign(thread, review.manager, actor=staff_member)
    assert tag(editor, thread) != staff
    shown = expert.get(path_of(thread))
    assert (shown.json["replies"], shown.json["supports"]["count"]) == ([], 0)
    # Being taken up is shown to everybody; it is the only thing that changed for the author.
    assert shown.json["status"] == "in_progress" and shown.headers["ETag"] != before
    before = shown.headers["ETag"]
    reply(thread, "Once more.", actor=other)
    assert tag(expert, thread) == before
    changed = expert.patch(path_of(thread), {"type": "example"}, headers={"If-Match": before})
    assert changed.status_code == 200
    before = changed.headers["ETag"]
    reply(thread, "Why?", actor=staff_member)
    stale = expert.post(f"{path_of(thread)}/withdraw", {}, headers={"If-Match": before})
    assert stale.status_code == 412
    assert stale.headers["ETag"] == tag(expert, thread)
    gone = expert.post(f"{path_of(thread)}/withdraw", {}, headers={"If-Match": stale.headers["ETag"]})
    assert gone.status_code == 200
