// On a wide screen: every card level with its mark, pushed down where two would overlap. The lit card keeps its exact level.

const WIDE = matchMedia("(min-width: 69rem)");
const GAP = 10;
const MANY = 24;

/** Place the cards in the margin of `text`, now and whenever a size changes. */
export function keepMargin(text) {
  const cards = [...text.querySelectorAll(".beside .thread")];
  let lit = null;
  let asked = 0;
  text.classList.toggle("is-dense", cards.length > MANY);

  function place() {
    asked = 0;
    text.classList.toggle("is-placed", WIDE.matches);
    if (!WIDE.matches) {
      text.style.minHeight = "";
      for (const card of cards) card.style.top = "";
      return;
    }
    const top = text.getBoundingClientRect().top;
    const rows = cards.map((card) => ({ card, wish: levelOf(card) - top, height: card.offsetHeight }));
    rows.sort((a, b) => a.wish - b.wish);
    stack(rows, rows.findIndex((row) => row.card === lit));
    for (const row of rows) row.card.style.top = `${Math.round(row.y)}px`;
    const last = rows[rows.length - 1];
    text.style.minHeight = last ? `${Math.ceil(last.y + last.height)}px` : "";
    requestAnimationFrame(() => text.classList.add("is-settling"));
  }

  function levelOf(card) {
    const id = card.dataset.thread;
    const mark = text.querySelector(`.mark[data-threads~="${CSS.escape(id)}"]`);
    const place = mark ?? document.getElementById(`b-${card.dataset.at}`) ?? card.closest(".chapter");
    return place.getBoundingClientRect().top - 4;
  }

  function later() {
    asked ||= requestAnimationFrame(place);
  }

  const sizes = new ResizeObserver(later);
  sizes.observe(text);
  for (const card of cards) sizes.observe(card);
  WIDE.addEventListener("change", later);
  document.addEventListener("thread-lit", (event) => {
    lit = event.detail;
    later();
  });
  place();
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
