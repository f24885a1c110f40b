"""Of which documents somebody may know."""

from flask.testing import FlaskClient

from tests import builders as b


def test_a_reviewer_knows_of_no_document_that_no_round_of_hers_holds(client: FlaskClient) -> None:
    review = b.make_review()
    secret = b.make_document(review.project, "Chapter nobody may know of yet")
    b.make_version(secret)
    mine = {"Authorization": f"Bearer {b.token_of(review.expert)}"}
    here = f"/api/v1/projects/{review.project.public_id}/guides"
    assert "nobody may know" not in client.get(here, headers=mine).get_data(as_text=True)
    foreign = client.get(f"/api/v1/documents/{secret.public_id}", headers=mine)
    unknown = client.get("/api/v1/documents/aaaaaaaaaaaaaaaa", headers=mine)
    assert (foreign.status_code, foreign.data) == (404, unknown.data)
    assert client.get(f"/api/v1/guides/{secret.guide.public_id}", headers=mine).status_code == 404
    assert client.get(f"/api/v1/documents/{review.document.public_id}", headers=mine).status_code == 200
    staff = {"Authorization": f"Bearer {b.token_of(review.officer)}"}
    assert "nobody may know" in client.get(here, headers=staff).get_data(as_text=True)
