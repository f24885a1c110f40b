"""Each filter narrows list, count and export alike, and tells nobody what he or she may not know."""

import csv
import io
from typing import Any

import pytest

from reviewapp.domain.errors import BadInput
from reviewapp.domain.filters import ThreadFilter, read_filter
from reviewapp.domain.people import Attribution, InstitutionType, Role
from reviewapp.domain.permissions import Actor
from reviewapp.domain.rounds import Visibility
from reviewapp.domain.threads import CommentType, Importance
from reviewapp.queries.desks import desk_of_document, desk_of_round
from reviewapp.queries.threads import count, counts_by_status, entries, ids_in
from reviewapp.queries.versions import sections_of_version
from reviewapp.services.decisions import share
from reviewapp.services.replies import reply
from reviewapp.services.reports import comments_table
from reviewapp.services.rounds import move_round
from reviewapp.services.threads import withdraw
from tests import builders as b
from tests.kept_worlds import kept

Query = dict[str, list[str]]


class Comments:
    """Six comments by different people, named by what is special about each."""

    def __init__(self, **terms: Any) -> None:
        self.review = b.make_review(**terms)
        review, project = self.review, self.review.project
        self.ministry = b.make_member(
            project, institution_type=InstitutionType.GOVERNMENT, country="LA", language="zh"
        )
        self.second = b.make_round(project, [review.version], [self.ministry], name="Second round")
        make = b.make_thread
        version = review.version
        self.threads = {
            "passage": make(
                version, review.expert, exact="plans, shows and checks", type=CommentType.EDITORIAL
            ),
            "section": make(
                version, review.other, section="Planning a session", importance=Importance.ESSENTIAL
            ),
            "second": make(version, self.ministry, "请说明 100% 学时。"),
            "decided": make(version, review.expert, "About costs"),
            "withdrawn": make(version, review.other, "Never mind"),
            "draft": make(version, review.expert, "Not yet", is_draft=True),
        }
        reply(self.threads["passage"], "Coaching is missing", actor=b.actor_of(review.other))
        reply(self.threads["section"], "A secret", is_internal=True, actor=b.actor_of(review.editor))
        b.make_decision(self.threads["decided"], review.editor, "not_accepted", reason="Budget law")
        withdraw(self.threads["withdrawn"], actor=b.actor_of(review.other))

    def names(self, wanted: ThreadFilter, actor: Actor) -> set[str]:
        """Give the names of the threads found, having checked that list, order, count and export agree."""
        desk = desk_of_document(self.review.document, actor)
        found = entries(desk, wanted, actor)
        by_key = {thread.public_id: name for name, thread in self.threads.items()}
        keys = [entry.thread.public_id for entry in found]
        assert count(desk, wanted, actor) == len(keys)
        assert ids_in(desk, wanted, actor) == keys
        if actor.acts_as is not Role.REVIEWER:
            assert len(self._exported(wanted, actor)) == len(keys)
        return {by_key[key] for key in keys}

    def _exported(self, wanted: ThreadFilter, actor: Actor) -> list[list[str]]:
        export = comments_table(
            self.review.document,
            wanted,
            actor,
            format="csv",
            preset="short",
            language="en",
            say=lambda kind, code: code,
            name_of=lambda member, attribution: attribution.value,
        )
        text = b"".join(export.chunks).decode("utf-8-sig")
        return list(csv.reader(io.StringIO(text, newline="")))[1:]


@pytest.fixture
def comments() -> Comments:
    return kept(Comments)


NARROWED: list[tuple[Query, set[str]]] = [
    ({}, {"passage", "section", "second", "decided"}),
    ({"status": ["open"]}, {"passage", "section", "second"}),
    ({"status": ["decided"]}, {"decided"}),
    ({"status": ["open,withdrawn"]}, {"passage", "section", "second", "withdrawn"}),
    ({"status": ["draft"]}, set()),
    ({"disposition": ["not_accepted"]}, {"decided"}),
    ({"disposition": ["accepted", "noted"]}, set()),
    ({"type": ["editorial"]}, {"passage"}),
    ({"importance": ["essential"]}, {"section"}),
    ({"scope": ["document"]}, {"second", "decided"}),
    ({"scope": ["document"], "status": ["open"]}, {"second"}),
    ({"place": ["in_place"]}, {"passage", "section", "second", "decided"}),
    ({"place": ["removed"]}, set()),
    ({"institution_type": ["government"]}, {"second"}),
    ({"country": ["la"]}, {"second"}),
    ({"language": ["zh"]}, {"second"}),
    ({"late": ["yes"]}, set()),
    ({"late": ["no"]}, {"passage", "section", "second", "decided"}),
    ({"q": ["COACHING"]}, {"passage"}),
    ({"q": ["plans, shows"]}, {"passage"}),
    ({"q": ["budget"]}, {"decided"}),
    ({"q": ["secret"]}, {"section"}),
    ({"q": ["学时"]}, {"second"}),
    ({"q": ["100%"]}, {"second"}),
    ({"q": ["_"]}, set()),
    ({"q": ["%"]}, {"second"}),
    ({"section": ["nowhere"]}, set()),
    ({"author": ["nobody"]}, set()),
    ({"round": ["none"]}, set()),
    ({"status": [""], "q": ["  "]}, {"passage", "section", "second", "decided"}),
]


