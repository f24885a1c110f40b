"""Adding many people from a list: a preview first, then all that are ticked or nobody."""

import io
from typing import Any

import openpyxl
import pytest
from flask.testing import FlaskClient

from reviewapp.domain.people import InstitutionType, Role
from reviewapp.extensions import db
from reviewapp.models import Activity, Membership, Project
from reviewapp.queries.projects import members_of
from tests import builders as b
from tests.web.pages import Page

LIST = """姓名\t邮箱\t单位\t单位类型\t国家\t语言\t标签\t角色
专家甲\tA@example.org\t第七学院\t职业院校\t老挝\t中文\t联络人\t
Expert Bee\tb@example.org\tMinistry 2\tGovernment\tLao PDR\tEnglish\t\tObserver
Expert Cee\tnobody\t\t\t\t\t\t
"""


class Bringing:
    """An officer who adds people from lists."""

    def __init__(self, client: FlaskClient, role: Role = Role.OFFICER) -> None:
        self.client = client
        self.project: Project = b.make_project()
        self.officer: Membership = b.make_member(self.project, role)
        b.sign_in(client, self.officer)
        self.path = f"/projects/{self.project.public_id}/people/import"

    def look(self, people: str = LIST, role: str = "reviewer", **more: Any) -> Any:
        return self.client.post(self.path, data={"people": people, "role": role, "act": "preview", **more})

    def add(self, seen: Any, *rows: int, **changes: Any) -> Any:
        page = Page(seen)
        fields = {name: value for name, value in _fields(page).items() if name not in ("row", "file")}
        return self.client.post(self.path, data={**fields, "act": "add", "row": [*map(str, rows)], **changes})

    def emails(self) -> set[str]:
        return {member.account.email for member in members_of(self.project)}

    def member(self, email: str) -> Membership:
        return next(member for member in members_of(self.project) if member.account.email == email)


def _fields(page: Page) -> dict[str, str]:
    form = next(one for one in page.tree.iter("form") if one.get("enctype"))
    holder = Page.of("<form action=x></form>")
    holder.tree = form
    form.set("action", "x")
    wrapper = form.makeelement("div", {})
    wrapper.append(form)
    holder.tree = wrapper
    return holder.form("x")


def test_a_preview_says_what_would_become_of_each_row_and_stores_nothing(client: FlaskClient) -> None:
    bringing = Bringing(client)
    elsewhere = b.make_member(b.make_project(name="Elsewhere"), name="Expert Dee")
    before = db.session.query(Activity).count()
    more = (
        f"X\t{bringing.officer.account.email}\nOther name\t{elsewhere.account.email}\nTwin\ta@example.org\n"
    )
    words = Page(bringing.look(LIST + more)).words
    assert "2 will be added" in words
    assert "1 joins with the account it has" in words
    assert "1 is in the project already" in words
    assert "2 need mending" in words
    assert "E-mail address: “nobody” is none." in words
    assert "stands in line 2 already" in words
    assert "Expert Dee" in words
    assert bringing.emails() == {bringing.officer.account.email, "admin@example.org"}
    assert db.session.query(Activity).count() == before


def test_ticked_people_are_added_with_all_that_is_known(client: FlaskClient) -> None:
    bringing = Bringing(client)
    answer = bringing.add(bringing.look(), 0, 1)
    assert answer.location.endswith("/people#to-invite")
    first, second = bringing.member("a@example.org"), bringing.member("b@example.org")
    assert (first.account.name, first.role, first.institution) == ("专家甲", Role.REVIEWER, "第七学院")
    assert (first.institution_type, first.country, first.language, first.tags) == (
        InstitutionType.TVET,
        "LA",
        "zh",
        ["联络人"],
    )
    assert (second.role, second.country, second.language) == (Role.OBSERVER, "LA", "en")
    lines = db.session.query(Activity).filter_by(verb="added", noun="membership").all()
    assert {line.subject for line in lines} >= {first.public_id, second.public_id}
    assert "2 people have not been invited yet" in client.get(answer.location).text


def test_only_ticked_rows_are_added(client: FlaskClient) -> None:
    bringing = Bringing(client)
    bringing.add(bringing.look(), 1)
    assert "b@example.org" in bringing.emails()
    assert "a@example.org" not in bringing.emails()


def test_the_same_list_again_adds_nobody_twice(client: FlaskClient) -> None:
    bringing = Bringing(client)
    page = bringing.look()
    first, again = bringing.add(page, 0, 1), bringing.add(page, 0, 1)
    assert first.location == again.location, "the same form sent twice leads to the same place"
    before = len(members_of(bringing.project))
    assert "2 are in the project already" in Page(bringing.look()).words
    assert bringing.add(bringing.look(), 0).status_code == 409
    assert len(members_of(bringing.project)) == before


