"""Every text stands in an element that names its language: fonts, line breaks and voices follow from that."""

from collections.abc import Container, Iterator
from html.parser import HTMLParser
from typing import Any

import pytest
from flask import Flask, url_for
from flask.testing import FlaskClient

from reviewapp.domain.languages import html_tag
from reviewapp.domain.scripts import LETTERS, language_of_letters
from reviewapp.services.decisions import object_to
from reviewapp.services.replies import reply
from reviewapp.services.rounds import move_round
from reviewapp.services.transaction import transaction
from reviewapp.services.triage import translate
from tests import builders as b

TEXT = """# ครูฝึก

ครูฝึกช่วยผู้ฝึกงาน

## เป้าหมาย

กำหนดเป้าหมายการเรียนรู้ก่อนเริ่มงาน

## เครื่องมือ

เครื่องมือใหม่
"""
NEWER = TEXT.replace("ก่อนเริ่มงาน", "ร่วมกันก่อน").replace("เครื่องมือใหม่", "เครื่องจักรใหม่")
COMMENT, ANSWER, WORDING = "ຄວນເພີ່ມຕົວຢ່າງ", "សូមបញ្ជាក់", "กำหนดร่วมกัน"
REASON, RESPONSE, NOTE, TERMS = "已经说明", "感谢您的意见", "请再看一次", "请通读全文"
TRANSLATION = "예를 더하십시오"
VOID = {"input", "br", "img", "meta", "link", "hr", "use", "wbr", "col"}
PAGES_OF_EXPERTS = {"threads.mine", "reviewing.show", "threads.show", "threads.edit", "threads.new"}
WITHOUT_LANGUAGE = {"title", "script", "style"}
"""What holds one string, whatever its languages are; nobody reads a page's `title` in its fonts."""


class Parts(HTMLParser):
    """Find the text that stands under the wrong language."""

    def __init__(self) -> None:
        super().__init__()
        self.stack: list[tuple[str, str]] = []
        self.found: list[tuple[str, str, str]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Go in; the language of an element is its own or that around it."""
        if tag not in VOID:
            around = self.stack[-1][1] if self.stack else ""
            self.stack.append((tag, dict(attrs).get("lang") or around))

    def handle_endtag(self, tag: str) -> None:
        """Come out."""
        while self.stack and tag not in VOID:
            if self.stack.pop()[0] == tag:
                break

    def handle_data(self, data: str) -> None:
        """Compare the letters with the language they stand under."""
        if self.stack and self.stack[-1][0] not in WITHOUT_LANGUAGE:
            letters, said = html_tag(language_of_letters(data)), self.stack[-1][1]
            is_wrong = letters != said if letters != "en" else said.partition("-")[0] in LETTERS
            if is_wrong and any(sign.isalpha() for sign in data):
                self.found.append((data.strip()[:40], said, "/".join(tag for tag, _ in self.stack[-4:])))


@pytest.fixture
def things(app_context: Any) -> dict[str, Any]:
    """What addresses can name, in a review where each kind of text is in a script of its own."""
    review = b.make_review(TEXT, "th")
    with transaction():
        review.round.terms_of_reference = TERMS
    editor = b.actor_of(review.editor)
    passage = {"exact": "กำหนดเป้าหมาย", "proposed_wording": WORDING}
    thread = b.make_thread(review.version, review.expert, COMMENT, language="lo", **passage)
    doubt = b.make_thread(review.version, review.expert, COMMENT, language="lo", section="เครื่องมือ")
    b.make_thread(review.version, review.expert, COMMENT, language="lo", is_draft=True)
    reply(thread, ANSWER, language="km", actor=editor)
    translate(thread, TRANSLATION, "ko", actor=editor)
    b.make_decision(thread, review.editor, "not_accepted", reason=REASON, response=RESPONSE)
    newer = b.make_version(review.document, NEWER, "th")
    b.doubt_places(newer, doubt)
    for act in ("close", "answer"):
        move_round(review.round, act, actor=b.actor_of(review.manager))
    object_to(thread, NOTE, actor=b.actor_of(review.expert))
    b.make_round(review.project, [newer], [review.expert], name="Second round")
    return {
        "expert": review.expert,
        "manager": review.manager,
        "project_id": review.project,
        "guide_id": review.document.guide,
        "document_id": review.document,
        "version_id": review.version,
        "other_id": newer,
        "round_id": review.round,
        "thread_id": thread,
        "member_id": review.expert,
        "doubt": doubt,
    }


def pages(app: Flask, things: dict[str, Any], only: Container[str] = ()) -> Iterator[str]:
    """Give the address of every page that is about these things, or of some endpoints."""
    with app.test_request_context():
        for rule in app.url_map.iter_rules():
            is_page = "GET" in (rule.methods or ()) and not rule.endpoint.startswith(("api.", "reports."))
            is_wanted = rule.endpoint in only if only else "static" not in rule.rule
            if is_page and is_wanted and rule.arguments <= set(things):
                yield url_for(rule.endpoint, **{name: things[name].public_id for name in rule.arguments})
        newer, doubt = things["other_id"].public_id, things["doubt"].public_id
        yield url_for("reading.show", version_id=newer)
        yield url_for("places.index", version_id=newer)
        yield url_for("places.point", thread_id=doubt, version=newer)
        yield url_for("threads.show", thread_id=doubt)


def wrong_parts(client: FlaskClient, address: str) -> list[str] | None:
    """Give the text of a page that stands under the wrong language; None for what is no page."""
    answer = client.get(address)
    if answer.status_code != 200 or answer.mimetype != "text/html":
        return None
    parts = Parts()
    parts.feed(answer.text)
    return [f"{address}: {found}" for found in parts.found]


def test_each_text_names_its_language(app: Flask, client: FlaskClient, things: dict[str, Any]) -> None:
    b.sign_in(client, things["manager"])
    of_staff = [wrong_parts(client, address) for address in pages(app, things)]
    expert = app.test_client()
    b.sign_in(expert, things["expert"])
    of_experts = [wrong_parts(expert, address) for address in pages(app, things, PAGES_OF_EXPERTS)]
    looked_at = [found for found in of_staff + of_experts if found is not None]
    assert len(looked_at) > 25
    assert [one for found in looked_at for one in found] == []
