"""What is wrong with the page a browser shows, for people who see or point badly, and for a strict policy."""

from playwright.sync_api import Page, Response

from tests.browser.every_page import faults_of

SCHEMES = ("light", "dark")

SIDEWAYS = """() => [...document.querySelectorAll("body, body *")].filter((one) => {
  const flow = getComputedStyle(one).overflowX;
  const isTable = one.querySelector(":scope > table");
  return (flow === "auto" || flow === "scroll") && one.scrollWidth > one.clientWidth + 1
    && one.checkVisibility() && !isTable && !one.matches("pre, textarea, input");
}).map((one) => `scrolls sideways: ${one.outerHTML.slice(0, 90)}`)"""

INLINE = """(html) => {
  const found = [];
  const walk = (root) => {
    for (const one of root.querySelectorAll("*")) {
      if (one.localName === "style" || (one.localName === "script" && !one.src)) found.push(one.localName);
      for (const { name, value } of one.attributes) {
        if (name === "style" || name.startsWith("on") || /^\\s*javascript:/i.test(value)) found.push(name);
      }
      if (one.content?.querySelectorAll) walk(one.content);
    }
  };
  walk(new DOMParser().parseFromString(html, "text/html"));
  return found.map((what) => `inline: ${what}`);
}"""


def faults_in_both_schemes(page: Page) -> list[str]:
    """Look at the page as it stands, in light and in dark colours."""
    faults = []
    for scheme in SCHEMES:
        page.emulate_media(color_scheme=scheme)
        faults += [f"{scheme}: {fault}" for fault in faults_of(page)]
    return [*faults, *page.evaluate(SIDEWAYS)]


def inline_code(page: Page, answer: Response) -> list[str]:
    """Give what the strict policy would refuse in the page as it was sent."""
    return list(page.evaluate(INLINE, answer.text()))
