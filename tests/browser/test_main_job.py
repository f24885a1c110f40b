"""The whole main job in the browser, on Word files, from an empty installation to the answer."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from flask import Flask
from openpyxl import load_workbook
from playwright.sync_api import BrowserContext, Page, expect

from reviewapp.extensions import db
from reviewapp.models import Account
from tests import builders as b
from tests.browser.hands import (
    DESK,
    PHONE,
    Person,
    Words,
    block_with,
    come_in,
    composer,
    drag_over,
    link_for,
    select_words,
    send_comment,
    thread_with,
)

FILES = Path(__file__).parent.parent / "importers" / "files"
TIME = "no longer than ninety minutes"
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
    place_what_waits(editor)
    answer_the_round(editor)
    open_round(editor, "Second round")

    the_expert_sees_what_became_of_each(phone, desk)


def create_project(admin: Person) -> None:
    """Begin a project with English and Chinese, which the form proposes."""
    admin.follow("New project")
    admin.fill(name="Guide for trainers")
    expect(admin.page.get_by_label("English", exact=True)).to_be_checked()
    expect(admin.page.get_by_label("Chinese", exact=True)).to_be_checked()
    admin.press("Create the project")
    expect(admin.page.get_by_role("heading", name="Guide for trainers")).to_be_visible()


def follow_project(staff: Person) -> None:
    """Open the project from the first page."""
    staff.page.goto("/")
    staff.follow("Guide for trainers", inside=staff.page.locator("main"))


def add_person(staff: Person, role: str, name: str, language: str) -> str:
    """Add somebody and copy the sign-in link that is shown."""
    staff.follow("People", inside=staff.page.locator(".site-nav"))
    staff.follow("Add a person")
    staff.fill(
        email=f"{name.replace(' ', '.').lower()}@example.org",
        name=name,
        role=role,
        institution="College 1",
        institution_type="tvet",
        country="CN",
        language=language,
    )
    staff.press("Add the person")
    staff.press("Make a sign-in link", inside=staff.page.get_by_role("row", name=name))
    return staff.page.locator("#sign-in-link").input_value()


def add_guide(manager: Person) -> None:
    """Begin a guide with one chapter and its outline."""
    manager.follow("Add a guide")
    manager.fill(title="In-company training")
    manager.press("Add the guide")
    for kind, title in (("Outline", "Outline of the guide"), ("Chapter", "Chapter 4: Trainers")):
        manager.follow("Guide for trainers", inside=manager.page.locator(".site-place"))
        manager.follow("Add a document")
        manager.page.get_by_label(kind, exact=True).check()
        manager.fill(title=title)
        manager.press("Add the document")


def upload(editor: Person, name: str, language: str) -> None:
    """Upload a Word file; ends where its structure is shown."""
    editor.follow("Guide for trainers", inside=editor.page.locator(".site-place"))
    editor.follow("Chapter 4: Trainers")
    editor.follow("Upload a version")
    editor.page.get_by_label("File", exact=True).set_input_files(FILES / name)
    editor.fill(language=language)
    editor.press("Upload and look at the structure")
    expect(editor.page.get_by_role("heading", name="Which blocks are headings?")).to_be_visible()


def change_one_heading_and_publish(editor: Person) -> None:
    """Turn a short line into a heading of the second level and see it in the tree."""
    tree = editor.page.locator(".tree")
    expect(tree).to_contain_text("Choosing the task")
    expect(tree).not_to_contain_text("The table shows how a morning may be divided.")
    level = editor.page.get_by_label("Level of: The table shows how a morning")
    level.select_option("2")
    editor.press("Save the structure")
    expect(tree).to_contain_text("The table shows how a morning may be divided.")
    editor.press("Save and publish")
    expect(editor.page.get_by_text("Published", exact=True).first).to_be_visible()


def open_round(editor: Person, name: str) -> None:
    """Ask both experts about every text there is, from now."""
    editor.follow("Review rounds", inside=editor.page.locator(".site-nav"))
    editor.follow("New round")
    editor.fill(name=name)
    for box in editor.page.get_by_role("checkbox").all():
        box.check()
    editor.press("Plan the round")
    expect(editor.page.get_by_text("Open", exact=True).first).to_be_visible()


def comment_on_the_phone(phone: Person) -> None:
    """Read the Chinese chapter and comment in four ways, none by selecting but the first."""
    page, zh = phone.page, phone.say
    expect(page.locator("html")).to_have_attribute("lang", "zh-Hans")
    page.goto("/")
    page.locator("main .card", has_text=zh("Chinese")).get_by_role("link").first.tap()
    expect(page.locator(".text")).to_have_attribute("lang", "zh-Hans")

    page.wait_for_load_state()
    select_words(page, "即使做坏了，损失的只是材料")
    bar = page.locator("#selection-bar")
    expect(bar).to_have_class(re.compile("is-bar"))
    bar.get_by_role("button", name=zh("Add a comment")).tap()
    expect(composer(page).locator("[data-passage]")).to_have_text("即使做坏了，损失的只是材料")
    send_comment(page, "还会损失工时，请补充。")

    block_with(page, "一次培训不宜超过九十分钟").locator(".add").tap()
    send_comment(page, "九十分钟对小企业太长。")

    block_with(page, "了解学习进展").locator(".add").tap()
    send_comment(page, "请增加一个评价表。")

    page.locator("[data-compose=document]").tap()
    send_comment(page, "全文用语统一，很好。")
    expect(page.locator(".thread")).to_have_count(4)


def answer_edit_and_withdraw_on_the_phone(phone: Person) -> None:
    """Add to one's comment, change one, take one back."""
    page, zh = phone.page, phone.say
    block_with(page, "即使做坏了").locator(".count").tap()
    card = page.locator("#sheet .thread", has_text="还会损失工时")
    card.locator("[data-reply] summary").tap()
    card.locator("[data-reply] textarea").fill("例如焊接一件大约两小时。")
    card.get_by_role("button", name=zh("Send reply")).tap()
    expect(page.locator(".thread-replies .thread-body", has_text="例如焊接一件")).to_be_attached()

    reading = page.url.partition("#")[0]
    page.goto(reading)
    block_with(page, "一次培训不宜").locator(".count").tap()
    page.locator("#sheet .thread").locator("a[href$='/edit']").tap()
    phone.fill(body="九十分钟对小企业太长，建议六十分钟。")
    page.get_by_role("button", name=zh("Save the comment")).tap()
    expect(page.locator(".thread", has_text="建议六十分钟").locator(".thread-when").first).to_contain_text(
        zh("edited")
    )

    page.goto(reading)
    page.locator(".general summary").first.tap()
    phone.confirm("Withdraw", "Yes, withdraw it", inside=page.locator(".general .thread-acts"))
    page.goto(reading)
    expect(page.locator(".text .thread")).to_have_count(3)


