"""Measure the first view of the reading page on a slow line: 400 kbit/s, and 400 ms for each request.

The chapter of the demo and a text of 300 pages, each at a desk (1440 px) and on a phone (360 px, processor
four times slower), in Chromium with nothing kept from before, served by gunicorn as `make run` does it.
Bytes: compressed, without pictures; on the line also with the heads of answers. Painted: the largest
stretch of the first screen. Writing: from asking for the page until the comment form of a paragraph stands
open, pressed as soon as it can be. Asked for: at most 60 kB, own scripts at most 40 kB before compression,
painted and writing under 4 s.
"""

import argparse
import json
import os
import statistics
import sys
import tempfile
from pathlib import Path

from flask import Flask
from flask_migrate import upgrade
from playwright.sync_api import Browser, Page, sync_playwright
from sqlalchemy import select

ROOT = Path(__file__).parent.parent
sys.path.insert(0, str(ROOT))

from bench.long_text import long_text  # noqa: E402
from bench.measure_reading import ours, serving  # noqa: E402
from bench.reading import comment  # noqa: E402
from reviewapp.demo.loader import load  # noqa: E402
from reviewapp.extensions import db  # noqa: E402
from reviewapp.models import Membership, Round  # noqa: E402
from tests import builders as b  # noqa: E402
from tests.browser.hands import DESK, PHONE  # noqa: E402
from tests.fixtures_app import SeparateClient  # noqa: E402
from tests.provide import system_chromium  # noqa: E402

MOST = {"bytes": 60_000, "own_script_bytes": 40_000, "painted_ms": 4000, "writing_ms": 4000}
LINE = {
    "offline": False,
    "latency": 400,
    "downloadThroughput": 400_000 / 8,
    "uploadThroughput": 400_000 / 8,
    "connectionType": "cellular3g",
}
DEVICES = {"desk": (DESK, 1), "phone": (PHONE, 4)}
PATIENCE = 120
KINDS = ("Document", "Stylesheet", "Script")

WATCH = """
globalThis.seen = { painted: 0, ready: 0, open: 0 };
const note = (entries) => { for (const one of entries.getEntries()) seen.painted = one.startTime; };
new PerformanceObserver(note).observe({ type: "largest-contentful-paint", buffered: true });
const look = () => {
  const panel = document.getElementById("composer");
  if (panel && !seen.ready && document.querySelector("[data-compose=passage]")) {
    seen.ready = performance.now();
    document.querySelector("[data-compose=passage]").click();
  }
  if (panel?.open) seen.open ||= performance.now();
  else requestAnimationFrame(look);
};
requestAnimationFrame(look);
"""
BODIES = """(() => {
  const all = performance.getEntriesByType("resource");
  const scripts = all.filter((one) => one.name.endsWith(".js"));
  const first = all.filter((one) => /\\.(js|css)$/.test(one.name) && one.startTime < seen.open - 20);
  const size = (some, name) => some.reduce((sum, one) => sum + one[name], 0);
  const [page] = performance.getEntriesByType("navigation");
  return {
    bytes: size([page, ...first], "encodedBodySize"),
    own_script_bytes: size(scripts, "decodedBodySize"),
  };
})()"""


