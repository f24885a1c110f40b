"""The words of mails: in the receiver's language, complete, and without what they must not tell."""

import re
from datetime import UTC, datetime
from typing import Any

import pytest
from flask import Flask

from reviewapp.clock import replay
from reviewapp.domain.mails import MailKind
from reviewapp.domain.people import Attribution
from reviewapp.extensions import db
from reviewapp.models import Mail
from reviewapp.services.notices import invite, notify_address_changed
from reviewapp.services.replies import reply
from reviewapp.services.transaction import transaction
from reviewapp.web.letters import EXCERPT, Letter, letter, letter_of
from tests import builders as b

pytestmark = pytest.mark.usefixtures("app_context")

HAN = re.compile("[\u4e00-\u9fff]")
TYPED = re.compile(
    r"https://\S+|Expert \d+|Institution \d+|Guide review|First round|Training.*Chapter 4|Say what.*"
)
OPENS, CLOSES = datetime(2027, 3, 1, 1, tzinfo=UTC), datetime(2027, 3, 21, 10, tzinfo=UTC)


@pytest.fixture(autouse=True)
def _mail_is_on(app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(app.config, "MAIL_URL", "smtp://127.0.0.1:1?from=review@example.org")
    monkeypatch.setitem(app.config, "BASE_URL", "https://review.example.org")


@pytest.fixture
def review() -> b.Review:
    with replay(OPENS):
        review = b.make_review(opens_at=OPENS, closes_at=CLOSES, attribution=Attribution.INSTITUTION)
        with transaction():
            review.round.terms_of_reference = "Say what does not work with apprentices.\n\n" + "More. " * 200
    return review


def last(kind: MailKind) -> Letter:
    mail = db.session.query(Mail).filter_by(kind=kind).order_by(Mail.id.desc()).first()
    assert mail is not None
    return letter_of(mail)


def speak(member: Any, language: str) -> None:
    with transaction():
        member.account.language = language


def test_an_invitation_says_who_to_what_why_until_when_and_who_sees_what(review: b.Review) -> None:
    with replay(OPENS):
        invite(review.round, review.expert, actor=b.actor_of(review.officer))
        words = last(MailKind.INVITATION)
    assert words.subject == "Please review: Guide review – First round"
    officer = review.officer
    for part in (
        f"Dear {review.expert.account.name},",
        f"{officer.account.name}, {officer.institution} invites you",
        "Training in-company trainers – Chapter 4",
        "Say what does not work with apprentices.",
        "Sunday, 21 March 2027, 18:00 (China Standard Time)",
        "- The project staff see who wrote each comment\n",
        "to other reviewers: Institution\n",
        "in reports: Role and type of institution\n",
        "https://review.example.org/sign-in/",
        "ask for a new one here: https://review.example.org/sign-in\n",
    ):
        assert part in words.text, part
    assert len(words.text) < EXCERPT + 2000


def test_an_invitation_that_nobody_pressed_names_who_planned_the_round(review: b.Review) -> None:
    with replay(OPENS):
        invite(review.round, review.expert, actor=None)
        assert "Administrator invites you" in last(MailKind.INVITATION).text


def test_a_chinese_expert_is_written_to_in_chinese(review: b.Review) -> None:
    speak(review.expert, "zh")
    with replay(OPENS):
        invite(review.round, review.expert, actor=b.actor_of(review.officer))
        words = last(MailKind.INVITATION)
    assert words.subject.startswith("敬请评审：")
    assert "2027年3月21日（星期日）18:00（中国标准时间）" in words.text
    assert "截止时间" in words.text


def test_an_expert_whose_language_no_letter_speaks_is_written_to_in_english(review: b.Review) -> None:
    speak(review.expert, "th")
    assert letter(MailKind.SIGN_IN_LINK, account=review.expert.account).subject == "Your sign-in link"


@pytest.mark.parametrize("language", ["en", "zh"])
def test_every_letter_is_whole_in_both_languages(review: b.Review, language: str) -> None:
    speak(review.expert, language)
    with replay(OPENS):
        thread = b.make_thread(review.version, review.expert)
        for kind in MailKind:
            about: dict[str, Any] = {}
            if kind in (MailKind.INVITATION, MailKind.REMINDER, MailKind.ANSWERED):
                about = {"round_": review.round}
            elif kind in (MailKind.REPLY, MailKind.MENTIONED, MailKind.ASSIGNED, MailKind.OBJECTION):
                about = {"threads": [thread]}
            words = letter(kind, member=review.expert, token="the-token", **about)
            assert bool(HAN.search(words.subject)) == (language == "zh"), words
            assert "\n" not in words.subject
            assert not re.search("None|&|\n\n\n", words.text), words
            if language == "zh":
                assert not re.search("[A-Za-z]{3,}", TYPED.sub("", words.text)), words


def test_a_reminder_says_how_long_and_what_is_left_to_do(review: b.Review) -> None:
    with replay(datetime(2027, 3, 18, 3, tzinfo=UTC)):
        for said in ("not sent a comment yet", "sent 1 comment so far", "sent 2 comments so far"):
            words = letter(MailKind.REMINDER, member=review.expert, round_=review.round, token="t")
            assert said in words.text
            b.make_thread(review.version, review.expert)
    assert words.subject == "Reminder, 3 days left: First round – Guide review"
    assert "Submit my review" in words.text


def test_a_reply_is_told_without_its_words_and_without_who_wrote_it(review: b.Review) -> None:
    with replay(OPENS):
        thread = b.make_thread(review.version, review.expert, body="My secret comment.")
        reply(thread, "A secret reply.", actor=b.actor_of(review.other))
        words = last(MailKind.REPLY)
    assert "reply to your comment No. 1." in words.text
    assert "secret" not in words.text
    assert review.other.account.name not in words.text
    assert review.other.institution not in words.text
    assert f"?next=/threads/{thread.public_id}" in words.text


def test_the_old_address_learns_of_the_change_and_not_of_the_new_one(review: b.Review) -> None:
    with transaction():
        review.expert.account.email = "secret@example.org"
        notify_address_changed(review.expert.account, "old@example.org")
    words = last(MailKind.ADDRESS_CHANGED)
    assert "secret@" not in words.text
    assert "/sign-in/" not in words.text


def test_what_people_typed_stands_in_a_letter_as_they_typed_it(review: b.Review) -> None:
    with transaction():
        review.project.name = "<b>Guide</b> & {{ 7*7 }} %(name)s"
    words = letter(MailKind.INVITATION, member=review.expert, round_=review.round, token="t")
    assert "<b>Guide</b> & {{ 7*7 }} %(name)s" in words.subject
