"""Taking part in a round over the API: submitting, declining, more time, the list that staff get."""

from datetime import timedelta

from reviewapp.clock import now
from reviewapp.domain.people import Role
from reviewapp.domain.rounds import Visibility
from reviewapp.services.rounds import move_round
from tests.builders import Review, actor_of, make_member, make_project, make_round, make_thread

from .conftest import Callers

LATER = (now() + timedelta(days=40)).replace(microsecond=0)


def path_of(review: Review) -> str:
    return f"/rounds/{review.round.public_id}"


def test_a_reviewer_is_told_how_far_he_or_she_is_and_staff_are_not(speak: Callers, review: Review) -> None:
    expert, path = speak(review.expert), path_of(review)
    me = expert.get(path).json["me"]
    assert (me["state"], me["comments"], me["submitted_at"]) == ("listed", 0, None)
    assert me["deadline"] == expert.get(path).json["closes_at"]
    make_thread(review.version, review.expert)
    make_thread(review.version, review.other)
    listed = expert.get(f"/projects/{review.project.public_id}/rounds").json["items"]
    assert [(one["me"]["state"], one["me"]["comments"]) for one in listed] == [("in_progress", 1)]
    assert speak(review.officer).get(path).json["me"] is None


def test_submitting_sends_drafts_and_shows_others_until_it_is_taken_back(
    speak: Callers, review: Review
) -> None:
    round_ = make_round(
        review.project, [review.version], [review.expert, review.other], visibility=Visibility.AFTER_SUBMIT
    )
    draft = make_thread(review.version, review.expert, is_draft=True)
    theirs = make_thread(review.version, review.other)
    assert draft.round_id == theirs.round_id == round_.id
    expert, path = speak(review.expert), f"/rounds/{round_.public_id}"
    others = f"/threads/{theirs.public_id}"
    assert expert.get(others).status_code == 404
    sent = expert.post(f"{path}/submit")
    assert (sent.status_code, sent.json["me"]["state"]) == (200, "submitted")
    assert expert.get(f"/threads/{draft.public_id}").json["status"] == "open"
    assert expert.get(others).status_code == 200
    assert expert.post(f"{path}/submit").status_code == 409
    assert expert.post(f"{path}/resume").json["me"]["state"] == "in_progress"
    assert expert.get(others).status_code == 404
    assert expert.post(f"{path}/resume").status_code == 409


def test_declining_takes_a_reason_that_staff_read(speak: Callers, review: Review) -> None:
    expert, path = speak(review.expert), path_of(review)
    declined = expert.post(f"{path}/decline", {"reason": "On leave."})
    assert (declined.status_code, declined.json["me"]["state"]) == (200, "declined")
    refused = expert.post(f"{path}/decline", {"reason": "x" * 1001})
    assert (refused.status_code, refused.json["errors"].keys()) == (422, {"reason"})
    [first, _] = speak(review.officer).get(f"{path}/reviewers").json["items"]
    assert (first["state"], first["decline_reason"]) == ("declined", "On leave.")
    assert expert.post(f"{path}/resume").json["me"]["state"] == "listed"


def test_staff_list_the_reviewers_and_nobody_else_does(speak: Callers, review: Review) -> None:
    make_thread(review.version, review.expert)
    path = f"{path_of(review)}/reviewers"
    whole = speak(review.officer).get(path).json["items"]
    assert [one["member"] for one in whole] == [review.expert.public_id, review.other.public_id]
    assert [(one["state"], one["comments"], one["late"]) for one in whole] == [
        ("in_progress", 1, 0),
        ("listed", 0, 0),
    ]
    observer = make_member(review.project, Role.OBSERVER)
    assert [speak(who).get(path).status_code for who in (review.expert, observer)] == [403, 403]
    assert speak(make_member(review.project)).get(path).status_code == 404
    first = speak(review.officer).get(f"{path}?limit=1").json
    assert first["items"] == whole[:1] and first["next"]


def test_more_time_is_for_one_reviewer_alone(speak: Callers, review: Review) -> None:
    officer, path = speak(review.officer), path_of(review)
    body = {"member": review.expert.public_id, "until": LATER.isoformat()}
    assert officer.post(f"{path}/extension", body).status_code == 200
    until = f"{LATER:%Y-%m-%dT%H:%M:%SZ}"
    assert speak(review.expert).get(path).json["me"]["deadline"] == until
    assert speak(review.other).get(path).json["me"]["deadline"] != until
    assert [one["extended"] for one in officer.get(f"{path}/reviewers").json["items"]] == [True, False]
    stranger = make_member(make_project())
    for wrong, field in (
        ({**body, "member": stranger.public_id}, "member"),
        ({**body, "until": "2026-01-01"}, "until"),
        ({**body, "until": "soon"}, "until"),
        ({"until": body["until"]}, "member"),
    ):
        answer = officer.post(f"{path}/extension", wrong)
        assert (answer.status_code, answer.json["errors"].keys()) == (422, {field})
    assert speak(review.expert).post(f"{path}/extension", body).status_code == 403


def test_terms_of_reference_and_confidentiality_are_set_and_stay(speak: Callers, review: Review) -> None:
    officer, path = speak(review.officer), path_of(review)
    changed = officer.patch(path, {"terms_of_reference": "Is it feasible?", "confidential": True}).json
    assert (changed["terms_of_reference"], changed["confidential"]) == ("Is it feasible?", True)
    assert officer.patch(path, {"name": "Renamed"}).json == {**changed, "name": "Renamed"}
    long = officer.patch(path, {"terms_of_reference": "x" * 4001})
    assert (long.status_code, long.json["errors"].keys()) == (422, {"terms_of_reference"})


def test_what_was_promised_cannot_be_changed_after_the_first_comment(speak: Callers, review: Review) -> None:
    officer, path = speak(review.officer), path_of(review)
    assert officer.patch(path, {"visibility": "blind"}).status_code == 200
    make_thread(review.version, review.expert)
    for change in ({"visibility": "open"}, {"attribution": "number"}):
        assert officer.patch(path, change).status_code == 409
    assert officer.patch(path, {"attribution_out": "number"}).status_code == 200


def test_reviewers_take_part_and_staff_do_not(speak: Callers, review: Review) -> None:
    path = path_of(review)
    for act in ("submit", "resume", "decline"):
        assert speak(review.editor).post(f"{path}/{act}").status_code == 403
        assert speak(make_member(review.project)).post(f"{path}/{act}").status_code == 404
    move_round(review.round, "cancel", actor=actor_of(review.manager))
    assert speak(review.expert).post(f"{path}/submit").status_code == 404
