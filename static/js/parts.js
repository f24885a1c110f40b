// A long text comes in parts: the first with the page, the others in the background. What a link leads to comes first.

const BLOCK_PX = 18;
const LINE_PX = 30;

/** Fetch the missing parts of `text`, calling arrived(part) for each. Gives ensure(name), fetchPart(query), further(by). */
export function gatherParts(text, arrived) {
  const total = Number(text.dataset.parts);
  const letters = text.matches(":lang(zh)") ? 36 : 68;
  const links = [text.querySelector("[data-read-on]"), text.querySelector("[data-read-back]")];
  const partAt = (number) => document.getElementById(`part-${number}`);
  const begin = Number(text.querySelector(".part").dataset.part);
  const isHere = (name) => Boolean(document.getElementById(name));

  /** Fetch the part that "part=3" or "at=s-…" names; null if it does not come. */
  async function fetchPart(query) {
    const answer = await fetch(`${text.dataset.url}/part?${query}${text.dataset.query ?? ""}`);
    if (!answer.ok || answer.redirected) return null;
    const box = document.createElement("template");
    box.innerHTML = await answer.text();
    return box.content.firstElementChild;
  }

  /** Fetch a part and put it in its place; false if it does not come. */
  async function bring(query) {
    const part = await fetchPart(query);
    if (!part) return false;
    if (isHere(part.id)) return true;
    for (const chapter of part.querySelectorAll(".chapter-text")) guess(chapter);
    standStill(() => put(part, Number(part.dataset.part)));
    arrived(part);
    return true;
  }

  async function ensure(name) {
    if (!isHere(name) && total > 1) await bring(`at=${encodeURIComponent(name)}`);
    return isHere(name);
  }

  function put(part, number) {
    let before = number - 1;
    while (before && !partAt(before)) before -= 1;
    if (before) partAt(before).after(part);
    else text.querySelector(".part").before(part);
    const missing = gaps();
    missing.forEach((gap, i) => {
      if (!links[i]) return;
      links[i].hidden = !gap;
      links[i].firstElementChild.search = `?part=${gap}`;
    });
    if (missing[0]) partAt(missing[0] - 1).after(links[0]);
    if (missing[1]) partAt(missing[1] + 1).before(links[1]);
  }

  /** Give the next missing part behind and the next before where reading began. */
  function gaps() {
    let [behind, before] = [begin + 1, begin - 1];
    while (partAt(behind)) behind += 1;
    while (partAt(before)) before -= 1;
    return [behind > total ? 0 : behind, before];
  }

  /** Say how tall a chapter will be before it is laid out. */
  function guess(chapter) {
    const height = (chapter.textContent.length / letters) * LINE_PX + chapter.children.length * BLOCK_PX;
    chapter.style.containIntrinsicHeight = `auto ${Math.ceil(height)}px`;
  }

  function standStill(change) {
    const root = document.documentElement;
    const seen = document.elementFromPoint(innerWidth / 2, innerHeight / 3)?.closest(".chapter");
    if (!seen) return change();
    const top = seen.getBoundingClientRect().top;
    root.style.overflowAnchor = "none";
    change();
    scrollBy(0, seen.getBoundingClientRect().top - top);
    requestAnimationFrame(() => root.style.removeProperty("overflow-anchor"));
  }

  /** Go to what the address names, once its part is there. */
  async function follow() {
    const name = location.hash.slice(1);
    if (!name || isHere(name) || name.startsWith("thread-")) return;
    if (await ensure(name)) location.replace(`#${name}`);
  }

  async function gather() {
    document.documentElement.style.scrollBehavior = "auto"; // what arrives would interrupt a long smooth way
    text.closest("[data-reading]").addEventListener("click", (event) => {
      const link = event.target.closest("a[href^='?at=']");
      if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
      event.preventDefault();
      location.hash = link.hash;
    });
    window.addEventListener("hashchange", follow);
    await follow();
    for (let [behind, before] = gaps(); behind || before; [behind, before] = gaps()) {
      if (!(await bring(`part=${behind || before}`))) return;
      await new Promise((done) => (window.requestIdleCallback ?? setTimeout)(done));
    }
  }
  if (total > 1) gather().catch(() => {}); // a lost network: the links still lead on
  /** Bring the next part that is missing behind (1) or before (-1); false if none is. */
  async function further(by) {
    const number = gaps()[by > 0 ? 0 : 1];
    return Boolean(number) && bring(`part=${number}`);
  }
  return { ensure, fetchPart, further };
}
