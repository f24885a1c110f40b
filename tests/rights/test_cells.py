"""The table of rights, cell by cell, over HTTP: by page, by API, by direct address."""

import os
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from reviewapp.extensions import db
from tests import builders as b
from tests.databases import SqliteDatabase
from tests.fixtures_app import make_app
from tests.rights.asking import NEVER, WHO, Row, ask, ids_in, read_rows
from tests.rights.stage import Stage, build_stage, leave

ROWS = read_rows(Path(__file__).with_name("cells.txt"))

_NAME = re.compile(r"\{[a-z.@]+\}")
_SIGNED = re.compile(
    r'(?<=name="csrf_token" value=")[^"]+|(?<=name="csrf-token" content=")[^"]+|Set-Cookie: [^\n]+'
)
"""What is signed anew with the second it was made in."""


@dataclass(frozen=True)
class Doors:
    """The app on a stage that stands as it was built before each question, and everybody's way in."""

    stage: Stage
    built: SqliteDatabase
    raw: Any
    clients: dict[str, FlaskClient]
    tokens: dict[str, str]
    never: dict[tuple[str, str], str]
    """What was answered for ids that never existed, by question and person."""

    def changes(self) -> int:
        """Count the changes others made to the database so far."""
        return int(self.raw.execute("PRAGMA data_version").fetchone()[0])

    def lines(self, name: str) -> int:
        """Count the audit lines of a person."""
        key = self.stage.accounts[name].id
        return int(
            self.raw.execute("SELECT count(*) FROM activity WHERE account_id = ?", [key]).fetchone()[0]
        )

    def ask(self, row: Row, who: str, **instead: str) -> TestResponse:
        """Ask as somebody."""
        return ask(self.clients[who], row, self.stage.ids, who, self.tokens.get(who), **instead)


@pytest.fixture(scope="module")
def doors(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Doors]:
    built = SqliteDatabase(tmp_path_factory.mktemp("rights") / "stage.db")
    app = make_app(built.url)
    with app.app_context():
        db.create_all()
        stage = build_stage()
        people = {**stage.people, "admin": stage.accounts["admin"]}
        clients = {who: app.test_client() for who in people} | {"nobody": app.test_client()}
        for who, person in people.items():
            b.sign_in(clients[who], person)
            clients[who].get("/")
        clients["nobody"].get("/sign-in")
        tokens = {who: b.token_of(person) for who, person in people.items()}
        leave(stage)
        built.keep(db.engine, db.metadata)
        raw = db.engine.raw_connection()
        yield Doors(stage, built, raw, clients, tokens, {})
        raw.close()


def test_every_cell_of_the_table_is_as_written(doors: Doors) -> None:
    wrong = []
    for at, row in enumerate(ROWS):
        for who, expected in row.cells.items():
            if expected == "-" or not _is_asked(at, who, expected):
                continue
            problem = _wrong(doors, row, who, expected)
            if problem:
                wrong.append(f"{row.name} as {who}: {expected} expected, {problem}")
    assert not wrong, "\n".join(wrong)


def _is_asked(at: int, who: str, expected: str) -> bool:
    """In the long run (WHOLE_TABLE=1) everybody is asked in every line.

    In the short run one person of a column stands for all, another in each line; and who knows nothing of a
    thing is asked in every second line, since one rule says so at every door.
    """
    if os.environ.get("WHOLE_TABLE"):
        return True
    column = next((people for people in WHO.values() if who in people), (who,))
    is_far = expected == "hide" and who in ("elsewhere", *WHO["outsiders"])
    return column[at % len(column)] == who and not (is_far and (at + (who == "elsewhere")) % 2)


def _wrong(doors: Doors, row: Row, who: str, expected: str) -> str:
    """Say what is wrong with one cell; "" where nothing is."""
    before, lines = doors.changes(), doors.lines(who) if who != "nobody" else 0
    answer = doors.ask(row, who)
    has_changed = doors.changes() != before
    more_lines = has_changed and who != "nobody" and doors.lines(who) > lines
    if has_changed:
        with doors.clients[who].application.app_context():
            doors.built.empty(db.engine)
    is_export = "/export" in row.path
    is_look = row.method == "GET"
    is_on_record = is_export or (is_look and who == "admin")
    if has_changed and not is_on_record and (is_look or expected not in CHANGING):
        return f"something changed ({answer.status_code})"
    if expected in ("audit", "auditredact") and not more_lines:
        return f"no audit line ({answer.status_code})"
    if row.method != "GET" and expected in ("allow", "mark", "audit") and not has_changed:
        return f"nothing changed ({answer.status_code}: {_told(answer)})"
    return CHECKS[expected](doors, row, who, answer)


CHANGING = {"allow", "audit", "mark", "own", "redact", "auditredact", "without", "done"}
"""What may change something: writes, audit lines of administrators and of exports."""


def _allowed(doors: Doors, row: Row, who: str, answer: TestResponse) -> str:
    if answer.status_code not in (200, 201, 302) or _is_way_to_sign_in(answer):
        return f"{answer.status_code}: {_told(answer)}"
    return _misses(doors, answer, row.words + row.hidden)


def _marked(doors: Doors, row: Row, who: str, answer: TestResponse) -> str:
    refused = _allowed(doors, row, who, answer)
    if refused or not row.is_api:
        return refused
    return "" if answer.json and answer.json["late"] else "it is not late"


def _own(doors: Doors, row: Row, who: str, answer: TestResponse) -> str:
    mine = [word for word in row.words if word.endswith("mine")]
    theirs = [word for word in (*row.words, *row.hidden) if word not in mine]
    return _status(answer, 200) or _misses(doors, answer, mine) or _tells(doors, answer, theirs)


