// The panel in which a comment is written, and how it and the small forms of replies are sent.

import { rangeOf } from "./anchors.js";
import { refuse } from "./outbox.js";

const ANCHOR = ["start_block", "start_offset", "end_block", "end_offset", "exact", "prefix", "suffix"];
const WIDE = matchMedia("(min-width: 48rem)");

/** Make the composer of the page; open({scope, section, about, anchor}, opener) shows it. */
export function makeComposer(template, { root, drafts }) {
  const dialog = template.content.firstElementChild.cloneNode(true);
  document.body.append(dialog);
  const form = dialog.querySelector("form");
  let opener = null;

  function open(target, from) {
    opener = from;
    if (!form.hasAttribute("data-sent")) begin(target);
    if (!dialog.open && WIDE.matches) dialog.show();
    else if (!dialog.open) dialog.showModal();
    form.elements.body.focus();
    light(target.anchor);
  }

  function begin(target) {
    drafts.save();
    form.reset();
    refuse(form, {});
    const anchor = target.anchor ?? {};
    for (const name of ANCHOR) form.elements[name].value = anchor[name] ?? "";
    form.elements.scope.value = target.scope;
    form.elements.section.value = target.section ?? "";
    dialog.querySelector("[data-passage]").textContent = anchor.exact || target.about || "";
    const draft = drafts.begin(form, keyOf(target));
    form.querySelector("details").open = Boolean(draft?.proposed_wording);
  }

  dialog.addEventListener("close", () => {
    drafts.save();
    CSS.highlights?.delete("pending");
    if (opener?.isConnected) opener.focus({ preventScroll: true });
    document.dispatchEvent(new Event("drafts-changed"));
  });

  dialog.addEventListener("keydown", (event) => {
    if (event.isComposing || event.key !== "Escape") return;
    event.preventDefault();
    dialog.close();
  });

  dialog.querySelector("[data-discard]").addEventListener("click", () => {
    drafts.drop(form.dataset.draft);
    form.elements.body.value = form.elements.proposed_wording.value = "";
    drafts.begin(form, form.dataset.draft);
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

  return { open, targetOf };
}

/** Send the forms of comments and replies through the outbox; without this the browser sends them. */
export function bindForms(drafts, outbox, words) {
  document.addEventListener("submit", async (event) => {
    const form = event.target;
    if (!form.dataset.draft) return;
    event.preventDefault();
    drafts.save();
    if (!(await outbox.send(form, event.submitter))) return;
    drafts.drop(form.dataset.draft);
    form.reset();
    drafts.begin(form, form.dataset.draft);
    form.closest("#composer")?.close();
    const fold = form.closest("[data-reply]");
    if (fold) fold.open = false;
  });

  document.addEventListener("keydown", (event) => {
    if (event.isComposing || event.keyCode === 229 || event.key !== "Enter" || !(event.ctrlKey || event.metaKey)) return;
    if (event.target.form?.dataset.draft) event.target.form.requestSubmit();
  });

  // What only helps comes when it is needed; without it one writes as well.
  document.addEventListener("focusin", ({ target }) => target.form?.dataset.draft && import("./words.js").catch(() => {}));

  document.addEventListener("elsewhere", ({ target }) => refuse(target, { message: words.elsewhere }));
}

function keyOf({ scope, section, anchor }) {
  const at = anchor && ["start_block", "start_offset", "end_block", "end_offset"].map((name) => anchor[name]);
  return [scope, section ?? "", ...(at ?? [])].join("|");
}

/** Read back from a draft what it was about. */
function targetOf(draft) {
  const anchor = draft.start_block ? Object.fromEntries(ANCHOR.map((name) => [name, draft[name]])) : undefined;
  return { scope: draft.scope, section: draft.section, anchor };
}