def fill(words: int) -> dict[str, tuple[str, dict[str, str]]]:
    """Load the demo and a long text; give of each its address and a session of somebody who may comment."""
    app = ours()
    app.config["WTF_CSRF_ENABLED"] = False
    app.test_client_class = SeparateClient
    with app.app_context():
        upgrade(directory=str(ROOT / "migrations"))
        load()
        last = db.session.scalars(select(Round).order_by(Round.opens_at.desc())).first()
        assert last is not None
        expert = next(one.membership for one in last.reviewers if not one.submitted_at and one.takes_part)
        chapter = [version for version in last.versions if version.language == "en"][-1]
        review = b.new_review(long_text(words), "en")
        comment(review, words // 65)
        asked = {"demo": (chapter, expert), "long": (review.version, review.expert)}
        return {
            name: (f"/versions/{one.public_id}", _session(app, who)) for name, (one, who) in asked.items()
        }


def _session(app: Flask, who: Membership) -> dict[str, str]:
    client = app.test_client()
    b.sign_in(client, who)
    client.get("/")
    cookie = client.get_cookie(app.config["SESSION_COOKIE_NAME"])
    assert cookie is not None
    return {"name": cookie.key, "value": cookie.value}


def look(browser: Browser, url: str, session: dict[str, str], device: str) -> dict[str, float]:
    """Open the page once with an empty cache; give bytes and milliseconds."""
    options, slower = DEVICES[device]
    context = browser.new_context(**options, reduced_motion="reduce")
    context.add_cookies([{**session, "url": url}])
    page = context.new_page()
    page.add_init_script(WATCH)
    kinds, sizes = _listen(page, slower)
    page.goto(url)
    for _ in range(PATIENCE):
        if page.evaluate("seen.open"):
            break
        page.wait_for_timeout(250)
    else:
        raise SystemExit(f"No comment form opened on {page.url}.")
    held, found = dict(sizes), page.evaluate("seen")
    page.wait_for_timeout(1500)
    bodies = page.evaluate(BODIES)
    context.close()
    counted = {kind: sum(held.get(one, 0) for one, is_a in kinds.items() if is_a == kind) for kind in KINDS}
    return {
        **bodies,
        **{f"{kind.lower()}_bytes": value for kind, value in counted.items()},
        "line_bytes": sum(counted.values()),
        "requests": len(held),
        "painted_ms": found["painted"],
        "ready_ms": found["ready"],
        "writing_ms": found["open"],
    }


def _listen(page: Page, slower: int) -> tuple[dict[str, str], dict[str, float]]:
    """Slow the line and the processor down; note kind and bytes of each answer as they come."""
    line = page.context.new_cdp_session(page)
    kinds: dict[str, str] = {}
    sizes: dict[str, float] = {}
    line.on("Network.responseReceived", lambda told: kinds.update({told["requestId"]: told["type"]}))
    line.on(
        "Network.loadingFinished",
        lambda told: sizes.update({told["requestId"]: told["encodedDataLength"]}),
    )
    line.send("Network.enable")
    line.send("Network.emulateNetworkConditions", LINE)
    line.send("Emulation.setCPUThrottlingRate", {"rate": slower})
    return kinds, sizes


def main() -> int:
    """Print a table, then the same as JSON; tell by the exit status whether the bounds are kept."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--words", type=int, default=130_000)
    asked.add_argument("--rounds", type=int, default=3)
    options = asked.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        os.environ |= {
            "DATABASE_URL": f"sqlite:///{folder}/slow.db",
            "SECRET_KEY": "only for measuring, 32 characters",
        }
        pages = fill(options.words)
        rows = measure(pages, options.rounds)
    names = (
        "bytes",
        "line_bytes",
        "document_bytes",
        "stylesheet_bytes",
        "script_bytes",
        "own_script_bytes",
        "requests",
    )
    names += ("painted_ms", "ready_ms", "writing_ms")
    print(f"{'':12}" + "".join(f"{name:>18}" for name in names))
    for title, row in rows.items():
        print(f"{title:12}" + "".join(f"{row[name]:18,.0f}" for name in names))
    print(json.dumps({"rounds": options.rounds, "words": options.words, **rows}))
    return 0 if all(row[name] <= most for row in rows.values() for name, most in MOST.items()) else 1


def measure(pages: dict[str, tuple[str, dict[str, str]]], rounds: int) -> dict[str, dict[str, float]]:
    """Look at every page on every device some times; give the median of each figure."""
    found: dict[str, list[dict[str, float]]] = {}
    with serving("ours") as server, sync_playwright() as playwright:
        base = f"http://127.0.0.1:{server.line.port}"
        browser = playwright.chromium.launch(
            executable_path=system_chromium(), args=["--no-sandbox", "--disable-gpu"]
        )
        for _ in range(rounds):
            for name, (path, session) in pages.items():
                server.get(path, {"Cookie": f"{session['name']}={session['value']}"})
                for device in DEVICES:
                    row = look(browser, base + path, session, device)
                    found.setdefault(f"{name} {device}", []).append(row)
        browser.close()
    return {
        title: {name: round(statistics.median(row[name] for row in rows)) for name in rows[0]}
        for title, rows in found.items()
    }


if __name__ == "__main__":
    sys.exit(main())
