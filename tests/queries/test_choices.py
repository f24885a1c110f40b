"""What lists offer to be narrowed by."""

import pytest

from reviewapp.queries.choices import tags_in, tags_of_project
from reviewapp.queries.desks import desk_of_round
from reviewapp.services.triage import tag
from tests import builders as b

pytestmark = pytest.mark.usefixtures("app_context")


def test_every_tag_is_offered_once_in_order() -> None:
    review = b.make_review()
    editor = b.actor_of(review.editor)
    for tags in (["b", 'so "called"'], ["a"], ["a"], ["术语"], []):
        tag(b.make_thread(review.version, review.expert), tags, actor=editor)
    known = ["a", "b", 'so "called"', "术语"]
    assert tags_of_project(review.project) == tags_in(desk_of_round(review.round, editor), editor) == known
