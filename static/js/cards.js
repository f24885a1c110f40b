// The cards beside the text: fetched when their blocks come near or are asked for, gone again when far away.

import { WIDE } from "./margin.js";

const AT_ONCE = 40; // the server takes 60

/** Gather cards for `text`; the server's choice of comments is `text.dataset.query`; `arrived(li)` is called for each new card. */
export function gatherCards(text, margin, arrived) {
  const known = new Map(); // thread -> its <li>
  const groups = new Map(); // block -> [<li>] as the margin shows them, or null while they come
  const close = new Set(); // blocks near the window
  const sources = new WeakMap();
  let queue = [];
  let isFlushing = false;

  const idOf = (li) => li.querySelector(".thread")?.dataset.thread;
  const hasWords = (li) => [...li.querySelectorAll("textarea")].some((one) => one.value.trim());
  const isBusy = (li) => li.contains(document.activeElement) || hasWords(li);

  async function fetchCards(name, ids, more = "") {
    const found = [];
    for (let at = 0; at < ids.length; at += AT_ONCE) {
      const asked = ids.slice(at, at + AT_ONCE).map((id) => `${name}=${id}`).join("&");
      const answer = await fetch(`${text.dataset.url}/cards?${asked}${more}${text.dataset.query ?? ""}`);
      if (!answer.ok || answer.redirected) throw new Error(answer.status);
      const box = document.createElement("template");
      box.innerHTML = await answer.text();
      found.push(...[...box.content.querySelectorAll("li[data-at]")].map(learn));
    }
    return found;
  }

  /** Keep one <li> for each thread: the old one unless the server says something new and nobody writes in it. */
  function learn(fresh) {
    const id = idOf(fresh);
    const source = fresh.innerHTML.replace(/ value="[^"]*"/g, "");
    const old = known.get(id);
    if (!fresh.dataset.at && fresh.dataset.in) fresh.dataset.at = text.querySelector(`#s-${fresh.dataset.in} .block`)?.id.slice(2) ?? "";
    if (old && (sources.get(old) === source || isBusy(old))) return old;
    sources.set(fresh, source);
    if (id) known.set(id, fresh);
    const held = groups.get(fresh.dataset.at);
    if (held?.includes(old)) held[held.indexOf(old)] = fresh;
    if (old?.isConnected) {
      if (old.querySelector(".is-lit")) fresh.querySelector(".thread").classList.add("is-lit");
      drop(old, fresh);
    }
    arrived(fresh);
    return fresh;
  }

  function drop(li, instead) {
    const card = li.firstElementChild;
    if (instead) li.replaceWith(instead);
    else li.remove();
    margin.drop(card);
    if (instead?.closest(".beside")) margin.add(instead.firstElementChild);
  }

  /** Put a card into the margin, in the order of the text. */
  function put(li) {
    const block = document.getElementById(`b-${li.dataset.at}`);
    const beside = block?.closest(".chapter").querySelector(".beside");
    if (!beside || li.closest(".beside") === beside) return;
    let list = beside.querySelector("ol");
    if (!list) {
      list = document.createElement("ol");
      list.className = "thread-list";
      beside.append(list);
    }
    const next = [...list.children].find((one) => block.compareDocumentPosition(document.getElementById(`b-${one.dataset.at}`) ?? block) & Node.DOCUMENT_POSITION_FOLLOWING);
    list.insertBefore(li, next ?? null);
    margin.add(li.firstElementChild);
  }

  async function flush() {
    if (isFlushing) return;
    isFlushing = true;
    await new Promise(requestAnimationFrame);
    const wanted = queue.splice(0, AT_ONCE);
    try {
      if (wanted.length) await load(wanted);
    } catch {
      for (const id of wanted) groups.delete(id); // the line is gone: asked again when it is back or they come near again
    }
    isFlushing = false;
    if (queue.length) flush();
  }

  async function load(ids) {
    const found = await fetchCards("block", ids);
    for (const id of ids) {
      for (const li of groups.get(id) ?? []) if (!found.includes(li) && li.isConnected && !isBusy(li)) drop(li);
      groups.set(id, found.filter((li) => li.dataset.at === id));
      for (const li of groups.get(id)) {
        delete li.dataset.guest;
        if (close.has(id)) put(li);
      }
    }
  }

  const nearing = new IntersectionObserver((entries) => {
    if (!WIDE.matches) return;
    for (const { target, isIntersecting } of entries) {
      const id = target.id.slice(2);
      if (isIntersecting) approach(id);
      else leave(id);
    }
  }, { rootMargin: "60% 0px" });

  function approach(id) {
    close.add(id);
    const held = groups.get(id);
    if (held !== undefined) return held?.forEach(put);
    groups.set(id, null);
    queue.push(id);
    flush();
  }

  function leave(id) {
    close.delete(id);
    for (const li of groups.get(id) ?? []) if (li.closest(".beside") && !isBusy(li) && !li.querySelector(".is-lit")) drop(li);
  }

  /** Watch the blocks of a part that came, and take in the cards that came with it. */
  function watch(root) {
    for (const li of root.querySelectorAll(".beside li[data-at]")) {
      learn(li);
      margin.add(li.firstElementChild);
    }
    observe(root);
  }

  function observe(root) {
    for (const count of root.querySelectorAll(".count")) nearing.observe(count.closest(".block"));
  }

  window.addEventListener("online", () => { for (const id of close) if (!groups.has(id)) approach(id); });
  WIDE.addEventListener("change", () => {
    nearing.disconnect();
    observe(text);
  });

  return {
    watch,
    /** Let a card go out of the margin, if nobody writes in it. */
    release: (li) => li.querySelector(".thread :focus") || hasWords(li) || drop(li),
    /** Put cards that were in the panel back to where they stood. */
    back: (held) => held.forEach((li) => close.has(li.dataset.at) && groups.get(li.dataset.at)?.includes(li) && put(li)),
    put,
    /** Give the cards of some threads, fetched where they are not here yet, or anew. */
    async bring(ids, anew) {
      const missing = ids.filter((id) => anew || !known.has(id));
      await fetchCards("thread", missing);
      return ids.map((id) => known.get(id)).filter(Boolean);
    },
    /** Give every card of some blocks, also what the margin leaves out; of one kind: "settled", "unsettled", or "". */
    async all(blocks, kind) {
      const found = await fetchCards("block", blocks, "&all");
      return found.filter((li) => !kind || Boolean(li.querySelector(".thread-settled")) === (kind === "settled"));
    },
    /** Look again at a block that was painted anew; what stands there no more goes when the answer is here. */
    again(block) {
      const id = block.id.slice(2);
      if (!close.has(id)) return groups.delete(id);
      queue.push(id);
      flush();
    },
    /** Fetch again what stands in the margin now, and forget the rest. */
    async refresh() {
      for (const id of groups.keys()) if (!close.has(id)) groups.delete(id);
      const counted = [...text.querySelectorAll(".count")].map((count) => count.closest(".block").id.slice(2));
      const ids = [...close].filter((id) => counted.includes(id));
      await load(ids);
      for (const li of text.querySelectorAll(".beside li[data-at]")) if (!ids.includes(li.dataset.at) && !isBusy(li)) drop(li);
    },
    idOf,
  };
}
