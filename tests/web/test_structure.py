"""The structure of a version: choosing its headings."""

import pytest
from flask.testing import FlaskClient

from reviewapp.domain.people import Role
from reviewapp.domain.versions import VersionState
from reviewapp.extensions import db
from reviewapp.models import Document
from reviewapp.queries.versions import block_rows_of, sections_of_version
from tests import builders as b

NO_HEADINGS = "Chapter four\n\nFirst a line of text that goes on.\n\nPlanning a session\n\nMore text here."


@pytest.fixture
def document(client: FlaskClient) -> Document:
    project = b.make_project()
    made = b.make_document(project)
    b.sign_in(client, b.make_member(project, Role.EDITOR))
    return made


def test_a_file_without_headings_says_so_and_takes_them(client: FlaskClient, document: Document) -> None:
    version = b.make_version(document, NO_HEADINGS, publish=False)
    address = f"/versions/{version.public_id}/structure"
    page = client.get(address).text
    assert "No headings were found." in page
    first, _, third, _ = (row.public_id for row in block_rows_of(version))
    answer = client.post(address, data={f"level-{first}": "1", f"level-{third}": "2"})
    assert answer.location == address
    assert [(s.level, s.title) for s in sections_of_version(version)] == [
        (1, "Chapter four"),
        (2, "Planning a session"),
    ]
    page = client.get(address).text
    assert "No headings were found." not in page
    assert "The structure is saved." in page


def test_a_heading_can_be_made_text_and_the_words_stay(client: FlaskClient, document: Document) -> None:
    version = b.make_version(document, publish=False)
    texts = [row.text for row in block_rows_of(version)]
    heading = next(row for row in block_rows_of(version) if row.text == "4.1 Tasks")
    client.post(f"/versions/{version.public_id}/structure", data={f"level-{heading.public_id}": "0"})
    assert [s.title for s in sections_of_version(version)] == [
        "Training in-company trainers",
        "Planning a session",
    ]
    assert [row.text for row in block_rows_of(version)] == texts


def test_levels_that_are_none_are_left_out(client: FlaskClient, document: Document) -> None:
    version = b.make_version(document, publish=False)
    heading = block_rows_of(version)[0].public_id
    address = f"/versions/{version.public_id}/structure"
    for level in ("7", "-1", "x", "", "²"):
        client.post(address, data={f"level-{heading}": level, "level-nothing": "1"})
    assert len(sections_of_version(version)) == 3


def test_a_structure_can_be_saved_and_published_at_once(client: FlaskClient, document: Document) -> None:
    version = b.make_version(document, publish=False)
    answer = client.post(f"/versions/{version.public_id}/structure", data={"then": "publish"})
    assert answer.location == f"/documents/{document.public_id}"
    assert version.state is VersionState.PUBLISHED
    assert "Version 1 is published." in client.get(answer.location).text


def test_a_published_structure_is_shown_and_no_longer_changes(
    client: FlaskClient, document: Document
) -> None:
    version = b.make_version(document)
    address = f"/versions/{version.public_id}/structure"
    page = client.get(address).text
    assert "no longer changes" in page
    assert "<select" not in page
    heading = block_rows_of(version)[0].public_id
    answer = client.post(address, data={f"level-{heading}": "0"})
    assert answer.status_code == 409
    assert len(sections_of_version(version)) == 3


def test_whoever_shapes_an_older_structure_is_told_and_keeps_the_choices(
    client: FlaskClient, document: Document
) -> None:
    version = b.make_version(document, publish=False)
    address = f"/versions/{version.public_id}/structure"
    seen = client.get(address).text.partition('name="seen" value="')[2].partition('"')[0]
    first, second = (row.public_id for row in block_rows_of(version)[:2])
    client.post(address, data={f"level-{second}": "2", "seen": seen})
    answer = client.post(address, data={f"level-{first}": "3", "seen": seen})
    assert answer.status_code == 412
    assert "Somebody else changed the structure meanwhile." in answer.text
    select = answer.text.partition(f'name="level-{first}"')[2].partition("</select>")[0]
    assert '<option value="3" selected>' in select
    assert sections_of_version(version)[0].level == 1


