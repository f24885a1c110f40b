"""The whole main job in the browser, on Word files, from an empty installation to the answer."""

from collections.abc import Callable
from pathlib import Path

import pytest
from flask import Flask
from playwright.sync_api import BrowserContext, expect

from reviewapp.extensions import db
from reviewapp.models import Account
from tests import builders as b
from tests.browser.hands import DESK, PHONE, Person, Words, come_in, link_for
from tests.browser.job_of_editors import (
    answer_the_round,
    decide_and_reopen,
    publish_version_two,
    see_where_comments_went,
    the_export_holds_what_the_list_shows,
    to_the_list,
)
from tests.browser.job_of_experts import (
    answer_edit_and_withdraw_on_the_phone,
    comment_at_a_desk,
    comment_on_the_phone,
    the_expert_sees_what_became_of_each,
)
from tests.browser.job_of_setting_up import (
    add_guide,
    add_person,
    change_one_heading_and_publish,
    create_project,
    follow_project,
    open_round,
    upload,
)

NewContext = Callable[..., BrowserContext]


@pytest.fixture
def admin(app: Flask, new_context: NewContext) -> Person:
    """The administrator, signed in by link at a desk."""
    page = new_context(**DESK).new_page()
    account = db.session.get(Account, b.make_admin().account_id)
    assert account is not None
    come_in(page, link_for(account))
    return Person(page)


def test_the_review_loop_from_an_empty_installation_to_the_answer(
    app: Flask, admin: Person, new_context: NewContext, tmp_path: Path
) -> None:
    def arrives(link: str, say: Words, look: dict[str, object]) -> Person:
        page = new_context(**look).new_page()
        come_in(page, link)
        return Person(page, say)

    en, zh = Words(app, "en"), Words(app, "zh")

    create_project(admin)
    manager = arrives(add_person(admin, "manager", "Project manager", "en"), en, DESK)
    follow_project(manager)
    add_guide(manager)
    editor = arrives(add_person(manager, "editor", "Lead editor", "en"), en, DESK)
    phone = arrives(add_person(manager, "reviewer", "Expert 01", "zh"), zh, PHONE)
    desk = arrives(add_person(manager, "reviewer", "Expert 02", "en"), en, DESK)

    follow_project(editor)
    upload(editor, "chapter-en-v1.docx", "en")
    change_one_heading_and_publish(editor)
    upload(editor, "chapter-zh.docx", "zh")
    editor.press("Save and publish")
    open_round(editor, "First round")

    comment_on_the_phone(phone)
    answer_edit_and_withdraw_on_the_phone(phone)
    comment_at_a_desk(desk)

    to_the_list(editor)
    expect(editor.page.locator(".toolbar-sum")).to_have_text("7 comments")
    decide_and_reopen(editor)
    the_export_holds_what_the_list_shows(editor, tmp_path)

    publish_version_two(editor)
    to_the_list(editor)
    expect(editor.page.locator(".toolbar-sum")).to_have_text("7 comments")
    see_where_comments_went(editor)
    answer_the_round(editor)
    open_round(editor, "Second round")

    the_expert_sees_what_became_of_each(phone, desk)
