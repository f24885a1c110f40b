"""Load the demo through the same verbs that people use, each at the moment it tells of."""

import base64
import re
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, time, timedelta
from functools import partial
from pathlib import Path
from typing import Any

from ..clock import now, replay
from ..domain.anchors import Quote
from ..domain.people import Attribution, InstitutionType, Role
from ..domain.permissions import Actor
from ..domain.rounds import LateRule, Visibility
from ..domain.threads import CommentType, Disposition, Importance, Ruling, Scope, Status
from ..domain.versions import DocumentKind
from ..queries.accounts import find_account_by_email
from ..queries.versions import sections_of_version
from ..services.accounts import issue_link, open_account
from ..services.decisions import decide, move_thread, reopen, share
from ..services.people import Newcomer, add_member, describe_member, find_membership
from ..services.places import settle_place
from ..services.projects import create_document, create_guide, create_project
from ..services.replies import reply
from ..services.rounds import Terms, move_round, plan_round
from ..services.threads import Comment, open_thread, withdraw
from ..services.transaction import transaction
from ..services.versions import Upload, publish_version, upload_version
from . import script, shapes

HERE = Path(__file__).parent
ADMINISTRATOR = ("administrator@example.org", "System administrator")
NO_CHANGE_NEEDED = {"noted", "not_accepted", "duplicate", "out_of_scope"}
FOUNDING_DAY = -80


def load() -> str:
    """Load the demo unless it is there; say what was done."""
    if find_account_by_email(ADMINISTRATOR[0]) is not None:
        return "The demo is loaded already."
    story = Story(datetime.combine(now().date(), time(), UTC))
    with transaction():
        story.play()
    return (
        f"Loaded the demo: {len(script.PEOPLE)} people, {len(story.versions)} versions, "
        f"{len(story.rounds)} rounds, {len(story.threads)} comments."
    )


def fresh_links() -> Iterator[tuple[str, str, str]]:
    """Give (role, name, token) of a fresh sign-in link for each person of the demo."""
    people = [("administrator", ADMINISTRATOR[0]), *((p.role, p.email) for p in script.PEOPLE)]
    for role, email in people:
        account = find_account_by_email(email)
        if account is not None:
            yield role, account.name, issue_link(account, actor=None)[1]


