// Marks in the text and the cards of their threads: each shows the other. On a narrow screen the cards come in a sheet.

const WIDE = matchMedia("(min-width: 69rem)");
const SETTLED = new Set(["decided", "closed", "withdrawn"]);

/** Bind marks, counts and cards under `root`. Gives light(), step() and the lit card for the keys. */
export function bindThreads(root, sheet, said) {
  const text = root.querySelector(".text");
  const cards = new Map();
  const marks = new Map();
  const marksOf = (id) => marks.get(id) ?? [];
  const holders = new Map();
  let lit = null;

  /** Learn of the cards and marks of the page, or of a part of it that came later. */
  function add(part) {
    const found = [...part.querySelectorAll(".thread[data-thread]")];
    for (const card of found) cards.set(card.dataset.thread, card);
    const fresh = [...part.querySelectorAll(".mark")];
    for (const mark of fresh) for (const id of mark.dataset.threads.split(" ")) marks.set(id, [...marksOf(id), mark].sort(isBefore));
    for (const mark of [...fresh, ...found.flatMap((card) => marksOf(card.dataset.thread))]) {
      if (mark.dataset.threads.split(" ").every((id) => SETTLED.has(cards.get(id)?.dataset.status))) mark.dataset.state = "settled";
    }
    root.querySelector("[data-steps]").hidden = !cards.size;
    if (found.some((card) => `#${card.id}` === location.hash)) followAddress();
  }

  /** Give the cards in the order of the text, those in the sheet where they came from. */
  const inOrder = () => [...cards.values()].sort((a, b) => isBefore(holders.get(a) ?? a, holders.get(b) ?? b));

  function light(id) {
    for (const one of root.querySelectorAll(".is-lit")) one.classList.remove("is-lit");
    for (const one of sheet.querySelectorAll(".is-lit")) one.classList.remove("is-lit");
    lit = cards.get(id) ?? null;
    if (!lit) return;
    lit.classList.add("is-lit");
    for (let fold = lit.querySelector("[data-settled]") ?? lit; fold; fold = fold.parentElement.closest("details")) {
      if (fold.localName === "details") fold.open = true;
    }
    for (const mark of marksOf(id)) mark.classList.add("is-lit");
    document.dispatchEvent(new CustomEvent("thread-lit", { detail: lit }));
  }

  function show(ids, { focus = false } = {}) {
    const known = ids.filter((id) => cards.has(id));
    if (!known.length) return;
    const at = known.indexOf(lit?.dataset.thread);
    const next = known[(at + 1) % known.length];
    if (WIDE.matches) {
      light(next);
      requestAnimationFrame(() => {
        if (focus) lit.focus({ preventScroll: true });
        bringIn(lit, text);
      });
    } else {
      openSheet(known);
      light(known[0]);
    }
  }

  function openSheet(ids) {
    emptySheet();
    const body = sheet.querySelector(".sheet-body");
    for (const id of ids) {
      const card = cards.get(id);
      const holder = document.createComment("");
      card.replaceWith(holder);
      holders.set(card, holder);
      body.append(card);
    }
    if (!sheet.open) sheet.showModal();
    sheet.scrollTop = 0;
  }

  function emptySheet() {
    for (const [card, holder] of holders) holder.replaceWith(card);
    holders.clear();
  }

  sheet.addEventListener("close", () => sheet.open || emptySheet());
  sheet.addEventListener("click", (event) => event.target === sheet && sheet.close());
  WIDE.addEventListener("change", () => sheet.open && sheet.close());

  function showPassage(id) {
    const [mark] = marksOf(id);
    const place = mark ?? document.getElementById(`b-${cards.get(id)?.dataset.at}`);
    if (!place) return false;
    if (sheet.open) sheet.close();
    light(id);
    place.scrollIntoView({ block: "center" });
    place.closest(".block")?.querySelector(".count")?.focus({ preventScroll: true });
    return true;
  }

  /** Go to the next (1) or previous (-1) comment in the order of the text. */
  function step(by) {
    const all = inOrder();
    if (!all.length) return;
    const at = lit ? all.indexOf(lit) : by > 0 ? -1 : all.length;
    const next = all[Math.max(0, Math.min(at + by, all.length - 1))];
    const id = next.dataset.thread;
    const [mark] = marksOf(id);
    if (WIDE.matches) {
      light(id);
      (mark ?? next.closest(".chapter") ?? next).scrollIntoView({ block: mark ? "center" : "start" });
      requestAnimationFrame(() => next.focus({ preventScroll: true }));
    } else {
      mark?.scrollIntoView({ block: "start" });
      openSheet([id]);
      light(id);
    }
    said.textContent = said.dataset.shown.replace("{n}", all.indexOf(next) + 1).replace("{m}", all.length);
  }

  text.addEventListener("click", (event) => {
    const mark = event.target.closest(".mark");
    if (mark && !event.target.closest("a") && getSelection().isCollapsed) return show(mark.dataset.threads.split(" "));
    const count = event.target.closest("[data-count]");
    if (!count) return;
    event.preventDefault();
    show(inOrder().filter((card) => card.dataset.at === count.dataset.count).map((card) => card.dataset.thread), { focus: true });
  });

  document.addEventListener("click", (event) => {
    const quote = event.target.closest("[data-shows]");
    if (quote && showPassage(quote.dataset.shows)) return event.preventDefault();
    const card = event.target.closest(".beside .thread");
    if (card && !event.target.closest("a, button, summary, textarea, input, label")) light(card.dataset.thread);
    const toggle = event.target.closest("[data-toggle]");
    if (!toggle) return;
    event.preventDefault();
    const group = toggle.closest(".beside");
    const shown = !group.classList.contains("is-open") && !group.matches(":target");
    group.classList.toggle("is-open", shown);
    if (!shown && location.hash === `#${group.id}`) history.replaceState(null, "", " ");
    toggle.setAttribute("aria-expanded", String(shown));
  });

  document.addEventListener("click", (event) => {
    const button = event.target.closest("[data-step]");
    if (button) step(Number(button.dataset.step));
  });

  text.addEventListener("keydown", (event) => {
    const card = event.key === "Escape" && !event.isComposing && event.target.closest(".beside .thread");
    if (card) showPassage(card.dataset.thread);
  });

  text.addEventListener("focusin", (event) => {
    const card = event.target.closest(".beside .thread");
    if (card && card !== lit && WIDE.matches && event.target.matches(":focus-visible")) light(card.dataset.thread);
  });

  function followAddress() {
    const id = /^#thread-(.+)$/.exec(location.hash)?.[1];
    if (!cards.has(id)) return;
    light(id);
    if (!WIDE.matches) cards.get(id).closest(".beside")?.classList.add("is-open");
    requestAnimationFrame(() => ((WIDE.matches && marksOf(id)[0]) || lit).scrollIntoView({ block: "center" }));
  }
  window.addEventListener("hashchange", followAddress);
  add(root);

  return { add, light, step, get lit() { return lit; }, ids: () => [...cards.keys()] };
}

const isBefore = (a, b) => (a.compareDocumentPosition(b) & Node.DOCUMENT_POSITION_FOLLOWING ? -1 : 1);

/** Scroll only if the place that a card moves to is out of sight. */
function bringIn(card, text) {
  const top = text.getBoundingClientRect().top + parseFloat(card.style.top);
  const seen = Math.min(card.offsetHeight, innerHeight / 3);
  if (top < 8) scrollBy({ top: top - 60 });
  else if (top + seen > innerHeight) scrollBy({ top: top + seen - innerHeight + 24 });
}
