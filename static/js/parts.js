// A long text comes in parts: the first with the page, the others in the background, in order. What a link leads to comes first.

const BLOCK_PX = 18;
const LINE_PX = 30;

/** Fetch the missing parts of `text`; `arrived(part)` is called for each. Gives {complete}. */
export function gatherParts(text, arrived) {
  const total = Number(text.dataset.parts ?? 1);
  if (total === 1) return { complete: true };
  const letters = text.matches(":lang(zh)") ? 36 : 68;
  const on = text.querySelector("[data-read-on]");
  const back = text.querySelector("[data-read-back]");
  const coming = new Map();
  const parts = () => [...text.querySelectorAll(".part")];
  const numberOf = (part) => Number(part.dataset.part);
  const begin = numberOf(parts()[0]);

  /** Fetch the part that "part=3" or "at=s-…" names; null where it does not come. */
  function fetchPart(query) {
    if (!coming.has(query)) coming.set(query, load(query).catch(() => null).finally(() => coming.delete(query)));
    return coming.get(query);
  }

  async function load(query) {
    const answer = await fetch(`${text.dataset.partUrl}?${query}`);
    if (!answer.ok || answer.redirected) return null;
    const box = document.createElement("template");
    box.innerHTML = await answer.text();
    const part = box.content.querySelector(".part");
    const there = part && document.getElementById(part.id);
    if (!part || there) return there;
    keepStill(() => {
      parts().filter((one) => numberOf(one) < numberOf(part)).pop()?.after(part);
      if (!part.isConnected) parts()[0].before(part);
      for (const chapter of part.querySelectorAll(".chapter-text")) guess(chapter);
      lead();
    });
    arrived(part);
    return part;
  }

  function missing() {
    const numbers = new Set(parts().map(numberOf));
    const all = Array.from({ length: total }, (_, i) => i + 1).filter((number) => !numbers.has(number));
    return { next: all.find((number) => number > begin), before: all.filter((number) => number < begin).pop() };
  }

  /** Let the links that read on and back stand where the first missing part belongs. */
  function lead() {
    const { next, before } = missing();
    for (const [line, number] of [[on, next], [back, before]]) {
      if (!line) continue;
      line.hidden = !number;
      line.firstElementChild.search = `?part=${number}`;
    }
    if (next) document.getElementById(`part-${next - 1}`).after(on);
    if (before) document.getElementById(`part-${before + 1}`).before(back);
  }

  /** Say how tall a chapter will be before the browser has laid it out. */
  function guess(chapter) {
    const lines = chapter.textContent.length / letters;
    chapter.style.containIntrinsicHeight = `auto ${Math.ceil(lines * LINE_PX + chapter.children.length * BLOCK_PX)}px`;
  }

  async function gather() {
    for (let { next, before } = missing(); next || before; { next, before } = missing()) {
      if (!(await fetchPart(`part=${next ?? before}`))) return;
      await new Promise((done) => (window.requestIdleCallback ?? setTimeout)(done));
    }
  }

  /** Go to what has this id once its part is there; elsewhere if it does not come. */
  async function go(name, elsewhere) {
    if (name && !document.getElementById(name)) await fetchPart(`at=${encodeURIComponent(name)}`);
    if (name && document.getElementById(name)) location.assign(`#${name}`);
    else if (elsewhere) location.assign(elsewhere);
  }

  document.addEventListener("click", (event) => {
    const link = event.target.closest("a[href^='?at='], a[href^='#']");
    if (!link || event.defaultPrevented || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    go(link.hash.slice(1), link.href);
  });
  const followAddress = () => document.getElementById(location.hash.slice(1)) || go(location.hash.slice(1));
  window.addEventListener("hashchange", followAddress);
  (async () => {
    await followAddress();
    gather();
  })();
  return { get complete() { return parts().length === total; } };
}

/** Change something above or below without moving what is being read. */
function keepStill(change) {
  const root = document.documentElement;
  const anchor = document.elementFromPoint(innerWidth / 2, innerHeight / 3)?.closest(".block");
  const top = anchor?.getBoundingClientRect().top;
  root.style.overflowAnchor = "none";
  change();
  if (anchor) scrollBy({ top: anchor.getBoundingClientRect().top - top, behavior: "instant" });
  requestAnimationFrame(() => root.style.removeProperty("overflow-anchor"));
}
