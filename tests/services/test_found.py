"""What a file brings along: stored beside the blocks it speaks of, and made threads of on demand."""

from datetime import UTC, datetime

import pytest
from flask import Flask
from sqlalchemy import func, select

from reviewapp.domain.blocks import BlockKind
from reviewapp.domain.errors import BadInput, StateConflict
from reviewapp.domain.people import Role
from reviewapp.domain.threads import BODY_LENGTH, Channel, Scope, Status
from reviewapp.extensions import db
from reviewapp.importers.base import FoundComment, Manuscript, RawBlock, Spot, TrackedChange
from reviewapp.models import Activity, Mail, Reply, Thread, Version
from reviewapp.models import FoundComment as FoundRow
from reviewapp.queries.found import changes_found, comments_found, counts_found
from reviewapp.queries.threads import places_of
from reviewapp.services.found import drop_found, store_found
from reviewapp.services.found_comments import import_comments
from reviewapp.services.transaction import transaction
from reviewapp.services.versions import publish_version
from tests import builders as b
from tests.fixtures_counting import Counting
from tests.importers.containers import word_file
from tests.importers.word_builders import begins, comments, ends, extended, para, run

A, B = "Colleague A", "Colleague B"
AT = datetime(2026, 3, 1, 10, tzinfo=UTC)
# the raw blocks that tests speak of: the second one is not kept
RAW = [RawBlock(BlockKind.HEADING, "Tasks", 1), RawBlock(BlockKind.PARAGRAPH, "<b></b>")]
RAW += [
    RawBlock(BlockKind.PARAGRAPH, "A trainer plans the week."),
    RawBlock(BlockKind.PARAGRAPH, "And shows."),
]
TEXT = "# Tasks\n\nA trainer plans the week.\n\nAnd shows."
KEPT = [0, 2, 3]


def said(text: str = "Why?", *, on: str = "plans", author: str = A, **more: object) -> FoundComment:
    """A comment on words of the second paragraph of TEXT."""
    start = RAW[2].html.index(on)
    place = {"start": Spot(2, start), "end": Spot(2, start + len(on)), "quote": on, "at": AT}
    return FoundComment(**{"author": author, "text": text, **place, **more})  # type: ignore[arg-type]


def version_with(
    *found: FoundComment, changes: tuple[TrackedChange, ...] = (), publish: bool = True
) -> Version:
    """A version whose file had these comments and changes."""
    version = b.make_version(b.make_document(b.make_project()), TEXT, publish=False)
    with transaction():
        store_found(version, Manuscript("Tasks", RAW, [], [], list(found), list(changes)), KEPT)
    if publish:
        publish_version(version, actor=b.make_admin())
    return version


def editor_of(version: Version) -> b.Membership:
    return b.make_member(version.document.guide.project, Role.EDITOR)


def imported(version: Version, **authors: b.Membership) -> list[Thread]:
    return import_comments(version, authors, actor=b.actor_of(editor_of(version)))


def count(kind: type) -> int:
    return db.session.scalar(select(func.count()).select_from(kind)) or 0


def test_an_uploaded_word_file_keeps_its_comments_and_changes() -> None:
    part = comments((0, A, "Why?"), (1, B, "Because."))
    states = extended(("000000", "", True), ("000010", "000000", True))
    body = para(
        "Boil ", begins(0), "the water", ends(0), " ", f'<w:ins w:author="C">{run("first")}</w:ins>', "."
    )
    file = word_file(body, word__comments_xml=part, word__commentsExtended_xml=states)
    version = b.make_version(b.make_document(b.make_project()), file, name="chapter.docx")
    [first, answer] = comments_found(version)
    assert (first.author, first.text, first.quote, first.is_resolved) == (
        A,
        "Why?",
        "the water",
        True,
    )
    assert first.start_block is not None
    assert first.start_block.text[first.start : first.end] == "the water"
    assert (answer.answers, answer.text) == (0, "Because.")
    assert [(one.is_insertion, one.author, one.text) for one in changes_found(version, limit=9)] == [
        (True, "C", "first")
    ]
    counts = counts_found([version])[version.id]
    assert (counts.comments, counts.replies, counts.insertions, counts.deletions) == (1, 1, 1, 0)


def test_places_are_those_of_the_blocks_that_were_kept() -> None:
    [one] = comments_found(version_with(said(on="week")))
    assert one.start_block and one.start_block.text[one.start : one.end] == "week"


GONE = [(None, None), (Spot(1, 0), Spot(2, 3)), (Spot(0, 0), Spot(1, 0)), (Spot(77, 0), Spot(77, 1))]
TURNED = [(Spot(-1, 0), Spot(-1, 1)), (Spot(3, 0), Spot(2, 0)), (Spot(2, 5), Spot(2, 2))]


@pytest.mark.parametrize(("start", "end"), GONE + TURNED)
def test_a_passage_that_is_not_there_keeps_its_words_without_a_place(
    start: Spot | None, end: Spot | None
) -> None:
    [one] = comments_found(version_with(said(start=start, end=end)))
    assert (one.start_block_id, one.end_block_id, one.quote) == (None, None, "plans")


def test_no_place_leads_beyond_the_text_of_its_block() -> None:
    [one] = comments_found(version_with(said(start=Spot(2, -5), end=Spot(2, 9_999))))
    assert (one.start, one.end) == (0, len("A trainer plans the week."))


def test_what_was_found_can_be_dropped_and_stored_anew() -> None:
    change = TrackedChange(True, "A", "plans", AT, Spot(2, 10), Spot(2, 15))
    version = version_with(said(), changes=(change,), publish=False)
    with transaction():
        drop_found(version)
        store_found(version, Manuscript("", RAW, [], [], [said("New")]), KEPT)
    assert [one.text for one in comments_found(version)] == ["New"]
    assert changes_found(version, limit=9) == []


