"""Comparing versions over the API."""

from typing import Any

import pytest

from tests.builders import CHAPTER, CHAPTER_ZH, Review, make_document, make_round, make_thread, make_version

from .conftest import Callers

SECOND = """# 4 Training in-company trainers

Who this chapter is for: trainers in firms of every size.

## 4.1 Planning a session

Write down the aim before you choose the steps. A trainer needs time for this.

## 4.2 Tasks and time

A trainer plans, shows and checks the daily work. A trainer needs time for this.

- plans the week with the apprentice
- shows a task in four steps

| Task | Share of time |
| --- | --- |
| Planning | two fifths |
| Showing | two fifths |
"""


def joined(words: list[list[str]], ops: str) -> str:
    return "".join(text for op, text in words if op in ops)


@pytest.fixture
def second(review: Review) -> Any:
    return make_version(review.document, SECOND)


def test_a_comparison_tells_what_became_of_sections_blocks_and_words(
    speak: Callers, review: Review, second: Any
) -> None:
    thread = make_thread(review.version, review.expert, exact="checks the work")
    officer = speak(review.officer)
    path = f"/versions/{review.version.public_id}/compare/{second.public_id}"
    told = officer.get(path)
    assert told.status_code == 200
    states = {section["to"]: section["states"] for section in told.json["sections"]}
    sections = officer.get(f"/versions/{second.public_id}").json["sections"]
    named = {one["title"]: states[one["id"]] for one in sections}
    assert named["Training in-company trainers"] == ["same"]
    assert set(named["Tasks and time"]) >= {"changed", "renamed", "renumbered"}
    assert named["Planning a session"] == ["renumbered", "moved"]
    changed = next(one for one in told.json["blocks"] if thread.public_id in one["threads"])
    assert (changed["state"], changed["differs"]) == ("changed", ["words"])
    assert ["+", "daily "] in changed["words"]
    table = next(one for one in told.json["blocks"] if one["rows"])
    assert [[cell["words"] for cell in row["cells"]] for row in table["rows"]][1][1] == [
        ["-", "one fifth"],
        ["+", "two fifths"],
    ]


@pytest.mark.parametrize("backwards", [False, True])
def test_the_words_of_every_block_give_both_texts_back(
    speak: Callers, review: Review, second: Any, backwards: bool
) -> None:
    caller = speak(review.officer)
    ids = [review.version.public_id, second.public_id]
    if backwards:
        ids.reverse()
    texts = [{b["id"]: b["text"] for b in caller.get(f"/versions/{one}/blocks").json["items"]} for one in ids]
    told = caller.get(f"/versions/{ids[0]}/compare/{ids[1]}").json
    assert {one["from"] for one in told["blocks"]} - {None} == set(texts[0])
    assert [one["to"] for one in told["blocks"] if one["to"]] == list(texts[1])
    for one in told["blocks"]:
        assert joined(one["words"], "=-") == texts[0].get(one["from"], "")
        assert joined(one["words"], "=+") == texts[1].get(one["to"], "")


def test_whoever_has_the_comparison_gets_a_304(speak: Callers, review: Review, second: Any) -> None:
    caller = speak(review.officer)
    path = f"/versions/{review.version.public_id}/compare/{second.public_id}"
    tag = caller.get(path).headers["ETag"]
    assert caller.get(path, headers={"If-None-Match": tag}).status_code == 304


def test_only_versions_of_one_document_and_language_are_compared(speak: Callers, review: Review) -> None:
    caller = speak(review.officer)
    for other in (
        make_version(review.document, CHAPTER_ZH, "zh"),
        make_version(make_document(review.project), CHAPTER),
    ):
        answer = caller.get(f"/versions/{review.version.public_id}/compare/{other.public_id}")
        assert answer.status_code == 422
        assert "one document in one language" in answer.json["detail"]


def test_a_reviewer_compares_what_he_or_she_may_read_and_sees_no_hidden_thread(
    speak: Callers, review: Review, second: Any
) -> None:
    secret = make_thread(review.version, review.other, exact="checks the work", is_draft=True)
    path = f"/versions/{review.version.public_id}/compare/{second.public_id}"
    expert = speak(review.expert)
    assert expert.get(path).status_code == 404
    make_round(review.project, [second], [review.expert])
    shown = expert.get(path)
    assert shown.status_code == 200
    assert secret.public_id not in shown.text
    draft = make_version(review.document, SECOND + "\nMore.", publish=False)
    path = f"/versions/{second.public_id}/compare/{draft.public_id}"
    assert (expert.get(path).status_code, speak(review.officer).get(path).status_code) == (404, 200)
