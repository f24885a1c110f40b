"""Leaving comments over the API: where they point, who they are from, what is refused."""

from datetime import timedelta
from typing import Any

import pytest

from reviewapp.clock import now
from reviewapp.domain.people import Role
from tests.builders import Review, make_member, make_project, make_review, make_round, make_version
from tests.fixtures_counting import Counting

from .conftest import Caller, Callers

EMOJI = """# 一 🧑‍🏫 Start

🧑‍🏫🧑‍🏫 先写下“目标”，再选择步骤——不要着急。 Then “plan – carefully”.

## Lists

- one apprentice
- two apprentices

Last words here. Last words here.
"""


def path_of(review: Review) -> str:
    return f"/versions/{review.version.public_id}/threads"


def about(scope: str = "document", **more: Any) -> dict[str, Any]:
    return {"scope": scope, "body": "Say how many hours.", **more}


def texts(caller: Caller, review: Review) -> list[tuple[str, str]]:
    items = caller.get(f"/versions/{review.version.public_id}/blocks").json["items"]
    return [(block["id"], block["text"]) for block in items]


def words_at(place: dict[str, Any], blocks: list[tuple[str, str]]) -> str:
    ids = [key for key, _ in blocks]
    first, last = ids.index(place["start"]["block"]), ids.index(place["end"]["block"])
    parts = [text for _, text in blocks[first : last + 1]]
    parts[-1] = parts[-1][: place["end"]["offset"]]
    parts[0] = parts[0][place["start"]["offset"] :]
    return "\n".join(parts)


def test_a_comment_on_the_whole_document(speak: Callers, review: Review) -> None:
    made = speak(review.expert).post(
        path_of(review),
        about(type="question", importance="minor", language="zh-CN", proposed_wording="Say *so*."),
    )
    assert made.status_code == 201
    thread = made.json
    assert (thread["status"], thread["number"], thread["scope"]) == ("open", 1, "document")
    assert (thread["type"], thread["importance"], thread["language"]) == ("question", "minor", "zh")
    assert thread["author"]["id"] == review.expert.public_id and thread["mine"]
    assert thread["round"] == review.round.public_id and thread["version"] == review.version.public_id
    assert thread["place"]["state"] == "in_place" and thread["place"]["start"] is None
    again = speak(review.expert).get(f"/threads/{thread['id']}")
    assert again.json == thread and again.headers["ETag"] == made.headers["ETag"]


def test_a_comment_on_a_section(speak: Callers, review: Review) -> None:
    sections = speak(review.expert).get(f"/versions/{review.version.public_id}").json["sections"]
    made = speak(review.expert).post(path_of(review), about("section", section=sections[1]["id"]))
    assert made.status_code == 201 and made.json["place"]["section"] == sections[1]["id"]
    for section in (None, "23456789abcdefgh"):
        answer = speak(review.expert).post(path_of(review), about("section", section=section))
        assert (answer.status_code, answer.json["errors"].keys()) == (422, {"section"})


@pytest.mark.parametrize(
    ("exact", "found"),
    [
        ("再选择步骤", "再选择步骤"),
        ('先写下"目标",再选择步骤', "先写下“目标”，再选择步骤"),
        ("‘plan-carefully’".replace("‘", "«").replace("’", "»"), "“plan – carefully”"),
        ("🧑‍🏫🧑‍🏫   先写下", "🧑‍🏫🧑‍🏫 先写下"),
        ("one apprentice two apprentices", "one apprentice\ntwo apprentices"),
        ("apprentices\nLast", "apprentices\nLast"),
    ],
)
def test_a_quote_finds_its_words_however_they_are_typed(speak: Callers, exact: str, found: str) -> None:
    review = make_review(EMOJI)
    expert = speak(review.expert)
    made = expert.post(path_of(review), about("passage", quote={"exact": exact}))
    assert made.status_code == 201, made.json
    assert made.json["place"]["exact"] == made.json["quote"]["exact"] == found
    assert words_at(made.json["place"], texts(expert, review)) == found


def test_a_passage_can_be_given_by_its_positions(speak: Callers) -> None:
    review = make_review(EMOJI)
    expert = speak(review.expert)
    blocks = texts(expert, review)
    key, text = next(block for block in blocks if "目标" in block[1])
    start, end = text.index("目标"), text.index("目标") + 2
    given = {"start": {"block": key, "offset": start}, "end": {"block": key, "offset": end}}
    made = expert.post(path_of(review), about("passage", **given))
    assert made.json["place"]["exact"] == "目标"
    assert made.json["place"]["start"] == given["start"] and made.json["place"]["end"] == given["end"]
    both = about("passage", **given, quote={"exact": "目标"})
    assert expert.post(path_of(review), both).status_code == 201
    both["quote"] = {"exact": "步骤"}
    assert expert.post(path_of(review), both).json["errors"].keys() == {"quote"}
    for offset in (-1, 0, start, 10**30):
        outside = about("passage", **{**given, "end": {"block": key, "offset": offset}})
        assert expert.post(path_of(review), outside).json["errors"].keys() == {"start"}
    half = expert.post(path_of(review), about("passage", start=given["start"]))
    assert (half.status_code, half.json["errors"].keys()) == (422, {"end"})


