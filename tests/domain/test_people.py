"""Roles, rights and names."""

import pytest

from reviewapp.domain.people import Attribution, Byline, InstitutionType, Person, Role, byline
from reviewapp.domain.permissions import RULES, Action, Actor, may, may_invite

PERSON = Person("Expert 03", Role.REVIEWER, "A college", InstitutionType.TVET, 17)

RIGHTS = """
see the project      manager editor officer reviewer observer
see the people       manager editor officer
invite               manager editor officer
edit the guide       manager editor officer
read a version       manager editor officer reviewer observer
upload a version     manager editor officer
manage a round       manager editor officer
see threads          manager editor officer reviewer observer
comment              manager editor officer reviewer
reply                manager editor officer reviewer
triage               manager editor
see the desk         manager editor officer observer
export               manager editor officer reviewer observer
take part in a round reviewer
see the activity of the project manager editor
"""
ROLES = {role.value for role in Role}
TABLE = {
    " ".join(w for w in line.split() if w not in ROLES): ROLES & set(line.split())
    for line in RIGHTS.strip().splitlines()
}


def test_the_table_of_rights_is_as_written_here() -> None:
    assert {action.value: {role.value for role in roles} for action, roles in RULES.items()} == TABLE


@pytest.mark.parametrize("action", list(RULES))
def test_an_administrator_may_what_a_manager_may(action: Action) -> None:
    assert may(Actor(1, is_admin=True), action) == may(Actor(2, False, 2, Role.MANAGER), action)


@pytest.mark.parametrize("action", [action for action in Action if action is not Action.VISIT])
def test_nobody_may_nothing_but_visit(action: Action) -> None:
    assert not may(None, action)


def test_only_administrators_create_projects() -> None:
    assert may(Actor(1, is_admin=True), Action.CREATE_PROJECT)
    assert not may(Actor(1, False, 1, Role.MANAGER), Action.CREATE_PROJECT)


@pytest.mark.parametrize(
    ("inviter", "invited"),
    [
        ("manager", "editor officer reviewer observer"),
        ("editor", "officer reviewer observer"),
        ("officer", "reviewer observer"),
        ("reviewer", ""),
        ("observer", ""),
    ],
)
def test_people_bring_in_lower_roles_only(inviter: str, invited: str) -> None:
    actor = Actor(1, False, 1, Role(inviter))
    assert {role.value for role in Role if may_invite(actor, role)} == set(invited.split())


@pytest.mark.parametrize(
    ("attribution", "shown"),
    [
        ("named", Byline("Expert 03", "A college", Role.REVIEWER, InstitutionType.TVET)),
        ("institution", Byline(institution="A college", institution_type=InstitutionType.TVET)),
        ("role", Byline(role=Role.REVIEWER, institution_type=InstitutionType.TVET)),
        ("number", Byline(number=17)),
    ],
)
def test_a_byline_says_no_more_than_the_attribution(attribution: str, shown: Byline) -> None:
    assert byline(PERSON, Attribution(attribution)) == shown
