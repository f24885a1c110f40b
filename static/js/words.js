// Comes when somebody begins to write: how it will look, how a wording differs from its passage, whom one can call,
// in what language it is written. One writes and sends without this as well.

import { post, refuse } from "./outbox.js";

const MOST_CELLS = 4e6;
const WIDE = matchMedia("(min-width: 48rem)");
const form = document.querySelector("#composer form");
const list = document.getElementById("people");
let field = null;
let at = -1;
let taken = -1;

if (form) bindComposer(form.elements);

function bindComposer({ body, proposed_wording: wording, exact, language }) {
  const dialog = form.closest("dialog");
  const fold = wording.closest("details");
  let isChosen = false;
  const [button, shown, again, change] = ["preview", "shown", "again", "change"].map((name) => form.querySelector(`[data-${name}]`));

  async function preview(isOn) {
    const { person } = document.querySelector("[data-reading]").dataset;
    const answer = isOn ? await post(button.dataset.preview, { text: body.value }, person) : {};
    if (isOn) refuse(form, answer);
    shown.innerHTML = answer.html ?? "";
    shown.hidden = !answer.html;
    body.hidden = !shown.hidden;
    button.ariaPressed = body.hidden;
  }

  function compare() {
    const isSame = !exact.value || !wording.value || exact.value === wording.value;
    change.hidden = isSame;
    if (!isSame) change.replaceChildren(...difference(exact.value, wording.value).map(mark));
  }

  function mark([name, words]) {
    if (!name) return words;
    const one = form.querySelector(`[data-${name}]`).content.firstChild.cloneNode(true);
    one.append(words);
    return one;
  }

  function take() {
    wording.value = exact.value;
    compare();
  }

  function offer() {
    again.hidden = !exact.value;
    if (fold.open && !wording.value) take();
  }

  function guessLanguage() {
    if (isChosen || body.value.trim().length < 4) return;
    const known = [...language.options];
    const plain = ({ dataset }) => !dataset.letters;
    const isIn = ({ dataset: { letters } }) => letters && new RegExp(`[${letters}]`, "u").test(body.value);
    const [chosen] = language.selectedOptions;
    language.value = (known.find(isIn) ?? (plain(chosen) ? chosen : known.find(plain))).value;
  }

  // A keyboard on the screen covers fixed things in some browsers: lift the sheet above it.
  function lift() {
    const { height, offsetTop } = visualViewport;
    const covered = WIDE.matches ? 0 : innerHeight - height - offsetTop;
    dialog.style.bottom = covered > 0 ? `${covered}px` : "";
    dialog.style.maxHeight = WIDE.matches ? "" : `${height * 0.95}px`;
  }

  button.hidden = false;
  button.addEventListener("click", () => preview(shown.hidden));
  again.addEventListener("click", take);
  fold.addEventListener("toggle", offer);
  language.addEventListener("input", () => { isChosen = true; });
  form.addEventListener("input", () => {
    guessLanguage();
    compare();
  });
  form.addEventListener("restored", () => {
    isChosen = false;
    preview(false);
    compare();
  });
  visualViewport.addEventListener("resize", lift);
  lift();
  offer();
  compare();
}

/** Give [["", what stayed], ["went", …], ["came", …]] by words; words of Chinese are those the browser knows. */
function difference(before, after) {
  const words = new Intl.Segmenter("zh", { granularity: "word" });
  const [a, b] = [before, after].map((text) => Array.from(words.segment(text), ({ segment }) => segment));
  const found = [["", ""]];
  const add = (name, word) => (found.at(-1)[0] === name ? found.at(-1)[1] += word : found.push([name, word]));
  let tail = "";
  while (b.length && a.at(-1) === b.at(-1)) tail = a.pop() + tail, b.pop();
  while (b.length && a[0] === b[0]) add("", a.shift()), b.shift();
  const isSmall = a.length * b.length < MOST_CELLS;
  const rows = a.concat("").map(() => new Uint16Array(isSmall ? b.length + 1 : 0));
  for (let i = a.length; isSmall && i--;) {
    for (let j = b.length; j--;) rows[i][j] = a[i] === b[j] ? rows[i + 1][j + 1] + 1 : Math.max(rows[i + 1][j], rows[i][j + 1]);
  }
  for (let i = 0, j = 0; i < a.length || j < b.length;) {
    if (isSmall && a[i] === b[j]) add("", a[i++]), j++;
    else if (j === b.length || (i < a.length && !(rows[i + 1][j] < rows[i][j + 1]))) add("went", a[i++]);
    else add("came", b[j++]);
  }
  add("", tail);
  return found;
}

/** Offer people while somebody types @ and a name. */
async function look({ target, isComposing }) {
  if (target.localName !== "textarea" || isComposing) return hide();
  const before = () => target.value.slice(0, target.selectionStart);
  const typed = before();
  const found = /(?<![\w.])@([^@\n]{0,30})$/.exec(typed);
  if (!found) taken = -1;
  if (!found || found.index === taken) return hide();
  const answer = await fetch(`${list.dataset.people}?q=${encodeURIComponent(found[1])}`).then((one) => one.json()).catch(() => ({}));
  if (before() !== typed) return;
  [field, at] = [target, found.index];
  list.replaceChildren(...(answer.items ?? []).map(({ id, name }) => {
    const one = document.createElement("li");
    one.id = `person-${id}`;
    one.setAttribute("role", "option");
    one.textContent = name;
    return one;
  }));
  if (!list.firstChild) return hide();
  field.after(list);
  list.hidden = false;
  choose(list.firstChild);
}

function choose(option) {
  for (const one of list.children) one.ariaSelected = one === option;
  for (const [name, value] of [["autocomplete", "list"], ["controls", list.id], ["activedescendant", option.id]]) field.setAttribute(`aria-${name}`, value);
  option.scrollIntoView({ block: "nearest" });
}

/** Write the name as plain words. */
function take(option) {
  taken = at;
  field.setRangeText(`@${option.textContent} `, at, field.selectionStart, "end");
  field.dispatchEvent(new Event("input", { bubbles: true }));
}

function hide() {
  list.hidden = true;
  field?.removeAttribute("aria-activedescendant");
}

for (const name of ["input", "compositionend"]) document.addEventListener(name, look);
document.addEventListener("focusout", hide);
list.addEventListener("pointerdown", (event) => {
  event.preventDefault();
  if (event.target !== list) take(event.target);
});
document.addEventListener("keydown", (event) => {
  if (list.hidden || event.isComposing || event.keyCode === 229 || event.ctrlKey || event.metaKey) return;
  const option = list.querySelector("[aria-selected=true]");
  if (event.key === "ArrowDown") choose(option.nextSibling ?? list.firstChild);
  else if (event.key === "ArrowUp") choose(option.previousSibling ?? list.lastChild);
  else if (event.key === "Enter" || event.key === "Tab") take(option);
  else if (event.key === "Escape") hide();
  else return;
  event.preventDefault();
  event.stopPropagation();
}, true);