def test_a_quote_that_stands_twice_or_nowhere_is_refused(speak: Callers) -> None:
    review = make_review(EMOJI)
    expert = speak(review.expert)
    for quote in ({"exact": "Last words here."}, {"exact": "never written"}, {"exact": "   "}):
        answer = expert.post(path_of(review), about("passage", quote=quote))
        assert (answer.status_code, answer.json["errors"].keys()) == (422, {"quote"})
    second = {"exact": "Last words here.", "prefix": "Last words here. "}
    made = expert.post(path_of(review), about("passage", quote=second))
    assert made.json["place"]["start"]["offset"] == len("Last words here. ")
    assert expert.post(path_of(review), about("passage")).status_code == 422


def test_what_does_not_fit_is_said_by_field(speak: Callers, review: Review) -> None:
    for field, value in (
        ("scope", "page"),
        ("body", "  "),
        ("body", None),
        ("body", "x" * 20_001),
        ("type", "praise"),
        ("importance", "huge"),
        ("draft", "yes"),
        ("language", "klingon!"),
        ("quote", "words"),
    ):
        answer = speak(review.expert).post(path_of(review), {**about(), field: value})
        assert (answer.status_code, answer.json["errors"].keys()) == (422, {field}), field


def test_nothing_beyond_the_contract_is_taken_from_a_body(speak: Callers, review: Review) -> None:
    more = {
        "author": review.other.public_id,
        "author_id": 1,
        "status": "decided",
        "disposition": "accepted",
        "created_at": "1999-01-01T00:00:00Z",
        "round": None,
        "number": 99,
        "shared": True,
        "late": True,
    }
    plain = speak(review.expert).post(path_of(review), about()).json
    made = speak(review.expert).post(path_of(review), about(**more)).json
    for name in ("author", "status", "disposition", "round", "shared", "late"):
        assert made[name] == plain[name]
    assert made["number"] == 2 and made["created_at"] > "2000"


def test_who_may_comment(speak: Callers, review: Review) -> None:
    made = {
        name: speak(member).post(path_of(review), about()).status_code
        for name, member in {
            "manager": review.manager,
            "editor": review.editor,
            "officer": review.officer,
            "expert": review.expert,
            "observer": make_member(review.project, Role.OBSERVER),
            "expert of no round": make_member(review.project),
            "outsider": make_member(make_project()),
        }.items()
    }
    assert made == {
        "manager": 201,
        "editor": 201,
        "officer": 201,
        "expert": 201,
        "observer": 403,
        "expert of no round": 404,
        "outsider": 404,
    }


def test_a_comment_on_behalf_of_somebody_has_that_author(speak: Callers, review: Review) -> None:
    sent = about(on_behalf_of=review.other.public_id)
    made = speak(review.officer).post(path_of(review), sent)
    assert made.json["author"]["id"] == review.other.public_id and made.json["on_behalf"]
    assert speak(review.other).get(f"/threads/{made.json['id']}").json["mine"]
    assert speak(review.expert).post(path_of(review), sent).status_code == 403
    sent["on_behalf_of"] = "23456789abcdefgh"
    assert speak(review.expert).post(path_of(review), sent).status_code == 403
    assert speak(review.officer).post(path_of(review), sent).json["errors"].keys() == {"on_behalf_of"}


@pytest.mark.parametrize(("late", "status"), [("accept", 201), ("mark", 201), ("refuse", 409)])
def test_a_late_comment_follows_the_rule_of_its_round(
    speak: Callers, review: Review, late: str, status: int
) -> None:
    speak(review.officer).patch(f"/rounds/{review.round.public_id}", {"late": late})
    speak(review.officer).post(f"/rounds/{review.round.public_id}/close")
    answer = speak(review.expert).post(path_of(review), about())
    assert answer.status_code == status
    assert answer.json.get("late", False) is (late == "mark")
    assert speak(review.editor).post(path_of(review), about()).json["late"] is False


def test_a_round_that_is_not_open_yet_takes_nothing(speak: Callers, review: Review) -> None:
    version = make_version(review.document)
    opens = now() + timedelta(days=1)
    make_round(review.project, [version], [review.expert], opens_at=opens)
    answer = speak(review.expert).post(f"/versions/{version.public_id}/threads", about())
    assert answer.status_code == 409


def test_a_draft_version_takes_no_comments(speak: Callers, review: Review) -> None:
    version = make_version(review.document, publish=False)
    answer = speak(review.editor).post(f"/versions/{version.public_id}/threads", about())
    assert answer.status_code == 409


def test_a_draft_comment_is_its_author_s_alone_until_it_is_sent(speak: Callers, review: Review) -> None:
    expert = speak(review.expert)
    draft = expert.post(path_of(review), about(draft=True)).json
    path = f"/threads/{draft['id']}"
    assert (draft["status"], draft["number"]) == ("draft", None)
    assert [speak(m).get(path).status_code for m in (review.other, review.manager)] == [404, 404]
    assert expert.patch(path, {"body": "Better."}).json["status"] == "draft"
    sent = expert.patch(path, {"status": "open"})
    assert (sent.status_code, sent.json["status"], sent.json["number"]) == (200, "open", 1)
    assert sent.json["edited_at"] is None
    assert speak(review.manager).get(path).status_code == 200


def test_a_comment_costs_one_commit(speak: Callers, review: Review, count_commits: Counting) -> None:
    expert, path = speak(review.expert), path_of(review)
    for headers in ({}, {"Idempotency-Key": "once"}):
        with count_commits() as commits:
            assert expert.post(path, about(), headers=headers).status_code == 201
        assert len(commits) == 1
