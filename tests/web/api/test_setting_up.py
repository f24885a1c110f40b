"""Projects, people, guides and documents over the API."""

from reviewapp.domain.people import Role
from reviewapp.queries.accounts import find_account, find_account_by_email
from tests.builders import Review, make_admin, make_member, make_project

from .conftest import Caller, Callers

PROJECT = {"name": "Trainers", "languages": ["en", "zh-CN"], "time_zone": "Asia/Shanghai"}


def test_an_administrator_creates_a_project_and_is_its_manager(speak: Callers) -> None:
    admin = speak(find_account(make_admin().account_id))
    made = admin.post("/projects", PROJECT)
    assert made.status_code == 201
    assert made.json["languages"] == ["en", "zh"] and made.json["role"] == "manager"
    assert admin.get(f"/projects/{made.json['id']}").json == made.json
    assert [one["id"] for one in admin.get("/projects").json["items"]] == [made.json["id"]]


def test_nobody_else_creates_projects(speak: Callers, review: Review) -> None:
    assert speak(review.manager).post("/projects", PROJECT).status_code == 403


def test_what_is_wrong_with_a_project_is_said_by_field(speak: Callers) -> None:
    admin = speak(find_account(make_admin().account_id))
    assert admin.post("/projects", {**PROJECT, "time_zone": "Mars/Crater"}).json["errors"].keys() == {
        "time_zone"
    }
    assert admin.post("/projects", {}).json["errors"].keys() == {"name", "languages"}
    assert admin.post("/projects", {**PROJECT, "name": 7}).json["errors"].keys() == {"name"}


def test_a_person_without_an_account_gets_one(speak: Callers, review: Review) -> None:
    made = speak(review.manager).post(
        f"/projects/{review.project.public_id}/people",
        {
            "email": "New.Person@Example.org",
            "name": "Expert 90",
            "role": "reviewer",
            "institution": "Institution 90",
            "institution_type": "tvet",
            "country": "cn",
            "language": "zh-Hans",
            "tags": ["focal point"],
        },
    )
    assert made.status_code == 201
    assert (
        made.json["country"] == "CN"
        and made.json["language"] == "zh"
        and made.json["tags"] == ["focal point"]
    )
    assert find_account_by_email("new.person@example.org") is not None


def test_a_person_with_an_account_joins_under_it(speak: Callers, review: Review) -> None:
    elsewhere = make_member(make_project(), Role.EDITOR)
    email = elsewhere.account.email
    body = {"email": email, "name": "Other name", "role": "reviewer"}
    path = f"/projects/{review.project.public_id}/people"
    made = speak(review.manager).post(path, body)
    assert (made.status_code, made.json["name"]) == (201, elsewhere.account.name)
    assert speak(review.manager).post(path, body).status_code == 409


def test_nobody_brings_in_a_role_above_his_own(speak: Callers, review: Review) -> None:
    path = f"/projects/{review.project.public_id}/people"
    body = {"email": "x@example.org", "name": "X", "role": "manager"}
    assert speak(review.officer).post(path, body).status_code == 403
    assert speak(review.expert).post(path, {**body, "role": "reviewer"}).status_code == 403
    assert speak(review.expert).get(path).status_code == 403


def test_nothing_beyond_the_contract_is_taken_from_a_body(speak: Callers, review: Review) -> None:
    body = {
        "email": "x@example.org",
        "name": "X",
        "role": "observer",
        "is_admin": True,
        "id": "mine",
        "pseudonym": 1,
    }
    made = speak(review.officer).post(f"/projects/{review.project.public_id}/people", body)
    assert made.status_code == 201 and made.json["id"] != "mine"
    account = find_account_by_email("x@example.org")
    assert account is not None and not account.is_admin


