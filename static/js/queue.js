// Keys that lead through the comments that wait to be placed. Every button works without them.

const list = document.querySelector("[data-doubts]");
const doubts = [...list.querySelectorAll("[data-doubt]")];
const acts = { j: () => step(1), k: () => step(-1), a: () => press("accept"), p: () => press("point"), r: () => press("removed") };

document.querySelector("[data-keys-hint]").hidden = false;
list.addEventListener("keydown", (event) => {
  if (event.isComposing || event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.target.closest("input, textarea, select")) return;
  if (!acts[event.key]) return;
  event.preventDefault();
  acts[event.key]();
});

function present() {
  return doubts.findIndex((one) => one.contains(document.activeElement));
}

function step(by) {
  const at = present();
  const next = at < 0 ? 0 : Math.min(Math.max(at + by, 0), doubts.length - 1);
  doubts[next].focus();
  doubts[next].scrollIntoView({ block: "nearest" });
}

function press(name) {
  doubts[present()]?.querySelector(`[data-act="${name}"] :is(button, a)`)?.click();
}
