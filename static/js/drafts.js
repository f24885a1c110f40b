// Keeps what is being written on this device, per person, version and place, until the server has it.

const EVERY_MS = 500;
const BLANK = { body: "", proposed_wording: "" };

/** A shelf of drafts of one person on one version. What the browser refuses to store is kept as long as the page. */
export function openDrafts(person, version) {
  const shelf = `draft:${person}:${version}:`;
  const touched = new WeakSet();
  const unsaved = new Set();
  const held = new Map();
  let timer = 0;

  const all = () => [...held, ...entries(shelf)];
  const drop = (key) => held.delete(key) | remove(shelf + key);

  /** Save what is not saved yet; a form without words leaves no draft. */
  function save() {
    clearTimeout(timer);
    timer = 0;
    for (const form of unsaved) {
      const values = valuesOf(form);
      const key = form.dataset.draft;
      if (form.hasAttribute("data-sent")) continue;
      if (!Object.keys(BLANK).some((name) => values[name]?.trim())) drop(key);
      else if (put(shelf + key, values)) held.delete(key);
      else held.set(key, values);
    }
    unsaved.clear();
  }

  /** Let `form` keep its draft under `key`, and put back what is kept there; gives that, if anything. */
  function begin(form, key) {
    save();
    const [place] = key.split("~");
    const [name, draft] = all().find(([one]) => one.split("~")[0] === place) ?? [place];
    form.dataset.draft = name;
    form.elements.form_key.value = newKey();
    restore(form, draft);
    return draft;
  }

  function restore(form, draft) {
    form.querySelector("[data-restored]").hidden = !draft;
    for (const [name, value] of Object.entries(draft ?? BLANK)) if (form.elements[name]) form.elements[name].value = value;
    form.dispatchEvent(new Event("restored", { bubbles: true }));
  }

  document.addEventListener("input", ({ target: { form } }) => {
    if (!form?.dataset.draft) return;
    touched.add(form);
    unsaved.add(form);
    timer ||= setTimeout(save, EVERY_MS);
  });
  document.addEventListener("reset", ({ target }) => touched.delete(target));
  document.addEventListener("visibilitychange", save);
  window.addEventListener("beforeunload", (event) => held.size && event.preventDefault());

  // Another tab writes at the same place: who only looks on sees its words; who writes too goes on under a name of its own.
  window.addEventListener("storage", ({ key, newValue }) => {
    document.dispatchEvent(new Event("drafts-changed"));
    for (const form of document.querySelectorAll("form[data-draft]")) {
      if (key !== shelf + form.dataset.draft) continue;
      if (!touched.has(form)) restore(form, JSON.parse(newValue));
      else if (newValue) {
        form.dataset.draft += `~${newKey()}`;
        unsaved.add(form);
        save();
        form.dispatchEvent(new Event("elsewhere", { bubbles: true }));
      }
    }
  });

  return { all, begin, drop, save };
}

/** A fresh key for a form, so that sending it twice makes one comment. */
export function newKey() {
  return Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, "0")).join("");
}

/** Give what stands in a form; a wording that is the passage itself proposes nothing. */
export function valuesOf(form) {
  const { csrf_token: _, ...values } = Object.fromEntries(new FormData(form));
  if (values.exact && values.exact === values.proposed_wording) values.proposed_wording = "";
  return values;
}

/** Give what is stored under names that begin with `shelf`: [[rest of the name, value]]. */
export const entries = (shelf) => stored(() => Object.keys(localStorage).filter((key) => key.startsWith(shelf)).map((key) => [key.slice(shelf.length), JSON.parse(localStorage[key])])) ?? [];
export const put = (key, value) => stored(() => localStorage.setItem(key, JSON.stringify(value)) ?? true);
export const remove = (key) => stored(() => localStorage.removeItem(key));

function stored(act) {
  try {
    return act();
  } catch {
    return null;
  }
}
