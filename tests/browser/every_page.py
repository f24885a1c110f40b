"""Each page of the app, who sees it, and what is wrong with it for people who see or point badly."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from axe_playwright_python.sync_playwright import Axe
from flask import Flask, url_for
from playwright.sync_api import BrowserContext, Page

from reviewapp.clock import now
from reviewapp.domain.blocks import BlockKind
from reviewapp.extensions import db
from reviewapp.importers.base import FoundComment, Manuscript, RawBlock, Spot, TrackedChange
from reviewapp.models import ImportJob, Thread, Version
from reviewapp.queries.versions import block_rows_of
from reviewapp.services.decisions import share
from reviewapp.services.found import store_found
from reviewapp.services.imports import keep_for_later
from reviewapp.services.replies import reply
from reviewapp.services.supports import support
from reviewapp.services.threads import withdraw
from reviewapp.services.transaction import transaction
from reviewapp.services.triage import Handling, handle, translate
from reviewapp.services.versions import Upload
from tests import builders as b
from tests.browser.hands import link_for, sit_down

FILES = Path(__file__).parent.parent / "importers" / "files"
RULES = {"runOnly": {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21aa", "wcag22aa"]}}
NOBODY, EXPERT, MANAGER = "nobody", "expert", "manager"

PAGES: dict[str, tuple[str, ...]] = {
    "accounts.sign_in": (NOBODY,),
    "accounts.open_link": (NOBODY,),
    "projects.index": (EXPERT, MANAGER),
    "projects.new": (MANAGER,),
    "projects.show": (EXPERT, MANAGER),
    "people.index": (MANAGER,),
    "people.new": (MANAGER,),
    "arrivals.bring": (MANAGER,),
    "members.show": (MANAGER,),
    "profile.show": (EXPERT,),
    "installation.index": (MANAGER,),
    "documents.new_guide": (MANAGER,),
    "documents.new": (MANAGER,),
    "documents.show": (MANAGER,),
    "versions.new": (MANAGER,),
    "versions.structure": (MANAGER,),
    "imports.show": (MANAGER,),
    "found.comments": (MANAGER,),
    "found.changes": (EXPERT, MANAGER),
    "rounds.index": (MANAGER,),
    "rounds.new": (MANAGER,),
    "rounds.show": (MANAGER,),
    "rounds.edit": (MANAGER,),
    "inviting.extend": (MANAGER,),
    "reviewing.show": (EXPERT,),
    "reading.show": (EXPERT, MANAGER),
    "reading.comments": (EXPERT,),
    "printing.show": (EXPERT, MANAGER),
    "compare.show": (EXPERT, MANAGER),
    "threads.new": (EXPERT,),
    "threads.edit": (EXPERT,),
    "threads.show": (EXPERT, MANAGER),
    "threads.mine": (EXPERT,),
    "places.index": (MANAGER,),
    "places.point": (MANAGER,),
    "activity.index": (MANAGER,),
    "triage.index": (MANAGER,),
    "triage.document": (MANAGER,),
    "triage.round": (MANAGER,),
}
"""Endpoint of a page -> who looks at it."""

REFUSED = {"/sign-in/an-old-link", "/nowhere"}
"""Addresses that lead nowhere; what is said there is a page too."""

NO_PAGES = {"static", "sheets.common", "versions.original", "versions.picture", "reading.part"}
NO_PAGES |= {"compare.choose", "sheets.scripts", "calling.people", "threads.in_text", "progress.show"}
NO_PAGES |= {"reading.cards", "pulse.show", "printing.edges"}
"""Files, parts of a page and what only leads on; also everything of the API and the exports."""


@dataclass(frozen=True, slots=True)
class House:
    """A review in which each page has something to show."""

    review: b.Review
    newer: Version
    draft: Version
    thread: Thread
    decided: Thread
    doubt: Thread
    job: ImportJob


def make_house(language: str) -> House:
    """Two versions of a Word chapter, comments in every state, a draft whose headings are to be looked at."""
    review = b.make_review()
    review.manager.account.is_admin = True
    for member in (review.manager, review.expert):
        member.account.language = language
    db.session.commit()
    document = b.make_document(review.project, "Chapter 5")
    version = b.make_version(document, read("chapter-en-v1.docx"), name="chapter.docx")
    b.make_round(review.project, [version], [review.expert, review.other], name="Second round")
    bring_along(version)
    threads = comment(review, version)
    newer = b.make_version(document, read("chapter-en-v2.docx"), name="chapter.docx")
    b.make_round(review.project, [newer], [review.expert], name="Third round")
    b.doubt_places(newer, threads[-1])
    draft = b.make_version(document, read("no-headings.docx"), "zh", name="notes.docx", publish=False)
    upload = Upload(b"# Later", "later.md", language)
    job = keep_for_later(document, upload, actor=b.actor_of(review.manager))
    return House(review, newer, draft, *threads, job)


def read(name: str) -> bytes:
    """Read one of the Word files."""
    return (FILES / name).read_bytes()


def bring_along(version: Version) -> None:
    """Let the file have had comments and changes that it tracked."""
    raw = [RawBlock(row.kind, row.html) for row in block_rows_of(version)]
    first = next(at for at, block in enumerate(raw) if block.kind is BlockKind.PARAGRAPH)
    passage = Spot(first, 0), Spot(first, 5)
    comments = [
        FoundComment("Expert 99", "Why?", now(), *passage, "These", is_resolved=True),
        FoundComment("", "Because.", answers=0),
        FoundComment("Expert 98", "Too long."),
    ]
    changes = [TrackedChange(one, "Expert 99", "These", now(), *passage) for one in (True, False)]
    with transaction():
        store_found(version, Manuscript("", raw, [], [], comments, changes), range(len(raw)))


def comment(review: b.Review, version: Version) -> tuple[Thread, Thread, Thread]:
    """Leave comments in every state; give one open, one decided, one whose words will go."""
    expert, editor = review.expert, b.actor_of(review.editor)
    doubt = b.make_thread(version, expert, "Too long.", exact="no longer than ninety minutes")
    thread = b.make_thread(version, expert, "Say **who**.", exact="watch, ask and correct")
    wording = {"exact": "seldom full-time teachers", "proposed_wording": "rarely teachers"}
    decided = b.make_thread(version, expert, "Rarely?", **wording)
    shared = b.make_thread(version, review.other, "请说明。", section="Looking at progress")
    b.make_thread(version, expert, "A good chapter.")
    withdraw(b.make_thread(version, expert, "Not so."), actor=b.actor_of(expert))
    reply(shared, "Which part?", actor=editor)
    add_to(thread, review)
    for one in (decided, shared):
        b.make_decision(
            one, review.editor, "accepted_with_modification", reason="Shorter.", response="Thank you."
        )
        share(one, True, actor=editor)
    return thread, decided, doubt


def add_to(thread: Thread, review: b.Review) -> None:
    """Put beside a comment what staff and others can add, and keep a draft."""
    editor = b.actor_of(review.editor)
    wanted = Handling(review.manager, date(2026, 1, 2), True, thread.type, "", ["law"])
    handle(thread, wanted, actor=editor)
    translate(thread, "请说明由谁负责。", "zh", actor=editor)
    reply(thread, "Between us.", is_internal=True, actor=editor)
    support(thread, actor=b.actor_of(review.other))
    b.make_thread(thread.version, review.expert, "Not yet.", is_draft=True)


def pages_of(app: Flask, house: House) -> Iterator[tuple[str, str]]:
    """Give (who, path) of each page."""
    review = house.review
    things: dict[str, Any] = {
        "project_id": review.project,
        "guide_id": review.document.guide,
        "document_id": house.newer.document,
        "version_id": house.thread.version,
        "other_id": house.newer,
        "round_id": review.round,
        "thread_id": house.thread,
        "member_id": review.expert,
        "job_id": house.job,
    }
    special = {
        "places.index": {"version_id": house.newer},
        "places.point": {"thread_id": house.doubt, "version": house.newer},
        "versions.structure": {"version_id": house.draft},
        "reading.show": {"version_id": house.newer},
    }
    with app.test_request_context():
        for rule in page_rules(app):
            given = {name: things[name] for name in rule.arguments if name in things}
            given.update(special.get(rule.endpoint, {}))
            values = {name: thing.public_id for name, thing in given.items()}
            for who in PAGES[rule.endpoint]:
                if "token" in rule.arguments:
                    yield who, link_for(review.other)
                else:
                    yield who, url_for(rule.endpoint, **values)
        of_document = {"version_id": house.thread.version.public_id, "scope": "document"}
        yield EXPERT, url_for("reading.show", version_id=house.thread.version.public_id)
        yield EXPERT, url_for("reading.comments", **of_document)
        for who in (EXPERT, MANAGER):
            yield who, url_for("printing.show", version_id=house.thread.version.public_id, comments="all")
        yield MANAGER, url_for("threads.show", thread_id=house.decided.public_id)
        yield MANAGER, url_for("versions.structure", version_id=house.newer.public_id)
        yield from zip((NOBODY, EXPERT), sorted(REFUSED, reverse=True), strict=True)


def look_at(
    app: Flask, context: BrowserContext, who: str, language: str, seen_by: str = ""
) -> dict[str, list[str]]:
    """Open each page of `who`, but those that `seen_by` looks at; give what is wrong: path -> faults."""
    house = make_house(language)
    people = {EXPERT: house.review.expert, MANAGER: house.review.manager}
    page = sit_down(context, people[who]) if who in people else context.new_page()
    pages = list(pages_of(app, house))
    seen = {path for one, path in pages if one == seen_by}
    paths = [path for one, path in pages if one == who and path not in seen]
    faults = {}
    for path in paths:
        answer = page.goto(path)
        assert answer is not None and (answer.ok or path in REFUSED), path
        assert page.locator("html").get_attribute("lang") == ("zh-Hans" if language == "zh" else "en"), path
        faults[path] = faults_of(page)
    return {path: found for path, found in faults.items() if found}


def page_rules(app: Flask) -> list[Any]:
    """Give every route that answers a GET with a page."""
    return [
        rule
        for rule in app.url_map.iter_rules()
        if "GET" in (rule.methods or ())
        and rule.endpoint not in NO_PAGES
        and not rule.endpoint.startswith(("api.", "reports."))
    ]


def faults_of(page: Page) -> list[str]:
    """Give what axe finds on the page as it stands, and whether it scrolls sideways."""
    found = Axe().run(page, options={**RULES, "resultTypes": ["violations"]}).response["violations"]
    faults = [
        f"{rule['id']}: {node['target']} {node['failureSummary']}" for rule in found for node in rule["nodes"]
    ]
    width, room = page.evaluate("[document.scrollingElement.scrollWidth, screen.width]")
    return [*faults, f"{width} px wide where {room} fit"] if width > room else faults