def _redacted(doors: Doors, row: Row, who: str, answer: TestResponse) -> str:
    return _status(answer, 200) or _misses(doors, answer, row.words) or _tells(doors, answer, row.hidden)


def _without(doors: Doors, row: Row, who: str, answer: TestResponse) -> str:
    return _status(answer, 200) or _tells(doors, answer, row.words + row.hidden)


def _denied(doors: Doors, row: Row, who: str, answer: TestResponse) -> str:
    is_list = row.method == "GET" and answer.status_code == 200
    if not (is_list or answer.status_code in (401, 403, 404) or _is_way_to_sign_in(answer)):
        return f"{answer.status_code}: {_told(answer)}"
    if is_list and not (row.words or row.hidden):
        return "200, and no word tells that nothing was shown"
    return _tells(doors, answer, row.words + row.hidden)


def _hidden(doors: Doors, row: Row, who: str, answer: TestResponse) -> str:
    if answer.status_code not in (401, 404) and not _is_way_to_sign_in(answer):
        return f"{answer.status_code}: {_told(answer)}"
    names = ids_in(row, who)
    one = _bytes_of(doors, answer, names)
    differences = []
    if any(one == _answer_for_never(doors, row, who, name, names) for name in names):
        return ""
    # What was said once, on the first page after something was done, is said by now.
    one = _bytes_of(doors, doors.ask(row, who), names)
    for name in names:
        never = _answer_for_never(doors, row, who, name, names)
        if one == never:
            return ""
        differences.append(_first_difference(one, never))
    return f"not as for an id that never was: {differences}"


def _answer_for_never(doors: Doors, row: Row, who: str, name: str, names: list[str]) -> str:
    """Give what is answered where `name` is an id that never was; asked once for each such question."""
    address = row.path.replace(name, "never")
    key = f"{row.method} {_NAME.sub('id', address) if len(names) == 1 else address} {row.body}", who
    if key not in doors.never:
        doors.never[key] = _bytes_of(doors, doors.ask(row, who, **{name: NEVER}), names)
    return doors.never[key]


def _conflict(doors: Doors, row: Row, who: str, answer: TestResponse) -> str:
    return _status(answer, 409)


def _refused(doors: Doors, row: Row, who: str, answer: TestResponse) -> str:
    return _status(answer, 422)


def _same(doors: Doors, row: Row, who: str, answer: TestResponse) -> str:
    if answer.status_code != 422:
        return f"{answer.status_code}: {_told(answer)}"
    foreign = ("version.foreign", "thread.foreign", "member.outsider")
    never = _bytes_of(doors, doors.ask(row, who, **dict.fromkeys(foreign, NEVER)), [*foreign])
    one = _bytes_of(doors, answer, [*foreign])
    return "" if one == never else f"not as for an id that never was: {_first_difference(one, never)}"


def _done(doors: Doors, row: Row, who: str, answer: TestResponse) -> str:
    return "" if answer.status_code in (200, 302) else f"{answer.status_code}: {_told(answer)}"


def _opens(doors: Doors, row: Row, who: str, answer: TestResponse) -> str:
    return "" if answer.status_code in (200, 302, 409, 422) else f"{answer.status_code}: {_told(answer)}"


CHECKS: dict[str, Callable[[Doors, Row, str, TestResponse], str]] = {
    "allow": _allowed,
    "audit": _allowed,
    "mark": _marked,
    "own": _own,
    "redact": _redacted,
    "auditredact": _redacted,
    "without": _without,
    "deny": _denied,
    "hide": _hidden,
    "conflict": _conflict,
    "refuse": _refused,
    "same": _same,
    "done": _done,
    "opens": _opens,
}
"""what a cell says -> how an answer is held against it"""


def _told(answer: TestResponse) -> str:
    return " ".join(answer.get_data(as_text=True).split())[:150] if answer.is_json else ""


def _status(answer: TestResponse, wanted: int) -> str:
    return "" if answer.status_code == wanted else f"{answer.status_code}: {_told(answer)}"


def _misses(doors: Doors, answer: TestResponse, words: Any) -> str:
    text = answer.get_data(as_text=True)
    missing = [word for word in words if doors.stage.words[word] not in text]
    return f"not shown: {missing}" if missing else ""


def _tells(doors: Doors, answer: TestResponse, words: Any) -> str:
    text = answer.get_data(as_text=True) + str(answer.headers)
    told = [word for word in words if doors.stage.words[word] in text]
    return f"shown: {told}" if told else ""


def _is_way_to_sign_in(answer: TestResponse) -> bool:
    return answer.status_code == 302 and answer.headers["Location"].startswith("/sign-in")


def _bytes_of(doors: Doors, answer: TestResponse, names: list[str]) -> str:
    text = f"{answer.status}\n{answer.headers}\n{answer.get_data(as_text=True)}"
    for name in names:
        text = text.replace(doors.stage.ids[name], NEVER)
    return _SIGNED.sub("", text)


def _first_difference(one: str, other: str) -> str:
    at = next((i for i, (a, z) in enumerate(zip(one, other, strict=False)) if a != z), 0)
    return f"{one[max(at - 40, 0) : at + 60]!r} / {other[max(at - 40, 0) : at + 60]!r}"


def test_every_person_of_the_table_is_asked_in_every_row() -> None:
    everybody = {"observer", "reviewer", "elsewhere", "officer", "editor", "manager", "admin"}
    assert all(row.cells.keys() == everybody | {"outsider", "removed", "nobody"} for row in ROWS)
    assert {cell for row in ROWS for cell in row.cells.values()} - {"-"} == CHECKS.keys()
