// The level of a line as buttons: one click each, or the keys 0 to 6. Without this the selects do the same.

const list = document.querySelector(".blocks");

/** Put buttons in the place of a select, which keeps the value that is sent. */
function offer(row) {
  const select = row.querySelector("select");
  if (!select || select.hidden) return;
  const group = document.createElement("span");
  group.className = "levels";
  group.setAttribute("role", "radiogroup");
  group.setAttribute("aria-label", select.getAttribute("aria-label"));
  for (const option of select.options) group.append(buttonOf(option, row.dataset.guess));
  select.hidden = true;
  select.after(group);
  show(row, select.value);
}

function buttonOf(option, guess) {
  const button = document.createElement("button");
  button.type = "button";
  button.dataset.level = option.value;
  button.setAttribute("role", "radio");
  button.setAttribute("aria-label", option.text);
  button.textContent = option.value === "0" ? option.text : `H${option.value}`;
  if (option.value === guess) button.className = "levels-guess";
  return button;
}

function show(row, level) {
  for (const button of row.querySelectorAll(".levels > button")) {
    const isChosen = button.dataset.level === level;
    button.setAttribute("aria-checked", String(isChosen));
    button.tabIndex = isChosen ? 0 : -1;
  }
  row.classList.toggle("blocks-heading", level !== "0");
}

function choose(row, level) {
  row.querySelector("select").value = level;
  show(row, level);
  row.querySelector(`[data-level="${level}"]`).focus();
}

const STEPS = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 };

function levelOf(event, present) {
  if (/^[0-6]$/.test(event.key)) return event.key;
  const step = STEPS[event.key];
  return step && String((Number(present) + step + 7) % 7);
}

list?.addEventListener("click", (event) => {
  const button = event.target.closest("[data-level]");
  if (button) choose(button.closest("li"), button.dataset.level);
});

list?.addEventListener("keydown", (event) => {
  const button = event.target.closest("[data-level]");
  if (!button || event.ctrlKey || event.metaKey || event.altKey) return;
  const level = levelOf(event, button.dataset.level);
  if (!level) return;
  event.preventDefault();
  choose(button.closest("li"), level);
});

// In a long text rows get their buttons when they come near the window: there may be thousands.
const MANY = 300;
const rows = [...(list?.children ?? [])];
const near = new IntersectionObserver(
  (entries) => {
    for (const entry of entries) {
      if (!entry.isIntersecting) continue;
      near.unobserve(entry.target);
      offer(entry.target);
    }
  },
  { rootMargin: "800px" },
);
list?.classList.add("blocks-live");
for (const row of rows) rows.length > MANY ? near.observe(row) : offer(row);
