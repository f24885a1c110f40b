"""A database with a round of many comments and an empty one, filled by bulk insert."""

import os
import random
import sys
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import Any

from flask import Flask
from flask_migrate import upgrade
from sqlalchemy import insert

ROOT = Path(__file__).parent.parent
sys.path.insert(0, str(ROOT))

from config import settings_from  # noqa: E402
from reviewapp.app import create_app  # noqa: E402
from reviewapp.clock import now  # noqa: E402
from reviewapp.domain.people import Role  # noqa: E402
from reviewapp.domain.threads import Disposition, Status  # noqa: E402
from reviewapp.extensions import db  # noqa: E402
from reviewapp.models import Place, Reply, Thread, Version  # noqa: E402
from reviewapp.models.base import new_public_id  # noqa: E402
from reviewapp.queries.versions import sections_of_version  # noqa: E402
from reviewapp.services.accounts import issue_token  # noqa: E402
from tests import builders as b  # noqa: E402

LATIN = (
    "The chapter should say who pays the trainer for the hours of planning, since small firms have nobody "
    "to stand in, and what the college does meanwhile."
)
CHINESE = "建议说明企业导师的备课时间由谁承担，小企业往往没有人可以替补，职业院校在此期间应当做什么。"
SHARE_OF_CHINESE = 0.15


@dataclass
class Filled:
    """Where the two rounds are, and a token that may export them."""

    url: str
    token: str
    many: str
    none: str


def make_app(url: str) -> Flask:
    """Build the app over a database."""
    environ = {"DATABASE_URL": url, "SECRET_KEY": "only for measuring, 32 characters"}
    return create_app({**settings_from({**os.environ, **environ}), "MIGRATIONS": str(ROOT / "migrations")})


def fill(url: str, number: int) -> Filled:
    """Make a round with `number` comments (mean 255 characters, 15 % Chinese) and one without."""
    app = make_app(url)
    with app.app_context():
        upgrade(directory=str(ROOT / "migrations"))
        review = b.make_review(attribution_out="named")
        others = [b.make_member(review.project, Role.REVIEWER, language="zh") for _ in range(38)]
        empty = b.make_round(review.project, [review.version], [review.expert], name="Empty round")
        people = [review.expert, review.other, *others]
        _insert(review, [person.id for person in people], number)
        token = issue_token(review.editor.account, "measure", actor=None)
        return Filled(url, token, review.round.public_id, empty.public_id)


def _insert(review: b.Review, people: list[int], number: int) -> None:
    chance = random.Random(1)
    sections = [section.id for section in sections_of_version(review.version)]
    threads = [_thread(review, people, chance, at) for at in range(1, number + 1)]
    db.session.execute(insert(Thread), threads)
    places = [_place(review.version, thread, sections, chance) for thread in threads]
    db.session.execute(insert(Place), places)
    replies = [
        {
            "public_id": new_public_id(),
            "thread_id": thread["id"],
            "author_id": review.editor.id,
            "body": "Thank you, please tell us which firms you mean.",
            "body_html": "",
            "ruleset": 1,
            "language": "en",
            "is_internal": chance.random() < 0.2,
            "created_at": now(),
        }
        for thread in threads
        if chance.random() < 0.3
    ]
    db.session.execute(insert(Reply), replies)
    db.session.commit()


def _thread(review: b.Review, people: list[int], chance: random.Random, at: int) -> dict[str, Any]:
    language = "zh" if chance.random() < SHARE_OF_CHINESE else "en"
    words = (CHINESE if language == "zh" else LATIN) * 4
    body = f"{at}. {words}"[: max(20, int(chance.expovariate(1 / 255)))]
    is_decided = chance.random() < 0.6
    return {
        "id": at,
        "public_id": new_public_id(),
        "document_id": review.document.id,
        "version_id": review.version.id,
        "round_id": review.round.id,
        "number": at,
        "author_number": at,
        "scope": "passage",
        "author_id": people[at % len(people)],
        "entered_by_id": people[at % len(people)],
        "type": chance.choice(["substantive", "editorial", "structure", "terminology"]),
        "importance": chance.choice([None, "minor", "important", "essential"]),
        "language": language,
        "body": body,
        "body_html": "",
        "proposed_wording": body[:80] if chance.random() < 0.4 else "",
        "ruleset": 1,
        "exact": "A trainer plans, shows and checks the work.",
        "is_late": chance.random() < 0.05,
        "is_shared": False,
        "status": Status.DECIDED if is_decided else Status.OPEN,
        "disposition": chance.choice(list(Disposition)) if is_decided else None,
        "reason": "The law sets the hours; the chapter names it now." if is_decided else "",
        "response": "Thank you. See the new section." if is_decided else "",
        "decided_by_id": review.editor.id if is_decided else None,
        "decided_at": now() if is_decided else None,
        "created_at": now() - timedelta(minutes=at),
        "changed_at": now(),
        "revision": 1,
        "tags": [],
    }


def _place(
    version: Version, thread: dict[str, Any], sections: list[int], chance: random.Random
) -> dict[str, Any]:
    return {
        "thread_id": thread["id"],
        "version_id": version.id,
        "state": "in_place",
        "section_id": chance.choice(sections),
        "exact": thread["exact"],
        "order": chance.randrange(10_000),
    }
