// From change to change by keyboard. Every step is also a link.

import { bindKeys } from "./keys.js";

const page = document.querySelector("[data-compare]");
const changes = [...page.querySelectorAll("[data-change]")];
const said = document.getElementById("said");
let lit = changes.find((one) => `#${one.id}` === location.hash) ?? null;

document.querySelector("[data-keys-hint]").hidden = false;
bindKeys({ n: () => step(1), j: () => step(1), p: () => step(-1), k: () => step(-1) }, document.getElementById("keys"));
page.addEventListener("focusin", (event) => { lit = event.target.closest("[data-change]") ?? lit; });

/** Lead to the change after (1) or before (-1) the one at hand; beyond this page by its own link. */
function step(way) {
  const at = lit ? changes.indexOf(lit) + way : changes.findIndex((one) => one.getBoundingClientRect().top > 60);
  const next = changes[at];
  if (!next) {
    const link = lit?.querySelector(way > 0 ? "[data-next]" : "[data-previous]");
    if (link && link.pathname + link.search !== location.pathname + location.search) link.click();
    return;
  }
  lit = next;
  next.focus({ preventScroll: true });
  next.scrollIntoView({ block: "center" });
  said.textContent = said.dataset.shown.replace("{n}", next.id.slice("change-".length)).replace("{m}", page.dataset.changes);
}
