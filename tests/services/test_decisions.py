"""Deciding, revising, reopening and closing: every rule, and two editors in two sessions."""

import contextvars
from collections.abc import Callable

import pytest
from flask import Flask

from reviewapp.domain.errors import BadInput, Forbidden, ReviewError, Stale, StateConflict
from reviewapp.domain.people import Role
from reviewapp.domain.rounds import RoundState
from reviewapp.domain.threads import REASON_LENGTH, Disposition, Scope, Status
from reviewapp.extensions import db
from reviewapp.models import Thread
from reviewapp.queries.activity import history_of
from reviewapp.services.decisions import move_thread, reopen, share
from reviewapp.services.replies import reply
from reviewapp.services.rounds import move_round
from reviewapp.services.threads import Comment, open_thread, withdraw
from reviewapp.services.transaction import transaction
from tests import builders as b


@pytest.fixture
def review() -> b.Review:
    return b.make_review()


@pytest.fixture
def thread(review: b.Review) -> Thread:
    return b.make_thread(review.version, review.expert)


def refusal(act: Callable[[], object], kind: type[ReviewError]) -> tuple[str, str | None]:
    """Give code and field of the refusal that `act` meets."""
    with pytest.raises(kind) as met:
        act()
    return met.value.code, met.value.field


@pytest.mark.parametrize("disposition", ["accepted_with_modification", "not_accepted", "out_of_scope"])
@pytest.mark.parametrize("reason", ["", "  \n"])
def test_some_dispositions_need_a_reason(
    review: b.Review, thread: Thread, disposition: str, reason: str
) -> None:
    refused = refusal(lambda: b.make_decision(thread, review.editor, disposition, reason=reason), BadInput)
    assert refused == ("reason_missing", "reason")
    assert (thread.status, thread.decisions) == (Status.OPEN, [])


@pytest.mark.parametrize("disposition", ["accepted", "noted"])
def test_others_do_not(review: b.Review, thread: Thread, disposition: str) -> None:
    b.make_decision(thread, review.editor, disposition)
    assert (thread.status, thread.disposition) == (Status.DECIDED, Disposition(disposition))


def test_a_decision_keeps_who_when_and_why(review: b.Review, thread: Thread) -> None:
    b.make_decision(thread, review.editor, "not_accepted", reason=" The law. ", response="Thank you.\n")
    assert (thread.reason, thread.response) == ("The law.", "Thank you.")
    assert thread.decided_by is review.editor and thread.decided_at is not None
    [line] = [line for line in history_of("thread", thread.public_id) if line.verb == "decided"]
    assert line.details == {"disposition": "not_accepted"}


def test_a_reason_has_a_limit(review: b.Review, thread: Thread) -> None:
    refused = refusal(
        lambda: b.make_decision(thread, review.editor, reason="字" * (REASON_LENGTH + 1)), BadInput
    )
    assert refused == ("text_too_long", "reason")


def test_a_duplicate_needs_its_main_comment(review: b.Review, thread: Thread) -> None:
    def name(main: str | None) -> tuple[str, str | None]:
        return refusal(
            lambda: b.make_decision(thread, review.editor, "duplicate", duplicate_of=main), BadInput
        )

    elsewhere = b.make_review()
    foreign = b.make_thread(elsewhere.version, elsewhere.expert)
    draft = b.make_thread(review.version, review.other, is_draft=True)
    withdrawn = b.make_thread(review.version, review.other)
    withdraw(withdrawn, actor=b.actor_of(review.other))
    assert name(None) == ("duplicate_of_missing", "duplicate_of")
    assert name(thread.public_id) == ("duplicate_of_itself", "duplicate_of")
    for main in ("no-such-thread", foreign.public_id, draft.public_id, withdrawn.public_id):
        assert name(main) == ("duplicate_of_unknown", "duplicate_of")


def test_duplicates_lead_to_the_end_of_their_chain_and_never_in_a_circle(review: b.Review) -> None:
    first, second, third = (b.make_thread(review.version, review.expert) for _ in range(3))
    b.make_decision(second, review.editor, "duplicate", duplicate_of=first.public_id)
    b.make_decision(third, review.editor, "duplicate", duplicate_of=second.public_id)
    assert third.duplicate_of is first
    circle = refusal(
        lambda: b.make_decision(first, review.editor, "duplicate", duplicate_of=third.public_id), BadInput
    )
    assert circle == ("duplicate_of_itself", "duplicate_of")


def test_nobody_decides_the_own_comment(review: b.Review) -> None:
    own = b.make_thread(review.version, review.editor)
    assert refusal(lambda: b.make_decision(own, review.editor), Forbidden) == ("own_comment", None)
    b.make_decision(own, review.manager)
    revised = refusal(lambda: b.make_decision(own, review.editor, seen=own.revision), Forbidden)
    assert revised == ("own_comment", None)


def test_a_comment_entered_for_somebody_has_that_person_as_author(review: b.Review) -> None:
    def enter(author: object) -> Thread:
        comment = Comment(scope=Scope.DOCUMENT, body="Said on the phone.")
        return open_thread(review.version, comment, actor=b.actor_of(review.editor), on_behalf_of=author)

    for_expert, for_manager = enter(review.expert), enter(review.manager)
    b.make_decision(for_expert, review.editor)
    assert for_expert.status is Status.DECIDED
    assert refusal(lambda: b.make_decision(for_manager, review.manager), Forbidden)[0] == "own_comment"


