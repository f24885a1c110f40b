"""What staff keep about comments: who deals with them, until when, tags, kind, translation; one and many."""

from datetime import date

import pytest

from reviewapp.domain.errors import BadInput, Stale, StateConflict
from reviewapp.domain.people import Role
from reviewapp.domain.threads import CommentType, Importance, Status
from reviewapp.models import Thread
from reviewapp.queries.activity import history_of
from reviewapp.queries.tallies import workload
from reviewapp.services.replies import reply
from reviewapp.services.threads import edit_comment, withdraw
from reviewapp.services.triage import (
    Handling,
    assign,
    each,
    handle,
    set_due,
    set_waiting,
    sort_into,
    tag,
    translate,
)
from reviewapp.web.card_details import is_outdated
from tests import builders as b


@pytest.fixture
def review() -> b.Review:
    return b.make_review()


@pytest.fixture
def thread(review: b.Review) -> Thread:
    return b.make_thread(review.version, review.expert)


def verbs(thread: Thread) -> list[str]:
    return [line.verb for line in history_of("thread", thread.public_id)]


def test_only_editors_and_managers_of_the_project_deal_with_a_comment(
    review: b.Review, thread: Thread
) -> None:
    editor = b.actor_of(review.editor)
    for member in (review.officer, review.expert, b.make_member(b.make_project(), Role.EDITOR)):
        with pytest.raises(BadInput, match="assignee_unknown"):
            assign(thread, member, actor=editor)
    assign(thread, review.manager, actor=editor)
    assert (thread.assignee, thread.status) == (review.manager, Status.IN_PROGRESS)
    assign(thread, None, actor=editor)
    assert (thread.assignee, thread.status) == (None, Status.IN_PROGRESS)


def test_waiting_ends_when_the_author_answers_and_when_it_is_decided(
    review: b.Review, thread: Thread
) -> None:
    editor = b.actor_of(review.editor)
    for end in (
        lambda: reply(thread, "Eight.", actor=b.actor_of(review.expert)),
        lambda: b.make_decision(thread, review.editor),
    ):
        set_waiting(thread, True, actor=editor)
        reply(thread, "Which hours?", actor=editor)
        assert thread.is_waiting
        end()
        assert not thread.is_waiting
    with pytest.raises(StateConflict, match="thread_settled"):
        set_waiting(thread, True, actor=editor)


def test_tags_are_lower_case_once_each_and_not_too_many(review: b.Review, thread: Thread) -> None:
    editor = b.actor_of(review.editor)
    tag(thread, [" Law ", "law", "", "学时"], actor=editor)
    assert thread.tags == ["law", "学时"]
    with pytest.raises(BadInput, match="tags_too_many"):
        tag(thread, [str(number) for number in range(11)], actor=editor)
    with pytest.raises(BadInput, match="text_too_long"):
        tag(thread, ["x" * 41], actor=editor)


def test_a_kind_is_corrected_and_the_words_stay(review: b.Review, thread: Thread) -> None:
    editor = b.actor_of(review.editor)
    sort_into(thread, CommentType.QUESTION, Importance.MINOR, actor=editor)
    assert (thread.type, thread.importance, thread.edited_at) == (
        CommentType.QUESTION,
        Importance.MINOR,
        None,
    )
    sort_into(thread, importance="", actor=editor)
    assert (thread.type, thread.importance) == (CommentType.QUESTION, None)


def test_a_translation_is_out_of_date_once_the_comment_is_edited(review: b.Review, thread: Thread) -> None:
    translate(thread, "请说明学时。", "zh-CN", actor=b.actor_of(review.editor))
    assert (thread.translation_language, thread.translated_by) == ("zh", review.editor)
    assert not is_outdated(thread)
    edit_comment(thread, "Say how many days.", actor=b.actor_of(review.expert))
    assert is_outdated(thread)
    translate(thread, "", "zh", actor=b.actor_of(review.editor))
    assert (thread.translation, thread.translated_at) == ("", None)


def test_what_stays_as_it_is_leaves_no_line(review: b.Review, thread: Thread) -> None:
    due = date(2026, 12, 3)
    wanted = Handling(review.editor, due, False, thread.type, "", ["law"])
    for _ in range(2):
        handle(thread, wanted, actor=b.actor_of(review.editor))
    assert verbs(thread) == ["opened", "assigned", "set due", "tagged"]
    assert (thread.assignee, thread.due, thread.tags) == (review.editor, due, ["law"])


def test_many_comments_are_changed_together_or_not_at_all(review: b.Review, thread: Thread) -> None:
    editor = b.actor_of(review.editor)
    other = b.make_thread(review.version, review.other)
    seen = {thread.id: thread.revision, other.id: other.revision}
    assert each([other, thread], lambda one: assign(one, review.editor, actor=editor, seen=seen[one.id])) == 2
    with pytest.raises(Stale, match="one_changed") as met:
        each([other, thread], lambda one: tag(one, ["law"], actor=editor, seen=seen[one.id]))
    assert met.value.params == {"number": thread.number}
    withdraw(other, actor=b.actor_of(review.other))
    with pytest.raises(StateConflict, match="one_withdrawn") as gone:
        each([thread, other], lambda one: set_due(one, date(2026, 12, 3), actor=editor))
    assert gone.value.params == {"number": other.number}
    assert (thread.tags, thread.due) == ([], None)


def test_the_workload_counts_what_is_not_settled_by_editor(review: b.Review, thread: Thread) -> None:
    editor = b.actor_of(review.editor)
    threads = [thread, *(b.make_thread(review.version, review.other) for _ in range(3))]
    for one in threads[:3]:
        assign(one, review.editor, actor=editor)
    for one in threads[1:3]:
        set_due(one, date(2020, 1, 1), actor=editor)
    b.make_decision(threads[2], review.editor)
    counted = {one.member: (one.open, one.overdue) for one in workload(review.project)}
    assert [counted[one] for one in (review.manager, review.editor, None)] == [(0, 0), (2, 1), (1, 0)]
