// A long text comes in parts: the first with the page, the others in the background. What a link leads to comes first.

const BLOCK_PX = 18;
const LINE_PX = 30;

/** Fetch the missing parts of `text`: calls arrived(part) for each, near(card) for a card that comes near. Gives {complete}. */
export function gatherParts(text, arrived, near) {
  const total = Number(text.dataset.parts ?? 1);
  if (total === 1) return { complete: true };
  const root = document.documentElement;
  root.style.scrollBehavior = "auto"; // what arrives would interrupt a long smooth way
  const letters = text.matches(":lang(zh)") ? 36 : 68;
  const links = [text.querySelector("[data-read-on]"), text.querySelector("[data-read-back]")];
  const partAt = (number) => document.getElementById(`part-${number}`);
  const begin = Number(text.querySelector(".part").dataset.part);
  const parked = new WeakMap();

  /** Fetch what "part=3" or "at=s-…" names and put it in its place; false if it does not come. */
  async function bring(query) {
    const answer = await fetch(`${text.dataset.partUrl}?${query}`);
    if (!answer.ok || answer.redirected) return false;
    const box = document.createElement("template");
    box.innerHTML = await answer.text();
    const part = box.content.firstElementChild;
    if (document.getElementById(part.id)) return true;
    part.querySelectorAll(".thread").forEach(park);
    for (const chapter of part.querySelectorAll(".chapter-text")) guess(chapter);
    standStill(() => put(part, Number(part.dataset.part)));
    arrived(part);
    return true;
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
    const seen = document.elementFromPoint(innerWidth / 2, innerHeight / 3)?.closest(".chapter");
    if (!seen) return change();
    const top = seen.getBoundingClientRect().top;
    root.style.overflowAnchor = "none";
    change();
    scrollBy(0, seen.getBoundingClientRect().top - top);
    requestAnimationFrame(() => root.style.removeProperty("overflow-anchor"));
  }

  // Forms stay out of the page until their card is near: browsers look through all of them whenever one comes.
  function park(card) {
    parked.set(card, [...card.querySelectorAll("form")].map((form) => {
      const stand = document.createComment("");
      form.replaceWith(stand);
      return () => stand.replaceWith(form);
    }));
    nearing.observe(card.closest(".chapter"));
  }

  function unpark(card) {
    parked.get(card)?.forEach((back) => back());
    if (parked.delete(card)) near(card);
  }

  const nearing = new IntersectionObserver((entries) => {
    for (const entry of entries) if (entry.isIntersecting) entry.target.querySelectorAll(".thread").forEach(unpark);
  }, { rootMargin: "100% 0px" });
  document.addEventListener("thread-lit", (event) => unpark(event.detail));

  /** Go to what the address names, once its part is there. */
  async function follow() {
    const name = location.hash.slice(1);
    if (!name || document.getElementById(name)) return;
    await bring(`at=${encodeURIComponent(name)}`);
    if (document.getElementById(name)) location.replace(`#${name}`);
  }

  text.closest("[data-reading]").addEventListener("click", (event) => {
    const link = event.target.closest("a[href^='?at=']");
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    location.hash = link.hash;
  });
  window.addEventListener("hashchange", follow);
  (async () => {
    await follow();
    for (let [behind, before] = gaps(); behind || before; [behind, before] = gaps()) {
      if (!(await bring(`part=${behind || before}`))) return;
      await new Promise((done) => (window.requestIdleCallback ?? setTimeout)(done));
    }
  })().catch(() => {}); // a lost network: the links still lead on
  return { get complete() { return gaps().every((gap) => !gap); } };
}
