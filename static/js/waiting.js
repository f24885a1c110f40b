// A page that waits for work in the background: looks again by itself; the link "Look again" works without this.

const place = document.querySelector("[data-waiting]");

async function look() {
  try {
    const answer = await fetch(location.href, { credentials: "same-origin" });
    if (answer.redirected) return location.replace(answer.url);
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    const fresh = page.querySelector("[data-waiting]");
    if (!fresh || fresh.dataset.waiting === "0") return location.reload();
    if (fresh.textContent !== place.textContent) place.replaceChildren(...fresh.childNodes);
  } catch {
    // The line is gone for a moment: the next look will tell.
  }
  wait();
}

function wait() {
  setTimeout(look, 1000 * Number(place.dataset.waiting));
}

wait();