def comment_at_a_desk(desk: Person) -> None:
    """Comment the English chapter with the mouse: over two blocks, and on what version 2 will change."""
    page = desk.page
    page.goto("/")
    page.locator("main .card", has_text="English").get_by_role("link").first.click()
    for first, last, body in (
        ("watch, ask and correct", "early and often in the first weeks", "Say who corrects."),
        (TIME, "", "Too long for a small enterprise."),
        ("Marks are optional.", "", "Are they? Check the law."),
        ("Hold the session where the work is done.", "", "Good advice, move it up."),
    ):
        drag_over(page, first, last)
        page.locator("#selection-bar button").click()
        send_comment(page, body)
    expect(page.locator(".mark[data-threads]").first).to_be_attached()
    expect(page.locator(".text .thread")).to_have_count(4)
    expect(page.locator("li .mark").first).to_contain_text("watch, ask and correct")


def to_the_list(editor: Person) -> None:
    """Open the desk with the comments of the chapter."""
    editor.follow("Comments", inside=editor.page.locator(".site-nav"))
    editor.follow("Chapter 4: Trainers")


def decide_and_reopen(editor: Person) -> None:
    """Narrow the list, decide with a reason, take it up again, decide anew."""
    page = editor.page
    editor.fill(q="ninety")
    editor.press("Show")
    expect(page.locator("tbody tr")).to_have_count(1)
    page.locator(".desk-words a").click()

    page.get_by_label("Not accepted").check()
    editor.press("Save the decision")
    expect(page.locator(".errors, .field-error").first).to_be_visible()
    editor.fill(reason="Ninety minutes is the usual shift break.")
    editor.press("Save the decision")
    expect(page.locator(".decide-standing")).to_contain_text("Not accepted")

    page.locator(".decide-reopen summary").click()
    editor.fill(note="The ministry asked again.")
    editor.press("Reopen", inside=page.locator(".decide-reopen form"))
    expect(page.locator(".history")).to_contain_text("The ministry asked again.")
    page.get_by_label("Accepted with modification").check()
    editor.fill(reason="Sixty minutes instead.", response="Thank you.")
    editor.press("Save the decision")
    expect(page.locator(".decide-standing").first).to_contain_text("Accepted with modification")


