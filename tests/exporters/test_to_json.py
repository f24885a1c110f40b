import datetime as dt
import json
from typing import Any

from reviewapp.domain.threads import Status
from reviewapp.exporters.registry import get_exporter

from .tables import FORMULAS, exported, make_table


def read(**parts: Any) -> Any:
    return json.loads(exported("json", make_table([], **parts)))


def test_it_says_what_it_is_about_and_holds_one_object_a_comment():
    records = [{"number": 1, "late": True, "reason": None}, {"number": 2, "late": False, "reason": "x"}]
    assert read(facts={"round": {"id": "abc"}, "numbers": {Status.OPEN: 2}}, records=records) == {
        "about": {"round": {"id": "abc"}, "numbers": {"open": 2}},
        "comments": records,
    }


def test_it_may_be_empty():
    assert read() == {"about": {}, "comments": []}


def test_days_are_iso_and_scripts_stay_readable():
    data = exported("json", make_table([], records=[{"date": dt.date(2026, 3, 1), "comment": "学徒制"}]))
    assert '{"date": "2026-03-01", "comment": "学徒制"}'.encode() in data


def test_every_text_stays_a_text():
    records = [{"comment": vector["value"], "replies": [{"text": vector["value"]}]} for vector in FORMULAS]
    comments = read(records=records)["comments"]
    assert len(comments) == len(FORMULAS)
    assert all(isinstance(one["comment"], str) for one in comments)


def test_what_no_file_can_hold_is_left_out():
    assert read(records=[{"a": "x\x00\ud800\ufffe\r\ny"}])["comments"] == [{"a": "x\ny"}]


def test_a_long_table_comes_in_pieces_read_as_it_goes():
    seen = []

    def records():
        for number in range(5000):
            seen.append(number)
            yield {"number": number, "comment": "some words of a comment"}

    pieces = get_exporter("json").chunks(make_table([], records=records()))
    first = next(pieces)
    assert 0 < len(seen) < 5000
    assert len(json.loads(first + b"".join(pieces))["comments"]) == 5000
