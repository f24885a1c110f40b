"""What is not told by another path: counts, lists, duplicates, places, exports."""

from datetime import timedelta

import pytest

from reviewapp.clock import now
from reviewapp.domain.anchors import Span
from reviewapp.domain.errors import StateConflict
from reviewapp.domain.filters import ThreadFilter
from reviewapp.domain.people import Role
from reviewapp.domain.rounds import Visibility
from reviewapp.domain.threads import PlaceState, Status
from reviewapp.queries.desks import desk_of_document
from reviewapp.queries.documents import open_comments
from reviewapp.queries.rounds import has_comments
from reviewapp.queries.threads import count, entries, main_seen, places_of, sees_thread
from reviewapp.services.decisions import share
from reviewapp.services.places import settle_place
from reviewapp.services.replies import reply
from reviewapp.services.rounds import Terms, change_round
from reviewapp.services.threads import withdraw
from tests import builders as b

pytestmark = pytest.mark.usefixtures("app_context")


def test_a_draft_taken_back_stays_its_authors_alone() -> None:
    review = b.make_review()
    draft = b.make_thread(review.version, review.expert, is_draft=True)
    withdraw(draft, actor=b.actor_of(review.expert))
    editor, withdrawn = b.actor_of(review.editor), ThreadFilter(status=(Status.WITHDRAWN,))
    assert count(desk_of_document(review.document, editor), withdrawn, editor) == 0
    assert not has_comments(review.round)


def test_a_comment_decided_in_secret_still_counts_as_open_for_reviewers() -> None:
    review = b.make_review()
    b.make_decision(b.make_thread(review.version, review.expert), review.editor)
    line = (review.document.id, "en")
    assert open_comments([review.document], b.actor_of(review.expert)) == {line: 1}
    assert open_comments([review.document], b.actor_of(review.editor)) == {}


def test_the_main_comment_of_a_duplicate_is_not_named_to_who_may_not_see_it() -> None:
    review = b.make_review(visibility=Visibility.AFTER_SUBMIT)
    main = b.make_thread(review.version, review.other)
    mine = b.make_thread(review.version, review.expert)
    b.make_decision(mine, review.editor, "duplicate", duplicate_of=main.public_id)
    share(mine, True, actor=b.actor_of(review.editor))
    assert main_seen(b.actor_of(review.expert), mine) is None
    assert main_seen(b.actor_of(review.editor), mine) is main


def test_a_reviewer_is_shown_places_only_on_versions_of_his_or_her_rounds() -> None:
    review = b.make_review()
    b.make_thread(review.version, review.expert, exact="plans, shows and checks")
    second = b.make_version(review.document, b.CHAPTER + "\nOnly for the staff so far.\n")

    def shown_on(member: b.Membership) -> list[int]:
        actor = b.actor_of(member)
        found = entries(desk_of_document(review.document, actor), ThreadFilter(), actor)
        return [entry.place.version_id for entry in found if entry.place]

    assert shown_on(review.expert) == [review.version.id]
    assert shown_on(review.editor) == [second.id]


def test_who_is_no_longer_listed_in_a_round_writes_no_more_in_it() -> None:
    review = b.make_review()
    thread = b.make_thread(review.version, review.expert)
    dates = {"opens_at": now() - timedelta(days=1), "closes_at": now() + timedelta(days=2)}
    terms = Terms(name="First round", versions=[review.version], reviewers=[review.other], **dates)
    change_round(review.round, terms, actor=b.actor_of(review.manager))
    with pytest.raises(StateConflict, match="no_round"):
        reply(thread, "One more thing.", actor=b.actor_of(review.expert))


def test_a_passage_known_by_its_section_alone_is_not_in_place_on_the_next_version() -> None:
    review = b.make_review()
    thread = b.make_thread(review.version, review.expert, exact="plans, shows and checks")
    second = b.make_version(review.document, b.CHAPTER.replace("plans, shows and checks", "cares for"))
    section = b.sections_of_version(second)[1]
    settle_place(thread, second, section=section.public_id, actor=b.actor_of(review.editor))
    b.make_version(review.document, b.CHAPTER.replace("plans, shows and checks", "does"))
    assert [one.state for one in places_of(thread)][1:] == [PlaceState.SECTION_ONLY, PlaceState.SECTION_ONLY]


def test_a_passage_that_was_changed_is_still_changed_on_the_next_version() -> None:
    review = b.make_review()
    thread = b.make_thread(review.version, review.expert, exact="plans, shows and checks")
    changed = b.CHAPTER.replace("plans, shows and checks", "plans, demonstrates and checks")
    second = b.make_version(review.document, changed)
    beside = b.make_thread(second, review.editor, exact="plans, demonstrates and checks")
    new = places_of(beside)[0]
    assert new.start_block
    span = Span(new.start_block.public_id, new.start, new.start_block.public_id, new.end)
    settle_place(thread, second, span=span, actor=b.actor_of(review.editor))
    b.make_version(review.document, changed + "\nMore.\n")
    assert [one.state for one in places_of(thread)] == [
        PlaceState.IN_PLACE,
        PlaceState.CHANGED,
        PlaceState.CHANGED,
    ]


def test_an_observer_counts_nothing_of_a_blind_round_before_it_is_answered() -> None:
    review = b.make_review(visibility=Visibility.BLIND)
    b.make_thread(review.version, review.expert)
    observer = b.actor_of(b.make_member(review.project, Role.OBSERVER))
    assert count(desk_of_document(review.document, observer), ThreadFilter(), observer) == 0


def test_a_draft_is_not_shown_to_an_administrator_who_stands_in_no_membership() -> None:
    review = b.make_review()
    draft = b.make_thread(review.version, review.expert, is_draft=True)
    admin = b.make_admin("root@example.org")
    assert not sees_thread(admin, draft)
    assert sees_thread(b.actor_of(review.expert), draft)
