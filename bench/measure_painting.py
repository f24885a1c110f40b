"""Measure what a chapter with many comments costs a browser, beside the same marked text without cards.

    .venv/bin/python bench/measure_painting.py [--threads 2000] [--words 12000] [--rounds 5]

Main-thread processor time (the browser's own count of its tasks) from the request until the whole text is
there, painted and at rest; the nodes that stand beside the text. The rounds take turns, so that both meet
the same noise; what is printed is the median with the smallest and the largest.
"""

import argparse
import json
import logging
import statistics
import sys
import tempfile
import threading
from pathlib import Path

from flask_migrate import upgrade
from playwright.sync_api import Browser, BrowserContext, sync_playwright
from werkzeug.serving import make_server

ROOT = Path(__file__).parent.parent
sys.path.insert(0, str(ROOT))

from bench.long_text import long_text  # noqa: E402
from bench.reading import comment, make_app  # noqa: E402
from reviewapp.domain.permissions import Action  # noqa: E402
from reviewapp.services.accounts import issue_link  # noqa: E402
from reviewapp.web.access import allow  # noqa: E402
from tests import builders as b  # noqa: E402
from tests.provide import system_chromium  # noqa: E402

BARE = """() => {
  const text = document.querySelector(".text").cloneNode(true);
  for (const one of text.querySelectorAll(".beside, .tools, .read-on")) one.remove();
  const sheets = [...document.querySelectorAll("link[rel=stylesheet]")].map((link) => link.outerHTML);
  return `<!doctype html><html lang="en"><meta charset="utf-8">${sheets.join("")}<body><div class="reading">`
    + `<div></div><div class="reading-main">${text.outerHTML}</div></div></body></html>`;
}"""
BESIDE = """() => {
  const count = (root) => {
    const walker = document.createTreeWalker(root, NodeFilter.SHOW_ELEMENT | NodeFilter.SHOW_TEXT);
    let n = 1;
    while (walker.nextNode()) n += 1;
    return n;
  };
  const all = (pattern) => [...document.querySelectorAll(pattern)].reduce((sum, one) => sum + count(one), 0);
  return count(document.body) - all(".chapter-text") + all(".chapter-text .tools");
}"""


def main() -> None:
    """Fill a database, serve it, and look at both pages in turn."""
    arguments = _arguments()
    with tempfile.TemporaryDirectory() as folder:
        app = make_app(f"sqlite:///{folder}/busy.db")
        with app.app_context():
            upgrade(directory=str(ROOT / "migrations"))
            review = b.new_review(long_text(arguments.words, sections=30), "en")
            comment(review, arguments.threads)
            link = issue_link(review.expert.account, actor=None)[1]
            version = review.version.public_id
        bare: dict[str, str] = {}
        app.add_url_rule("/bare", "bare", allow(Action.VISIT)(lambda: bare["html"]))
        logging.getLogger("werkzeug").setLevel(logging.ERROR)
        server = make_server("127.0.0.1", 0, app, threaded=True)
        threading.Thread(target=server.serve_forever, daemon=True).start()
        with sync_playwright() as playwright:
            browser = playwright.chromium.launch(
                executable_path=system_chromium(), args=["--no-sandbox", "--disable-gpu"]
            )
            _measure(browser, f"http://127.0.0.1:{server.port}", link, version, bare, arguments)
            browser.close()
        server.shutdown()


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--threads", type=int, default=2000)
    parser.add_argument("--words", type=int, default=12_000)
    parser.add_argument("--rounds", type=int, default=5)
    return parser.parse_args()


def _measure(
    browser: Browser, base: str, link: str, version: str, bare: dict[str, str], arguments: argparse.Namespace
) -> None:
    context = browser.new_context(viewport={"width": 1440, "height": 900})
    page = context.new_page()
    page.goto(f"{base}/sign-in/{link}")
    page.locator("main form button").first.click()
    url = f"{base}/versions/{version}"
    page.goto(f"{url}?all")
    page.wait_for_load_state("networkidle")
    bare["html"] = page.evaluate(BARE)
    page.close()
    figures: dict[str, list[dict[str, float]]] = {"bare": [], "ours": []}
    for _ in range(arguments.rounds + 1):
        figures["bare"].append(_look(context, f"{base}/bare"))
        figures["ours"].append(_look(context, url))
    told = {name: _sum(rows[1:]) for name, rows in figures.items()}
    ratio = told["ours"]["cpu_ms"] / told["bare"]["cpu_ms"]
    nodes, most = told["ours"]["beside"], 2 * arguments.threads + 500
    for name, row in told.items():
        print(
            f"{name:5} {row['cpu_ms']:7.0f} ms main thread ({row['least']:.0f}-{row['most']:.0f}), "
            f"{row['nodes']:.0f} nodes, {row['beside']:.0f} beside the text, {row['marks']:.0f} marks"
        )
    print(f"ours / bare: {ratio:.2f} (asked: at most 1.3); nodes beside the text {nodes:.0f} of {most}")
    print(json.dumps({"threads": arguments.threads, **told, "ratio": round(ratio, 2)}))
    context.close()


def _look(context: BrowserContext, url: str) -> dict[str, float]:
    page = context.new_page()
    session = context.new_cdp_session(page)
    session.send("Performance.enable", {"timeDomain": "threadTicks"})
    page.goto(url)
    page.wait_for_load_state("networkidle")
    page.locator("[data-read-on]:visible").wait_for(state="detached")
    page.wait_for_timeout(1500)
    metrics = {one["name"]: one["value"] for one in session.send("Performance.getMetrics")["metrics"]}
    found = {
        "cpu_ms": metrics["TaskDuration"] * 1000,
        "script_ms": metrics["ScriptDuration"] * 1000,
        "layout_ms": (metrics["LayoutDuration"] + metrics["RecalcStyleDuration"]) * 1000,
        "nodes": metrics["Nodes"],
        "beside": page.evaluate(BESIDE),
        "marks": page.evaluate("document.querySelectorAll('.mark').length"),
    }
    page.close()
    return found


def _sum(rows: list[dict[str, float]]) -> dict[str, float]:
    told = {name: statistics.median(row[name] for row in rows) for name in rows[0]}
    cpu = [row["cpu_ms"] for row in rows]
    return {name: round(value, 1) for name, value in {**told, "least": min(cpu), "most": max(cpu)}.items()}


if __name__ == "__main__":
    main()
