"""Personal sign-in links: who hands them to whom."""

import re
from typing import Any

from flask import Flask
from flask.testing import FlaskClient

from reviewapp.domain.people import Role
from reviewapp.models import Membership, Project
from reviewapp.queries.projects import members_of
from reviewapp.services.accounts import open_account
from reviewapp.services.people import Newcomer, add_member
from tests import builders as b

NEW = {
    "email": "expert@example.org",
    "name": "Expert 42",
    "role": "reviewer",
    "institution": "College 7",
    "institution_type": "tvet",
    "country": "LA",
    "sector": "Automotive",
    "language": "zh",
    "tags": "focal point，lead editor",
}


def project_with(client: FlaskClient, role: Role) -> tuple[Project, Membership]:
    project = b.make_project()
    member = b.make_member(project, role)
    b.sign_in(client, member)
    return project, member


def add(client: FlaskClient, project: Project, **changes: Any) -> Any:
    return client.post(f"/projects/{project.public_id}/people/new", data={**NEW, **changes})


def found(project: Project, email: str = NEW["email"]) -> Membership | None:
    return next((member for member in members_of(project) if member.account.email == email), None)


def link_in(page: str) -> str:
    match = re.search(r'value="http://[^"]+(/sign-in/[\w-]+)"', page)
    assert match is not None, page
    return match[1]


def test_a_link_is_shown_once_and_opens_the_account(app: Flask, client: FlaskClient) -> None:
    project, _ = project_with(client, Role.OFFICER)
    add(client, project)
    member = found(project)
    assert member is not None
    page = client.post(f"/people/{member.public_id}/link")
    assert page.headers["Cache-Control"] == "no-store"
    link = link_in(page.text)
    index = client.get(f"/projects/{project.public_id}/people").text
    assert link not in index
    assert "the link works until" in index
    expert = app.test_client()
    assert "Expert 42" in expert.get(link).text
    assert expert.post("/sign-in", data={"token": link.rpartition("/")[2]}).status_code == 302
    assert "last signed in on" in client.get(f"/projects/{project.public_id}/people").text


def test_a_revoked_link_opens_nothing(app: Flask, client: FlaskClient) -> None:
    project, _ = project_with(client, Role.OFFICER)
    member = b.make_member(project)
    link = link_in(client.post(f"/people/{member.public_id}/link").text)
    client.post(f"/people/{member.public_id}/link/revoke")
    answer = app.test_client().get(link)
    assert answer.status_code == 404
    assert "withdrawn" in answer.text
    assert "the link works until" not in client.get(f"/projects/{project.public_id}/people").text


def test_nobody_gets_a_link_to_somebody_above(client: FlaskClient) -> None:
    project, _ = project_with(client, Role.OFFICER)
    editor = b.make_member(project, Role.EDITOR)
    assert client.post(f"/people/{editor.public_id}/link").status_code == 403
    assert client.post(f"/people/{editor.public_id}/link/revoke").status_code == 403


def test_adding_an_administrator_as_reviewer_gives_no_link_to_that_account(client: FlaskClient) -> None:
    project, _ = project_with(client, Role.MANAGER)
    open_account("root@example.org", "Administrator 2", is_admin=True, actor=None)
    add(client, project, email="root@example.org")
    member = found(project, "root@example.org")
    assert member is not None
    answer = client.post(f"/people/{member.public_id}/link")
    assert answer.status_code == 403
    assert "/sign-in/" not in answer.text


def test_adding_somebody_who_is_more_elsewhere_gives_no_link(client: FlaskClient) -> None:
    elsewhere = b.make_member(b.make_project(name="Elsewhere"), Role.MANAGER)
    project, _ = project_with(client, Role.OFFICER)
    add(client, project, email=elsewhere.account.email)
    member = found(project, elsewhere.account.email)
    assert member is not None
    answer = client.post(f"/people/{member.public_id}/link")
    assert answer.status_code == 403
    assert "Ask an administrator" in answer.text


def test_a_manager_of_both_projects_hands_links_to_a_reviewer_of_both(client: FlaskClient) -> None:
    project, manager = project_with(client, Role.MANAGER)
    second = b.make_project(name="Second")
    admin = b.make_admin()
    add_member(second, Newcomer(manager.account.email, "x", Role.MANAGER), actor=admin)
    expert = b.make_member(project)
    add_member(second, Newcomer(expert.account.email, "x", Role.REVIEWER), actor=admin)
    assert client.post(f"/people/{expert.public_id}/link").status_code == 200
