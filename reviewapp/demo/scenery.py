"""Set the demo up: the project, its people, its texts, its rounds and who takes part in them."""

import base64
import re
from datetime import timedelta
from functools import partial
from pathlib import Path
from typing import Any

from ..clock import replay
from ..domain.people import Attribution, InstitutionType, Role
from ..domain.permissions import Actor
from ..domain.rounds import LateRule, Visibility
from ..domain.threads import CARRIED_OUT, Disposition, Status
from ..domain.versions import DocumentKind
from ..queries.accounts import find_account_by_email
from ..queries.versions import newest_published
from ..services.accounts import open_account
from ..services.decisions import move_thread
from ..services.implementations import mark_implemented
from ..services.people import Newcomer, add_member, describe_member, find_membership
from ..services.projects import create_document, create_guide, create_project
from ..services.reviewers import decline, note_invited, note_opened, submit_review
from ..services.rounds import Terms, move_round, plan_round
from ..services.versions import Upload, publish_version, upload_version
from . import script, shapes
from .stage import Stage

HERE = Path(__file__).parent
ADMINISTRATOR = ("administrator@example.org", "System administrator")
FOUNDING_DAY = -80
NO_CHANGE_NEEDED = frozenset(
    {Disposition.NOTED, Disposition.NOT_ACCEPTED, Disposition.DUPLICATE, Disposition.OUT_OF_SCOPE}
)


def found(stage: Stage) -> None:
    """Make the project, its people, its guide and documents."""
    with replay(stage.at(FOUNDING_DAY)):
        open_account(*ADMINISTRATOR, language="en", is_admin=True, actor=None)
        first = next(person for person in script.PEOPLE if person.key == script.PROJECT.manager)
        account = open_account(first.email, first.name, language=first.language, actor=None)
        founder = Actor(account.id, is_admin=True)
        told = script.PROJECT
        stage.project = create_project(told.name, list(told.languages), told.time_zone, actor=founder)
        for person in script.PEOPLE:
            stage.people[person.key] = _bring_in(stage.project, person, founder, is_founder=person is first)
        guide = create_guide(stage.project, script.GUIDE.title, actor=stage.actor(first.key))
        for document in script.DOCUMENTS:
            stage.documents[document.key] = create_document(
                guide, DocumentKind(document.kind), document.title, actor=stage.actor(first.key)
            )


def plan_texts_and_rounds(stage: Stage) -> None:
    """Plan what happens to versions and rounds."""
    for version in script.VERSIONS:
        stage.plan(version.day, 8, partial(_publish, stage, version))
    for round_ in script.ROUNDS:
        stage.plan(round_.opens, 0, partial(_open, stage, round_))
        for part in round_.parts:
            _take_part(stage, round_, part)
        if round_.answered is not None:
            stage.plan(round_.answered, 8, partial(_move, stage, round_, "answer"))
            stage.plan(round_.answered, 9, partial(_close, stage, round_, frozenset(NO_CHANGE_NEEDED)))
        if round_.reported is not None:
            stage.plan(round_.reported, 8, partial(_move, stage, round_, "report"))
        if round_.verified is not None:
            stage.plan(round_.verified, 20, partial(_close, stage, round_, frozenset(Disposition)))


def _bring_in(project: Any, person: shapes.Person, founder: Actor, *, is_founder: bool) -> Any:
    details = Newcomer(
        email=person.email,
        name=person.name,
        role=Role(person.role),
        institution=person.institution,
        institution_type=InstitutionType(person.institution_type),
        country=person.country,
        sector=person.sector,
        language=person.language,
        tags=list(person.tags),
    )
    if not is_founder:
        return add_member(project, details, actor=founder)
    account = find_account_by_email(person.email)
    member = find_membership(project, account) if account else None
    assert member is not None  # noqa: S101
    describe_member(member, details, actor=founder)
    return member


def _publish(stage: Stage, told: shapes.Version) -> None:
    data = with_figures((HERE / "texts" / told.file).read_text(encoding="utf-8"))
    other = stage.versions[told.corresponds_to] if told.corresponds_to else None
    upload = Upload(data.encode(), told.file, told.language, told.note, corresponds_to=other)
    version = upload_version(stage.documents[told.document], upload, actor=stage.actor("S1"))
    publish_version(version, actor=stage.actor("S1"))
    stage.versions[told.key] = version


def _open(stage: Stage, told: shapes.Round) -> None:
    members = [stage.people[part.person] for part in told.parts]
    terms = Terms(
        name=told.name,
        opens_at=stage.at(told.opens),
        closes_at=stage.at(told.closes, 16) - timedelta(minutes=1),
        versions=[stage.versions[key] for key in told.versions],
        reviewers=members,
        visibility=Visibility(told.visibility),
        attribution=Attribution(told.attribution),
        attribution_out=Attribution(told.attribution_out),
        late=LateRule(told.late),
        terms_of_reference=told.terms_of_reference,
        is_confidential=told.is_confidential,
    )
    stage.rounds[told.key] = plan_round(stage.project, terms, actor=stage.actor("S3"))
    note_invited(stage.rounds[told.key], members, actor=stage.actor("S3"))


def _take_part(stage: Stage, round_: shapes.Round, part: shapes.Part) -> None:
    """Plan what one reviewer does with a round beside commenting."""
    if part.opened is not None:
        stage.plan(part.opened, 1, lambda: note_opened(stage.people[part.person].account))
    if part.declined is not None:
        stage.plan(
            part.declined,
            3,
            lambda: decline(stage.rounds[round_.key], part.reason, actor=stage.actor(part.person)),
        )
    if part.submitted is not None:
        stage.plan(
            part.submitted,
            15,
            lambda: submit_review(stage.rounds[round_.key], actor=stage.actor(part.person)),
        )


def _move(stage: Stage, told: shapes.Round, act: str) -> None:
    move_round(stage.rounds[told.key], act, actor=stage.actor("S3"))


def _close(stage: Stage, told: shapes.Round, settled: frozenset[Disposition]) -> None:
    """Be done with what is decided this way; what was accepted stands in the next version."""
    for thread in script.THREADS:
        made = stage.threads.get(thread.key) if thread.round == told.key else None
        if made is not None and made.status is Status.DECIDED and made.disposition in settled:
            _verify(made, stage.actor("S1"))
            move_thread(made, "close", actor=stage.actor("S1"))


def _verify(thread: Any, actor: Actor) -> None:
    """Say that an accepted comment is implemented, where a later version of its edition is out."""
    newest = newest_published(thread.document_id, thread.version.language)
    if thread.disposition in CARRIED_OUT and newest is not None and newest.id != thread.version_id:
        mark_implemented(thread, newest, actor=actor)


def with_figures(markdown: str) -> str:
    """Put the demo's pictures into the text, so that one file holds everything."""

    def embed(match: re.Match[str]) -> str:
        data = base64.b64encode((HERE / "figures" / match[1]).read_bytes()).decode()
        return f"](data:image/png;base64,{data})"

    return re.sub(r"\]\((figure-[\w.-]+\.png)\)", embed, markdown)
