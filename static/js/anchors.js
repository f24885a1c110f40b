// A range of the page <-> positions in blocks: Unicode code points in the text of [data-block], as the server counts them.

const CONTEXT = 32;
const OUTSIDE = "noteref";

/** Walk what counts as text: text nodes, one separator for each cell but a table's first, one line end for each <br>. */
function* pieces(container) {
  const walker = document.createTreeWalker(container, NodeFilter.SHOW_ELEMENT | NodeFilter.SHOW_TEXT, (node) =>
    node.classList?.contains(OUTSIDE) ? NodeFilter.FILTER_REJECT : NodeFilter.FILTER_ACCEPT);
  let row = null;
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    if (node.nodeType === Node.TEXT_NODE) {
      yield { node, text: node.data, isText: true };
    } else if (node.localName === "td" || node.localName === "th") {
      if (row) yield { node, text: node.parentNode === row ? "\t" : "\n", at: [node, 0] };
      row = node.parentNode;
    } else if (node.localName === "br") {
      const index = Array.prototype.indexOf.call(node.parentNode.childNodes, node);
      yield { node, text: "\n", at: [node.parentNode, index + 1] };
    }
  }
}

const points = (text) => Array.from(text);

export function textOf(container) {
  let text = "";
  for (const piece of pieces(container)) text += piece.text;
  return text;
}

/** Count the code points of `container` that stand before a boundary point inside it. */
export function positionOf(container, node, offset) {
  const before = document.createRange();
  before.setStart(container, 0);
  before.setEnd(node, offset);
  let total = 0;
  for (const piece of pieces(container)) {
    if (piece.isText && piece.node === node) return total + points(piece.text.slice(0, offset)).length;
    const [place, index] = piece.isText ? [piece.node, 0] : piece.at;
    if (before.comparePoint(place, index) > 0) break;
    total += points(piece.text).length;
  }
  return total;
}

/** Describe `range` as {start_block, start_offset, end_block, end_offset, exact, prefix, suffix}; null if it holds no text. */
export function anchorOf(range, root) {
  const blocks = [...root.querySelectorAll("[data-block]")];
  const parts = blocks.filter((block) => range.intersectsNode(block)).map((block) => part(block, range));
  const held = parts.map(trim).filter((one) => one.end > one.start);
  if (!held.length) return null;
  const [first, last] = [held[0], held.at(-1)];
  first.start = snap(first.text, first.start, false);
  last.end = snap(last.text, last.end, true);
  return {
    start_block: first.block.dataset.block,
    start_offset: first.start,
    end_block: last.block.dataset.block,
    end_offset: last.end,
    exact: held.map((one) => one.text.slice(one.start, one.end).join("")).join("\n"),
    prefix: around(blocks, first, first.text.slice(0, first.start), -1).slice(-CONTEXT).join(""),
    suffix: around(blocks, last, last.text.slice(last.end), 1).slice(0, CONTEXT).join(""),
  };
}

/** Anchor a whole block, also one without words such as a figure. */
export function anchorOfBlock(block, root) {
  const range = document.createRange();
  range.selectNodeContents(block);
  const id = block.dataset.block;
  const nothing = { exact: "", prefix: "", suffix: "" };
  return anchorOf(range, root) ?? { start_block: id, start_offset: 0, end_block: id, end_offset: 0, ...nothing };
}

/** Find an anchor in the page again; null if one of its blocks is not there. */
export function rangeOf(anchor, root) {
  const start = pointAt(root, anchor.start_block, Number(anchor.start_offset));
  const end = pointAt(root, anchor.end_block, Number(anchor.end_offset));
  if (!start || !end) return null;
  const range = document.createRange();
  range.setStart(...start);
  range.setEnd(...end);
  return range;
}

function part(block, range) {
  const text = points(textOf(block));
  const start = block.contains(range.startContainer) ? positionOf(block, range.startContainer, range.startOffset) : 0;
  const end = block.contains(range.endContainer) ? positionOf(block, range.endContainer, range.endOffset) : text.length;
  return { block, text, start, end };
}

function trim(one) {
  let { start, end } = one;
  while (start < end && !one.text[start].trim()) start += 1;
  while (end > start && !one.text[end - 1].trim()) end -= 1;
  return { ...one, start, end };
}

/** Move a position out of the middle of a written character: down for a start, up for an end. */
function snap(text, position, up) {
  if (!Intl.Segmenter) return position;
  let place = 0;
  for (const { segment } of new Intl.Segmenter(undefined, { granularity: "grapheme" }).segment(text.join(""))) {
    const next = place + points(segment).length;
    if (position === place) return position;
    if (position < next) return up ? next : place;
    place = next;
  }
  return position;
}

/** Add to `words` those of the blocks before (by -1) or behind (by 1) until there are enough. */
function around(blocks, { block }, words, by) {
  for (let i = blocks.indexOf(block) + by; blocks[i] && words.length < CONTEXT; i += by) {
    const more = points(textOf(blocks[i]));
    words = by > 0 ? [...words, "\n", ...more] : [...more, "\n", ...words];
  }
  return words;
}

function pointAt(root, id, offset) {
  const block = root.querySelector(`[data-block="${CSS.escape(id)}"]`);
  if (!block) return null;
  let left = offset;
  for (const { node, text, isText } of pieces(block)) {
    const own = points(text);
    if (isText && left <= own.length) return [node, own.slice(0, left).join("").length];
    left -= own.length;
  }
  return [block, block.childNodes.length];
}
