"""What was handed out or promised, when standings or rounds change: links, names, places in a round."""

from dataclasses import replace

import pytest
from flask import Flask

from reviewapp.domain.blocks import BlockKind
from reviewapp.domain.errors import NotFound, StateConflict
from reviewapp.domain.people import Attribution, Role
from reviewapp.extensions import db
from reviewapp.importers.base import FoundComment, Manuscript, RawBlock, TrackedChange
from reviewapp.models import FoundChange, Mail, Membership, Reply, Thread
from reviewapp.models import FoundComment as FoundRow
from reviewapp.queries.accounts import find_account
from reviewapp.queries.visibility import attribution_towards
from reviewapp.services.accounts import consume_link, issue_link, open_account
from reviewapp.services.administration import forget_person, set_administrator
from reviewapp.services.found import store_found
from reviewapp.services.found_comments import import_comments
from reviewapp.services.invitations import may_be_invited, may_be_reminded
from reviewapp.services.members import change_address, change_role, remove_member
from reviewapp.services.people import Newcomer, add_member, hand_link
from reviewapp.services.rounds import Terms, change_round, terms_of
from reviewapp.services.transaction import transaction
from tests import builders as b


def link_of(member: Membership, officer: Membership) -> str:
    return hand_link(member, actor=b.actor_of(officer))[1]


def test_a_link_that_an_officer_kept_does_not_open_the_account_of_a_new_editor() -> None:
    review = b.make_review()
    token = link_of(review.expert, review.officer)
    change_role(review.expert, Role.EDITOR, actor=b.actor_of(review.manager))
    with pytest.raises(NotFound, match="link_revoked"):
        consume_link(token)


def test_a_link_that_an_officer_kept_does_not_open_the_account_of_a_new_administrator() -> None:
    review = b.make_review()
    first, second = link_of(review.expert, review.officer), link_of(review.other, review.officer)
    set_administrator(review.expert.account, True, actor=b.make_admin())
    open_account(review.other.account.email, "", is_admin=True, actor=None)
    for token in (first, second):
        with pytest.raises(NotFound, match="link_revoked"):
            consume_link(token)


def test_a_link_that_an_officer_kept_does_not_open_what_somebody_becomes_in_another_project() -> None:
    review, elsewhere = b.make_review(), b.make_project(name="Elsewhere")
    first, second = link_of(review.expert, review.officer), link_of(review.other, review.officer)
    admin = b.make_admin()
    add_member(elsewhere, Newcomer(review.expert.account.email, "", Role.EDITOR), actor=admin)
    add_member(elsewhere, Newcomer(review.other.account.email, "", Role.REVIEWER), actor=admin)
    with pytest.raises(NotFound, match="link_revoked"):
        consume_link(first)
    assert consume_link(second) is review.other.account


def test_comments_of_a_reviewer_who_joined_the_staff_keep_the_name_that_was_promised() -> None:
    review = b.make_review(attribution=Attribution.NUMBER)
    thread = b.make_thread(review.version, review.other)
    change_role(review.other, Role.EDITOR, actor=b.actor_of(review.manager))
    expert = b.actor_of(review.expert)
    assert attribution_towards(expert, thread, review.other) is Attribution.NUMBER
    assert attribution_towards(expert, thread, review.editor) is Attribution.NAMED


def test_a_change_of_a_round_keeps_listed_who_left_or_joined_the_staff() -> None:
    review = b.make_review()
    third = b.make_member(review.project)
    change_role(review.other, Role.EDITOR, actor=b.actor_of(review.manager))
    remove_member(review.expert, actor=b.actor_of(review.manager))
    round_ = review.round
    terms = Terms("Longer", round_.opens_at, round_.closes_at, list(round_.versions), [third, review.other])
    change_round(round_, terms, actor=b.actor_of(review.editor))
    assert {row.membership for row in round_.reviewers} == {review.expert, review.other, third}


@pytest.mark.parametrize("wanted", [Attribution.NAMED, Attribution.INSTITUTION])
def test_once_there_are_comments_exports_name_nobody_more_than_was_said(wanted: Attribution) -> None:
    review = b.make_review(attribution_out=Attribution.ROLE)
    present = terms_of(review.round)
    more, less = (
        replace(present, attribution_out=wanted),
        replace(present, attribution_out=Attribution.NUMBER),
    )
    b.make_thread(review.version, review.expert)
    with pytest.raises(StateConflict, match="round_promised"):
        change_round(review.round, more, actor=b.actor_of(review.manager))
    change_round(review.round, less, actor=b.actor_of(review.manager))
    assert review.round.attribution_out is Attribution.NUMBER


def test_nobody_who_joined_the_staff_is_invited_to_review_or_reminded() -> None:
    review = b.make_review()
    row = review.round.row_of(review.other.id)
    assert row is not None
    assert may_be_invited(row) and may_be_reminded(row)
    change_role(review.other, Role.EDITOR, actor=b.actor_of(review.manager))
    assert not (may_be_invited(row) or may_be_reminded(row))


def test_no_address_of_somebody_forgotten_is_left_in_the_outbox(
    app: Flask, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(app.config, "MAIL_URL", "smtp://127.0.0.1:1?from=review@example.org")
    review = b.make_review()
    account = find_account(review.expert.account_id)
    assert account is not None
    former = account.email
    change_address(review.expert, "second@example.org", actor=b.actor_of(review.manager))
    for mail in db.session.query(Mail):
        mail.error = f"550 no such person: {mail.address}"
    db.session.commit()
    forget_person(account, actor=b.make_admin())
    left = " ".join(f"{mail.address} {mail.error}" for mail in db.session.query(Mail))
    assert former not in left and "second@example.org" not in left


def test_no_name_of_somebody_forgotten_is_left_of_what_a_file_brought() -> None:
    review, raw = b.make_review(), [RawBlock(BlockKind.PARAGRAPH, "Words")]
    account = find_account(review.expert.account_id)
    assert account is not None
    names = (account.name.upper(), "Colleague B")
    said = [FoundComment(names[0], "Why?"), *(FoundComment(name, "So.", answers=0) for name in names)]
    version = b.make_version(review.document, "Words")
    with transaction():
        store_found(version, Manuscript("", raw, [], [], said, [TrackedChange(True, names[0], "W")]), [0])
    import_comments(version, {}, actor=b.actor_of(review.editor))
    forget_person(account, actor=b.make_admin())
    authors = [one.author for one in db.session.query(FoundRow).order_by(FoundRow.position)]
    assert authors == ["", "", names[1]]
    left = [*db.session.query(Thread.found_author), *db.session.query(Reply.found_author)]
    assert {name for (name,) in left} <= {"", names[1]}
    assert db.session.query(FoundChange.author).scalar() == ""


def test_a_link_of_the_command_line_or_an_administrator_survives_joining_the_staff() -> None:
    review, admin = b.make_review(), b.make_admin()
    account = open_account("newcomer@example.org", "Newcomer", actor=None)
    tokens = [issue_link(account, actor=None)[1], issue_link(account, actor=admin)[1]]
    add_member(review.project, Newcomer(account.email, "", Role.EDITOR), actor=admin)
    assert [consume_link(token).id for token in tokens] == [account.id, account.id]