def test_a_long_version_shows_headings_first_and_all_blocks_on_demand(
    client: FlaskClient, document: Document
) -> None:
    sentences = "\n\n".join(f"Sentence number {number} goes on and ends here." for number in range(80))
    version = b.make_version(document, f"# Title\n\nA short line\n\n{sentences}", publish=False)
    address = f"/versions/{version.public_id}/structure"
    page = client.get(address).text
    assert "A short line" in page
    assert "Sentence number 7 " not in page
    assert f'href="{address}?show=all#blocks-title"' in page
    assert "Sentence number 7 " in client.get(f"{address}?show=all").text


def test_hostile_text_is_shown_as_it_is_in_the_structure(client: FlaskClient, document: Document) -> None:
    version = b.make_version(document, "# \\<svg onload=ran()> {{7*7}}\n\nText.", publish=False)
    page = client.get(f"/versions/{version.public_id}/structure").text
    assert "&lt;svg onload=ran()&gt; {{7*7}}" in page
    assert "<svg onload" not in page


TYPED = """1. Planning

Plan the week with the learner.

2. Showing

Show each task in four steps.

A short line

Text that ends here.
"""


def test_typed_numbers_are_proposed_and_become_headings_in_one_click(
    client: FlaskClient, document: Document
) -> None:
    version = b.make_version(document, TYPED.replace(". ", "\\. ", 2), publish=False)
    address = f"/versions/{version.public_id}/structure"
    page = client.get(address).text
    assert "2 lines look like headings." in page and "Use these 2 proposals" in page
    assert page.count("Proposal: heading 1") == 2
    fields = {f"level-{row.public_id}": "0" for row in block_rows_of(version)}
    client.post(address, data=fields)
    assert sections_of_version(version) == [], "saving takes no proposal by itself"
    client.post(address, data={**fields, "then": "proposals"})
    assert [(s.number, s.title) for s in sections_of_version(version)] == [
        ("1", "Planning"),
        ("2", "Showing"),
    ]
    page = client.get(address).text
    assert "look like headings" not in page and "choose Text in its line" in page


def test_a_proposal_that_was_taken_can_be_undone(client: FlaskClient, document: Document) -> None:
    version = b.make_version(document, TYPED.replace(". ", "\\. ", 2), publish=False)
    address = f"/versions/{version.public_id}/structure"
    client.post(address, data={"then": "proposals"})
    second = block_rows_of(version)[2]
    client.post(address, data={f"level-{second.public_id}": "0"})
    assert [s.title for s in sections_of_version(version)] == ["Planning"]
    assert "1 more line looks like a heading." in client.get(address).text


def test_levels_chosen_beside_the_proposals_stay(client: FlaskClient, document: Document) -> None:
    version = b.make_version(document, TYPED.replace(". ", "\\. ", 2), publish=False)
    first, short = block_rows_of(version)[0], block_rows_of(version)[4]
    fields = {f"level-{first.public_id}": "3", f"level-{short.public_id}": "2", "then": "proposals"}
    client.post(f"/versions/{version.public_id}/structure", data=fields)
    assert [s.level for s in sections_of_version(version)] == [3, 1, 2]


def test_warnings_of_one_kind_are_one_line(client: FlaskClient, document: Document) -> None:
    version = b.make_version(document, publish=False)
    version.warnings = [{"code": "image_not_kept", "where": f"Picture {n}"} for n in range(40)]
    db.session.commit()
    page = client.get(f"/versions/{version.public_id}/structure").text
    assert page.count("A picture could not be kept") == 1
    assert "40 places" in page and "37 more" in page and "Picture 39" in page
