// Ticking comments in a list: all of a page at once, and how many are ticked. The form works without this.

const all = document.querySelector("[data-choose-all]");
const ticks = [...document.querySelectorAll("input[form='bulk'][name='thread']")];
const sum = document.querySelector("[data-chosen]");

function tell() {
  const number = ticks.filter((tick) => tick.checked).length;
  sum.textContent = number ? sum.dataset.chosen.replace("{n}", number) : "";
  if (all) all.querySelector("input").checked = number > 0 && number === ticks.length;
}

if (all && ticks.length) {
  all.hidden = false;
  all.addEventListener("change", (event) => {
    for (const tick of ticks) tick.checked = event.target.checked;
    tell();
  });
}
for (const tick of ticks) tick.addEventListener("change", tell);
if (sum) tell();
