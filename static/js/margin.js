// On a wide screen: every card level with its mark, pushed down where two would overlap. The lit card keeps its exact level.

export const WIDE = matchMedia("(min-width: 68.75rem)");
const GAP = 10;

/** Place cards in the margin of `text` whenever a size changes. Gives add(card), drop(card). */
export function keepMargin(text) {
  const cards = new Set();
  let lit = null;
  let asked = 0;
  let under = null;
  const sizes = new ResizeObserver(later);

  function place() {
    asked = 0;
    for (const card of cards) if (!card.closest(".beside")) drop(card); // it went into the panel
    if (!WIDE.matches || !cards.size) return text.style.removeProperty("min-height");
    const top = text.getBoundingClientRect().top;
    const ends = {}; // "5 more" stands below the cards of its block
    const rows = Array.from(cards, (card) => {
      const { at } = card.parentElement.dataset;
      const wish = card.dataset.thread ? levelOf(card, at) - top : ends[at] + 1;
      ends[at] = Math.max(wish, ends[at] ?? 0);
      return { card, wish, height: card.offsetHeight };
    });
    rows.sort((a, b) => a.wish - b.wish);
    // What is under the pointer stays where it is.
    const held = rows.find((row) => row.card === under && under !== lit && under.style.top);
    if (held) held.wish = parseFloat(under.style.top);
    stack(rows, rows.findIndex((row) => row.card === (held?.card ?? lit)));
    for (const row of rows) row.card.style.top = `${Math.round(row.y)}px`;
    const { y, height } = rows.at(-1);
    text.style.minHeight = `${Math.ceil(y + height)}px`;
  }

  function levelOf(card, at) {
    const block = document.getElementById(`b-${at}`);
    const mark = block?.querySelector(`.mark[data-threads~="${card.dataset.thread}"]`);
    return (mark ?? block ?? card.closest(".chapter")).getBoundingClientRect().top - 4;
  }

  function later() {
    asked ||= requestAnimationFrame(place);
  }

  function drop(card) {
    cards.delete(card);
    sizes.unobserve(card);
    card.style.removeProperty("top");
    later();
  }

  sizes.observe(text);
  WIDE.addEventListener("change", later);
  text.addEventListener("pointerover", (event) => {
    const over = event.target.closest(".beside .thread, .more > a");
    if (over === under) return;
    under = over;
    later();
  });
  document.addEventListener("thread-lit", (event) => {
    lit = event.detail;
    under = null;
    text.classList.add("is-settling");
    later();
  });

  return {
    add(card) {
      cards.add(card);
      sizes.observe(card);
      later();
    },
    drop,
  };
}

/** Give each row its `y`: from the row that is held outwards, else from the top down. */
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
