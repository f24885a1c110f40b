"""Delivery over a real connection: what arrives, and what is said of each way it can end."""

import json
import socket
import threading
import time
from collections.abc import Iterator
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path

import pytest

from reviewapp.domain.mails import Delivery, Result
from reviewapp.mailing.delivery import deliver
from reviewapp.mailing.messages import CannotBeWritten, Message, ascii_address, write
from reviewapp.mailing.servers import MailServer, MailUrlError, read_mail_url
from tests.mailroom import DIE, SLOW, Mailroom, open_mailroom

NAMES = Path(__file__).parent / "corpus" / "names.jsonl"
HEADERS = {
    "From", "To", "Subject", "Date", "Message-ID", "Auto-Submitted", "MIME-Version", "Content-Type",
    "Content-Transfer-Encoding",
}  # fmt: skip
SERVER = MailServer("mail.example.org", 587, "review@example.org", "评审办公室")
BREAKERS = [
    "Guide\r\nBcc: thief@example.net",
    "Guide\nBcc: thief@example.net",
    "Guide\rBcc: thief@example.net",
    "Guide\r\n\r\n<script>",
    "=?utf-8?q?Guide=0D=0ABcc:_thief=40example.net?=",
    "=?utf-8?b?R3VpZGUNCkJjYzogdGhpZWZAZXhhbXBsZS5uZXQ=?=",
    "Guide\x0b\x0c\x1c\x1d\x1e\x85\u2028\u2029Bcc: thief@example.net",
    "Guide\x00\x1b[31m",
    "\ud800 alone",
    "指南" * 200,
    "g" * 2000,
    "",
]


def message(subject: str = "敬请评审", text: str = "您好。\n", to: str = "expert@example.org") -> Message:
    at = datetime(2026, 11, 23, 7, tzinfo=UTC)
    return Message(to, subject, text, "<abc@review.example.org>", at)


def send(room: Mailroom, what: Message | None = None, patience: float = 5) -> Delivery:
    return deliver(what or message(), read_mail_url(room.url), patience=patience)


@pytest.fixture(scope="module")
def open_room() -> Iterator[Mailroom]:
    with open_mailroom() as room:
        yield room


@pytest.fixture
def room(open_room: Mailroom) -> Mailroom:
    """The server of this file, its memory and answers wiped."""
    open_room.taken.clear()
    open_room.answers.clear()
    return open_room


def test_a_chinese_mail_arrives_as_it_was_written(room: Mailroom) -> None:
    text = "尊敬的专家：\n\n.一个点开头的行\n" + "长" * 3000 + "\n"
    assert (
        send(room, message("敬请评审：学徒制指南第四章——企业导师培训（征求意见稿）", text)).result
        is Result.ACCEPTED
    )
    (mail,) = room.mails
    assert mail["Subject"] == "敬请评审：学徒制指南第四章——企业导师培训（征求意见稿）"
    assert mail["From"] == "评审办公室 <review@example.org>"
    assert mail["Message-ID"] == "<abc@review.example.org>"
    assert mail.get_content().replace("\r\n", "\n") == text
    assert (mail.get_content_type(), mail.get_content_charset()) == ("text/plain", "utf-8")


@pytest.mark.parametrize("typed", BREAKERS, ids=range(len(BREAKERS)))
def test_no_subject_adds_a_header_or_a_receiver(room: Mailroom, typed: str) -> None:
    assert send(room, message(f"敬请评审：{typed}")).result is Result.ACCEPTED
    assert send(room, message(typed)).result is Result.ACCEPTED
    assert room.receivers == ["expert@example.org"] * 2
    for mail in room.mails:
        assert sorted(mail.keys()) == sorted(HEADERS)
        assert mail["To"] == "expert@example.org"
        assert mail.get_content().strip() == "您好。"


def test_no_line_of_a_head_is_longer_than_mail_allows_or_holds_more_than_ascii() -> None:
    head, _, _ = write(message("指南" * 200), SERVER).partition(b"\r\n\r\n")
    assert head.isascii()
    assert max(map(len, head.split(b"\r\n"))) <= 78


def test_no_hostile_name_of_the_collection_breaks_a_head() -> None:
    for line in NAMES.read_text("utf-8").splitlines():
        name = json.loads(line)["value"]
        head, _, _ = write(message(f"{name} 邀请您"), SERVER).partition(b"\r\n\r\n")
        names = {row.partition(b":")[0].decode() for row in head.split(b"\r\n") if not row.startswith(b" ")}
        assert names == HEADERS


