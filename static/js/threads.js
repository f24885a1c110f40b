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
    if (before?.dataset.guest && before !== li) cards.release(before);
    if (!lit) return;
    lit.classList.add("is-lit");
    for (const fold of lit.querySelectorAll("[data-settled]")) fold.open = true;
    for (const mark of marksOf(lit.dataset.thread)) mark.classList.add("is-lit");
    document.dispatchEvent(new CustomEvent("thread-lit", { detail: lit }));
  }

  /** Show threads by their ids: one after the other in the margin, else together in the panel. */
  async function show(ids) {
    const found = await cards.bring(ids);
    if (!found[0]) return;
    if (!WIDE.matches || sheet.open) return open(found);
    const at = found.findIndex((li) => lit && li.contains(lit));
    beside(found[(at + 1) % found.length]);
  }

  function beside(li, focus, stays) {
    if (!li.closest(".beside")) {
      li.dataset.guest = "yes";
      cards.put(li);
    }
    light(li);
    requestAnimationFrame(() => requestAnimationFrame(() => {
      if (focus) lit?.focus({ preventScroll: true });
      if (lit && !stays) bringIn(lit, text);
    }));
  }

  function open(found) {
    list.replaceChildren(...found);
    if (!sheet.open) PANEL.matches ? sheet.show() : sheet.showModal();
    sheet.scrollTop = 0;
    light(found[0]);
    if (PANEL.matches) lit.focus({ preventScroll: true });
  }

  sheet.addEventListener("close", () => {
    if (sheet.open) return;
    const back = blockOf(lit?.closest("li"));
    const held = [...list.children];
    list.replaceChildren();
    if (PANEL.matches) light(null);
    if (WIDE.matches) cards.back(held);
    back?.querySelector(".count")?.focus({ preventScroll: true });
  });
  sheet.addEventListener("click", (event) => event.target === sheet && sheet.close());
  sheet.addEventListener("keydown", (event) => event.key === "Escape" && !event.isComposing && PANEL.matches && sheet.close());
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
  let going = Promise.resolve();
  const step = (by) => { going = going.then(() => go(by)).catch(() => {}); }; // one after the other

  async function go(by) {
    const settled = text.dataset.query?.includes("show=settled");
    const li = lit?.closest("li");
    let stops, at;
    do {
      stops = [...text.querySelectorAll(settled ? ".count" : ".count:not(.count-settled)")];
      at = li ? stops.findIndex((stop) => idOfBlock(stop) === li.dataset.at) : -1;
    } while (!stops[li ? at + by : 0] && (await parts.further(by)));
    if (!stops.length) return;
    let held = at < 0 ? [] : await listOf(stops[at]);
    let index = held.indexOf(li) + by;
    if (at < 0 || !held[index]) {
      at = at < 0 && by < 0 ? stops.length - 1 : Math.max(0, Math.min(at + by, stops.length - 1));
      const next = await listOf(stops[at]);
      index = next.includes(li) ? next.indexOf(li) : by > 0 ? 0 : next.length - 1;
      held = next;
    }
    const next = held[index];
    if (!next) return;
    const place = marksOf(cards.idOf(next))[0] ?? blockOf(next);
    place.scrollIntoView({ block: WIDE.matches ? "center" : "start" });
    if (WIDE.matches) beside(next, true);
    else open([next]);
    const sumOf = (some) => some.reduce((sum, stop) => sum + Number(stop.dataset.count), 0);
    (sheet.open ? sheet : page).append(said); // what a modal panel lies over is not read out
    said.textContent = said.dataset.shown.replace("{n}", sumOf(stops.slice(0, at)) + index + 1).replace("{m}", sumOf(stops));
  }

  async function listOf(stop) {
    stop.threads ??= (await cards.all([idOfBlock(stop)], kindOf(stop))).map(cards.idOf);
    return cards.bring(stop.threads);
  }

  text.addEventListener("click", async (event) => {
    const mark = event.target.closest(".mark");
    if (mark && !event.target.closest("a") && getSelection().isCollapsed) return show(mark.dataset.threads.split(" ")).catch(() => {});
    const link = event.target.closest(".count, [data-all], [data-section-list]");
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    const isCount = link.matches(".count");
    const blocks = link.matches("[data-section-list]")
      ? [...link.closest(".chapter").querySelectorAll(".count")].map(idOfBlock)
      : [isCount ? idOfBlock(link) : link.closest("li").dataset.at];
    try {
      const found = await cards.all(blocks, isCount ? kindOf(link) : "");
      if (!found[0]) location.href = link.href;
      else if (WIDE.matches && isCount && (found.length === 1 || kindOf(link) === "unsettled")) beside(found[0], true);
      else open(found);
    } catch (error) {
      if (!(error instanceof TypeError)) location.href = link.href; // without a network one stays here
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
    const place = marksOf(id)[0] ?? blockOf(li);
    if (!stays) place.scrollIntoView({ block: WIDE.matches ? "center" : "start" });
    const isLost = stays && document.activeElement === document.body; // what was pressed is gone: one goes on from here
    if (WIDE.matches) return beside(li, isLost, stays);
    if (!stays) return open([li]);
    light(li);
    if (isLost) (li.isConnected ? lit : place.closest(".block").querySelector(".count"))?.focus({ preventScroll: true });
  }
  const arrive = () => follow().catch(() => {});
  window.addEventListener("hashchange", arrive);
  arrive();

  return { step, goTo, get lit() { return lit; } };
}

const kindOf = (count) => (count.matches(".count-settled") ? "settled" : "unsettled");

/** Scroll only if the place that a card moves to is out of sight. */
function bringIn(card, text) {
  const top = text.getBoundingClientRect().top + parseFloat(card.style.top);
  const seen = Math.min(card.offsetHeight, innerHeight / 3);
  if (top < 8) scrollBy({ top: top - 60 });
  else if (top + seen > innerHeight) scrollBy({ top: top + seen - innerHeight + 24 });
}
