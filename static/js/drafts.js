// Keeps what is being written on this device, per person, version and place, until the server has it.

const EVERY_MS = 500;
const NOT_KEPT = new Set(["csrf_token"]);

/** A shelf of drafts of one person on one version. Where storage is refused it keeps nothing and says nothing. */
export function openDrafts(person, version) {
  const shelf = `draft:${person}:${version}:`;
  const sent = `sent:${person}:${version}`;

  const read = (key) => parse(stored(() => localStorage.getItem(shelf + key)));
  const drop = (key) => stored(() => localStorage.removeItem(shelf + key));
  const write = (key, values) => stored(() => localStorage.setItem(shelf + key, JSON.stringify(values)));

  function all() {
    const keys = stored(() => Object.keys(localStorage)) ?? [];
    return keys.filter((key) => key.startsWith(shelf)).map((key) => [key.slice(shelf.length), read(key.slice(shelf.length))]);
  }

  /** Save `form` under `key()` while somebody writes in it; a form without words leaves no draft. */
  function keep(form, key) {
    let timer = 0;
    const save = () => {
      clearTimeout(timer);
      timer = 0;
      if (!key() || form.dataset.sent) return;
      const values = valuesOf(form);
      if (hasWords(values)) write(key(), values);
      else drop(key());
    };
    form.addEventListener("input", () => { timer ||= setTimeout(save, EVERY_MS); });
    window.addEventListener("pagehide", () => timer && save());
    return { save: () => timer && save() };
  }

  /** Note at sending what the page knew, so that the next page can tell whether the words arrived. */
  function noteSent(key, known) {
    stored(() => sessionStorage.setItem(sent, JSON.stringify({ key, known })));
  }

  /** Clear the draft that was sent, if `arrived(known)` finds it on this page. */
  function settle(arrived) {
    const note = parse(stored(() => sessionStorage.getItem(sent)));
    if (!note || !arrived(note.known, note.key)) return;
    drop(note.key);
    stored(() => sessionStorage.removeItem(sent));
  }

  return { read, drop, all, keep, noteSent, settle };
}

export function fill(form, values) {
  for (const [name, value] of Object.entries(values)) {
    const field = form.elements[name];
    if (field && !NOT_KEPT.has(name)) field.value = value;
  }
}

/** A fresh key for a form, so that sending it twice makes one comment. */
export function newKey() {
  return Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, "0")).join("");
}

const valuesOf = (form) => Object.fromEntries([...new FormData(form)].filter(([name]) => !NOT_KEPT.has(name)));
const hasWords = (values) => Boolean(values.body?.trim() || values.proposed_wording?.trim());

function stored(act) {
  try {
    return act();
  } catch {
    return null;
  }
}

function parse(text) {
  try {
    return text ? JSON.parse(text) : null;
  } catch {
    return null;
  }
}
