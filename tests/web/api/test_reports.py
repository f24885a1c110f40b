"""The comments table over the API."""

import csv
import io
from typing import Any

import pytest
from openpyxl import load_workbook

from reviewapp.domain.people import Role
from tests.builders import Review, make_member, make_thread

from .conftest import Callers


@pytest.fixture
def full(review: Review) -> Review:
    """A review with three comments."""
    make_thread(review.version, review.expert, "=1+1 and more", exact="shows and checks")
    make_thread(review.version, review.other, "- a list")
    make_thread(review.version, review.other, "a question", type="question")
    return review


def rows_of(data: bytes) -> list[list[str]]:
    return list(csv.reader(io.StringIO(data.decode("utf-8-sig"))))


def comments(answer: Any) -> list[str]:
    text = answer.data.decode("utf-8-sig")
    return [words for words in ("1+1 and more", "a list", "a question") if words in text]


@pytest.mark.parametrize("noun", ["rounds", "documents"])
def test_an_xlsx_holds_what_the_list_shows(speak: Callers, full: Review, noun: str) -> None:
    thing = full.round if noun == "rounds" else full.document
    answer = speak(full.editor).get(f"/{noun}/{thing.public_id}/export?format=xlsx&lang=en")
    assert answer.status_code == 200
    assert answer.headers["Content-Disposition"].startswith("attachment")
    cells = [cell for sheet in load_workbook(io.BytesIO(answer.data)) for row in sheet for cell in row]
    values = [cell.value for cell in cells]
    assert {"=1+1 and more", "- a list", "a question"} <= set(values)
    assert not [cell for cell in cells if cell.data_type == "f"]


def test_a_csv_follows_filters_preset_and_language(speak: Callers, full: Review) -> None:
    path = f"/rounds/{full.round.public_id}/export?format=csv"
    editor = speak(full.editor)
    assert len(comments(editor.get(path))) == 3
    assert comments(editor.get(f"{path}&type=question")) == ["a question"]
    long = rows_of(editor.get(f"{path}&preset=full").data)
    short = rows_of(editor.get(f"{path}&preset=short").data)
    assert len(short[0]) < len(long[0])
    assert editor.get(f"{path}&lang=zh").status_code == 200


def test_an_export_that_cannot_be_made_is_refused_by_field(speak: Callers, full: Review) -> None:
    for query, field in (("format=poem", "format"), ("preset=tiny", "preset"), ("status=lost", "status")):
        answer = speak(full.editor).get(f"/rounds/{full.round.public_id}/export?{query}")
        assert (answer.status_code, answer.json["errors"].keys()) == (422, {field})


def test_reviewers_export_their_own(speak: Callers, full: Review) -> None:
    path = f"/rounds/{full.round.public_id}/export?format=csv"
    assert comments(speak(full.expert).get(path)) == ["1+1 and more"]
    assert len(comments(speak(make_member(full.project, Role.OBSERVER)).get(path))) == 3
    assert speak(make_member(full.project)).get(path).status_code == 404


def test_a_csv_names_its_encoding_once(speak: Callers, full: Review) -> None:
    answer = speak(full.editor).get(f"/rounds/{full.round.public_id}/export?format=csv")
    assert answer.headers["Content-Type"] == "text/csv; charset=utf-8"


def test_a_word_is_found_whichever_way_its_accents_are_written(speak: Callers, full: Review) -> None:
    for words in ("caf\u00e9", "cafe\u0301"):
        make_thread(full.version, full.other, f"a {words}")
    for words in ("Caf\u00e9", "Cafe\u0301"):
        answer = speak(full.editor).get(f"/versions/{full.version.public_id}/threads?q={words}")
        assert len(answer.json["items"]) == 2
