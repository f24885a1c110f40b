// Reading progress: the seconds a section stands in view are counted; what was looked at is kept on the server.

const find = (what) => document.querySelector(what);
const line = find("[data-progress]");
const text = find("#text");
const [least, pace, most] = line.dataset.pace.split(" ");
const read = new Set();
const sections = []; // all since the page opened: what got lost on its way is sent again
let ticks = 0;

const ask = async (sent) => {
  try {
    const told = await (await fetch(line.dataset.progress, sent)).json();
    line.textContent = told.words;
    told.read.forEach(tick);
  } catch {} // the network is lost: the next answer tells
};

const tick = (id) => {
  if (!read.has(id)) find(`#outline [href$="${id}"]`)?.append(line.nextElementSibling.content.cloneNode(true));
  read.add(id);
};

// A chapter counts from its beginning on, as far as screen follows screen; a section with all its chapters.
const look = (one) => {
  const { top, bottom } = one.getBoundingClientRect();
  const id = one.dataset.chapter;
  if (bottom < 0 || top > innerHeight) return;
  one.end ??= one.time = 0;
  if (one.end + top > -60) one.end = Math.max(one.end, innerHeight - top);
  if (++one.time < Math.min(+least + one.firstElementChild.textContent.length / pace, most) || one.end < bottom - top - 9) return;
  if (text.querySelectorAll(".part").length < text.dataset.parts) return;
  one.dataset.seen = "";
  if (read.has(id) || find(`[data-chapter="${id}"]:not([data-seen])`)) return;
  tick(id);
  sections.push(id);
  ticks = 3;
};

setInterval(() => {
  if (document.hidden) return;
  document.querySelectorAll(".chapter:not([data-seen])").forEach(look);
  if (++ticks === 4) ask({ method: "POST", keepalive: true, body: new URLSearchParams({ csrf_token: find("[name=csrf_token]").value, sections }) });
}, 1000);
document.addEventListener("thread-sent", () => ask());
ask();
