"""One story told twice: with what the other reviewers did, and without."""

import random
import secrets
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from flask import Flask

from reviewapp.clock import now, replay
from reviewapp.domain.people import Attribution, InstitutionType, Role
from reviewapp.domain.rounds import LateRule, Visibility
from reviewapp.extensions import db
from reviewapp.models import Membership, Round, Thread, Version
from reviewapp.services.decisions import share
from reviewapp.services.drafts import hand_over
from reviewapp.services.replies import reply
from reviewapp.services.reviewers import decline, resume_review, submit_review
from reviewapp.services.rounds import extend_for
from reviewapp.services.supports import support
from reviewapp.services.threads import edit_comment, withdraw
from reviewapp.services.triage import assign, set_waiting, tag
from tests import builders as b
from tests.databases import SqliteDatabase
from tests.fixtures_app import make_app

BEGIN = datetime(2027, 3, 1, 9, tzinfo=UTC)
ASKED = BEGIN + timedelta(days=20)
"""The moment at which the reviewer looks."""

ROUNDS: dict[str, dict[str, Any]] = {
    "blind": {"visibility": Visibility.BLIND, "opens_at": 1, "closes_at": 30},
    "closed": {"visibility": Visibility.BLIND, "opens_at": 1, "closes_at": 15},
    "resolved": {"visibility": Visibility.BLIND, "opens_at": 1, "closes_at": 15, "late": LateRule.ACCEPT},
    "after": {"visibility": Visibility.AFTER_SUBMIT, "opens_at": 1, "closes_at": 30},
    "roles": {
        "visibility": Visibility.AFTER_SUBMIT,
        "attribution": Attribution.ROLE,
        "opens_at": 1,
        "closes_at": 15,
    },
}
"""name -> terms of a round; days count from BEGIN"""


class SeededSecrets:
    """Random ids and tokens made of the moment they are made at: one act makes the same in both worlds.

    Whatever else happens in between does not matter. Stands in for the module `secrets`.
    """

    def __init__(self) -> None:
        self._seed = ""
        self._random = random.Random(0)

    def begin(self, seed: str) -> None:
        """Begin anew: for each moment, and for each request."""
        if seed != self._seed:
            self._seed, self._random = seed, random.Random(seed)

    def choice(self, things: Sequence[Any]) -> Any:
        """As secrets.choice."""
        self._follow_the_clock()
        return self._random.choice(things)

    def randbelow(self, bound: int) -> int:
        """As secrets.randbelow."""
        self._follow_the_clock()
        return self._random.randrange(bound)

    def token_urlsafe(self, size: int = 32) -> str:
        """As secrets.token_urlsafe, in hexadecimal digits."""
        self._follow_the_clock()
        return self._random.randbytes(size).hex()

    def _follow_the_clock(self) -> None:
        if not self._seed.startswith("/"):
            self.begin(now().isoformat())


@contextmanager
def told(folder: Path, patch: pytest.MonkeyPatch, *, with_others: bool) -> Iterator["Story"]:
    """Tell the story into a database of its own, and stand at the moment at which the reviewer looks."""
    seeded = SeededSecrets()
    patch.setattr(secrets, "choice", seeded.choice)
    patch.setattr(secrets, "randbelow", seeded.randbelow)
    patch.setattr(secrets, "token_urlsafe", seeded.token_urlsafe)
    app = make_app(SqliteDatabase(folder / f"{with_others}.db").url, MAIL_URL="smtp://127.0.0.1:1")
    _ask_at(app, ASKED, seeded)
    with app.app_context():
        db.create_all()
        story = Story(app, with_others)
        story.tell()
        with replay(ASKED):
            yield story
        db.session.remove()


def _ask_at(app: Flask, moment: datetime, seeded: SeededSecrets) -> None:
    """Let every request come in at one moment."""
    answer = app.wsgi_app

    def asked(environ: Any, start_response: Any) -> Any:
        with replay(moment):
            seeded.begin(environ["PATH_INFO"])
            try:
                return [b"".join(answer(environ, start_response))]
            finally:
                seeded.begin("")

    app.wsgi_app = asked  # type: ignore[method-assign]


