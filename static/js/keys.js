// Single-key shortcuts. They can be switched off, and never act while somebody writes.

const OFF = "keys-off";

/** Bind `acts` {key: function}; `help` is the dialog with the switch. */
export function bindKeys(acts, help) {
  const box = help.querySelector("[data-keys-on]");
  box.checked = !isOff();
  box.addEventListener("change", () => remember(!box.checked));

  document.addEventListener("keydown", (event) => {
    if (event.isComposing || event.ctrlKey || event.metaKey || event.altKey || isOff()) return;
    if (event.target.closest("input, textarea, select, [contenteditable]")) return;
    if (document.querySelector("dialog:modal")) return;
    const act = event.key === "?" ? () => help.showModal() : acts[event.key];
    if (!act) return;
    event.preventDefault();
    act();
  });
}

function isOff() {
  try {
    return localStorage.getItem(OFF) === "yes";
  } catch {
    return false;
  }
}

function remember(off) {
  try {
    localStorage.setItem(OFF, off ? "yes" : "no");
  } catch {
    // Without storage the choice holds for this page only through the box itself.
  }
}
