"""Review rounds over the API."""

from datetime import UTC, datetime, timedelta
from typing import Any

from tests.builders import Review, make_document, make_member, make_project, make_round, make_version

from .conftest import Callers


def terms(review: Review, **changes: Any) -> dict[str, Any]:
    return {
        "name": "Second round",
        "opens_at": "2026-01-01T00:00:00+08:00",
        "closes_at": "2999-12-31",
        "versions": [review.version.public_id],
        "reviewers": [review.expert.public_id],
        **changes,
    }


def path_of(review: Review) -> str:
    return f"/projects/{review.project.public_id}/rounds"


def test_a_round_is_planned_and_open_by_its_dates(speak: Callers, review: Review) -> None:
    made = speak(review.officer).post(path_of(review), terms(review))
    assert (made.status_code, made.json["state"]) == (201, "open")
    assert made.json["opens_at"] == "2025-12-31T16:00:00Z"
    assert made.json["closes_at"] == "2999-12-31T16:00:00Z"
    assert made.json["visibility"] == "open" and made.json["late"] == "mark"
    assert (made.json["attribution"], made.json["attribution_out"]) == ("named", "role")
    assert made.json["reviewers"] == [review.expert.public_id]


def test_a_day_is_its_beginning_or_its_end_in_the_time_zone_of_the_project(
    speak: Callers, review: Review
) -> None:
    sent = terms(review, opens_at="2027-03-01", closes_at="2027-03-01")
    made = speak(review.officer).post(path_of(review), sent).json
    assert (made["opens_at"], made["closes_at"]) == ("2027-02-28T16:00:00Z", "2027-03-01T16:00:00Z")
    sent = terms(review, opens_at="2027-03-01T09:00", closes_at="2027-03-01T09:00:00Z")
    made = speak(review.officer).post(path_of(review), sent).json
    assert (made["opens_at"], made["closes_at"]) == ("2027-03-01T01:00:00Z", "2027-03-01T09:00:00Z")


def test_what_does_not_fit_is_said_by_field(speak: Callers, review: Review) -> None:
    elsewhere = make_version(make_document(make_project()))
    draft = make_version(review.document, publish=False)
    for field, value in (
        ("opens_at", "tomorrow"),
        ("closes_at", "9999-12-31T23:59:59-12:00"),
        ("closes_at", "2020-01-01"),
        ("versions", []),
        ("versions", [elsewhere.public_id]),
        ("versions", [draft.public_id]),
        ("versions", ["23456789abcdefgh"]),
        ("reviewers", [review.editor.public_id]),
        ("reviewers", [make_member(make_project()).public_id]),
        ("visibility", "secret"),
        ("name", ""),
    ):
        answer = speak(review.officer).post(path_of(review), terms(review, **{field: value}))
        assert (answer.status_code, answer.json["errors"].keys()) == (422, {field}), (field, value)


def test_reviewers_see_their_rounds_without_the_list_of_others(speak: Callers, review: Review) -> None:
    expert, path = speak(review.expert), f"/rounds/{review.round.public_id}"
    assert expert.get(path).json["reviewers"] is None
    assert [one["id"] for one in expert.get(path_of(review)).json["items"]] == [review.round.public_id]
    stranger = speak(make_member(review.project))
    assert stranger.get(path).status_code == 404
    assert stranger.get(path_of(review)).json["items"] == []
    assert expert.post(path_of(review), terms(review)).status_code == 403
    assert expert.patch(path, {"closes_at": "2999-01-01"}).status_code == 403
    assert expert.post(f"{path}/close").status_code == 403


def test_a_change_leaves_what_is_not_sent(speak: Callers, review: Review) -> None:
    officer, path = speak(review.officer), f"/rounds/{review.round.public_id}"
    before = officer.get(path).json
    changed = officer.patch(
        path, {"closes_at": "2999-01-01", "state": "answered", "id": "x", "created_at": "1999"}
    )
    assert changed.status_code == 200
    assert changed.json == {**before, "closes_at": "2999-01-01T16:00:00Z"}
    changed = officer.patch(
        path, {"reviewers": [review.other.public_id, review.other.public_id], "late": "refuse"}
    )
    assert changed.json["reviewers"] == [review.other.public_id] and changed.json["late"] == "refuse"


def test_a_round_goes_through_its_phases(speak: Callers, review: Review) -> None:
    officer, path = speak(review.officer), f"/rounds/{review.round.public_id}"
    assert officer.post(f"{path}/answer").status_code == 409
    for act, state in (("close", "closed"), ("answer", "answered"), ("report", "reported")):
        answer = officer.post(f"{path}/{act}")
        assert (answer.status_code, answer.json["state"]) == (200, state)
    assert officer.post(f"{path}/cancel").status_code == 409
    assert officer.patch(path, {"name": "Later"}).status_code == 409


def test_a_round_can_be_cancelled(speak: Callers, review: Review) -> None:
    path = f"/rounds/{review.round.public_id}"
    assert speak(review.manager).post(f"{path}/cancel").json["state"] == "cancelled"
    assert speak(review.expert).get(path).status_code == 404


def test_rounds_come_in_pages(speak: Callers, review: Review) -> None:
    for days in (1, 2, 3):
        opens = datetime(2027, 1, days, tzinfo=UTC)
        make_round(review.project, [review.version], [], opens_at=opens, closes_at=opens + timedelta(days=9))
    whole = speak(review.officer).get(path_of(review)).json
    assert [one["opens_at"][:10] for one in whole["items"]][:3] == ["2027-01-03", "2027-01-02", "2027-01-01"]
    first = speak(review.officer).get(f"{path_of(review)}?limit=3")
    assert first.headers["Link"].endswith('>; rel="next"') and first.json["next"] in first.headers["Link"]
    rest = speak(review.officer).get(f"{path_of(review)}?limit=3&cursor={first.json['next']}").json
    assert first.json["items"] + rest["items"] == whole["items"] and rest["next"] is None
    for wrong in ("limit=0", "limit=many", "cursor=x", "cursor=WyJ4Il0", "limit=-1"):
        assert speak(review.officer).get(f"{path_of(review)}?{wrong}").status_code == 422


def test_the_time_for_objections_is_said_with_the_answer_and_changed_alone(
    speak: Callers, review: Review
) -> None:
    caller, at = speak(review.officer), f"/rounds/{review.round.public_id}"
    caller.post(f"{at}/close")
    early = caller.post(f"{at}/answer", {"objections_until": "2020-01-01"})
    assert early.status_code == 422 and "objections_until" in early.json["errors"]
    assert caller.post(f"{at}/answer", {"objections_until": "soon"}).status_code == 422
    answered = caller.post(f"{at}/answer", {"objections_until": "2999-12-07"}).json
    assert (answered["state"], answered["objections_until"]) == ("answered", "2999-12-07T16:00:00Z")
    changed = caller.patch(at, {"objections_until": "2999-12-08"})
    assert (changed.status_code, changed.json["objections_until"]) == (200, "2999-12-08T16:00:00Z")
    assert caller.patch(at, {"objections_until": "2999-12-09", "name": "Renamed"}).status_code == 409


def test_an_answer_without_a_word_lets_authors_object_for_two_weeks(speak: Callers, review: Review) -> None:
    caller, at = speak(review.officer), f"/rounds/{review.round.public_id}"
    assert caller.get(at).json["objections_until"] is None
    caller.post(f"{at}/close")
    until = datetime.fromisoformat(caller.post(f"{at}/answer").json["objections_until"])
    assert timedelta(14) <= until - datetime.now(UTC) <= timedelta(15)
