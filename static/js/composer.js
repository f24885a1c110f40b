// The panel in which a comment is written. The form is the server's own, sent as any form is.

import { rangeOf } from "./anchors.js";
import { fill, newKey } from "./drafts.js";

const ANCHOR = ["start_block", "start_offset", "end_block", "end_offset", "exact", "prefix", "suffix"];
const HAN = /\p{Script=Han}/u;
const WIDE = matchMedia("(min-width: 48rem)");

/** Make the composer of the page; open({scope, section, about, anchor}, opener) shows it. */
export function makeComposer(template, { root, drafts, known }) {
  const dialog = template.content.firstElementChild.cloneNode(true);
  document.body.append(dialog);
  const form = dialog.querySelector("form");
  const restored = dialog.querySelector("[data-restored]");
  const keeper = drafts.keep(form, () => dialog.dataset.key);
  let opener = null;
  let languageChosen = false;

  function open(target, from) {
    keeper.save();
    opener = from;
    begin(target);
    if (!dialog.open && WIDE.matches) dialog.show();
    else if (!dialog.open) dialog.showModal();
    form.elements.body.focus();
    light(target.anchor);
  }

  function begin(target) {
    form.reset();
    languageChosen = false;
    const anchor = target.anchor ?? {};
    for (const name of ANCHOR) form.elements[name].value = anchor[name] ?? "";
    form.elements.scope.value = target.scope;
    form.elements.section.value = target.section ?? "";
    form.elements.form_key.value = newKey();
    dialog.querySelector("[data-passage]").textContent = anchor.exact || target.about || "";
    dialog.dataset.key = keyOf(target);
    const draft = drafts.read(dialog.dataset.key);
    restored.hidden = !draft;
    if (!draft) return;
    fill(form, draft);
    if (draft.proposed_wording) form.querySelector("details").open = true;
  }

  dialog.addEventListener("close", () => {
    keeper.save();
    CSS.highlights?.delete("pending");
    if (opener?.isConnected) opener.focus({ preventScroll: true });
    document.dispatchEvent(new Event("drafts-changed"));
  });

  dialog.addEventListener("keydown", (event) => {
    if (event.isComposing) return;
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) form.requestSubmit();
    if (event.key === "Escape") {
      event.preventDefault();
      dialog.close();
    }
  });

  form.addEventListener("input", (event) => {
    if (event.target.matches("[data-language]")) languageChosen = true;
    if (event.target === form.elements.body && !languageChosen) {
      const words = event.target.value;
      if (words.trim().length > 3) form.elements.language.value = HAN.test(words) ? "zh" : "en";
    }
  });

  form.addEventListener("submit", (event) => {
    if (form.dataset.sent) return event.preventDefault();
    keeper.save();
    drafts.noteSent(dialog.dataset.key, known(dialog.dataset.key));
    markSent(form);
  });

  dialog.querySelector("[data-discard]").addEventListener("click", () => {
    drafts.drop(dialog.dataset.key);
    for (const name of ["body", "proposed_wording"]) form.elements[name].value = "";
    form.elements.form_key.value = newKey();
    restored.hidden = true;
    form.elements.body.focus();
  });

  function light(anchor) {
    CSS.highlights?.delete("pending");
    const range = anchor && rangeOf(anchor, root);
    if (!range) return;
    CSS.highlights?.set("pending", new Highlight(range));
    const box = range.getBoundingClientRect();
    const free = WIDE.matches ? innerHeight : innerHeight - dialog.offsetHeight;
    if (box.top < 60 || box.top > free - 60) scrollBy({ top: box.top - Math.max(80, free / 4) });
  }

  // A keyboard on the screen covers fixed things in some browsers: lift the sheet above it.
  window.visualViewport?.addEventListener("resize", () => {
    if (!dialog.open || WIDE.matches) return dialog.style.removeProperty("bottom");
    const covered = innerHeight - visualViewport.height - visualViewport.offsetTop;
    dialog.style.bottom = covered > 0 ? `${covered}px` : "";
    dialog.style.maxHeight = `${visualViewport.height * 0.95}px`;
  });

  return { open, targetOf };
}

/** Say that a form is on its way: a second press sends nothing. */
export function markSent(form) {
  form.dataset.sent = "yes";
  for (const button of form.querySelectorAll("[type=submit]")) button.setAttribute("aria-disabled", "true");
}

window.addEventListener("pageshow", () => {
  for (const form of document.querySelectorAll("form[data-sent]")) {
    delete form.dataset.sent;
    for (const button of form.querySelectorAll("[aria-disabled]")) button.removeAttribute("aria-disabled");
  }
});

function keyOf({ scope, section, anchor }) {
  const at = anchor && ["start_block", "start_offset", "end_block", "end_offset"].map((name) => anchor[name]);
  return [scope, section ?? "", ...(at ?? [])].join("|");
}

/** Read back from a draft what it was about. */
function targetOf(draft) {
  const anchor = draft.start_block ? Object.fromEntries(ANCHOR.map((name) => [name, draft[name]])) : undefined;
  return { scope: draft.scope, section: draft.section, anchor };
}