def the_export_holds_what_the_list_shows(editor: Person, folder: Path) -> None:
    """Download the workbook of a narrowed list and of the whole list; compare row by row."""
    page = editor.page
    to_the_list(editor)
    author = page.locator("#filter-author")
    author.select_option(
        label=next(o for o in author.locator("option").all_inner_texts() if "Expert 01" in o)
    )
    editor.press("Show")
    expect(page.locator("tbody tr")).to_have_count(3)
    assert exported(page, folder / "some.xlsx") == rows_on(page)

    to_the_list(editor)
    assert len(rows_on(page)) == 7
    assert exported(page, folder / "all.xlsx") == rows_on(page)


def rows_on(page: Page) -> list[tuple[int, str, str]]:
    """Give number, comment and status of each row on the screen."""
    read = """rows => rows.map(row => [
      Number(row.querySelector(".desk-number a").lastChild.data.replace(/\\D+/g, "")),
      row.querySelector(".desk-words a").textContent.trim(),
      row.querySelector(".desk-status .badge").textContent.trim()])"""
    return [(number, body, status) for number, body, status in page.locator("tbody tr").evaluate_all(read)]


def exported(page: Page, path: Path) -> list[tuple[int, str, str]]:
    """Download the comments table and give the same of each of its rows."""
    page.locator(".desk-export summary").click()
    page.locator("#export-format").select_option("xlsx")
    with page.expect_download() as download:
        page.locator(".desk-export button").click()
    download.value.save_as(path)
    rows = list(load_workbook(path).worksheets[0].iter_rows(values_only=True))
    head = next(row for row in rows if row[0] == "No.")
    columns = [head.index(title) for title in ("No.", "Comment", "Status")]
    body = rows[rows.index(head) + 1 :]
    return [tuple(row[at] for at in columns) for row in body if row[0] is not None]  # type: ignore[misc]


def publish_version_two(editor: Person) -> None:
    """Upload the next version and publish it as it is."""
    upload(editor, "chapter-en-v2.docx", "en")
    editor.press("Save and publish")
    expect(editor.page.get_by_text("Version 2").first).to_be_visible()


def place_what_waits(editor: Person) -> None:
    """Two comments wait: one is pointed at its new words, one was removed. The others were carried."""
    page = editor.page
    follow_project(editor)
    editor.follow("to be placed")
    expect(page.locator(".doubt")).to_have_count(2)

    editor.follow("Point at the place", inside=page.locator(".doubt", has_text="Too long for a small"))
    drag_over(page, "no longer than sixty minutes")
    page.locator("#selection-bar button").click()
    expect(page.locator(".doubt")).to_have_count(1)

    editor.press("The passage was removed", inside=page.locator(".doubt", has_text="Check the law"))
    expect(page.locator(".doubt")).to_have_count(0)

    editor.follow("Back to the text")
    for body, words in (
        ("Say who corrects.", "watch, ask and correct"),
        ("Good advice", "Hold the session where the work is done."),
        ("Too long", "no longer than sixty minutes"),
    ):
        thread = thread_with(page, body).get_attribute("data-thread")
        expect(page.locator(f".mark[data-threads~='{thread}']").first).to_contain_text(words)
    expect(page.locator(".unplaced .thread")).to_contain_text("Check the law")


def answer_the_round(editor: Person) -> None:
    """Close the round and let reviewers see what was decided."""
    editor.follow("Review rounds", inside=editor.page.locator(".site-nav"))
    editor.follow("First round")
    editor.confirm("Close now", "Yes, close it")
    editor.confirm("Answer", "Yes, answer it")
    expect(editor.page.get_by_text("Answered").first).to_be_visible()


def the_expert_sees_what_became_of_each(phone: Person, desk: Person) -> None:
    """Each expert finds every own comment with its status, its answer and its place now."""
    page = desk.page
    page.goto("/")
    desk.follow("My comments")
    expect(page.locator(".mine-comment")).to_have_count(4)
    decided = page.locator(".mine-comment", has_text="Too long for a small")
    expect(decided).to_contain_text("Accepted with modification")
    expect(decided).to_contain_text("Sixty minutes instead.")
    expect(decided).to_contain_text("Version 2")
    gone = page.locator(".mine-comment", has_text="Check the law")
    expect(gone.locator(".mine-place")).to_contain_text("removed")

    mine = phone.page
    mine.goto("/")
    mine.get_by_role("link", name=phone.say("My comments")).first.tap()
    expect(mine.locator(".mine-comment")).to_have_count(4)
    withdrawn = mine.locator(".mine-comment", has_text="全文用语统一")
    expect(withdrawn).to_contain_text(phone.say("Withdrawn"))
