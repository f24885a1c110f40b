// Sends what people write. What finds no network waits on this device and is sent by itself, once.

import { entries, newKey, put, remove, valuesOf } from "./drafts.js";

const AWAY = [502, 503, 504];
const LATER = [401, 429];
const WAIT_MS = [5e3, 2e4, 6e4, 3e5];
const ANSWER_MS = 2e4;
const SAID_MS = 150; // the panel is shut by then

const tokens = () => document.querySelectorAll("[name=csrf_token]");

/** Post `fields` as `person`: gives what the server told and its status, {} where it did not answer. */
export async function post(url, fields, person, again) {
  const body = new URLSearchParams({ ...fields, csrf_token: tokens()[0].value });
  try {
    const answer = await fetch(url, { method: "POST", headers: { Accept: "application/json" }, body, signal: AbortSignal.timeout(ANSWER_MS) });
    const told = await answer.json();
    if (AWAY.includes(answer.status)) return {};
    // A new session of the same person: its token is taken over. Of somebody else: nothing is sent.
    if (again || told.person !== person) return { ...told, status: answer.status };
    for (const field of tokens()) field.value = told.csrf;
  } catch {
    return {};
  }
  return post(url, fields, person, true);
}

/** Show in `place` why something was not taken; without a message only what was said before goes. */
export function refuse(place, { message, sign_in: way }) {
  place.querySelector(".refused")?.remove();
  if (!message) return null;
  const note = document.getElementById("refused").content.firstElementChild.cloneNode(true);
  const [words, link] = note.children;
  place.lastElementChild.before(note);
  words.textContent = message;
  link.hidden = !way;
  link.href = way;
  return note;
}

/** Open the outbox of a person; `bar` shows what waits in it and says what was sent. */
export function openOutbox(person, bar) {
  const shelf = `outbox:${person}:`;
  const said = bar.querySelector("[data-said]");
  const [line, list] = bar.querySelectorAll("[data-line], ul");
  let tries = 0;
  let timer = 0;

  /** Send a form; tells whether its words left it: to the server, or into the outbox. */
  async function send(form, button) {
    if (form.hasAttribute("data-sent")) return false;
    hold(form, true);
    const fields = { ...valuesOf(form), ...(button?.name && { [button.name]: button.value }) };
    const answer = await post(form.action, fields, person);
    hold(form, false);
    if (!answer.thread) {
      if (answer.status === 422) form.elements.form_key.value = newKey();
      const isKept = !answer.message && put(shelf + fields.form_key, { url: form.action, fields });
      if (!isKept) refuse(form, { message: bar.dataset.away, ...answer }).focus();
      else later();
      return isKept;
    }
    refuse(form, {});
    arrived(answer, form.action);
    return true;
  }

  function arrived(answer, url, queued) {
    tries = 0;
    const reply = url.endsWith("/replies");
    settle();
    setTimeout(() => { said.textContent = bar.dataset[reply ? "reply" : answer.draft ? "kept" : "sent"]; }, SAID_MS);
    setTimeout(() => { said.textContent = ""; }, WAIT_MS[0]);
    document.dispatchEvent(new CustomEvent("thread-sent", { detail: { ...answer, reply, queued } }));
  }

  /** Send what waits, in one tab at a time; with `all` also what was refused before. */
  function flush(all) {
    clearTimeout(timer);
    const work = async (lock) => {
      for (const [key, item] of lock ? entries(shelf) : []) {
        if (item.why && all !== true) continue;
        const answer = await post(item.url, item.fields, person);
        refuse(bar, LATER.includes(answer.status) ? answer : {});
        if (answer.thread) remove(shelf + key);
        else if (!answer.message || LATER.includes(answer.status)) return later();
        else put(shelf + key, { ...item, why: answer.message });
        if (answer.thread) arrived(answer, item.url, true);
      }
      draw();
    };
    return navigator.locks ? navigator.locks.request(shelf, { ifAvailable: true }, work) : work(true);
  }

  function later() {
    clearTimeout(timer);
    timer = setTimeout(flush, WAIT_MS[tries]);
    tries = Math.min(tries + 1, WAIT_MS.length - 1);
    draw();
  }

  /** Stand where one sees and hears it: what a modal sheet lies over is out of reach. */
  function settle() {
    const place = document.querySelector("#sheet:modal") ?? document.body;
    if (bar.parentNode !== place) place.append(bar);
  }

  function draw() {
    settle();
    const items = entries(shelf);
    const waiting = items.filter(([, item]) => !item.why).length;
    bar.querySelector("[data-waiting]").hidden = !items.length;
    const words = waiting ? line.dataset.line.replace("{n}", waiting) : "";
    if (line.textContent !== words) line.textContent = words; // said once
    list.replaceChildren(...items.map(([key, { fields, why = "" }]) => {
      const row = bar.querySelector("template").content.firstElementChild.cloneNode(true);
      const [words, reason, button] = row.children;
      words.textContent = [fields.body, fields.proposed_wording].filter(Boolean).join("\n\n");
      reason.textContent = why;
      button.addEventListener("click", () => {
        remove(shelf + key);
        draw();
      });
      return row;
    }));
  }

  bar.querySelector("[data-now]").addEventListener("click", () => flush(true));
  window.addEventListener("online", flush);
  window.addEventListener("storage", ({ key }) => key?.startsWith(shelf) && draw());
  document.addEventListener("visibilitychange", () => document.hidden || flush());
  document.addEventListener("close", settle, true);
  draw();
  flush();
  return { send };
}

function hold(form, isSent) {
  form.toggleAttribute("data-sent", isSent);
  form.ariaBusy = isSent;
  for (const field of form.elements) field.readOnly = isSent;
}
