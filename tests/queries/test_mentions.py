"""Who can be called by name: only people one knows by name and who may read it."""

from itertools import product
from typing import Any

import pytest

from reviewapp.clock import now
from reviewapp.domain.people import Attribution, Role
from reviewapp.domain.rounds import Visibility
from reviewapp.models import RoundReviewer
from reviewapp.queries.mails import sees_as_member
from reviewapp.queries.mentions import mentions_among, mentions_seen, named_readers, people_to_call
from reviewapp.queries.visibility import sees_others
from reviewapp.services.replies import reply
from reviewapp.services.rounds import move_round
from reviewapp.services.transaction import transaction
from tests import builders as b

pytestmark = pytest.mark.usefixtures("app_context")


@pytest.fixture
def review() -> b.Review:
    return b.make_review()


def everybody(review: b.Review) -> list[Any]:
    return [review.manager, review.editor, review.officer, review.expert, review.other]


def at(*members: Any) -> str:
    return " ".join(f"@{one.account.name}" for one in members)


def test_only_who_may_read_it_is_called_and_only_by_who_may_know_the_name(review: b.Review) -> None:
    """Of all kinds of rounds, with one reviewer who has submitted and one who declined."""
    third, fourth, observer = (b.make_member(review.project, role) for role in ROLES)
    with transaction():
        rows = [RoundReviewer(membership=one) for one in (third, fourth)]
        review.round.reviewers += rows
        rows[0].submitted_at = rows[1].declined_at = now()
    people = [*everybody(review), third, fourth, observer]
    staff, reviewers = set(people[:3]), {review.expert, review.other, third}
    threads = {one: b.make_thread(review.version, one) for one in (review.manager, review.expert, third)}
    for shown, named in product(Visibility, Attribution):
        with transaction():
            review.round.visibility, review.round.attribution = shown, named
        for writer, thread in threads.items():
            readers = {one for one in people if sees_as_member(one, thread)}
            is_told = writer in staff or sees_others(b.actor_of(writer), review.round)
            may_name = staff | (reviewers & readers if named is Attribution.NAMED and is_told else set())
            by_writer = named_readers(review.project.id, review.round, b.actor_of(writer))
            assert set(by_writer) & set(people) == may_name - {writer}
            answering = named_readers(
                review.project.id, review.round, b.actor_of(review.editor), author=writer
            )
            assert set(answering) & set(people) <= readers
            is_called = named is Attribution.NAMED or writer in staff
            assert (writer in answering) == (is_called and writer != review.editor)


ROLES = (Role.REVIEWER, Role.REVIEWER, Role.OBSERVER)


def test_a_blind_reviewer_finds_staff_only_until_the_round_is_answered(review: b.Review) -> None:
    with transaction():
        review.round.visibility = Visibility.BLIND
    asks, manager = b.actor_of(review.expert), b.actor_of(review.manager)

    def found(actor: Any, typed: str = "") -> list[Any]:
        return [one for one in people_to_call(review.version, actor, typed) if one in everybody(review)]

    staff = [review.manager, review.editor, review.officer]
    assert found(asks) == staff
    assert found(asks, review.other.account.name) == []
    assert found(manager, review.other.account.name) == []
    for act in ("close", "answer"):
        move_round(review.round, act, actor=manager)
    assert found(asks) == [*staff, review.other]
    with transaction():
        review.round.attribution = Attribution.NUMBER
    assert found(asks) == staff


def test_who_declined_or_is_in_a_cancelled_round_is_not_found(review: b.Review) -> None:
    row = review.round.row_of(review.other.id)
    assert row is not None
    with transaction():
        row.declined_at = now()
    editor = b.actor_of(review.editor)

    def found() -> list[Any]:
        return [one for one in people_to_call(review.version, editor, "Expert") if one in everybody(review)]

    assert found() == [review.manager, review.officer, review.expert]
    with transaction():
        review.round.cancelled_at = now()
    assert found() == [review.manager, review.officer]
    assert review.expert in named_readers(review.project.id, review.round, editor, author=review.expert)


def test_a_colleague_who_was_promised_another_name_is_not_called(review: b.Review) -> None:
    with transaction():
        review.other.role = Role.EDITOR
        review.round.attribution = Attribution.ROLE
    assert review.other not in people_to_call(review.version, b.actor_of(review.expert), "")
    assert review.other not in people_to_call(review.version, b.actor_of(review.manager), "")


def test_a_reader_learns_only_of_those_he_or_she_may_know(review: b.Review) -> None:
    thread = b.make_thread(review.version, review.expert, at(review.editor, review.other))
    reply(thread, at(review.manager), is_internal=True, actor=b.actor_of(review.editor))

    def seen_by(member: Any) -> list[Any]:
        mentions = mentions_among([thread])[thread.id]
        return [one.member for one in mentions_seen(b.actor_of(member), thread, mentions)]

    assert seen_by(review.expert) == [review.editor, review.other]
    assert seen_by(review.manager) == [review.editor, review.other, review.manager]
    with transaction():
        review.round.visibility = Visibility.BLIND
    assert seen_by(review.expert) == [review.editor]
    with transaction():
        review.round.visibility, review.round.attribution = Visibility.OPEN, Attribution.ROLE
    assert seen_by(review.expert) == [review.editor]