def test_a_guide_and_its_documents_are_made_and_shown(speak: Callers, review: Review) -> None:
    editor = speak(review.editor)
    guide = editor.post(f"/projects/{review.project.public_id}/guides", {"title": "Guide"})
    assert guide.status_code == 201
    document = editor.post(f"/guides/{guide.json['id']}/documents", {"kind": "outline", "title": "Outline"})
    assert document.status_code == 201 and document.json["versions"] == []
    assert editor.get(f"/guides/{guide.json['id']}").json["documents"] == [document.json]
    assert editor.get(f"/documents/{document.json['id']}").json == document.json
    wrong = editor.post(f"/guides/{guide.json['id']}/documents", {"kind": "poem", "title": "Outline"})
    assert wrong.status_code == 422 and wrong.json["errors"].keys() == {"kind"}
    expert, known = speak(review.expert), review.document.guide.public_id
    assert expert.post(f"/guides/{guide.json['id']}/documents", {}).status_code == 404
    assert expert.post(f"/guides/{known}/documents", {}).status_code == 403


def test_an_expert_sees_of_a_document_the_versions_of_his_rounds(speak: Callers, review: Review) -> None:
    path = f"/documents/{review.document.public_id}"
    assert [v["id"] for v in speak(review.expert).get(path).json["versions"]] == [review.version.public_id]
    assert speak(make_member(review.project)).get(path).status_code == 404


def test_an_outsider_finds_nothing(speak: Callers, review: Review) -> None:
    outsider = speak(make_member(make_project(), Role.MANAGER))
    paths = [
        f"/projects/{review.project.public_id}",
        f"/projects/{review.project.public_id}/people",
        f"/projects/{review.project.public_id}/rounds",
        f"/guides/{review.document.guide.public_id}",
        f"/documents/{review.document.public_id}",
        f"/versions/{review.version.public_id}",
        f"/versions/{review.version.public_id}/blocks",
        f"/versions/{review.version.public_id}/original",
        f"/versions/{review.version.public_id}/threads",
        f"/rounds/{review.round.public_id}",
    ]
    assert [outsider.get(path).status_code for path in paths] == [404] * len(paths)
    never = outsider.get("/versions/23456789abcdefgh")
    assert outsider.get(paths[5]).data == never.data


def test_whoever_has_no_token_is_asked_for_one(nobody: Caller, review: Review) -> None:
    answer = nobody.get(f"/versions/{review.version.public_id}")
    assert answer.status_code == 401
    assert answer.mimetype == "application/problem+json"
    assert answer.headers["WWW-Authenticate"] == "Bearer"
    nobody.token = "rvw_wrong"
    assert nobody.get("/me").status_code == 401


def test_a_token_says_whose_it_is(speak: Callers, review: Review) -> None:
    me = speak(review.expert).get("/me").json
    assert me["projects"][0]["membership"] == review.expert.public_id
    assert me["projects"][0]["role"] == "reviewer" and not me["is_admin"]


def test_what_may_be_absent_may_be_null(speak: Callers, review: Review) -> None:
    admin = speak(find_account(make_admin().account_id))
    assert admin.post("/projects", {**PROJECT, "time_zone": None}).json["time_zone"] == "UTC"
    assert admin.post("/projects", {**PROJECT, "name": None}).json["errors"].keys() == {"name"}
    optional = ("institution", "institution_type", "country", "sector", "language", "tags")
    person = {"email": "null@example.org", "name": "Expert 91", "role": "reviewer"}
    people = f"/projects/{review.project.public_id}/people"
    assert speak(review.manager).post(people, person | dict.fromkeys(optional)).json["tags"] == []
    comment = {"scope": "passage", "body": "Why?", "quote": {"exact": "plans, shows", "prefix": None}}
    absent = ("section", "start", "end", "type", "importance", "language", "draft", "on_behalf_of")
    made = speak(review.expert).post(
        f"/versions/{review.version.public_id}/threads",
        comment | dict.fromkeys((*absent, "proposed_wording")),
    )
    assert (made.status_code, made.json["type"]) == (201, "substantive")
