"""What a file brought along, as people and scripts see it."""

import re

import pytest
from flask.testing import FlaskClient

from reviewapp.domain.people import Role
from reviewapp.domain.rounds import Visibility
from reviewapp.importers.base import FoundComment, Manuscript, RawBlock, Spot, TrackedChange
from reviewapp.models import Version
from reviewapp.queries.found import comments_found
from reviewapp.queries.threads import places_of
from reviewapp.queries.versions import block_rows_of
from reviewapp.services.found import store_found
from reviewapp.services.transaction import transaction
from reviewapp.services.versions import publish_version
from tests import builders as b
from tests.fixtures_counting import Counting

TEXT = "# Tasks\n\nA trainer plans the week.\n\nAnd shows <b>."
AT = Spot(1, 10), Spot(1, 15)
COMMENTS = (
    FoundComment("Colleague Canary", "Why <plans>?", None, *AT, "plans"),
    FoundComment("Colleague B", "Because.", None, *AT, "plans", answers=0),
    FoundComment("Colleague B", "Done?", None, is_resolved=True),
)
CHANGES = (
    TrackedChange(True, "Colleague Canary", "plans", None, *AT),
    TrackedChange(False, "Colleague B", "makes", None, Spot(1, 10), Spot(1, 10)),
    TrackedChange(False, "Colleague B", "Gone altogether", None),
)


def bring(version: Version) -> Version:
    """Let the file of a version bring comments and changes along."""
    raw = [RawBlock(row.kind, row.html) for row in block_rows_of(version)]
    with transaction():
        store_found(
            version, Manuscript("", raw, [], [], list(COMMENTS), list(CHANGES)), list(range(len(raw)))
        )
    return version


@pytest.fixture
def version(client: FlaskClient) -> Version:
    project = b.make_project()
    b.sign_in(client, b.make_member(project, Role.EDITOR))
    return bring(b.make_version(b.make_document(project), TEXT))


def addresses(version: Version) -> tuple[str, str]:
    here = f"/versions/{version.public_id}"
    return f"{here}/found-comments", f"{here}/tracked-changes"


def text_of(page: str) -> str:
    return " ".join(re.sub(r"<[^>]*>", "", page).split())


def key_in(page: str) -> str:
    return page.partition('name="form_key" value="')[2].partition('"')[0]


def test_the_document_and_the_structure_lead_to_what_the_file_brought(
    client: FlaskClient, version: Version
) -> None:
    comments, changes = addresses(version)
    for page in (f"/documents/{version.document.public_id}", f"/versions/{version.public_id}/structure"):
        shown = client.get(page).text
        assert f'<a href="{comments}">2 comments in the file</a>' in shown
        assert f'<a href="{changes}">3 tracked changes in the file</a>' in shown


def test_the_page_quotes_each_comment_in_its_context(client: FlaskClient, version: Version) -> None:
    page = client.get(addresses(version)[0]).text
    assert "A trainer </span><mark>plans</mark>" in page
    assert "Why &lt;plans&gt;?" in page
    shown = text_of(page)
    assert "2 comments, 1 reply" in shown
    assert shown.index("Colleague Canary Myself") < shown.index("Why &lt;plans&gt;?")
    assert shown.index("Why &lt;plans&gt;?") < shown.index("Because.")
    assert "resolved in the file" in shown


def test_all_are_imported_with_one_click_and_lead_to_their_threads(
    client: FlaskClient, version: Version
) -> None:
    address, _ = addresses(version)
    expert = b.make_member(version.document.guide.project, name="colleague b")
    page = client.get(address).text
    assert f'<option value="{expert.public_id}" selected>' in page
    sent = {"form_key": key_in(page), "which": "all", "author_0": "", "author_1": expert.public_id}
    assert client.post(address, data=sent).location == address
    page = client.get(address).text
    assert "2 comments imported." in page
    assert "All comments of this file are imported." in page
    first, reply, second = comments_found(version)
    assert first.thread is not None and second.thread is not None
    assert [second.thread.author_id, first.thread.replies[0].author_id] == [expert.id] * 2
    assert f'<a href="/threads/{first.thread.public_id}">Imported as no. 1</a>' in page
    assert reply.thread_id == first.thread_id
    assert "In the file: Colleague Canary" in client.get(f"/threads/{first.thread.public_id}").text
    assert client.post(address, data=sent).location == address
    assert len(places_of(first.thread)) == 1


def test_only_those_that_are_ticked_are_imported(client: FlaskClient, version: Version) -> None:
    address, _ = addresses(version)
    none = client.post(address, data={"form_key": "a", "which": "ticked", "author_0": "", "author_1": ""})
    assert none.status_code == 422
    assert "Choose at least one comment of the list." in none.text
    client.post(
        address,
        data={"form_key": "b", "which": "ticked", "comments": ["2", "x"], "author_0": "", "author_1": ""},
    )
    assert [one.thread is not None for one in comments_found(version)] == [False, False, True]


def test_nobody_outside_the_project_is_taken_for_an_author(client: FlaskClient, version: Version) -> None:
    stranger = b.make_member(b.make_project())
    sent = {"form_key": "a", "which": "all", "author_0": stranger.public_id, "author_1": ""}
    assert client.post(addresses(version)[0], data=sent).status_code == 422
    assert comments_found(version)[0].thread is None


