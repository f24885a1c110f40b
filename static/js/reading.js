// The reading page: binds its parts together. Reading, commenting and replying also work without any of this.

import { anchorOf, anchorOfBlock } from "./anchors.js";
import { makeComposer, markSent } from "./composer.js";
import { fill, newKey, openDrafts } from "./drafts.js";
import { bindKeys } from "./keys.js";
import { keepMargin } from "./margin.js";
import { gatherParts } from "./parts.js";
import { watchSelection } from "./selection.js";
import { bindThreads } from "./threads.js";
import { noteVisit } from "./visits.js";

const page = document.querySelector("[data-reading]");
noteVisit(page.dataset.visit);
const text = page.querySelector(".text");
const sheet = document.getElementById("sheet");
const drafts = openDrafts(page.dataset.person, page.dataset.version);

const margin = keepMargin(text);
const threads = bindThreads(page, sheet, document.getElementById("said"));
const parts = gatherParts(text, (part) => {
  margin.add(part);
  threads.add(part);
  settle();
  outline.add(part);
}, bindReplies);
const repliesTo = (key) => document.querySelectorAll(`#thread-${key.slice("reply-".length)} .thread-replies > li`).length;
const known = (key) => ({ threads: threads.ids(), replies: key.startsWith("reply-") && repliesTo(key), complete: parts.complete });
// The address says once that a draft was kept on the server, so that its words can leave this device.
const kept = new URLSearchParams(location.search).has("kept");
if (kept) history.replaceState(null, "", location.pathname + location.hash);
settle();

const compose = page.dataset.mayComment ? bindComposer() : null;
bindReplies(document);
const outline = bindOutline();
bindKeys({
  j: () => threads.step(1),
  k: () => threads.step(-1),
  c: () => compose?.onKey(),
  r: () => reply(threads.lit),
}, document.getElementById("keys"));

/** Clear the draft that was sent if this page shows its words; what was not known before only where the address leads to it. */
function settle() {
  drafts.settle((before, key) => {
    if (key.startsWith("reply-")) return repliesTo(key) > before.replies;
    const mine = (id) => document.getElementById(`thread-${id}`).hasAttribute("data-mine");
    const isNew = (id) => !before.threads.includes(id) && mine(id) && (before.complete || location.hash === `#thread-${id}`);
    return kept || threads.ids().some(isNew);
  });
}

function bindComposer() {
  const composer = makeComposer(document.getElementById("composer-template"), { root: text, drafts, known });
  const onWords = (range) => {
    const anchor = anchorOf(range, text);
    if (anchor) composer.open({ scope: "passage", anchor, section: sectionOf(range.startContainer) }, null);
  };
  const selection = watchSelection(text, document.getElementById("selection-bar"), onWords);

  document.addEventListener("click", (event) => {
    const link = event.target.closest("[data-compose]");
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    composer.open(targetOf(link), link);
  });

  const notice = page.querySelector("[data-unsent]");
  const unsent = () => drafts.all().filter(([key, draft]) => draft?.scope && !key.startsWith("reply-"));
  const showNotice = () => { notice.hidden = !unsent().length; };
  notice.querySelector("[data-continue]").addEventListener("click", (event) => {
    const [, draft] = unsent()[0];
    composer.open({ ...composer.targetOf(draft), about: titleOf(draft.section) }, event.target);
    notice.hidden = true;
  });
  document.addEventListener("drafts-changed", showNotice);
  showNotice();

  return {
    onKey() {
      if (selection.range) return selection.use();
      const link = [...text.querySelectorAll("[data-compose='passage']")].find((one) => one.getBoundingClientRect().top > 60);
      if (link) composer.open(targetOf(link), link);
    },
  };
}

function targetOf(link) {
  const scope = link.dataset.compose;
  if (scope === "document") return { scope, about: link.dataset.about };
  if (scope === "section") return { scope, section: link.dataset.section, about: titleOf(link.dataset.section) };
  const block = link.closest(".block").querySelector("[data-block]");
  return { scope, section: sectionOf(link), anchor: anchorOfBlock(block, text) };
}

function sectionOf(node) {
  const chapter = (node.closest ? node : node.parentElement).closest("[data-chapter]");
  return chapter && chapter.dataset.chapter !== "start" ? chapter.dataset.chapter : "";
}

const titleOf = (section) => document.getElementById(`h-${section}`)?.textContent.trim() ?? page.querySelector("h1").textContent;

function bindReplies(root) {
  for (const form of root.querySelectorAll("form[data-draft]")) {
    const key = form.dataset.draft;
    const draft = drafts.read(key);
    form.elements.form_key.value = newKey();
    if (draft) {
      fill(form, draft);
      form.closest("details").open = true;
      form.querySelector("[data-restored]").hidden = false;
    }
    const keeper = drafts.keep(form, () => key);
    form.addEventListener("submit", (event) => {
      if (form.dataset.sent) return event.preventDefault();
      keeper.save();
      drafts.noteSent(key, known(key));
      markSent(form);
    });
    form.addEventListener("keydown", (event) => {
      if (event.key === "Enter" && (event.ctrlKey || event.metaKey) && !event.isComposing) form.requestSubmit();
    });
  }
}

document.addEventListener("toggle", (event) => {
  if (event.target.matches?.("[data-reply][open]")) event.target.querySelector("textarea").focus({ preventScroll: true });
}, true);

function reply(card) {
  const details = card?.querySelector("[data-reply]");
  if (!details) return;
  for (let outer = details; outer; outer = outer.parentElement.closest("details")) outer.open = true;
  details.querySelector("textarea").focus();
}

function bindOutline() {
  const outline = document.getElementById("outline");
  const where = page.querySelector("[data-where]");
  const links = new Map([...outline.querySelectorAll("a")].map((link) => [link.hash.slice(1), link]));
  outline.addEventListener("click", (event) => event.target.closest("a") && outline.matches(":popover-open") && outline.hidePopover());
  const seen = new IntersectionObserver((entries) => {
    for (const { target, isIntersecting } of entries) {
      const link = links.get(`s-${target.dataset.chapter}`);
      if (!isIntersecting || !link) continue;
      outline.querySelector("[aria-current]")?.removeAttribute("aria-current");
      link.setAttribute("aria-current", "location");
      const below = link.offsetTop - outline.clientHeight + 80;
      if (link.offsetTop < outline.scrollTop + 40 || below > outline.scrollTop) outline.scrollTop = link.offsetTop - outline.clientHeight / 2;
      where.textContent = link.querySelector("span").textContent;
    }
  }, { rootMargin: "-20% 0px -75%" });
  const add = (root) => { for (const chapter of root.querySelectorAll(".chapter")) seen.observe(chapter); };
  add(text);
  return { add };
}
