"""Who is called by name, and who can be: as data."""

from flask.testing import FlaskClient

from reviewapp.domain.people import Attribution
from reviewapp.domain.rounds import Visibility
from reviewapp.extensions import db
from tests.builders import Review, sign_in

from .conftest import Callers


def test_who_is_called_by_name_is_told_by_id_to_those_who_may_know(speak: Callers, review: Review) -> None:
    expert, path = speak(review.expert), f"/versions/{review.version.public_id}/threads"
    body = f"Please look, @{review.editor.account.name}, @{review.other.account.name}."
    made = expert.post(path, {"scope": "document", "body": body}).json
    assert (made["body"], made["mentions"]) == (body, [review.editor.public_id, review.other.public_id])
    note = {"body": f"@{review.manager.account.name}: for us.", "internal": True}
    noted = speak(review.editor).post(f"/threads/{made['id']}/replies", note).json
    assert noted["mentions"] == [review.manager.public_id]
    given = speak(review.manager).get(path).json["items"][0]
    assert (given["mentions"], given["replies"][0]["mentions"]) == (made["mentions"], noted["mentions"])
    review.round.attribution = Attribution.ROLE
    db.session.commit()
    assert expert.get(path).json["items"][0]["mentions"] == [review.editor.public_id]


def test_a_few_people_are_given_by_what_was_typed(client: FlaskClient, review: Review) -> None:
    sign_in(client, review.expert)
    path = f"/versions/{review.version.public_id}/people"
    officer = review.officer
    given = client.get(path, query_string={"q": officer.account.name.upper()})
    assert given.json == {"items": [{"id": officer.public_id, "name": officer.account.name}]}
    everybody = [one["name"] for one in client.get(path).json["items"]]
    assert review.other.account.name in everybody and review.expert.account.name not in everybody
    review.round.visibility = Visibility.BLIND
    db.session.commit()
    assert client.get(path, query_string={"q": review.other.account.name}).json == {"items": []}
