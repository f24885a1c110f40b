// Tells the server that this version was read, so that its reader is told later what changed since.

/** Post to `address` once the page was in view for some seconds. */
export function noteVisit(address) {
  const token = document.querySelector('input[name="csrf_token"]')?.value;
  if (!address || !token) return;
  const send = () => {
    if (document.visibilityState !== "visible") return;
    fetch(address, { method: "POST", headers: { "Content-Type": "application/x-www-form-urlencoded" }, body: new URLSearchParams({ csrf_token: token, quiet: "yes" }), keepalive: true }).catch(() => {});
  };
  setTimeout(send, 4000);
}
