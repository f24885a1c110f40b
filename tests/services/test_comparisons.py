"""Keeping what was found by comparing."""

import pytest
from sqlalchemy import func, select

from reviewapp.domain.compare.comparison import BlockState, mirrored
from reviewapp.domain.errors import BadInput
from reviewapp.extensions import db
from reviewapp.models import Comparison, Version
from reviewapp.queries.versions import blocks_of
from reviewapp.services.comparisons import compared
from reviewapp.services.versions import shape_version
from tests import builders as b

SECOND = b.CHAPTER.replace("checks the work", "checks the daily work").replace("## 4.2", "## 4.3")


def kept() -> int:
    return db.session.scalar(select(func.count()).select_from(Comparison)) or 0


def pair(*, publish: bool = True) -> tuple[Version, Version]:
    review = b.make_review()
    return review.version, b.make_version(review.document, SECOND, publish=publish)


def test_a_comparison_is_made_once_and_read_from_then_on() -> None:
    old, new = pair()
    made = compared(old, new)
    assert kept() == 1
    again = compared(old, new)
    assert kept() == 1
    assert set(again.sections) == set(made.sections)
    by_place = {(one.old, one.new): one for one in made.blocks}
    assert {(one.old, one.new): one for one in again.blocks} == by_place


def test_the_other_way_round_it_is_the_same_seen_from_there() -> None:
    old, new = pair()
    there, back = compared(old, new), compared(new, old)
    assert kept() == 1
    assert set(mirrored(there).sections) == set(back.sections)
    assert {(one.old, one.new, one.state) for one in mirrored(there).blocks} == {
        (one.old, one.new, one.state) for one in back.blocks
    }


def test_a_version_is_the_same_as_itself() -> None:
    old, _ = pair()
    assert {one.state for one in compared(old, old).blocks} == {BlockState.SAME}
    assert kept() == 0


def test_a_comparison_with_a_draft_follows_its_structure() -> None:
    old, draft = pair(publish=False)
    before = len(compared(old, draft).sections)
    heading = next(one for one in blocks_of(draft) if one.text.startswith("4.3"))
    shape_version(draft, {heading.id: 0}, actor=b.make_admin("another@example.org"))
    after = compared(old, draft)
    assert kept() == 0
    assert len(after.sections) <= before
    assert any("merged" in one.states for one in after.sections)


def test_versions_of_two_languages_are_not_compared() -> None:
    review = b.make_review()
    other = b.make_version(review.document, b.CHAPTER_ZH, "zh")
    with pytest.raises(BadInput, match="compare_other_line"):
        compared(review.version, other)
