"""Carrying stored threads from version to version."""

import pytest

from reviewapp.domain.anchors import Span
from reviewapp.domain.carrying.carrier import Carrier
from reviewapp.domain.carrying.edition import Edition
from reviewapp.domain.errors import BadInput
from reviewapp.domain.threads import PlaceState
from reviewapp.extensions import db
from reviewapp.models import Place, Thread, Version
from reviewapp.queries.places import find_place
from reviewapp.queries.versions import blocks_of
from reviewapp.services import carrying
from reviewapp.services.carrying import align_line_to, carry_line_to
from reviewapp.services.places import settle_place
from reviewapp.services.versions import Upload, publish_version, shape_version, upload_version
from tests import builders as b

TEXT = """# Planning

A session begins with its aim. The trainer plans, shows and checks every step of the work.

# Coaching

{coaching}

# Feedback

Feedback is given at once and in private.
"""
OLD = "A good coach asks before he or she answers."
NEW = "This chapter is still to be written by the working group."
KEPT, GONE = TEXT.format(coaching=OLD), TEXT.format(coaching=NEW)


def review_of(text: str) -> tuple[b.Review, Version, Thread]:
    review = b.make_review()
    first = b.make_version(review.document, text, language="zh")
    thread = b.make_thread(first, review.editor, exact=OLD)
    return review, first, thread


def span_of(version: Version, words: str) -> Span:
    block = next(one for one in blocks_of(version) if one.text == words)
    return Span(block.id, 0, block.id, len(words))


def place_on(version: Version, thread: Thread) -> Place:
    place = find_place(thread, version)
    assert place is not None
    return place


def test_words_that_come_back_are_found_again() -> None:
    review, _, thread = review_of(KEPT)
    second = b.make_version(review.document, GONE, language="zh")
    third = b.make_version(review.document, KEPT, language="zh")
    assert place_on(second, thread).state is not PlaceState.IN_PLACE
    assert place_on(third, thread).state is PlaceState.IN_PLACE


def test_what_somebody_settled_stands_when_places_are_looked_for_again() -> None:
    review, _, thread = review_of(KEPT)
    second = b.make_version(review.document, KEPT, language="zh")
    settle_place(thread, second, actor=b.actor_of(review.editor), removed=True)
    for _ in range(2):
        carry_line_to(second)
    assert place_on(second, thread).state is PlaceState.REMOVED


def test_what_is_settled_is_carried_on_to_versions_that_are_out_already() -> None:
    review, _, thread = review_of(KEPT)
    second = b.make_version(review.document, GONE, language="zh")
    third = b.make_version(review.document, GONE, language="zh")
    settle_place(
        thread,
        second,
        actor=b.actor_of(review.editor),
        span=span_of(second, NEW),
    )
    place = place_on(third, thread)
    assert (place.exact, place.settled_by_id) == (NEW, None)


def test_a_version_is_compared_with_the_one_it_follows() -> None:
    review, first, thread = review_of(KEPT)
    second = b.make_version(review.document, GONE, language="zh")
    settle_place(thread, second, actor=b.actor_of(review.editor), span=span_of(second, NEW))
    upload = Upload(KEPT.encode(), "c.md", "zh", follows=first)
    third = upload_version(review.document, upload, actor=b.make_admin())
    publish_version(third, actor=b.make_admin())
    assert place_on(third, thread).exact == OLD


def test_a_version_that_comes_out_late_gets_its_places_too() -> None:
    review, _, thread = review_of(KEPT)
    second = b.make_version(review.document, KEPT, language="zh", publish=False)
    third = b.make_version(review.document, KEPT, language="zh")
    publish_version(second, actor=b.make_admin())
    assert {place_on(one, thread).state for one in (second, third)} == {PlaceState.IN_PLACE}


def test_a_version_of_another_line_gives_no_place() -> None:
    review, _, thread = review_of(KEPT)
    with pytest.raises(BadInput, match="version_other_line"):
        settle_place(thread, review.version, actor=b.actor_of(review.editor), removed=True)


def test_texts_are_aligned_before_the_transaction_begins(monkeypatch: pytest.MonkeyPatch) -> None:
    review, _, thread = review_of(KEPT)
    second = b.make_version(review.document, GONE, language="zh", publish=False)
    was_in_one: list[bool] = []

    class Watched(Carrier):
        def __init__(self, old: Edition, new: Edition) -> None:
            was_in_one.append(bool(db.session().info.get("in_transaction")))
            super().__init__(old, new)

    monkeypatch.setattr(carrying, "Carrier", Watched)
    publish_version(second, actor=b.make_admin())
    assert was_in_one == [False]
    assert place_on(second, thread).state is not PlaceState.IN_PLACE


def test_a_text_that_was_shaped_since_is_aligned_anew() -> None:
    review, _, thread = review_of(KEPT)
    second = b.make_version(review.document, KEPT, language="zh", publish=False)
    aligned = align_line_to(second)
    heading = next(block for block in blocks_of(second) if block.text == "Coaching")
    shape_version(second, {heading.id: 0}, actor=b.make_admin())
    carry_line_to(second, aligned)
    place = place_on(second, thread)
    assert place.exact == OLD and place.section is not None and place.section.title == "Planning"