def test_if_one_cannot_be_added_nobody_is(client: FlaskClient) -> None:
    bringing = Bringing(client)
    page = bringing.look()
    b.make_member(bringing.project, email="b@example.org")
    answer = bringing.add(page, 0, 1)
    assert answer.status_code == 409
    assert "Look at the list once more" in answer.text
    assert "a@example.org" not in bringing.emails()


def test_a_list_changed_after_the_preview_is_looked_at_again(client: FlaskClient) -> None:
    bringing = Bringing(client)
    page = bringing.look()
    for change in ({"people": "Expert Eff <f@example.org>"}, {"role": "observer"}):
        answer = bringing.add(page, 0, **change)
        assert answer.status_code == 409
        assert "has changed since the preview" in answer.text
    assert len(members_of(bringing.project)) == 2


def test_a_row_that_needs_mending_cannot_be_forced_in(client: FlaskClient) -> None:
    bringing = Bringing(client)
    assert bringing.add(bringing.look(), 2).status_code == 409
    assert bringing.add(bringing.look(), 99).status_code == 409
    assert bringing.add(bringing.look()).status_code == 422


def test_a_spreadsheet_is_read_into_the_list(client: FlaskClient) -> None:
    bringing = Bringing(client)
    book = openpyxl.Workbook()
    for row in (
        ["Name", "E-mail", "Country"],
        ["Expert Gee", "g@example.org", "China"],
        ["=1+1", "h@example.org"],
    ):
        book.active.append(row)
    file = io.BytesIO()
    book.save(file)
    page = bringing.look("", file=(io.BytesIO(file.getvalue()), "people.xlsx"))
    assert _fields(Page(page))["people"].strip().startswith("Name\tE-mail\tCountry\nExpert Gee")
    assert bringing.add(page, 0).status_code == 302
    assert bringing.member("g@example.org").country == "CN"


def test_a_file_that_is_no_spreadsheet_is_refused_and_the_list_stays(client: FlaskClient) -> None:
    bringing = Bringing(client)
    answer = bringing.look(LIST, file=(io.BytesIO(b"\xd0\xcf\x11\xe0"), "people.xls"))
    assert answer.status_code == 422
    assert "save it as .xlsx" in answer.text
    assert "a@example.org" in answer.text.lower()


@pytest.mark.parametrize(("role", "words"), [("editor", "editor"), ("manager", "manager")])
def test_nobody_brings_in_a_role_above_by_a_list(client: FlaskClient, role: str, words: str) -> None:
    bringing = Bringing(client)
    assert bringing.look(role=role).status_code == 422
    row = f"Name,Email,Role\nExpert Aitch,h@example.org,{words}"
    page = bringing.look(row)
    assert "You may not bring in people of this role" in page.text
    assert bringing.add(page, 0).status_code == 409
    assert "h@example.org" not in bringing.emails()


def test_two_who_look_the_same_are_told_apart_before_they_are_added(client: FlaskClient) -> None:
    bringing = Bringing(client)
    page = bringing.look("Expert Jay <j@example.org>\nЕхреrt Jaу <k@example.org>\nEditor <l@example.org>")
    assert "has a name that looks the same" in page.text
    assert "would be taken for the staff" in page.text
    assert "1 will be added" in Page(page).words


def test_hostile_cells_are_shown_as_they_are(client: FlaskClient) -> None:
    bringing = Bringing(client)
    page = bringing.look('"><script>ran()</script>{{7*7}}\tx@example.org\t<img src=x onerror=ran()>')
    assert Page(page).alive() == []
    assert "{{7*7}}" in Page(page).words


@pytest.mark.parametrize("role", [Role.REVIEWER, Role.OBSERVER])
def test_others_bring_in_nobody(client: FlaskClient, role: Role) -> None:
    bringing = Bringing(client, role)
    assert client.get(bringing.path).status_code == 403
    assert bringing.look().status_code == 403


def test_longer_lists_ask_no_more_of_the_database(client: FlaskClient, count_queries: Any) -> None:
    bringing = Bringing(client)
    lines = [f"Expert X{number} <x{number}@example.org>" for number in range(30)]
    with count_queries() as few:
        bringing.look("\n".join(lines[:2]))
    with count_queries() as many:
        bringing.look("\n".join(lines))
    assert len(many) == len(few)
