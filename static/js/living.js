// Keeps the page true while it is open: says what others wrote, and paints marks and cards anew without moving anything.

const EVERY_MS = 30_000;
const HIDDEN = "marks-hidden";

/** Keep `text` living. `news` is where it is said. */
export function keepLiving(text, { cards, parts, threads, news, menu }) {
  let { heard } = text.dataset;

  async function refresh() {
    for (const part of text.querySelectorAll(".part")) await repaint(part);
    await cards.refresh();
  }

  async function repaint(part) {
    const fresh = await parts.fetchPart(`part=${part.dataset.part}`);
    if (!fresh) return;
    for (const block of fresh.querySelectorAll(".block")) swap(document.getElementById(block.id), block);
    const chapters = part.querySelectorAll(".chapter");
    fresh.querySelectorAll(".chapter").forEach((chapter, i) => sum(chapters[i], chapter));
    cards.watch(part);
  }

  /** Paint a block anew if its marks or counts are others; its words are the same, so nothing moves. */
  function swap(old, fresh) {
    if (!old || signOf(old) === signOf(fresh)) return;
    const had = old.contains(document.activeElement);
    old.replaceChildren(...fresh.childNodes);
    cards.again(old);
    if (had) old.querySelector(".count, .add")?.focus({ preventScroll: true });
  }

  function sum(chapter, fresh) {
    const now = fresh.querySelector(".beside");
    const toggle = chapter?.querySelector(".beside-toggle");
    if (now && toggle) toggle.replaceWith(now.querySelector(".beside-toggle"));
    else if (now) chapter?.append(now);
    else if (toggle) toggle.hidden = true;
  }

  async function pulse() {
    if (document.visibilityState !== "visible") return;
    const answer = await fetch(`${text.dataset.url}/pulse?since=${heard}`);
    if (!answer.ok || answer.redirected) return;
    const now = await answer.json();
    if (!now.words || now.words === news.firstChild?.data || news.contains(document.activeElement)) return;
    const know = () => { heard = now.heard; };
    news.replaceChildren(now.words, button(news.dataset.show, () => refresh().then(know, () => {})), button(news.dataset.later, know));
  }

  function button(words, act) {
    const one = document.createElement("button");
    one.className = "link-button";
    one.textContent = words;
    one.addEventListener("click", () => {
      news.replaceChildren();
      act();
    });
    return one;
  }

  const look = () => pulse().catch(() => {});
  setInterval(look, EVERY_MS);
  document.addEventListener("visibilitychange", look);

  document.addEventListener("thread-sent", async ({ detail: { thread, reply, queued } }) => {
    const [li] = await cards.bring([thread], true);
    if (!li) return;
    const part = document.getElementById(`b-${li.dataset.at}`)?.closest(".part");
    if (reply) li.querySelector("[data-replies]").open = true;
    if (!part) return li.dataset.at || general(li, queued);
    if (!reply) await repaint(part);
    if (!queued) await threads.goTo(thread, true);
  });

  /** Show a comment that stands at no place of the text: where it stood, or with those on the whole document. */
  function general(li, queued) {
    const old = document.querySelector(`:is(.general, .unplaced) #thread-${cards.idOf(li)}`);
    const list = document.querySelector(".general ol");
    if (old) old.closest("li").replaceWith(li);
    else if (list) list.append(li);
    if (queued) return;
    if (!li.isConnected) return location.reload();
    li.closest("details")?.setAttribute("open", "");
    li.scrollIntoView({ block: old ? "nearest" : "center" });
    if (document.activeElement === document.body) li.firstElementChild.focus({ preventScroll: true });
  }

  const form = menu.querySelector("form");
  form.querySelector("[data-choice-send]").hidden = true;
  const hide = form.querySelector("[data-hide-marks]");
  hide.closest("label").hidden = false;
  form.addEventListener("change", async (event) => {
    if (event.target === hide) return text.classList.toggle(HIDDEN, hide.checked);
    const query = new URLSearchParams([...new FormData(form)].filter(([, value]) => value)).toString();
    text.dataset.query = query && `&${query}`;
    history.replaceState(null, "", `${query ? `?${query}` : location.pathname}${location.hash}`);
    menu.querySelector("[data-choice]").textContent = form.querySelector("[name=show]:checked").closest("label").textContent;
    await refresh().catch(() => {});
  });
}

const signOf = (block) => [block.querySelector(".tools")?.textContent, ...[...block.querySelectorAll(".mark")].map((mark) => `${mark.className.replace(" is-lit", "")} ${mark.dataset.threads} ${mark.textContent.length}`)].join("|");
