"""Blind means blind: of two worlds, with and without the others, a reviewer gets the same bytes."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from sqlalchemy import select

from reviewapp.extensions import db
from reviewapp.models import Mail
from reviewapp.web.letters import letter_of
from tests.builders import sign_in, token_of
from tests.rights.crawler import crawl_api, crawl_exports, crawl_pages, text_of
from tests.rights.same_story import ROUNDS, told

NEW_EACH_TIME = {
    "the token against foreign forms is signed with the real second": r'(?<=name="csrf_token" value=")[^"]+',
    "so is the cookie of the session": r"Set-Cookie: [^\n]+",
    "the web server's layer writes the real second": r"(?<=\nDate: )[^\r\n]+|(?<=\nExpires: )[^\r\n]+",
    "so does the writer of workbooks": r"Content-Length: \d+(?=(?s:.*)xl/workbook)|(?<=W3CDTF\">)[^<]+",
    "the weak tag of a page is made of its bytes and the secret of the session": r'(?<=ETag: W/")\w+',
}
"""Why something cannot be equal -> what is left out of the comparison. Nothing else is."""

QUERIES = [
    "q=otherword",
    "q=Ownword",
    "status=withdrawn",
    "status=draft",
    "status=decided",
    "disposition=noted",
    "institution_type=enterprise",
    "institution_type=tvet",
    "country=CN",
    "late=true",
    "waiting=true",
    "tag=workshop",
    "limit=1",
]


@dataclass(frozen=True)
class Look:
    """All that reviewer A gets, by what was asked, and the mails."""

    answers: dict[str, str]
    mails: list[str]


@pytest.fixture(scope="module")
def looks(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[bool, Look]]:
    folder = tmp_path_factory.mktemp("blind")
    with pytest.MonkeyPatch.context() as patch:
        yield {with_others: _look(folder, patch, with_others) for with_others in (True, False)}


def _look(folder: Path, patch: pytest.MonkeyPatch, with_others: bool) -> Look:
    with told(folder, patch, with_others=with_others) as story:
        anna, bert = story.people["anna"], story.people["bert"]
        rounds = [f"rounds/{one.public_id}" for one in story.rounds.values()]
        documents = [f"documents/{one.versions[0].document.public_id}" for one in story.rounds.values()]
        client, token = story.app.test_client(), token_of(anna)
        sign_in(client, anna)
        author = f"author={bert.public_id}"
        texts = [f"/versions/{one.versions[0].public_id}/people" for one in story.rounds.values()]
        called = [*texts, *(f"{one}?q=Expert" for one in texts)]
        pages = crawl_pages(
            client, [*QUERIES, author], also=["/nowhere", "/threads/nnnnnnnnnnnnnnnn", *called]
        )
        api = crawl_api(client, token, pages.ids(), [*QUERIES[:5], author])
        exports = crawl_exports(client, token, [rounds[2], rounds[3], documents[0]])
        everything = {**pages.answers, **api.answers, **exports.answers}
        return Look(
            {address: _equal_parts(text_of(one)) for address, one in everything.items()}, _mails(anna)
        )


def _mails(member) -> list[str]:
    sent = db.session.scalars(
        select(Mail).where(Mail.account_id == member.account_id).order_by(Mail.created_at)
    )
    letters = ((mail, letter_of(mail)) for mail in sent)
    return [
        f"{m.kind} {m.key} {m.address} {m.params} {m.due_at}\n{one.subject}\n{one.text}" for m, one in letters
    ]


def _equal_parts(text: str) -> str:
    for pattern in NEW_EACH_TIME.values():
        text = re.sub(pattern, "", text)
    return text


def test_each_byte_a_reviewer_gets_is_the_same_whatever_the_others_do(looks: dict[bool, Look]) -> None:
    with_others, without = looks[True].answers, looks[False].answers
    assert with_others.keys() == without.keys()
    different = [
        f"{address}: {_around(text, without[address])}"
        for address, text in with_others.items()
        if text != without[address]
    ]
    assert not different, "\n".join(different)


def test_the_mails_to_a_reviewer_are_the_same_whatever_the_others_do(looks: dict[bool, Look]) -> None:
    assert looks[True].mails == looks[False].mails
    assert len(looks[True].mails) >= len(ROUNDS)


def test_the_reviewer_was_looking_at_something(looks: dict[bool, Look]) -> None:
    told_of_own = [address for address, text in looks[True].answers.items() if "Ownword" in text]
    assert len(told_of_own) > 40
    assert {address.partition("?")[0].split("/")[1] for address in told_of_own} >= {
        "api",
        "versions",
        "threads",
        "projects",
        "rounds",
        "documents",
    }
    assert not [
        address
        for address, text in looks[True].answers.items()
        if "otherword" in text.replace("q=otherword", "")
    ]


def _around(one: str, other: str) -> str:
    at = next((i for i, (a, z) in enumerate(zip(one, other, strict=False)) if a != z), 0)
    return f"{one[max(at - 60, 0) : at + 80]!r} / {other[max(at - 60, 0) : at + 80]!r}"