def test_a_draft_is_published_first(client: FlaskClient, version: Version) -> None:
    draft = bring(b.make_version(version.document, TEXT, publish=False))
    address, _ = addresses(draft)
    page = client.get(address).text
    assert "Publish this version first" in page
    assert 'name="which"' not in page
    assert client.post(address, data={"which": "all", "author_0": "", "author_1": ""}).status_code == 409
    publish_version(draft, actor=b.make_admin())
    assert "Import all 2 comments" in client.get(address).text


def test_a_file_that_brought_nothing_says_so(client: FlaskClient, version: Version) -> None:
    plain = b.make_version(version.document, TEXT)
    comments, changes = addresses(plain)
    assert "No comments in the file" in client.get(comments).text
    assert "No tracked changes in the file" in client.get(changes).text
    assert comments not in client.get(f"/documents/{version.document.public_id}").text


def test_changes_stand_in_their_paragraph_in_words_too(client: FlaskClient, version: Version) -> None:
    page = client.get(addresses(version)[1]).text
    assert "A trainer Deleted: makesInserted: plans the week." in text_of(page)
    assert "Deleted: Gone altogether" in text_of(page)
    assert re.search(r'<ins class="came">.*?plans</ins>', page)
    assert re.search(r'<del class="went">.*?makes</del>', page)
    assert "Colleague Canary" in page


def test_a_reviewer_reads_changes_without_names_and_no_comments_of_the_file(client: FlaskClient) -> None:
    review = b.make_review(TEXT, visibility=Visibility.BLIND)
    comments, changes = addresses(bring(review.version))
    b.sign_in(client, review.expert)
    page = client.get(changes).text
    assert "Inserted: plans" in text_of(page)
    assert "Colleague" not in page
    assert client.get(comments).status_code == 403
    assert client.post(comments, data={"which": "all"}).status_code == 403
    assert comments not in client.get(f"/documents/{review.document.public_id}").text


def test_who_said_it_in_the_file_stays_with_the_staff(client: FlaskClient) -> None:
    review = b.make_review(TEXT)
    b.sign_in(client, review.editor)
    client.post(addresses(bring(review.version))[0], data={"which": "all", "author_0": "", "author_1": ""})
    api = f"/api/v1/versions/{review.version.public_id}/threads"
    for member, knows in ((review.editor, True), (review.expert, False)):
        b.sign_in(client, member)
        page = client.get(f"/versions/{review.version.public_id}").text
        token = {"Authorization": f"Bearer {b.token_of(member)}"}
        [first, *_] = [one for one in client.get(api, headers=token).json["items"] if one["replies"]]
        assert "Why &lt;plans&gt;?" in page
        assert ("Canary" in page) is ("Canary" in str(first)) is knows
        assert (first["in_file"] is not None) is (first["replies"][0]["in_file"] is not None) is knows


def test_the_api_lists_and_imports_them(client: FlaskClient) -> None:
    review = b.make_review(TEXT)
    here = f"/api/v1/versions/{bring(review.version).public_id}"
    token = {"Authorization": f"Bearer {b.token_of(review.officer)}"}
    assert client.get(here, headers=token).json["found"] == {"comments": 2, "insertions": 1, "deletions": 2}
    items = client.get(f"{here}/found-comments", headers=token).json["items"]
    assert [(one["number"], one["answers"], one["resolved"], one["quote"]) for one in items] == [
        (1, None, False, "plans"),
        (2, 1, False, "plans"),
        (3, None, True, ""),
    ]
    sent = {"comments": [1], "authors": {"Colleague Canary": review.expert.public_id}}
    made = client.post(f"{here}/found-comments", json=sent, headers=token)
    assert (made.status_code, made.json["imported"]) == (201, 1)
    thread = client.get(f"/api/v1/threads/{made.json['threads'][0]}", headers=token).json
    assert (thread["author"]["id"], thread["channel"], thread["on_behalf"]) == (
        review.expert.public_id,
        "word",
        True,
    )
    wrong = {"authors": {"Colleague B": "n" * 16}}
    assert client.post(f"{here}/found-comments", json=wrong, headers=token).status_code == 422
    assert client.get(f"{here}/found-comments?limit=1", headers=token).json["next"] is not None


def test_a_page_of_many_comments_asks_no_more_than_one_of_few(
    client: FlaskClient, version: Version, count_queries: Counting
) -> None:
    many = b.make_version(version.document, TEXT)
    raw = [RawBlock(row.kind, row.html) for row in block_rows_of(many)]
    found = [FoundComment(f"Name {at % 150}", "Words", None, *AT, "plans") for at in range(450)]
    with transaction():
        store_found(many, Manuscript("", raw, [], [], found), list(range(len(raw))))
    with count_queries() as few:
        client.get(addresses(version)[0])
    with count_queries() as more:
        page = client.get(addresses(many)[0]).text
    assert len(more) == len(few)
    assert page.count('type="checkbox"') == 200
    assert f'href="{addresses(many)[0]}?first=200"' in page
    assert "All further names of this file" in page
