// The reading page: binds its parts together. Reading, commenting and replying also work without any of this.

import { anchorOf, anchorOfBlock } from "./anchors.js";
import { gatherCards } from "./cards.js";
import { bindForms, makeComposer } from "./composer.js";
import { openDrafts } from "./drafts.js";
import { bindKeys } from "./keys.js";
import { keepLiving } from "./living.js";
import { keepMargin } from "./margin.js";
import { openOutbox } from "./outbox.js";
import { gatherParts } from "./parts.js";
import { watchSelection } from "./selection.js";
import { bindThreads } from "./threads.js";
import "./progress.js";

const page = document.querySelector("[data-reading]");
const text = page.querySelector(".text");
const sheet = document.getElementById("sheet");
const drafts = openDrafts(page.dataset.person, page.dataset.version);
const bar = document.getElementById("outbox");
bindForms(drafts, openOutbox(page.dataset.person, bar), bar.dataset);

const cards = gatherCards(text, keepMargin(text), bindReplies);
const parts = gatherParts(text, (part) => {
  cards.watch(part);
  outline.add(part);
});
cards.watch(text);
const threads = bindThreads(page, { cards, parts, sheet, said: document.getElementById("said") });
keepLiving(text, { cards, parts, threads, news: document.getElementById("news"), menu: page.querySelector(".choice-menu") });

const compose = page.dataset.mayComment ? bindComposer() : null;
for (const place of page.querySelectorAll(".general, .unplaced")) bindReplies(place);
const outline = bindOutline();
page.querySelector("[data-steps]").hidden = false;
bindKeys({
  j: () => threads.step(1),
  k: () => threads.step(-1),
  c: () => compose?.onKey(),
  r: () => reply(threads.lit),
}, document.getElementById("keys"));

function bindComposer() {
  const composer = makeComposer(document.getElementById("composer-template"), { root: text, drafts });
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
    if (drafts.begin(form, form.dataset.draft)) form.closest("details").open = true;
  }
}

// What opens because a draft is kept in it, while one reads on, takes no focus.
document.addEventListener("toggle", ({ target }) => {
  const field = target.matches?.("[data-reply][open]") && target.querySelector("textarea");
  if (field && !field.value) field.focus({ preventScroll: true });
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