@pytest.mark.parametrize(
    "address",
    [
        "a@example.org\r\nBcc: b@example.org", "a@example.org, b@example.org", "a b@example.org", "a@b@c",
        "<a@example.org>", "=?utf-8?q?a=0D=0A?=@example.org", "专家@example.org", "a@", "@example.org", "a",
        "a@exam\x00ple.org",
    ],
)  # fmt: skip
def test_an_address_that_is_not_one_plain_address_is_refused(address: str) -> None:
    assert deliver(message(to=address), SERVER).result is Result.REFUSED


def test_a_domain_in_chinese_is_written_as_servers_know_it() -> None:
    assert ascii_address("a@例子.中国") == "a@xn--fsqu00a.xn--fiqs8s"


def test_a_message_id_with_a_line_end_is_refused() -> None:
    bad = Message("a@example.org", "s", "t", "<a@b>\r\nBcc: c@d", datetime(2026, 1, 1, tzinfo=UTC))
    with pytest.raises(CannotBeWritten):
        write(bad, SERVER)


@pytest.mark.parametrize(
    ("phase", "answer", "result"),
    [
        ("RCPT", "450 try later", Result.LATER),
        ("RCPT", "550 no such person", Result.REFUSED),
        ("RCPT", DIE, Result.LATER),
        ("DATA", "451 try later", Result.LATER),
        ("DATA", "554 not wanted", Result.REFUSED),
        ("DATA", DIE, Result.UNKNOWN),
    ],
)
def test_each_end_of_a_delivery_is_told_from_the_others(
    room: Mailroom, phase: str, answer: str, result: Result
) -> None:
    room.answers = {phase: [answer]}
    delivery = send(room)
    assert (delivery.result, bool(delivery.words)) == (result, True)


@pytest.mark.parametrize(("phase", "result"), [("RCPT", Result.LATER), ("DATA", Result.UNKNOWN)])
def test_a_server_that_says_nothing_is_not_waited_for(phase: str, result: Result) -> None:
    with open_mailroom(**{phase: [SLOW]}) as room:
        assert send(room, patience=0.2).result is result


def test_a_server_that_drips_is_cut_off(free_listener: socket.socket) -> None:
    server = MailServer(*free_listener.getsockname(), "review@example.org")

    def drip() -> None:
        visitor, _ = free_listener.accept()
        with visitor, suppress(OSError):
            while True:
                visitor.sendall(b"2")
                time.sleep(0.02)

    dripper = threading.Thread(target=drip)
    dripper.start()
    assert deliver(message(), server, patience=0.1).result is Result.LATER
    dripper.join()


@pytest.fixture
def free_listener() -> Iterator[socket.socket]:
    """A port of one's own."""
    with socket.create_server(("127.0.0.1", 0)) as listener:
        yield listener


def test_where_nobody_listens_mail_waits(free_listener: socket.socket) -> None:
    address = free_listener.getsockname()
    free_listener.close()
    assert deliver(message(), MailServer(*address, "review@example.org")).result is Result.LATER


def test_nothing_is_sent_when_the_last_question_says_no(room: Mailroom) -> None:
    assert deliver(message(), read_mail_url(room.url), before_text=lambda: False).result is Result.LATER
    assert room.taken == []


def test_where_encryption_is_required_nothing_goes_out_without(room: Mailroom) -> None:
    assert deliver(message(), read_mail_url(room.url + "&starttls=require")).result is Result.LATER
    assert room.taken == []


def test_a_mail_url_says_everything() -> None:
    url = "smtp://user%40x:p%3Ass@mail.example.org?from=Review office <review@example.org>&starttls=require"
    assert read_mail_url(url) == MailServer(
        "mail.example.org", 587, "review@example.org", "Review office", "user@x", "p:ss", needs_starttls=True
    )
    assert read_mail_url("smtps://mail.example.org?from=a@example.org").port == 465


@pytest.mark.parametrize(
    "url",
    [
        "mail.example.org", "http://mail.example.org?from=a@b.org", "smtp://?from=a@b.org",
        "smtp://mail.example.org", "smtp://mail.example.org?from=nobody", "smtp://mail:x?from=a@b.org",
        "smtp://mail.example.org:99999?from=a@b.org", "smtp://mail.example.org?from=a@b.org&tls=no",
        "smtp://mail.example.org?from=a@b.org&starttls=maybe", "smtp://u:p#w@mail.example.org?from=a@b.org",
        "smtp://[mail?from=a@b.org", "smtp://mail.example.org/x?from=a@b.org",
    ],
)  # fmt: skip
def test_a_mail_url_that_cannot_be_used_is_told_so_in_a_sentence(url: str) -> None:
    with pytest.raises(MailUrlError, match=r"^MAIL_URL .*It looks like this: smtp://"):
        read_mail_url(url)


def test_a_mail_server_is_shown_without_its_password() -> None:
    assert "secret" not in str(read_mail_url("smtp://user:secret@mail.example.org?from=a@example.org"))
