"""What people do with a browser: come in by a link, press, fill in, select words."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from flask import Flask
from flask_babel import force_locale, gettext
from playwright.sync_api import BrowserContext, Locator, Page, expect

from reviewapp.extensions import db
from reviewapp.models import Account, Membership
from reviewapp.services.accounts import issue_link

PHONE = {
    "viewport": {"width": 360, "height": 780},
    "device_scale_factor": 2,
    "has_touch": True,
    "is_mobile": True,
    "locale": "zh-CN",
}
DESK = {"viewport": {"width": 1440, "height": 900}, "locale": "en-GB"}

FIND_RANGE = """
const walk = (block) => {
  const walker = document.createTreeWalker(block, NodeFilter.SHOW_TEXT);
  const nodes = [];
  while (walker.nextNode()) nodes.push(walker.currentNode);
  return nodes;
};
const boundary = (words, atEnd) => {
  for (const block of document.querySelectorAll(".text [data-block]")) {
    const nodes = walk(block);
    const at = nodes.map((node) => node.data).join("").indexOf(words);
    if (at < 0) continue;
    let left = atEnd ? at + words.length : at;
    for (const node of nodes) {
      if (left < node.length || (atEnd && left === node.length)) return [node, left];
      left -= node.length;
    }
  }
  throw new Error(`these words stand in no block: ${words}`);
};
const range = document.createRange();
range.setStart(...boundary(first, false));
range.setEnd(...boundary(last, true));
"""
SELECT = f"""([first, last]) => {{ {FIND_RANGE}
  getSelection().removeAllRanges();
  getSelection().addRange(range);
}}"""
ENDS = f"""async ([first, last]) => {{ {FIND_RANGE}
  range.startContainer.parentElement.scrollIntoView({{ block: "center", behavior: "instant" }});
  await new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));
  const boxes = [...range.getClientRects()].filter((box) => box.width > 1);
  const [from, to] = [boxes[0], boxes[boxes.length - 1]];
  return [from.left + 1, from.top + from.height / 2, to.right - 1, to.top + to.height / 2];
}}"""


@dataclass(frozen=True, slots=True)
class Words:
    """What the pages say in a language: `zh("Send comment")`."""

    app: Flask
    language: str

    def __call__(self, words: str, **values: Any) -> str:
        """Translate as the catalogue does."""
        with self.app.test_request_context(), force_locale(self.language):
            return str(gettext(words, **values))


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody before a browser, with the language of the pages."""

    page: Page
    say: Callable[..., str] = str

    def press(self, words: str, *, inside: Locator | None = None) -> None:
        """Press a button."""
        (inside or self.page).get_by_role("button", name=self.say(words)).first.click()

    def follow(self, words: str, *, inside: Locator | None = None) -> None:
        """Follow a link."""
        (inside or self.page).get_by_role("link", name=self.say(words)).first.click()

    def fill(self, **fields: str) -> None:
        """Write into fields, or choose in them, by their names in the form."""
        for name, value in fields.items():
            field = self.page.locator(f"main [name={name}]").first
            if field.evaluate("field => field.localName") == "select":
                field.select_option(value)
            else:
                field.fill(value)

    def confirm(self, words: str, sure: str, *, inside: Locator | None = None) -> None:
        """Press what asks once more, then say yes."""
        frame = (inside or self.page).locator("details", has_text=self.say(words)).last
        frame.locator("summary").click()
        frame.get_by_role("button", name=self.say(sure)).click()


def link_for(person: Account | Membership) -> str:
    """Issue a personal link, as path."""
    account = person if isinstance(person, Account) else person.account
    _, token = issue_link(account, actor=None)
    db.session.commit()
    return f"/sign-in/{token}"


def come_in(page: Page, link: str) -> None:
    """Open a personal link and press its one button."""
    page.goto(link)
    page.locator("form[action$='/sign-in'] button").click()
    page.wait_for_url(lambda url: "/sign-in" not in url)


def sit_down(context: BrowserContext, person: Account | Membership, path: str = "/") -> Page:
    """Sign somebody in and open a page."""
    page = context.new_page()
    come_in(page, link_for(person))
    page.goto(path)
    return page


def select_words(page: Page, first: str, last: str = "") -> None:
    """Select from the beginning of `first` to the end of `last`, as a finger's handles do."""
    page.wait_for_load_state()
    page.evaluate(SELECT, [first, last or first])


def drag_over(page: Page, first: str, last: str = "") -> None:
    """Select the same with the mouse."""
    page.wait_for_load_state()
    left, top, right, bottom = page.evaluate(ENDS, [first, last or first])
    page.mouse.move(left, top)
    page.mouse.down()
    page.mouse.move((left + right) / 2, (top + bottom) / 2)
    page.mouse.move(right, bottom)
    page.mouse.up()


def composer(page: Page) -> Locator:
    """Give the panel in which a comment is written."""
    return page.locator("dialog#composer")


def send_comment(page: Page, body: str) -> None:
    """Write in the open panel and send; ends when the server has the comment."""
    panel = composer(page)
    expect(panel).to_be_visible()
    panel.locator("[name=body]").fill(body)
    with page.expect_response("**/threads") as answer:
        panel.locator("[type=submit]:not([name])").click()
    assert answer.value.ok
    expect(panel).to_be_hidden()


def block_with(page: Page, words: str) -> Locator:
    """Give the block that holds some words."""
    return page.locator(".text .block", has_text=words).last


def thread_with(page: Page, words: str) -> Locator:
    """Give the card whose comment holds some words."""
    return page.locator(".thread", has_text=words).first
