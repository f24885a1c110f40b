// Small comforts of every page. Each page works without them.

for (const button of document.querySelectorAll("[data-opens], [data-copies], [data-prints]")) button.hidden = false;
document.querySelector("[data-focus]")?.focus();
showWhereOneIs(document.querySelector(".site-nav"));

document.addEventListener("click", (event) => {
  const opens = event.target.closest("[data-opens]");
  if (opens) document.getElementById(opens.dataset.opens)?.showModal();
  event.target.closest("[data-closes]")?.closest("dialog")?.close();
  const copies = event.target.closest("[data-copies]");
  if (copies) copy(copies, document.getElementById(copies.dataset.copies));
  const link = event.target.closest("[data-copies-link]");
  if (link) copyLink(link, origin + link.dataset.copiesLink);
  if (event.target.closest("[data-prints]")) print();
  for (const menu of document.querySelectorAll("details[data-menu][open]")) {
    if (!menu.contains(event.target)) menu.open = false;
  }
});

document.addEventListener("keydown", (event) => {
  const menu = event.key === "Escape" && document.querySelector("details[data-menu][open]");
  if (!menu) return;
  menu.open = false;
  menu.querySelector("summary").focus();
});

document.addEventListener("submit", (event) => {
  const form = event.target;
  if (!form.matches("[data-once]")) return;
  if (form.dataset.sent) return event.preventDefault();
  form.dataset.sent = "yes";
});

window.addEventListener("pageshow", (event) => {
  if (event.persisted) for (const form of document.querySelectorAll("[data-sent]")) delete form.dataset.sent;
});

function showWhereOneIs(nav) {
  const here = nav?.querySelector("[aria-current]");
  if (here) nav.scrollLeft = here.offsetLeft + here.offsetWidth - nav.clientWidth + 24;
}

async function copy(button, field) {
  field.select();
  try {
    await navigator.clipboard.writeText(field.value);
  } catch {
    document.execCommand("copy");
  }
  button.parentElement.querySelector(".copy-done").textContent = button.dataset.done;
}

async function copyLink(link, url) {
  try {
    await navigator.clipboard.writeText(url);
    link.textContent = link.dataset.done;
  } catch {
    prompt("", url);
  }
}
