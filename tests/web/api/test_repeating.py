"""Posts that are safe to repeat."""

from reviewapp.domain.filters import ThreadFilter
from reviewapp.queries.desks import desk_of_version
from reviewapp.queries.threads import count
from tests.builders import CHAPTER, Review, actor_of, file_of

from .conftest import Callers

KEY = {"Idempotency-Key": "9f1c"}
BODY = {"scope": "document", "body": "Say how many hours."}


def path_of(review: Review) -> str:
    return f"/versions/{review.version.public_id}/threads"


def comments_of(review: Review) -> int:
    return count(desk_of_version(review.version), ThreadFilter(), actor_of(review.manager))


def test_the_same_key_gives_the_first_answer_again(speak: Callers, review: Review) -> None:
    expert = speak(review.expert)
    first = expert.post(path_of(review), BODY, headers=KEY)
    speak(review.editor).post(f"/threads/{first.json['id']}/replies", {"body": "Thank you."})
    again = expert.post(path_of(review), dict(reversed(BODY.items())), headers=KEY)
    assert (first.status_code, again.status_code) == (201, 201)
    assert again.data == first.data and again.headers["ETag"] == first.headers["ETag"]
    assert comments_of(review) == 1


def test_the_same_key_with_another_body_is_refused(speak: Callers, review: Review) -> None:
    expert = speak(review.expert)
    expert.post(path_of(review), BODY, headers=KEY)
    answer = expert.post(path_of(review), {**BODY, "body": "Something else."}, headers=KEY)
    assert answer.status_code == 422
    elsewhere = expert.post(f"/threads/{'23456789abcdefgh'}/replies", BODY, headers=KEY)
    assert elsewhere.status_code == 404
    assert comments_of(review) == 1


def test_a_refusal_is_not_remembered(speak: Callers, review: Review) -> None:
    expert = speak(review.expert)
    assert expert.post(path_of(review), {**BODY, "body": " "}, headers=KEY).status_code == 422
    assert expert.post(path_of(review), BODY, headers=KEY).status_code == 201


def test_two_people_may_use_the_same_key(speak: Callers, review: Review) -> None:
    for member in (review.expert, review.other):
        assert speak(member).post(path_of(review), BODY, headers=KEY).status_code == 201
    assert comments_of(review) == 2


def test_without_a_key_every_post_creates(speak: Callers, review: Review) -> None:
    for _ in range(2):
        speak(review.expert).post(path_of(review), BODY)
    assert comments_of(review) == 2


def test_an_upload_can_be_repeated_although_its_form_is_written_anew(speak: Callers, review: Review) -> None:
    path = f"/documents/{review.document.public_id}/versions"

    def send(text: str) -> tuple[int, bytes]:
        data = {"language": "en", "publish": "true", "file": file_of(text)}
        answer = speak(review.editor).post(path, data=data, content_type="multipart/form-data", headers=KEY)
        return answer.status_code, answer.data

    first = send(CHAPTER)
    assert send(CHAPTER) == first and first[0] == 201
    assert send(CHAPTER + "\nMore.\n")[0] == 422
    shown = speak(review.editor).get(f"/documents/{review.document.public_id}").json
    assert len(shown["versions"]) == 2