def test_comments_become_open_threads_in_the_order_of_the_file() -> None:
    version = version_with(
        said("First"), said("Second", on="trainer"), said("Third", start=None, end=None, quote="")
    )
    threads = imported(version)
    assert [(one.number, one.body, one.scope, one.exact) for one in threads] == [
        (1, "First", Scope.PASSAGE, "plans"),
        (2, "Second", Scope.PASSAGE, "trainer"),
        (3, "Third", Scope.DOCUMENT, ""),
    ]
    assert {(one.status, one.channel, one.found_author, one.found_at) for one in threads} == {
        (Status.OPEN, Channel.WORD, A, AT)
    }


def test_a_comment_at_a_point_is_about_its_section() -> None:
    [thread] = imported(version_with(said(start=Spot(2, 4), end=Spot(2, 4), quote="")))
    assert thread.scope is Scope.SECTION


def test_a_member_chosen_for_a_name_is_the_author_and_others_stand_for_who_imports() -> None:
    version = version_with(said("Mine"), said("Others", author=B))
    expert, editor = b.make_member(version.document.guide.project), editor_of(version)
    threads = import_comments(version, {A: expert}, actor=b.actor_of(editor))
    assert [one.author_id for one in threads] == [expert.id, editor.id]
    assert {one.entered_by_id for one in threads} == {editor.id}


def test_nobody_of_another_project_becomes_an_author() -> None:
    version = version_with(said())
    stranger = b.make_member(b.make_project())
    with pytest.raises(BadInput, match="member_elsewhere"):
        imported(version, **{A: stranger})
    assert count(Thread) == 0


def test_replies_come_along_with_their_authors_and_nobody_gets_a_mail(
    app: Flask, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(app.config, "MAIL_URL", "smtp://localhost:1")
    answers = said("Because.", author=B, answers=0), said("I see.", answers=1)
    version = version_with(said(), *answers)
    expert = b.make_member(version.document.guide.project)
    [thread] = imported(version, **{B: expert})
    assert [(one.body, one.author_id == expert.id, one.found_author) for one in thread.replies] == [
        ("Because.", True, B),
        ("I see.", False, A),
    ]
    assert {one.thread_id for one in comments_found(version)} == {thread.id}
    assert count(Mail) == 0


def test_a_resolved_comment_stays_open_and_says_so() -> None:
    [thread] = imported(version_with(said(is_resolved=True)))
    assert (thread.status, thread.tags, thread.disposition) == (Status.OPEN, ["resolved in the file"], None)


def test_importing_again_makes_no_doubles() -> None:
    version = version_with(said("First"), said("Second"))
    editor = b.actor_of(editor_of(version))
    assert len(import_comments(version, {}, {1}, actor=editor)) == 1
    assert [one.body for one in import_comments(version, {}, actor=editor)] == ["First"]
    assert import_comments(version, {}, actor=editor) == []
    assert count(Thread) == 2


def test_a_comment_without_words_is_left_out() -> None:
    version = version_with(said(" "), said("Said", answers=0), said("Words"))
    assert [one.body for one in imported(version)] == ["Words"]


def test_words_too_long_for_one_comment_go_on_in_replies() -> None:
    [thread] = imported(version_with(said("x" * (BODY_LENGTH + 5)), said("Reply", answers=0)))
    assert [len(thread.body), *(len(one.body) for one in thread.replies)] == [BODY_LENGTH, 5, 5]


def test_the_language_of_a_comment_is_told_by_its_script() -> None:
    version = version_with(said("请核实 ILO 的数字。"), said("Check 数字 in the annex."), said("???"))
    assert [one.language for one in imported(version)] == ["zh", "en", "en"]


def test_a_draft_is_published_first() -> None:
    version = version_with(said(), publish=False)
    with pytest.raises(StateConflict, match="publish_first"):
        imported(version)


def test_comments_are_numbered_in_the_round_and_places_are_carried_on() -> None:
    version = version_with(said("First"))
    expert = b.make_member(version.document.guide.project)
    b.make_round(version.document.guide.project, [version], [expert])
    b.make_thread(version, expert)
    later = b.make_version(version.document, f"{TEXT} More.")
    [thread] = imported(version)
    assert (thread.number, thread.round is not None) == (2, True)
    places = {place.version_id: place.exact for place in places_of(thread)}
    assert places == {version.id: "plans", later.id: "plans"}


def test_five_hundred_comments_are_one_commit_and_few_questions(
    count_queries: Counting, count_commits: Counting
) -> None:
    def imported_in(number: int) -> tuple[int, int]:
        version = version_with(*(said(f"Comment {at}") for at in range(number)), said("Reply", answers=0))
        editor = b.actor_of(editor_of(version))
        with count_queries() as questions, count_commits() as commits:
            assert len(import_comments(version, {}, actor=editor)) == number
        return sum(not one.startswith("INSERT") for one in questions), len(commits)

    few, one = imported_in(5)
    many, one_too = imported_in(500)
    assert many == few
    assert one == one_too == 1


def test_an_import_leaves_its_line_and_one_for_each_thread() -> None:
    version = version_with(said("First"), said("Second"), said("Reply", answers=0))
    editor = b.actor_of(editor_of(version))
    before = count(Activity)
    import_comments(version, {}, actor=editor)
    verbs = db.session.scalars(select(Activity.verb).order_by(Activity.id)).all()[before:]
    assert sorted(verbs) == ["imported comments", "opened", "opened"]
    assert (count(Reply), count(FoundRow)) == (1, 3)
