"""Adding people and handing them personal links."""

import re
from typing import Any

import pytest
from flask.testing import FlaskClient

from reviewapp.domain.people import InstitutionType, Role
from reviewapp.models import Membership, Project
from reviewapp.queries.projects import members_of
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


def test_staff_add_a_person_with_all_that_is_known(client: FlaskClient) -> None:
    project, _ = project_with(client, Role.OFFICER)
    assert client.get(f"/projects/{project.public_id}/people/new").status_code == 200
    answer = add(client, project)
    member = found(project)
    assert member is not None
    assert answer.location == f"/people/{member.public_id}#invite"
    assert (member.account.name, member.role, member.institution) == ("Expert 42", Role.REVIEWER, "College 7")
    assert (member.institution_type, member.country, member.sector) == (
        InstitutionType.TVET,
        "LA",
        "Automotive",
    )
    assert (member.language, member.tags) == ("zh", ["focal point", "lead editor"])
    page = client.get(f"/projects/{project.public_id}/people").text
    for words in (
        "<bdi>Expert 42</bdi>",
        "expert@example.org",
        "College 7",
        "Laos",
        "Chinese",
        "focal point",
    ):
        assert words in page


def test_only_address_name_and_role_are_needed(client: FlaskClient) -> None:
    project, _ = project_with(client, Role.EDITOR)
    answer = client.post(
        f"/projects/{project.public_id}/people/new",
        data={"email": "a@example.org", "name": "Expert 43", "role": "officer"},
    )
    assert answer.status_code == 302
    member = found(project, "a@example.org")
    assert member is not None
    assert member.role is Role.OFFICER


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"email": ""}, "This is not one e-mail address"),
        ({"email": "a@b, c@d"}, "This is not one e-mail address"),
        ({"name": ""}, "Enter a name."),
        ({"name": "\u202e\u200b"}, "Enter a name."),
        ({"name": "x" * 121}, "at most 120 fit"),
        ({"country": "Laos"}, "This value does not fit here."),
        ({"role": "manager"}, "This value does not fit here."),
        ({"role": "king"}, "This value does not fit here."),
    ],
)
def test_what_is_missing_or_wrong_is_said_and_the_rest_stays(
    client: FlaskClient, change: dict[str, str], sentence: str
) -> None:
    project, _ = project_with(client, Role.OFFICER)
    before = len(members_of(project))
    answer = add(client, project, **change)
    assert answer.status_code == 422
    assert sentence in answer.text
    assert 'value="College 7"' in answer.text
    assert len(members_of(project)) == before


def test_a_person_who_is_there_already_is_named(client: FlaskClient) -> None:
    project, _ = project_with(client, Role.OFFICER)
    add(client, project)
    before = len(members_of(project))
    answer = add(client, project)
    assert answer.status_code == 409
    assert "expert@example.org is in this project already." in answer.text
    assert len(members_of(project)) == before


def test_a_person_sent_twice_is_added_once(client: FlaskClient) -> None:
    project, _ = project_with(client, Role.OFFICER)
    before = len(members_of(project))
    first, second = (add(client, project, form_key="k") for _ in range(2))
    assert first.location == second.location
    assert len(members_of(project)) == before + 1


@pytest.mark.parametrize(
    ("role", "offered"),
    [
        (Role.MANAGER, {"editor", "officer", "reviewer", "observer"}),
        (Role.EDITOR, {"officer", "reviewer", "observer"}),
        (Role.OFFICER, {"reviewer", "observer"}),
    ],
)
def test_only_roles_below_ones_own_are_offered(client: FlaskClient, role: Role, offered: set[str]) -> None:
    project, _ = project_with(client, role)
    page = client.get(f"/projects/{project.public_id}/people/new").text
    options = page[page.index('id="role"') : page.index('id="institution"')]
    assert set(re.findall(r'<option value="(\w+)"', options)) == offered


@pytest.mark.parametrize("role", [Role.REVIEWER, Role.OBSERVER])
def test_others_see_and_add_nobody(client: FlaskClient, role: Role) -> None:
    project, member = project_with(client, role)
    assert client.get(f"/projects/{project.public_id}/people").status_code == 403
    assert add(client, project).status_code == 403
    assert client.post(f"/people/{member.public_id}/link").status_code == 404


def test_hostile_names_are_shown_as_they_are(client: FlaskClient) -> None:
    project, _ = project_with(client, Role.OFFICER)
    add(client, project, name='"><script>ran()</script>{{7*7}}', institution="<img onerror=ran()>")
    member = found(project)
    assert member is not None
    for page in (
        client.get(f"/projects/{project.public_id}/people").text,
        client.post(f"/people/{member.public_id}/link").text,
    ):
        assert "&lt;script&gt;ran()&lt;/script&gt;{{7*7}}" in page
        assert "<script>ran" not in page
        assert "<img onerror" not in page


def test_direction_characters_are_taken_out_of_names(client: FlaskClient) -> None:
    project, _ = project_with(client, Role.OFFICER)
    add(client, project, name="\u202eExpert 44\u2069")
    member = found(project)
    assert member is not None
    assert member.account.name == "Expert 44"


def test_countries_are_named_in_the_readers_language(client: FlaskClient) -> None:
    project, _ = project_with(client, Role.OFFICER)
    address = f"/projects/{project.public_id}/people/new"
    assert '<option value="CN">China (CN)</option>' in client.get(address).text
    client.post("/language", data={"language": "zh"})
    assert '<option value="CN">CN 中国</option>' in client.get(address).text


def test_more_people_cost_no_more_questions(client: FlaskClient, count_queries: Any) -> None:
    project, _ = project_with(client, Role.OFFICER)
    address = f"/projects/{project.public_id}/people"
    b.make_member(project)
    with count_queries() as few:
        client.get(address)
    for _ in range(4):
        b.make_member(project)
    with count_queries() as many:
        client.get(address)
    assert len(many) == len(few)
