"""Worlds for tests, made through the same verbs that people use: `make_thread()` makes all it needs."""

import io
from dataclasses import dataclass
from datetime import timedelta
from itertools import count
from typing import Any

from sqlalchemy import select

from reviewapp.clock import now
from reviewapp.domain.anchors import Quote
from reviewapp.domain.people import InstitutionType, Role
from reviewapp.domain.permissions import Actor
from reviewapp.domain.threads import Disposition, PlaceState, Ruling, Scope
from reviewapp.domain.versions import DocumentKind
from reviewapp.extensions import db
from reviewapp.models import Account, Document, Guide, Membership, Place, Project, Round, Thread, Version
from reviewapp.queries.versions import sections_of_version
from reviewapp.services.accounts import issue_link, issue_token, open_account
from reviewapp.services.decisions import decide
from reviewapp.services.people import Newcomer, add_member
from reviewapp.services.projects import create_document, create_guide, create_project
from reviewapp.services.rounds import Terms, plan_round
from reviewapp.services.threads import Comment, open_thread
from reviewapp.services.versions import Upload, publish_version, upload_version
from tests.kept_worlds import kept

_numbers = count(1001)

CHAPTER = """# 4 Training in-company trainers

Who this chapter is for: trainers in firms of every size.

## 4.1 Tasks

A trainer plans, shows and checks the work. A trainer needs time for this.

- plans the week with the apprentice
- shows a task in four steps

| Task | Share of time |
| --- | --- |
| Planning | one fifth |
| Showing | two fifths |

## 4.2 Planning a session

Write down the aim before you choose the steps. A trainer needs time for this.
"""
CHAPTER_ZH = """# 第四章 企业导师培训

本章写给各类企业的导师。

## 4.1 主要任务

导师负责计划、示范和检查。为此，导师需要时间。

## 4.2 设计一次培训

先写下目标，再选择步骤。为此，导师需要时间。
"""


def actor_of(member: Membership) -> Actor:
    """Stand in the project as `member`."""
    return Actor(member.account_id, member.account.is_admin, member.id, member.role)


def make_admin(email: str = "admin@example.org", name: str = "Administrator") -> Actor:
    """An administrator of the installation."""
    return Actor(open_account(email, name, is_admin=True, actor=None).id, is_admin=True)


def make_project(*, actor: Actor | None = None, **changes: Any) -> Project:
    """A project with English and Chinese."""
    given = {"name": "Guide review", "languages": ["en", "zh"], "time_zone": "Asia/Shanghai", **changes}
    return create_project(**given, actor=actor or make_admin())


def make_member(project: Project, role: Role = Role.REVIEWER, **changes: Any) -> Membership:
    """A member with a name, an address and an institution of his or her own."""
    number = next(_numbers)
    given: dict[str, Any] = {
        "email": f"person{number}@example.org",
        "name": f"Expert {number:02}",
        "institution": f"Institution {number}",
        "institution_type": InstitutionType.TVET,
        "country": "CN",
        "language": "en",
        **changes,
    }
    return add_member(project, Newcomer(role=role, **given), actor=make_admin())


def make_document(project: Project, title: str = "Chapter 4", kind: str = "chapter") -> Document:
    """A chapter in a guide of its own."""
    actor = make_admin()
    guide: Guide = create_guide(project, "Training in-company trainers", actor=actor)
    return create_document(guide, DocumentKind(kind), title, actor=actor)


def make_version(
    document: Document,
    text: str | bytes = CHAPTER,
    language: str = "en",
    *,
    publish: bool = True,
    name: str = "c.md",
) -> Version:
    """A version made of Markdown (or of a file's bytes), published unless told otherwise."""
    actor = make_admin()
    data = text.encode() if isinstance(text, str) else text
    version = upload_version(document, Upload(data, name, language), actor=actor)
    if publish:
        publish_version(version, actor=actor)
    return version


def doubt_places(version: Version, *threads: Thread) -> None:
    """Let places on a version (those of `threads`, or all) wait for an editor, however sure carrying was."""
    for place in db.session.scalars(select(Place).where(Place.version_id == version.id)):
        if not threads or place.thread_id in {thread.id for thread in threads}:
            place.state, place.score = PlaceState.TO_BE_PLACED, 0.3
    db.session.commit()


def make_round(
    project: Project, versions: list[Version], reviewers: list[Membership], **changes: Any
) -> Round:
    """A round that opened yesterday and closes in ten days."""
    given: dict[str, Any] = {
        "name": "First round",
        "opens_at": now() - timedelta(days=1),
        "closes_at": now() + timedelta(days=10),
        **changes,
    }
    return plan_round(project, Terms(versions=versions, reviewers=reviewers, **given), actor=make_admin())


def make_thread(
    version: Version, author: Membership, body: str = "Say how many hours.", **changes: Any
) -> Thread:
    """A comment on the whole document, on a section (title given) or on a passage (`exact` given)."""
    exact, section, scope = changes.pop("exact", None), changes.pop("section", None), Scope.DOCUMENT
    quote = None
    if exact:
        scope, quote = Scope.PASSAGE, Quote(exact, changes.pop("prefix", ""), changes.pop("suffix", ""))
    elif section:
        scope = Scope.SECTION
    key = next((s.public_id for s in sections_of_version(version) if s.title == section), None)
    comment = Comment(scope=scope, body=body, section=key, quote=quote, **changes)
    return open_thread(version, comment, actor=actor_of(author))


def make_decision(thread: Thread, judge: Membership, disposition: str = "accepted", **changes: Any) -> None:
    """A decision by an editor."""
    seen = changes.pop("seen", None)
    decide(thread, Ruling(Disposition(disposition), **changes), actor=actor_of(judge), seen=seen)


@dataclass
class Review:
    """A small review in the middle of its life."""

    project: Project
    document: Document
    version: Version
    round: Round
    manager: Membership
    editor: Membership
    officer: Membership
    expert: Membership
    other: Membership


def make_review(text: str = CHAPTER, language: str = "en", **terms: Any) -> Review:
    """A project with staff, two experts, a published chapter and an open round on it."""
    return kept(new_review, text, language, **terms)


def new_review(text: str, language: str, **terms: Any) -> Review:
    """The same, made by the verbs every time."""
    project = make_project()
    manager, editor, officer = (
        make_member(project, role) for role in (Role.MANAGER, Role.EDITOR, Role.OFFICER)
    )
    expert, other = make_member(project), make_member(project)
    document = make_document(project)
    version = make_version(document, text, language)
    round_ = make_round(project, [version], [expert, other], **terms)
    return Review(project, document, version, round_, manager, editor, officer, expert, other)


def sign_in(client: Any, account: Account | Membership) -> None:
    """Sign a test client in through a personal link, as people do."""
    person = account if isinstance(account, Account) else account.account
    _, token = issue_link(person, actor=None)
    answer = client.post("/sign-in", data={"token": token})
    assert answer.status_code == 302, answer.get_data(as_text=True)


def token_of(account: Account | Membership) -> str:
    """Give an API token."""
    return issue_token(account if isinstance(account, Account) else account.account, "test", actor=None)


def file_of(text: str | bytes, name: str = "chapter.md") -> tuple[io.BytesIO, str]:
    """A file for a multipart form."""
    return io.BytesIO(text.encode() if isinstance(text, str) else text), name
