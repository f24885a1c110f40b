"""A secret word in every hidden thing: who looks everywhere finds those he or she may know, and no other."""

import os
from collections.abc import Iterator
from dataclasses import dataclass

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select

from reviewapp.extensions import db
from reviewapp.models import Account, Mail
from reviewapp.web.letters import letter_of
from tests import builders as b
from tests.databases import SqliteDatabase
from tests.fixtures_app import make_app
from tests.rights.crawler import Reached, crawl_api, crawl_exports, crawl_pages
from tests.rights.secrets_kept import KNOWN_TO, MORE_PEOPLE, PEOPLE, Kept, build_kept, word


@dataclass
class House:
    """The world, and the ids that anybody came across: everybody tries them all."""

    app: Flask
    kept: Kept
    ids: dict[str, set[str]]


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    database = SqliteDatabase(tmp_path_factory.mktemp("canaries") / "kept.db")
    app = make_app(database.url, MAIL_URL="smtp://127.0.0.1:1")
    with app.app_context():
        db.create_all()
        yield House(app, build_kept(), {})


def _client(house: House, who: str) -> tuple[FlaskClient, str | None]:
    client = house.app.test_client()
    if who == "nobody":
        return client, None
    b.sign_in(client, house.kept.people[who])
    return client, b.token_of(house.kept.people[who])


def _found(reached: list[Reached]) -> dict[str, str]:
    """Give the secret words that stand in what was reached, each with an address where it does."""
    found: dict[str, str] = {}
    for one in reached:
        for address, text in one.texts():
            told = text.replace(address, "")
            found |= {name: address for name in KNOWN_TO if name not in found and word(name) in told}
    return found


def test_everybody_comes_across_exactly_the_words_he_or_she_may_know(house: House) -> None:
    wrong, looked = [], {}
    people = PEOPLE + (MORE_PEOPLE if os.environ.get("WHOLE_TABLE") else ())
    for who in people:
        client, token = _client(house, who)
        looked[who] = crawl_pages(client, [f"q={word('')}", "status=withdrawn"])
        for noun, ids in looked[who].ids().items():
            house.ids.setdefault(noun, set()).update(ids)
    for who in people:
        client, token = _client(house, who)
        api = crawl_api(client, token, _some(house.ids, looked[who].ids()), [f"q={word('')}"])
        exports = crawl_exports(client, token, house.kept.subjects[:4] if who in EXPORTING else [])
        failed = [address for one in (looked[who], api, exports) for address in one.failures()]
        assert failed == []
        found = _found([looked[who], api, exports])
        may_know = {name for name, known in KNOWN_TO.items() if who in known}
        wrong += [f"{who} found {name} at {found[name]}" for name in found.keys() - may_know]
        wrong += [f"{who} did not find {name}" for name in may_know - found.keys()]
    assert not wrong, "\n".join(sorted(wrong))


EXPORTING = ("observer", "reviewer", "officer")


def _some(everybodys: dict[str, set[str]], own: dict[str, set[str]]) -> dict[str, set[str]]:
    """Try what one came across, and of what others came across the comments, versions and rounds."""
    tried = {noun: set(ids) for noun, ids in own.items()}
    for noun in ("thread_id", "version_id", "round_id"):
        tried.setdefault(noun, set()).update(everybodys.get(noun, ()))
    return tried


def test_nobody_comes_across_anything(house: House) -> None:
    client, _ = _client(house, "nobody")
    api = crawl_api(client, None, house.ids)
    assert _found([crawl_pages(client), api]) == {}
    assert len(api.answers) > 40 or not house.ids


def test_no_letter_tells_its_receiver_a_word_he_or_she_may_not_know(house: House) -> None:
    accounts = {who: getattr(one, "account", one) for who, one in house.kept.people.items()}
    roles = {account.id: who for who, account in accounts.items()}
    told = []
    for mail in db.session.scalars(select(Mail).join(Account, Account.id == Mail.account_id)):
        letter, who = letter_of(mail), roles[mail.account_id]
        allowed = {name for name, known in KNOWN_TO.items() if AS.get(who, who) in known}
        text = f"{letter.subject}\n{letter.text}\n{mail.params}"
        told += [
            f"{mail.kind} to {who}: {name}" for name in KNOWN_TO if word(name) in text and name not in allowed
        ]
    assert told == []
    assert db.session.scalar(select(Mail.id).limit(1)) is not None


AS = {"assignee": "editor", "manager": "editor", "colleague": "mate"}
"""Who is not asked in the crawl -> whose knowledge he or she has."""
