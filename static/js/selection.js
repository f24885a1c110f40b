// Shows the comment control for selected words: a bar below on touch, a button near the words with a mouse.

import { anchorOf } from "./anchors.js";

const SETTLED_MS = 300;

/** Watch selections in `root`; call `onComment(range)` when the control is used. Gives {range}: the words selected now. */
export function watchSelection(root, bar, onComment) {
  let range = null;
  let timer = 0;
  let touch = matchMedia("(hover: none)").matches;
  let pressed = false;

  document.addEventListener("pointerdown", (event) => {
    touch = event.pointerType === "touch";
    pressed = event.pointerType === "mouse" && !bar.contains(event.target);
  });
  document.addEventListener("pointerup", () => {
    pressed = false;
    later(60);
  });
  document.addEventListener("selectionchange", () => later(SETTLED_MS));
  window.addEventListener("scroll", () => !bar.hidden && place(), { passive: true });
  bar.addEventListener("pointerdown", (event) => event.pointerType === "mouse" && event.preventDefault());
  bar.addEventListener("click", (event) => event.target.closest("button") && range && use());

  function later(wait) {
    clearTimeout(timer);
    timer = setTimeout(look, wait);
  }

  function look() {
    if (pressed) return;
    const selection = getSelection();
    const found = selection.rangeCount && !selection.isCollapsed ? selection.getRangeAt(0) : null;
    range = found && root.contains(found.commonAncestorContainer) && anchorOf(found, root) ? found.cloneRange() : null;
    bar.hidden = !range;
    if (range) place();
  }

  function place() {
    bar.classList.toggle("is-bar", touch);
    bar.style.left = bar.style.top = "";
    if (touch) return;
    const boxes = range.getClientRects();
    const end = boxes[boxes.length - 1] ?? range.getBoundingClientRect();
    const { offsetWidth: width, offsetHeight: height } = bar;
    const below = end.bottom + 8;
    const top = below + height > innerHeight ? Math.max(8, end.top - height - 8) : below;
    bar.style.left = `${Math.max(8, Math.min(end.right - width / 2, innerWidth - width - 24))}px`;
    bar.style.top = `${top}px`;
  }

  function use() {
    const chosen = range;
    bar.hidden = true;
    range = null;
    getSelection().removeAllRanges();
    onComment(chosen);
  }

  return { get range() { return range; }, use: () => range && use() };
}