def test_a_filter_narrows_list_count_and_export_alike(comments: Comments) -> None:
    editor = b.actor_of(comments.review.editor)
    found = [(query, comments.names(read_filter(query), editor)) for query, _ in NARROWED]
    assert found == NARROWED


def test_sections_authors_and_rounds_are_asked_for_by_their_public_ids(comments: Comments) -> None:
    editor = b.actor_of(comments.review.editor)
    section = next(s for s in sections_of_version(comments.review.version) if s.title == "Tasks")
    expert, round_ = comments.review.expert.public_id, comments.second.public_id
    assert comments.names(ThreadFilter(section=[section.public_id]), editor) == {"passage"}
    assert comments.names(ThreadFilter(author=[expert]), editor) == {"passage", "decided"}
    assert comments.names(ThreadFilter(round=[round_]), editor) == {"second"}
    assert [
        entry.thread for entry in entries(desk_of_round(comments.second, editor), ThreadFilter(), editor)
    ] == [comments.threads["second"]]


def test_a_value_that_no_filter_knows_is_refused() -> None:
    with pytest.raises(BadInput, match="filter_unknown_value") as met:
        read_filter({"status": ["open,rejected"]})
    assert met.value.params["value"] == "rejected"


def test_internal_notes_are_found_by_those_who_read_them(comments: Comments) -> None:
    officer = b.actor_of(comments.review.officer)
    assert comments.names(ThreadFilter(q="secret"), officer) == set()


@pytest.mark.parametrize("role", [Role.REVIEWER, Role.OBSERVER])
def test_an_unseen_decision_is_found_by_no_filter(role: Role) -> None:
    comments = kept(Comments)
    reader = comments.review.expert if role is Role.REVIEWER else b.make_member(comments.review.project, role)
    actor = b.actor_of(reader)
    asked: list[Query] = [{"status": ["decided"]}, {"disposition": ["not_accepted"]}, {"q": ["budget"]}]
    assert [comments.names(read_filter(query), actor) for query in asked] == [set()] * 3
    assert comments.names(read_filter({"status": ["in_progress"]}), actor) == {"decided"}
    assert counts_by_status(desk_of_document(comments.review.document, actor), actor)["decided"] == 0
    share(comments.threads["decided"], True, actor=b.actor_of(comments.review.editor))
    assert [comments.names(read_filter(query), actor) for query in asked] == [{"decided"}] * 3


def test_a_decision_without_a_round_stays_unseen_too() -> None:
    review = b.make_review()
    move_round(review.round, "cancel", actor=b.actor_of(review.manager))
    version = b.make_version(review.document, b.CHAPTER + "\nMore.\n")
    thread = b.make_thread(version, review.editor)
    assert thread.round is None
    b.make_decision(thread, review.manager)
    observer = b.actor_of(b.make_member(review.project, Role.OBSERVER))
    desk = desk_of_document(review.document, observer)
    assert entries(desk, read_filter({"status": ["decided"]}), observer) == []


@pytest.mark.parametrize(
    ("attribution", "by_author", "by_type"),
    [
        (Attribution.NAMED, {"section"}, {"passage", "section", "decided"}),
        (Attribution.INSTITUTION, set(), {"passage", "section", "decided"}),
        (Attribution.ROLE, set(), {"passage", "section", "decided"}),
        (Attribution.NUMBER, set(), {"passage", "decided"}),
    ],
)
def test_no_filter_tells_who_stands_behind_a_hidden_name(
    attribution: Attribution, by_author: set[str], by_type: set[str]
) -> None:
    comments = kept(Comments, attribution=attribution)
    reader = b.actor_of(comments.review.expert)
    other = ThreadFilter(author=[comments.review.other.public_id])
    assert comments.names(other, reader) == by_author
    assert comments.names(ThreadFilter(country=["CN"]), reader) == {"passage", "decided"} | by_author
    assert comments.names(ThreadFilter(institution_type=[InstitutionType.TVET]), reader) == by_type
    assert comments.names(other, b.actor_of(comments.review.editor)) == {"section"}


def test_a_blind_round_shows_a_reviewer_only_the_own_comments() -> None:
    comments = kept(Comments, visibility=Visibility.BLIND)
    assert comments.names(ThreadFilter(), b.actor_of(comments.review.expert)) == {"passage", "decided"}
