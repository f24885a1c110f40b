"""Two application processes over one database behave as one site."""

import threading
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pytest
from flask import Flask

from reviewapp.extensions import db
from reviewapp.models import Thread
from reviewapp.services.accounts import issue_link
from tests.builders import make_review, token_of
from tests.processes import Answer, Visitor, processes

COMMENT = {"scope": "document", "body": "Say how many hours.", "language": "en", "type": "substantive"}


@dataclass
class Site:
    """Two addresses of one site, a version on it, and what an expert needs to come in."""

    here: str
    there: str
    version: str
    link: str
    token: str


@pytest.fixture
def site(app: Flask) -> Iterator[Site]:
    review = make_review()
    _, link = issue_link(review.expert.account, actor=None)
    version, token = review.version.public_id, token_of(review.expert)
    db.session.commit()
    with processes(app.config["SQLALCHEMY_DATABASE_URI"], 2) as (here, there):
        yield Site(here, there, version, link, token)
    db.session.rollback()


def sign_in(visitor: Visitor, address: str, link: str) -> Answer:
    page = visitor.get(f"{address}/sign-in/{link}")
    return visitor.post(f"{address}/sign-in", {"csrf_token": page.field("csrf_token"), "token": link})


def test_two_processes_are_one_site(site: Site) -> None:
    visitor = Visitor()
    reading, form = f"/versions/{site.version}", f"/versions/{site.version}/threads/new?scope=document"
    assert sign_in(visitor, site.here, site.link).status == 302
    assert visitor.get(site.there + reading).status == 200

    page = visitor.get(site.here + form)
    sent = {**COMMENT, **{name: page.field(name) for name in ("csrf_token", "form_key")}}
    there = visitor.post(f"{site.there}/versions/{site.version}/threads", sent)
    assert there.status == 302
    again = visitor.post(f"{site.here}/versions/{site.version}/threads", sent)
    assert again.headers["Location"] == there.headers["Location"]
    assert COMMENT["body"] in visitor.get(site.here + there.headers["Location"]).text

    assert len(at_once(site)) == 1
    db.session.rollback()
    assert db.session.query(Thread).count() == 2

    out = visitor.get(site.there + reading).field("csrf_token")
    assert visitor.post(f"{site.there}/sign-out", {"csrf_token": out}).status == 302
    assert visitor.get(site.here + reading).status == 302


def at_once(site: Site) -> set[str]:
    """Send one comment under one key to both processes at the same moment; give the ids they answer."""
    start, answers = threading.Barrier(2), list[Any]()

    def post(address: str) -> None:
        expert = Visitor(headers={"Authorization": f"Bearer {site.token}", "Idempotency-Key": "one"})
        start.wait()
        body = {name: COMMENT[name] for name in ("scope", "body", "language")}
        answers.append(expert.post(f"{address}/api/v1/versions/{site.version}/threads", json_=body))

    hands = [threading.Thread(target=post, args=(address,)) for address in (site.here, site.there)]
    for hand in hands:
        hand.start()
    for hand in hands:
        hand.join()
    assert [answer.status for answer in answers] == [201, 201]
    return {answer.json["id"] for answer in answers}
