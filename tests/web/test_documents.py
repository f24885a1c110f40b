"""Guides and documents: adding them, and the line of versions of each."""

from flask.testing import FlaskClient

from reviewapp.domain.people import Role
from reviewapp.domain.versions import DocumentKind
from reviewapp.queries.projects import guides_of
from reviewapp.services.projects import create_guide
from tests import builders as b


def test_staff_add_a_guide_and_a_document(client: FlaskClient) -> None:
    project = b.make_project()
    b.sign_in(client, b.make_member(project, Role.OFFICER))
    address = f"/projects/{project.public_id}/guides/new"
    assert client.get(address).status_code == 200
    client.post(address, data={"title": "Training trainers"})
    [guide] = guides_of(project)
    address = f"/guides/{guide.public_id}/documents/new"
    assert client.get(address).status_code == 200
    answer = client.post(address, data={"kind": "outline", "title": "Outline"})
    [document] = guides_of(project)[0].documents
    assert (guide.title, document.title, document.kind) == (
        "Training trainers",
        "Outline",
        DocumentKind.OUTLINE,
    )
    assert answer.location == f"/documents/{document.public_id}"


def test_a_document_sent_twice_is_added_once(client: FlaskClient) -> None:
    project = b.make_project()
    guide = create_guide(project, "Guide", actor=b.make_admin())
    b.sign_in(client, b.make_member(project, Role.EDITOR))
    for _ in range(2):
        client.post(
            f"/guides/{guide.public_id}/documents/new",
            data={"kind": "chapter", "title": "Chapter", "form_key": "k"},
        )
    assert len(guides_of(project)[0].documents) == 1


def test_a_title_is_asked_for(client: FlaskClient) -> None:
    project = b.make_project()
    b.sign_in(client, b.make_member(project, Role.EDITOR))
    answer = client.post(f"/projects/{project.public_id}/guides/new", data={"title": ""})
    assert answer.status_code == 422
    assert "Enter a title." in answer.text
    assert guides_of(project) == []


def test_reviewers_add_nothing(client: FlaskClient) -> None:
    review = b.make_review()
    b.sign_in(client, review.expert)
    for address in (
        f"/projects/{review.project.public_id}/guides/new",
        f"/guides/{review.document.guide.public_id}/documents/new",
        f"/documents/{review.document.public_id}/versions/new",
    ):
        assert client.get(address).status_code == 403
        assert client.post(address, data={"title": "x"}).status_code == 403


def test_a_document_shows_its_versions_newest_first(client: FlaskClient) -> None:
    review = b.make_review()
    b.make_version(review.document, b.CHAPTER)
    b.make_version(review.document, b.CHAPTER, publish=False)
    b.make_version(review.document, b.CHAPTER_ZH, "zh")
    b.sign_in(client, review.editor)
    page = client.get(f"/documents/{review.document.public_id}").text
    english = page[page.index('id="line-en"') : page.index('id="line-zh"')]
    places = [english.index(f"Version {number}") for number in (3, 2, 1)]
    assert places == sorted(places)
    for words in ("Draft", "Published", "Superseded"):
        assert words in english


def test_a_draft_can_be_published_and_a_superseded_version_not_taken_back(client: FlaskClient) -> None:
    review = b.make_review()
    draft = b.make_version(review.document, b.CHAPTER, publish=False)
    b.sign_in(client, review.editor)
    page = client.get(f"/documents/{review.document.public_id}").text
    assert f"/versions/{draft.public_id}/publish" in page
    client.post(f"/versions/{draft.public_id}/publish")
    page = client.get(f"/documents/{review.document.public_id}").text
    assert f"/versions/{draft.public_id}/publish" not in page
    assert f"/versions/{review.version.public_id}/withdraw" not in page


def test_a_document_nobody_asked_a_reviewer_to_read_is_not_there(client: FlaskClient) -> None:
    review = b.make_review()
    other = b.make_document(review.project, "Chapter 5")
    b.make_version(other)
    b.sign_in(client, review.expert)
    assert client.get(f"/documents/{review.document.public_id}").status_code == 200
    assert client.get(f"/documents/{other.public_id}").status_code == 404


def test_a_document_without_versions_teaches_what_to_do(client: FlaskClient) -> None:
    project = b.make_project()
    document = b.make_document(project)
    b.sign_in(client, b.make_member(project, Role.EDITOR))
    assert "No version yet" in client.get(f"/documents/{document.public_id}").text


def test_hostile_titles_are_shown_as_they_are(client: FlaskClient) -> None:
    project = b.make_project()
    document = b.make_document(project, "<svg onload=ran()> {{7*7}}")
    b.make_version(document, "# <b onclick=ran()>x\n\nText.")
    b.sign_in(client, b.make_member(project, Role.EDITOR))
    page = client.get(f"/documents/{document.public_id}").text
    assert "&lt;svg onload=ran()&gt; {{7*7}}" in page
    assert "<svg onload" not in page
    assert "<b onclick" not in page
