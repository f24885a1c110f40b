// Reading progress: the seconds a section stands in view are counted; what was looked at is kept on the server.

const find = (what) => document.querySelector(what);
const line = find("[data-progress]");
const [least, pace, most] = line.dataset.pace.split(" ");
const sections = []; // all that was ever looked at: what got lost on its way is sent again
let ticks = 0;

const ask = async (sent) => {
  try {
    const told = await (await fetch(line.dataset.progress, sent)).json();
    line.textContent = told.words;
    told.read.forEach(tick);
  } catch {} // the network is lost: the next answer tells
};

const tick = (id) => {
  if (sections.includes(id)) return true;
  sections.push(id);
  find(`#outline [href$="${id}"]`)?.append(line.nextElementSibling.content.cloneNode(true));
};

// A chapter counts from its beginning on, as far as screen follows screen; a section with all its chapters.
const look = (one) => {
  const { top, bottom } = one.getBoundingClientRect();
  if (bottom < 0 || top > innerHeight) return;
  one.end ??= one.time = 0;
  if (one.end + top > -60) one.end = Math.max(one.end, innerHeight - top);
  const needed = Math.min(+least + one.firstElementChild.textContent.length / pace, most);
  if (++one.time < needed || one.end + 9 < bottom - top || find(".read-on:not([hidden])")) return;
  one.dataset.seen = "";
  const id = one.dataset.chapter;
  if (!find(`[data-chapter="${id}"]:not([data-seen])`) && !tick(id)) ticks = 3;
};

setInterval(() => {
  if (document.hidden) return;
  document.querySelectorAll(".chapter:not([data-seen])").forEach(look);
  if (++ticks === 4) ask({ method: "POST", keepalive: true, body: new URLSearchParams({ csrf_token: find("[name=csrf_token]").value, sections }) });
}, 1000);
document.addEventListener("thread-sent", () => ask());
ask();
