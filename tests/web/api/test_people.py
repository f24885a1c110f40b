"""Members over the API: change, remove, link."""

from flask import Flask

from reviewapp.domain.people import Role
from tests.builders import Review, make_member, make_project

from .conftest import Callers


def test_a_member_is_changed_field_by_field(speak: Callers, review: Review) -> None:
    officer, path = speak(review.officer), f"/people/{review.expert.public_id}"
    before = (review.expert.sector, review.expert.tags, review.expert.language)
    changed = officer.patch(path, {"institution": "College 9", "country": "la", "name": "Expert Zed"})
    assert changed.status_code == 200
    assert (changed.json["institution"], changed.json["country"], changed.json["name"]) == (
        "College 9",
        "LA",
        "Expert Zed",
    )
    assert (review.expert.sector, review.expert.tags, review.expert.language) == before


def test_role_and_address_are_changed(speak: Callers, review: Review) -> None:
    changed = speak(review.editor).patch(
        f"/people/{review.expert.public_id}", {"role": "officer", "email": "New@example.org"}
    )
    assert (changed.json["role"], changed.json["email"]) == ("officer", "new@example.org")


def test_all_is_changed_or_nothing(speak: Callers, review: Review) -> None:
    officer, path = speak(review.officer), f"/people/{review.expert.public_id}"
    before = review.expert.institution
    assert officer.patch(path, {"institution": "X", "role": "manager"}).status_code == 403
    assert officer.patch(path, {"institution": "X", "email": review.other.account.email}).status_code == 409
    assert officer.patch(path, {"institution": "X", "country": "Laos"}).status_code == 422
    assert review.expert.institution == before


def test_those_above_stay_as_they_are(speak: Callers, review: Review) -> None:
    officer, path = speak(review.officer), f"/people/{review.editor.public_id}"
    for body in ({"institution": "X"}, {"role": "reviewer"}, {"email": "x@example.org"}, {"name": "X"}):
        assert officer.patch(path, body).status_code == 403
    assert officer.post(f"{path}/remove").status_code == 403
    assert officer.post(f"{path}/link").status_code == 403
    assert review.editor.role is Role.EDITOR


def test_a_removed_member_is_gone_and_may_come_back(speak: Callers, review: Review) -> None:
    officer, expert = speak(review.officer), speak(review.expert)
    path, version = f"/people/{review.expert.public_id}", f"/versions/{review.version.public_id}"
    assert expert.get(version).status_code == 200
    gone = officer.post(f"{path}/remove")
    assert gone.status_code == 200 and gone.json["left_at"] is not None
    assert expert.get(version).status_code == 404
    assert officer.post(f"{path}/remove").status_code == 404
    body = {"email": review.expert.account.email, "role": "reviewer"}
    again = officer.post(f"/projects/{review.project.public_id}/people", body)
    assert (again.status_code, again.json["id"]) == (201, review.expert.public_id)
    assert expert.get(version).status_code == 200


def test_a_link_is_given_once_and_works(app: Flask, speak: Callers, review: Review) -> None:
    made = speak(review.officer).post(f"/people/{review.expert.public_id}/link")
    assert made.status_code == 200 and made.headers["Cache-Control"] == "no-store"
    assert made.json["url"].startswith(f"{app.config['BASE_URL']}/sign-in/")
    token = made.json["url"].rpartition("/")[2]
    assert app.test_client().post("/sign-in", data={"token": token}).status_code == 302


def test_members_of_other_projects_do_not_exist(speak: Callers, review: Review) -> None:
    stranger = make_member(make_project(name="Elsewhere"))
    officer = speak(review.officer)
    for path in (f"/people/{stranger.public_id}", "/people/neverwas12345678"):
        assert officer.patch(path, {"institution": "X"}).status_code == 404
        assert officer.post(f"{path}/remove").status_code == 404
        assert officer.post(f"{path}/link").status_code == 404