def test_an_administrator_decides_as_a_manager_on_record(thread: Thread) -> None:
    admin = b.make_admin()
    move_thread(thread, "begin", actor=admin)
    b.decide(thread, b.Ruling(Disposition.NOTED), actor=admin)
    assert thread.decided_by is not None and thread.decided_by.role is Role.MANAGER


def test_a_decided_comment_is_revised_only_by_who_saw_it(review: b.Review, thread: Thread) -> None:
    b.make_decision(thread, review.editor)
    blind = refusal(lambda: b.make_decision(thread, review.manager, "noted"), StateConflict)
    assert blind == ("thread_decided", None)
    b.make_decision(thread, review.manager, "noted", seen=thread.revision)
    assert [one.disposition.value for one in thread.decisions] == ["accepted", "noted"]
    assert thread.decided_by is review.manager
    assert [line.verb for line in history_of("thread", thread.public_id)] == ["opened", "decided", "revised"]


def test_a_closed_comment_is_revised_and_stands_decided_again(review: b.Review, thread: Thread) -> None:
    b.make_decision(thread, review.editor)
    move_thread(thread, "close", actor=b.actor_of(review.editor))
    b.make_decision(thread, review.editor, "noted", seen=thread.revision)
    assert thread.status is Status.DECIDED


def test_a_withdrawn_comment_or_a_draft_is_not_decided(review: b.Review, thread: Thread) -> None:
    withdraw(thread, actor=b.actor_of(review.expert))
    draft = b.make_thread(review.version, review.expert, is_draft=True)
    assert refusal(lambda: b.make_decision(thread, review.editor), StateConflict)[0] == "thread_withdrawn"
    assert refusal(lambda: b.make_decision(draft, review.editor), StateConflict)[0] == "thread_draft"


def test_reopening_clears_the_decision_and_keeps_its_history(review: b.Review, thread: Thread) -> None:
    actor = b.actor_of(review.manager)
    main = b.make_thread(review.version, review.other)
    b.make_decision(thread, review.editor, "duplicate", duplicate_of=main.public_id, reason="Same point.")
    reopen(thread, note="Not the same.", actor=actor, seen=thread.revision)
    assert thread.status is Status.IN_PROGRESS
    assert (thread.disposition, thread.reason, thread.duplicate_of_id, thread.decided_at) == (
        None,
        "",
        None,
        None,
    )
    assert [one.reason for one in thread.decisions] == ["Same point."]
    assert refusal(lambda: reopen(thread, actor=actor), StateConflict)[0] == "thread_in_progress"


def test_only_a_decided_comment_is_closed(review: b.Review, thread: Thread) -> None:
    actor = b.actor_of(review.editor)
    assert refusal(lambda: move_thread(thread, "close", actor=actor), StateConflict)[0] == "thread_open"
    b.make_decision(thread, review.editor)
    move_thread(thread, "close", actor=actor)
    assert thread.status is Status.CLOSED


@pytest.mark.parametrize("act", ["decide", "reopen", "move", "share"])
def test_every_act_of_an_old_page_is_refused(review: b.Review, thread: Thread, act: str) -> None:
    b.make_decision(thread, review.editor)
    seen = thread.revision
    reply(thread, "One more thing.", actor=b.actor_of(review.expert))
    actor = b.actor_of(review.editor)
    acts: dict[str, Callable[[], object]] = {
        "decide": lambda: b.make_decision(thread, review.editor, "noted", seen=seen),
        "reopen": lambda: reopen(thread, actor=actor, seen=seen),
        "move": lambda: move_thread(thread, "close", actor=actor, seen=seen),
        "share": lambda: share(thread, True, actor=actor, seen=seen),
    }
    assert refusal(acts[act], Stale) == ("changed_meanwhile", None)
    assert thread.status is Status.DECIDED


def test_a_verb_keeps_what_an_earlier_one_of_the_same_transaction_did(review: b.Review) -> None:
    thread = b.make_thread(review.version, review.expert)
    with transaction():
        b.make_decision(thread, review.editor)
        share(thread, True, actor=b.actor_of(review.editor))
    assert (thread.status, thread.is_shared) == (Status.DECIDED, True)


def test_two_editors_in_two_sessions_do_not_overwrite_each_other(
    app: Flask, review: b.Review, thread: Thread
) -> None:
    seen, key, manager = thread.revision, thread.id, b.actor_of(review.manager)

    def meanwhile() -> None:
        with app.app_context():
            theirs = db.session.get_one(Thread, key)
            b.decide(theirs, b.Ruling(Disposition.NOTED, "Said in chapter 2."), actor=manager, seen=seen)

    contextvars.Context().run(meanwhile)
    assert thread.status is Status.OPEN, "this session has not looked again"
    mine = refusal(lambda: b.make_decision(thread, review.editor, "accepted", seen=seen), Stale)
    assert mine == ("changed_meanwhile", None)
    assert (thread.disposition, thread.reason) == (Disposition.NOTED, "Said in chapter 2.")
    b.make_decision(thread, review.editor, "accepted", seen=thread.revision)
    assert [one.disposition.value for one in thread.decisions] == ["noted", "accepted"]


def test_the_first_decision_after_the_deadline_begins_the_resolution(
    review: b.Review, thread: Thread
) -> None:
    move_round(review.round, "close", actor=b.actor_of(review.officer))
    assert review.round.state() is RoundState.CLOSED
    b.make_decision(thread, review.editor)
    assert review.round.state() is RoundState.IN_RESOLUTION


def test_a_decision_before_the_deadline_leaves_the_round_open(review: b.Review, thread: Thread) -> None:
    b.make_decision(thread, review.editor)
    assert review.round.state() is RoundState.OPEN
