// Marks in the text and the cards of their threads: each shows the other. Where there is no margin the cards come in a panel.

import { WIDE } from "./margin.js";

const PANEL = matchMedia("(min-width: 48rem)");

/** Bind marks, counts and cards of the page. Gives light(), show(), step() and the lit card for the keys. */
export function bindThreads(page, { cards, parts, sheet, said }) {
  const text = page.querySelector(".text");
  const list = sheet.querySelector("ol");
  const marksOf = (id) => [...text.querySelectorAll(`.mark[data-threads~="${id}"]`)];
  const blockOf = (li) => document.getElementById(`b-${li?.dataset.at}`);
  const idOfBlock = (node) => node.closest(".block").id.slice(2);
  let lit = null;

  function light(li) {
    for (const one of document.querySelectorAll(".is-lit")) one.classList.remove("is-lit");
    const before = lit?.closest(".beside li[data-at]");
    lit = li?.querySelector(".thread") ?? null;
    if (before?.dataset.guest && before !== li) cards.drop(before);
    if (!lit) return;
    lit.classList.add("is-lit");
    for (const fold of lit.querySelectorAll("[data-settled]")) fold.open = true;
    for (const mark of marksOf(lit.dataset.thread)) mark.classList.add("is-lit");
    document.dispatchEvent(new CustomEvent("thread-lit", { detail: lit }));
  }

  /** Show threads by their ids: one after the other in the margin, else together in the panel. */
  async function show(ids, { focus = false } = {}) {
    const found = await cards.bring(ids);
    if (!found.length) return false;
    if (!WIDE.matches || sheet.open) return open(found);
    const at = found.findIndex((li) => lit && li.contains(lit));
    beside(found[(at + 1) % found.length], focus);
    return true;
  }

  function beside(li, focus, stays) {
    if (!li.closest(".beside")) {
      li.dataset.guest = "yes";
      cards.put(li);
    }
    light(li);
    if (stays) return;
    requestAnimationFrame(() => requestAnimationFrame(() => {
      if (focus) lit?.focus({ preventScroll: true });
      if (lit) bringIn(lit, text);
    }));
  }

  function open(found) {
    list.replaceChildren(...found);
    if (!sheet.open) PANEL.matches ? sheet.show() : sheet.showModal();
    sheet.scrollTop = 0;
    light(found[0]);
    if (PANEL.matches) lit.focus({ preventScroll: true });
    return true;
  }

  sheet.addEventListener("close", () => {
    if (sheet.open) return;
    const back = blockOf(lit?.closest("li"));
    list.replaceChildren();
    light(null);
    if (WIDE.matches) cards.refresh();
    back?.querySelector(".count")?.focus({ preventScroll: true });
  });
  sheet.addEventListener("click", (event) => event.target === sheet && sheet.close());
  sheet.addEventListener("keydown", (event) => event.key === "Escape" && !event.isComposing && !PANEL.matches || event.key === "Escape" && sheet.close());
  WIDE.addEventListener("change", () => sheet.open && sheet.close());

  function showPassage(li) {
    const place = marksOf(cards.idOf(li))[0] ?? blockOf(li);
    if (!place) return false;
    if (sheet.open && !PANEL.matches) sheet.close();
    light(li);
    place.scrollIntoView({ block: "center" });
    if (!sheet.open) place.closest(".block").querySelector(".count")?.focus({ preventScroll: true });
    return true;
  }

  /** Go to the next (1) or previous (-1) comment in the order of the text. */
  async function step(by) {
    const settled = text.dataset.query?.includes("show=settled");
    const stops = [...text.querySelectorAll(settled ? ".count" : ".count:not(.count-settled)")];
    if (!stops.length) return;
    const li = lit?.closest("li");
    let at = li ? stops.findIndex((stop) => idOfBlock(stop) === li.dataset.at) : -1;
    let held = at < 0 ? [] : await listOf(stops[at]);
    let index = held.indexOf(li) + by;
    if (at < 0 || !held[index]) {
      at = at < 0 && by < 0 ? stops.length - 1 : Math.max(0, Math.min(at + by, stops.length - 1));
      const next = await listOf(stops[at]);
      index = next === held ? Math.max(0, Math.min(index, held.length - 1)) : by > 0 ? 0 : next.length - 1;
      held = next;
    }
    const next = held[index];
    if (!next) return;
    const place = marksOf(cards.idOf(next))[0] ?? blockOf(next);
    place.scrollIntoView({ block: WIDE.matches ? "center" : "start" });
    if (WIDE.matches) beside(next, true);
    else open([next]);
    const before = stops.slice(0, at).reduce((sum, stop) => sum + Number(stop.dataset.count), 0);
    const total = stops.reduce((sum, stop) => sum + Number(stop.dataset.count), 0);
    said.textContent = said.dataset.shown.replace("{n}", before + index + 1).replace("{m}", total);
  }

  const lists = new WeakMap();
  async function listOf(stop) {
    if (!lists.has(stop)) lists.set(stop, await cards.all([idOfBlock(stop)], kindOf(stop)));
    return lists.get(stop);
  }

  text.addEventListener("click", async (event) => {
    const mark = event.target.closest(".mark");
    if (mark && !event.target.closest("a") && getSelection().isCollapsed) return show(mark.dataset.threads.split(" "));
    const link = event.target.closest(".count, [data-all], [data-section-list]");
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    const isCount = link.matches(".count");
    const blocks = link.matches("[data-section-list]")
      ? [...link.closest(".chapter").querySelectorAll(".count")].map(idOfBlock)
      : [isCount ? idOfBlock(link) : link.closest("li").dataset.at];
    try {
      const found = await cards.all(blocks, isCount ? kindOf(link) : "");
      if (WIDE.matches && isCount && (found.length === 1 || kindOf(link) === "unsettled")) beside(found[0], true);
      else open(found);
    } catch {
      location.href = link.href;
    }
  });

  document.addEventListener("click", (event) => {
    const quote = event.target.closest("[data-shows]");
    if (quote && showPassage(quote.closest("li"))) return event.preventDefault();
    const card = event.target.closest(".beside .thread, .sheet-body .thread");
    if (card && card !== lit && !event.target.closest("a, button, summary, textarea, input, label")) light(card.closest("li"));
    const button = event.target.closest("[data-step]");
    if (button) step(Number(button.dataset.step));
  });

  text.addEventListener("keydown", (event) => {
    const card = event.key === "Escape" && !event.isComposing && event.target.closest(".beside .thread");
    if (card) showPassage(card.closest("li"));
  });

  text.addEventListener("focusin", (event) => {
    const card = event.target.closest(".beside .thread");
    if (card && card !== lit && WIDE.matches && event.target.matches(":focus-visible")) light(card.closest("li"));
  });

  /** Go to the thread that the address names, wherever in the text it stands. */
  async function follow() {
    const id = /^#thread-(\w+)$/.exec(location.hash)?.[1];
    if (id && !document.querySelector(`:is(.general, .unplaced) #thread-${id}`)) await goTo(id);
  }

  /** Light a thread; unless the page `stays` as it is, go to it. */
  async function goTo(id, stays) {
    const [li] = await cards.bring([id]);
    if (!li || !(await parts.ensure(`b-${li.dataset.at}`))) return;
    if (!stays) (marksOf(id)[0] ?? blockOf(li)).scrollIntoView({ block: WIDE.matches ? "center" : "start" });
    if (WIDE.matches) beside(li, false, stays);
    else if (!stays) open([li]);
  }
  window.addEventListener("hashchange", follow);
  follow().catch(() => {});

  return { show, step, goTo, get lit() { return lit; }, lists };
}

const kindOf = (count) => (count.matches(".count-settled") ? "settled" : "unsettled");

/** Scroll only if the place that a card moves to is out of sight. */
function bringIn(card, text) {
  const top = text.getBoundingClientRect().top + parseFloat(card.style.top);
  const seen = Math.min(card.offsetHeight, innerHeight / 3);
  if (top < 8) scrollBy({ top: top - 60 });
  else if (top + seen > innerHeight) scrollBy({ top: top + seen - innerHeight + 24 });
}