class Story:
    """The demo's script being played, from the founding of the project to `today` (midnight, UTC)."""

    def __init__(self, today: datetime) -> None:
        self.today = today
        self.people: dict[str, Any] = {}
        self.documents: dict[str, Any] = {}
        self.versions: dict[str, Any] = {}
        self.rounds: dict[str, Any] = {}
        self.threads: dict[str, Any] = {}
        self.acts: list[tuple[datetime, int, Callable[[], None]]] = []
        self.project: Any = None

    def play(self) -> None:
        """Do everything that is told, in the order of time."""
        with replay(self._at(FOUNDING_DAY)):
            self._found()
        for version in script.VERSIONS:
            self._plan(version.day, 8, partial(self._publish, version))
        for round_ in script.ROUNDS:
            self._plan(round_.opens, 0, partial(self._open, round_))
            if round_.answered is not None:
                self._plan(round_.answered, 8, partial(self._answer, round_))
        for thread in script.THREADS:
            self._tell(thread)
        for moment, _, act in sorted(self.acts, key=lambda planned: planned[:2]):
            with replay(min(moment, now())):
                act()

    def _at(self, day: int, hour: int = 0) -> datetime:
        return self.today + timedelta(days=day, hours=hour)

    def _plan(self, day: int, hour: int, act: Callable[[], None]) -> None:
        self.acts.append((self._at(day, hour), len(self.acts), act))

    def _actor(self, key: str) -> Actor:
        member = self.people[key]
        return Actor(member.account_id, member.account.is_admin, member.id, member.role)

    def _found(self) -> None:
        """Make the project, its people, its guide and documents."""
        open_account(*ADMINISTRATOR, language="en", is_admin=True, actor=None)
        first = next(person for person in script.PEOPLE if person.key == script.PROJECT.manager)
        account = open_account(first.email, first.name, language=first.language, actor=None)
        founder = Actor(account.id, is_admin=True)
        told = script.PROJECT
        self.project = create_project(told.name, list(told.languages), told.time_zone, actor=founder)
        for person in script.PEOPLE:
            self.people[person.key] = self._bring_in(person, founder, is_founder=person is first)
        guide = create_guide(self.project, script.GUIDE.title, actor=self._actor(first.key))
        for document in script.DOCUMENTS:
            self.documents[document.key] = create_document(
                guide, DocumentKind(document.kind), document.title, actor=self._actor(first.key)
            )

    def _bring_in(self, person: shapes.Person, founder: Actor, *, is_founder: bool) -> Any:
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
            return add_member(self.project, details, actor=founder)
        account = find_account_by_email(person.email)
        member = find_membership(self.project, account) if account else None
        assert member is not None  # noqa: S101
        describe_member(member, details, actor=founder)
        return member

    def _publish(self, told: shapes.Version) -> None:
        data = with_figures((HERE / "texts" / told.file).read_text(encoding="utf-8"))
        upload = Upload(data.encode(), told.file, told.language, told.note)
        version = upload_version(self.documents[told.document], upload, actor=self._actor("S1"))
        publish_version(version, actor=self._actor("S1"))
        self.versions[told.key] = version

    def _open(self, told: shapes.Round) -> None:
        terms = Terms(
            name=told.name,
            opens_at=self._at(told.opens),
            closes_at=self._at(told.closes, 16) - timedelta(minutes=1),
            versions=[self.versions[key] for key in told.versions],
            reviewers=[self.people[key] for key in told.reviewers],
            visibility=Visibility(told.visibility),
            attribution=Attribution(told.attribution),
            attribution_out=Attribution(told.attribution_out),
            late=LateRule(told.late),
        )
        self.rounds[told.key] = plan_round(self.project, terms, actor=self._actor("S3"))

    def _answer(self, told: shapes.Round) -> None:
        """Send the answers out; where no change was needed, the thread is done with."""
        move_round(self.rounds[told.key], "answer", actor=self._actor("S3"))
        for thread in script.THREADS:
            settled = thread.decision and thread.decision.disposition in NO_CHANGE_NEEDED
            if thread.round == told.key and settled and self.threads[thread.key].status is Status.DECIDED:
                move_thread(self.threads[thread.key], "close", actor=self._actor("S1"))

    def _tell(self, told: shapes.Thread) -> None:
        """Plan everything that happens to one comment."""
        key = told.key
        self._plan(told.day, told.hour, lambda: self._comment(told))
        for answer in told.replies:
            self._plan(answer.day, answer.hour, partial(self._reply, key, answer))
        if told.work and not told.reopening:
            self._plan(
                told.day + 1, 1, lambda: move_thread(self.threads[key], "begin", actor=self._actor("S1"))
            )
        if decision := told.decision:
            self._plan(decision.day, 18, lambda: self._decide(key, decision))
        if reopening := told.reopening:
            self._plan(
                reopening.day,
                19,
                lambda: reopen(self.threads[key], note=reopening.note, actor=self._actor(reopening.editor)),
            )
        if withdrawal := told.withdrawal:
            actor = told.author
            self._plan(
                withdrawal.day,
                20,
                lambda: withdraw(self.threads[key], note=withdrawal.note, actor=self._actor(actor)),
            )
        if told.after and told.after.state in ("section", "removed"):
            self._plan(told.after.day, 20, lambda: self._settle(told))

    def _comment(self, told: shapes.Thread) -> None:
        version = self.versions[told.version]
        quote = told.quote and Quote(told.quote.exact, told.quote.prefix, told.quote.suffix)
        comment = Comment(
            scope=Scope(told.scope),
            body=told.body,
            section=section_numbered(version, told.section),
            quote=quote or None,
            type=CommentType(told.type),
            importance=Importance(told.importance) if told.importance else None,
            language=told.language,
            proposed_wording=told.proposed_wording,
        )
        self.threads[told.key] = open_thread(version, comment, actor=self._actor(told.author))

    def _reply(self, key: str, told: shapes.Reply) -> None:
        reply(
            self.threads[key],
            told.body,
            language=told.language,
            is_internal=told.internal,
            actor=self._actor(told.author),
        )

    def _decide(self, key: str, told: shapes.Decision) -> None:
        main = self.threads[told.duplicate_of].public_id if told.duplicate_of else None
        ruling = Ruling(Disposition(told.disposition), told.reason, told.response, main)
        decide(self.threads[key], ruling, actor=self._actor(told.editor))
        if told.shared:
            share(self.threads[key], True, actor=self._actor(told.editor))

    def _settle(self, told: shapes.Thread) -> None:
        assert told.after is not None  # noqa: S101
        version = self.versions[told.after.version]
        settle_place(
            self.threads[told.key],
            version,
            actor=self._actor("S1"),
            section=section_numbered(version, told.after.section),
            removed=told.after.state == "removed",
        )


def section_numbered(version: Any, number: str) -> str | None:
    """Find the public id of the section that carries a typed number."""
    if not number:
        return None
    found = [s.public_id for s in sections_of_version(version) if s.number == number]
    return found[0]


def with_figures(markdown: str) -> str:
    """Put the demo's pictures into the text, so that one file holds everything."""

    def embed(match: re.Match[str]) -> str:
        data = base64.b64encode((HERE / "figures" / match[1]).read_bytes()).decode()
        return f"](data:image/png;base64,{data})"

    return re.sub(r"\]\((figure-[\w.-]+\.png)\)", embed, markdown)
