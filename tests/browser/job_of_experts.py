"""The main job, told by its steps: what experts do on a phone and at a desk."""

import re

from playwright.sync_api import expect

from tests.browser.hands import Person, block_with, composer, drag_over, select_words, send_comment

TIME = "no longer than ninety minutes"


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
    expect(page.locator(".general summary").first).to_be_visible()
    expect(page.locator(".text .count")).to_have_count(3)


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
