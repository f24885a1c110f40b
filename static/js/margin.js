// On a wide screen: every card level with its mark, pushed down where two would overlap. The lit card keeps its exact level.

const WIDE = matchMedia("(min-width: 69rem)");
const GAP = 10;
const MANY = 24;

/** Place the cards in the margin of `text`, now and whenever a size changes; of a long text those that come near. Gives add(part). */
export function keepMargin(text) {
  const isLong = text.classList.contains("is-long");
  const cards = new Set();
  let lit = null;
  let asked = 0;
  const near = new IntersectionObserver((entries) => {
    for (const entry of entries) if (entry.isIntersecting) take(entry.target);
  }, { rootMargin: "150% 0px" });
  const sizes = new ResizeObserver(later);

  function add(root) {
    for (const beside of root.querySelectorAll(".beside")) {
      if (isLong) near.observe(beside);
      else take(beside);
    }
    text.classList.toggle("is-dense", isLong || cards.size > MANY);
  }

  function take(beside) {
    near.unobserve(beside);
    for (const card of beside.querySelectorAll(".thread")) {
      cards.add(card);
      sizes.observe(card);
    }
    later();
  }

  function place() {
    asked = 0;
    for (const card of cards) card.closest(".beside")?.classList.toggle("is-placed", WIDE.matches);
    if (!WIDE.matches) {
      text.style.minHeight = "";
      for (const card of cards) card.style.top = "";
      return;
    }
    const top = text.getBoundingClientRect().top;
    const rows = Array.from(cards, (card) => ({ card, wish: levelOf(card) - top, height: card.offsetHeight }));
    rows.sort((a, b) => a.wish - b.wish);
    stack(rows, rows.findIndex((row) => row.card === lit));
    for (const row of rows) row.card.style.top = `${Math.round(row.y)}px`;
    const last = rows[rows.length - 1];
    text.style.minHeight = last ? `${Math.ceil(last.y + last.height)}px` : "";
    requestAnimationFrame(() => text.classList.add("is-settling"));
  }

  function levelOf(card) {
    const chapter = card.closest(".chapter");
    const mark = chapter.querySelector(`.mark[data-threads~="${CSS.escape(card.dataset.thread)}"]`);
    const place = mark ?? document.getElementById(`b-${card.dataset.at}`) ?? chapter;
    return place.getBoundingClientRect().top - 4;
  }

  function later() {
    asked ||= requestAnimationFrame(place);
  }

  sizes.observe(text);
  WIDE.addEventListener("change", later);
  document.addEventListener("thread-lit", (event) => {
    lit = event.detail;
    const beside = lit.closest(".beside");
    if (beside) take(beside);
    later();
  });
  add(text);
  place();
  return { add };
}

/** Give each row its `y`: from the lit row outwards, else from the top down. */
function stack(rows, from) {
  if (from >= 0) {
    rows[from].y = Math.max(0, rows[from].wish);
    for (let i = from - 1; i >= 0; i -= 1) rows[i].y = Math.min(rows[i].wish, rows[i + 1].y - GAP - rows[i].height);
    // No room above: those before it lie over each other like a deck, the lit card still stands level.
    if (rows[0].y < 0) for (let i = 0; i < from; i += 1) rows[i].y = Math.max(rows[i].y, (rows[from].y * i) / from);
  }
  let floor = 0;
  rows.forEach((row, i) => {
    if (i > from) row.y = Math.max(row.wish, floor);
    floor = row.y + row.height + GAP;
  });
}
