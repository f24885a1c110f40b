// Pointing at the place of a comment by selecting words; the buttons beside the paragraphs work without this.

import { anchorOf } from "./anchors.js";
import { watchSelection } from "./selection.js";

const form = document.querySelector("[data-placing]");
const text = form.querySelector(".text");

watchSelection(text, document.getElementById("selection-bar"), (range) => {
  const anchor = anchorOf(range, text);
  if (!anchor) return;
  for (const name of ["start_block", "start_offset", "end_block", "end_offset"]) form.elements[name].value = anchor[name];
  form.requestSubmit();
});

// Coming back to this page by the browser's button: nothing is selected yet.
window.addEventListener("pageshow", () => {
  for (const name of ["start_block", "start_offset", "end_block", "end_offset"]) form.elements[name].value = "";
});
