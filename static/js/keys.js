// Single-key shortcuts. They can be switched off, and never act while somebody writes.

import { entries, put } from "./drafts.js";

const OFF = "keys-off";

/** Bind `acts` {key: function}; `help` is the dialog with the switch. */
export function bindKeys(acts, help) {
  const box = help.querySelector("[data-keys-on]");
  box.checked = !entries(OFF)[0]?.[1];
  box.addEventListener("change", () => put(OFF, !box.checked)); // without storage the choice holds for this page

  document.addEventListener("keydown", (event) => {
    if (event.isComposing || event.ctrlKey || event.metaKey || event.altKey || !box.checked) return;
    if (event.target.closest("input, textarea, select, [contenteditable]")) return;
    if (document.querySelector("dialog:modal")) return;
    const act = event.key === "?" ? () => help.showModal() : acts[event.key];
    if (!act) return;
    event.preventDefault();
    act();
  });
}