class Story:
    """Who is in it, and what happens: each act at its own moment, the others' only where they are told."""

    def __init__(self, app: Flask, with_others: bool) -> None:
        self.app = app
        self._with_others = with_others
        self._minute = 0
        self.people: dict[str, Membership] = {}
        self.rounds: dict[str, Round] = {}
        self.threads: dict[str, Thread] = {}

    def act(self, do: Callable[[], Any]) -> Any:
        """Do something everybody's story has."""
        self._minute += 1
        with replay(BEGIN + timedelta(minutes=self._minute)):
            given = do()
            db.session.commit()
            return given

    def others(self, do: Callable[[], Any]) -> Any:
        """Do something that another reviewer does, or that editors do to it; its minute passes either way."""
        if self._with_others:
            return self.act(do)
        self._minute += 1
        return None

    def on_day(self, day: int) -> None:
        """Go on some days after the beginning."""
        self._minute = day * 24 * 60

    def actor(self, name: str) -> Any:
        """Stand as somebody."""
        return b.actor_of(self.people[name])

    def say(self, who: str, where: str, words: str, tell: Callable[..., Any], **more: Any) -> None:
        """Comment in a round, as `thread WHO WHERE`."""
        version = self.rounds[where].versions[0]
        made = tell(lambda: b.make_thread(_fresh(version), self.people[who], words, **more))
        if made is not None:
            self.threads[f"{who} {where}"] = made

    def tell(self) -> None:
        """Tell it."""
        self._set_up()
        self.on_day(2)
        for name in ROUNDS:
            self._comment_in(name)
        self.on_day(10)
        for name in ROUNDS:
            self._go_on_in(name)
        self.on_day(16)
        self._after_the_close()

    def _set_up(self) -> None:
        project = self.act(b.make_project)
        roles = {"manager": Role.MANAGER, "editor": Role.EDITOR, "officer": Role.OFFICER}
        for name in ("manager", "editor", "officer", "anna", "bert", "cora"):
            number = len(self.people) + 1
            details = {"email": f"p{number}@example.org", "name": f"Expert {number:02}"}
            if name in ("anna", "cora"):
                details["institution"] = "One college"
            if name == "cora":
                details["tags"] = ["focal point"]
            kind = InstitutionType.ENTERPRISE if name == "bert" else InstitutionType.TVET
            role = roles.get(name, Role.REVIEWER)
            more = {
                "institution": f"Institution {number}",
                "institution_type": kind,
                "country": "CN",
                **details,
            }
            self.people[name] = self.act(lambda role=role, more=more: b.make_member(project, role, **more))
        reviewers = [self.people[name] for name in ("anna", "bert", "cora")]
        for name, terms in ROUNDS.items():
            document = self.act(lambda name=name: b.make_document(project, f"Chapter {name}"))
            version: Version = self.act(lambda document=document: b.make_version(document))
            dates = {key: BEGIN + timedelta(days=terms[key]) for key in ("opens_at", "closes_at")}
            given = {**terms, **dates, "name": f"Round {name}"}
            self.rounds[name] = self.act(
                lambda version=version, given=given: b.make_round(project, [version], reviewers, **given)
            )

    def _comment_in(self, name: str) -> None:
        """The others before and after the reviewer, so that numbers, order and places would tell."""
        shown = {"exact": "shows a task"}
        self.say("bert", name, f"Earlier otherword {name}", self.others, exact="plans, shows and checks")
        self.say("anna", name, f"Ownword {name}", self.act, **shown)
        self.say("cora", name, f"Beside otherword {name}", self.others, **shown)
        self.say("bert", name, "A section otherword", self.others, section="Tasks")
        self.say("bert", name, "A draft otherword", self.others, is_draft=True)
        self.say("anna", name, "Own general word", self.act)

    def _go_on_in(self, name: str) -> None:
        """What follows of it: replies, supports, edits, withdrawals, submissions, staff at work."""
        bert, cora, editor = self.actor("bert"), self.actor("cora"), self.actor("editor")
        round_, own = self.rounds[name], self.threads["anna " + name]
        self.others(lambda: edit_comment(self.threads[f"cora {name}"], "Edited otherword", actor=cora))
        self.others(lambda: reply(self.threads[f"cora {name}"], "Staff otherword", actor=editor))
        self.others(lambda: assign(self.threads[f"cora {name}"], self.people["editor"], actor=editor))
        self.others(lambda: submit_review(round_, actor=bert))
        if round_.visibility is Visibility.AFTER_SUBMIT:
            self.others(lambda: support(own, actor=bert))
            self.others(lambda: reply(own, "A reply otherword", actor=bert))
        self.act(lambda: reply(own, "What does it change?", actor=editor))
        self.act(lambda: tag(own, ["workshop"], actor=editor))
        self.act(lambda: set_waiting(own, True, actor=editor))
        self.others(lambda: withdraw(self.threads[f"cora {name}"], actor=cora))
        self.others(lambda: decline(round_, "Decline otherword", actor=cora))
        if name in ("blind", "after"):
            self.others(
                lambda: extend_for(
                    round_.row_of(cora.membership_id), BEGIN + timedelta(days=40), actor=editor
                )
            )
            self.say("anna", name, "Own draft", self.act, is_draft=True)
            self.act(
                lambda: hand_over(self.threads["anna " + name], self.people["cora"], actor=self.actor("anna"))
            )

    def _after_the_close(self) -> None:
        """Late comments and decisions; the reviewer's own are decided too, and one is shared."""
        editor = self.people["editor"]
        self.others(
            lambda: b.make_decision(self.threads["bert closed"], editor, "noted", reason="Reason otherword")
        )
        self.say("bert", "resolved", "Late otherword", self.others)
        own = self.threads["anna resolved"]
        self.act(lambda: b.make_decision(own, editor, "accepted", response="Thank you."))
        self.act(lambda: share(own, True, actor=b.actor_of(editor)))
        self.others(lambda: resume_review(self.rounds["after"], actor=self.actor("bert")))
        self.others(lambda: submit_review(self.rounds["after"], actor=self.actor("bert")))


def _fresh(version: Version) -> Version:
    return db.session.get_one(Version, version.id)
