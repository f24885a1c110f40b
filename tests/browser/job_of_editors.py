"""The main job, told by its steps: what editors do with the comments."""

from pathlib import Path

from openpyxl import load_workbook
from playwright.sync_api import Page, expect

from tests.browser.hands import Person, block_with, drag_over, thread_with
from tests.browser.job_of_setting_up import follow_project, upload


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
    page.locator(".desk-more summary").click()
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


def see_where_comments_went(editor: Person) -> None:
    """Every comment found its place or is said to be removed; one place is corrected by hand."""
    page = editor.page
    follow_project(editor)
    editor.follow("Chapter 4", inside=page.locator("main"))
    expect(page.get_by_role("link", name="to be placed")).to_have_count(0)
    editor.follow("Read", inside=page.locator(".versions li", has_text="Version 2").first)
    expect(page.locator("[data-steps]")).to_be_visible()
    for body, words in (
        ("Say who corrects.", "watch, ask and correct"),
        ("Good advice", "Hold the session where the work is done."),
        ("Too long", "no longer than sixty minutes"),
    ):
        block_with(page, words).locator(".count").first.click()
        thread = thread_with(page, body).get_attribute("data-thread")
        expect(page.locator(f".mark[data-threads~='{thread}']").first).to_contain_text(words)
    expect(page.locator(".unplaced .thread")).to_contain_text("Check the law")

    page.goto(str(thread_with(page, "Too long").locator(".thread-number").get_attribute("href")))
    editor.follow("Set the place by hand")
    drag_over(page, "no longer than sixty minutes")
    page.locator("#selection-bar button").click()
    expect(page.get_by_text("The comment has its place in version 2")).to_be_visible()


def answer_the_round(editor: Person) -> None:
    """Close the round and let reviewers see what was decided."""
    editor.follow("Review rounds", inside=editor.page.locator(".site-nav"))
    editor.follow("First round")
    editor.confirm("Close now", "Yes, close it")
    editor.confirm("Answer", "Yes, answer it")
    expect(editor.page.get_by_text("Answered").first).to_be_visible()
