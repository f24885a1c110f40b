"""Measure the reading page of a long document: bytes, processor time, questions to the database.

    .venv/bin/python bench/reading.py [--threads 2000] [--words 130000]

Makes a document of 300 sections through the services in a database of its own, with comments all over it, and
prints what the first view, a later part and a 304 cost, beside a bare Flask view that sends the same bytes.
"""

import argparse
import os
import random
import re
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import brotli
from flask import Flask, Response, request
from flask.testing import FlaskClient
from flask_migrate import upgrade
from sqlalchemy import event

ROOT = Path(__file__).parent.parent
sys.path.insert(0, str(ROOT))

from bench.long_text import long_text  # noqa: E402
from config import settings_from  # noqa: E402
from reviewapp.app import create_app  # noqa: E402
from reviewapp.domain.anchors import Span  # noqa: E402
from reviewapp.domain.parts import parts_of  # noqa: E402
from reviewapp.domain.threads import Scope  # noqa: E402
from reviewapp.extensions import db  # noqa: E402
from reviewapp.queries.parts import shares_of  # noqa: E402
from reviewapp.queries.versions import text_rows_of  # noqa: E402
from reviewapp.services.threads import Comment, Entry, open_threads  # noqa: E402
from tests import builders as b  # noqa: E402

BODY = "Say who does this, and how many hours it takes in a small company that has one trainer. "
LEVEL = 4  # of brotli, as the application compresses


def main() -> None:
    arguments = _arguments()
    with tempfile.TemporaryDirectory() as folder:
        app = make_app(f"sqlite:///{folder}/long.db")
        with app.app_context():
            upgrade(directory=str(ROOT / "migrations"))
            begun = time.process_time()
            review = b.new_review(long_text(arguments.words), "en")
            print(f"document stored: {time.process_time() - begun:.1f} s CPU of this process")
            comment(review, arguments.threads)
            client = app.test_client()
            b.sign_in(client, review.expert)
            _measure(app, client, review)


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--threads", type=int, default=2000)
    parser.add_argument("--words", type=int, default=130_000)
    return parser.parse_args()


def make_app(url: str) -> Flask:
    environ = {"DATABASE_URL": url, "SECRET_KEY": "only for measuring, 32 characters"}
    settings = settings_from({**os.environ, **environ})
    return create_app({**settings, "MIGRATIONS": str(ROOT / "migrations"), "WTF_CSRF_ENABLED": False})


def comment(review: b.Review, number: int) -> None:
    """Let two people speak about passages all over the text."""
    chance = random.Random(2)
    rows = [row for row in text_rows_of(review.version) if len(row.text) > 60]
    for person, count in ((review.expert, number - number // 2), (review.other, number // 2)):
        entries = []
        for at in range(count):
            row = chance.choice(rows)
            start = chance.randrange(len(row.text) - 40)
            span = Span(row.public_id, start, row.public_id, start + 30)
            body = f"{at}. {BODY * chance.randint(1, 5)}"
            entries.append(Entry(Comment(scope=Scope.PASSAGE, body=body, span=span)))
        open_threads(review.version, entries, actor=b.actor_of(person))


def _measure(app: Flask, client: FlaskClient, review: b.Review) -> None:
    version = review.version
    url = f"/versions/{version.public_id}"
    parts = parts_of(shares_of(version), version.language)
    print(f"{len(text_rows_of(version))} blocks in {len(parts)} parts")
    html = client.get(url).get_data()
    linked = re.findall(rb'(?:href|src)="(/static/[^"]+\.(?:css|js))"', html)
    files = {name.decode(): client.get(name.decode()).get_data() for name in linked}
    shared = sum(len(brotli.compress(data, quality=LEVEL)) for data in files.values())
    page = len(brotli.compress(html, quality=LEVEL))
    scripts = sum(len(data) for name, data in files.items() if name.endswith(".js"))
    total = (page + shared) / 1000
    print(f"first view: {total:.1f} kB compressed: page {page / 1000:.1f}, files {shared / 1000:.1f}")
    print(f"own scripts: {scripts / 1000:.1f} kB raw")
    every = [client.get(f"{url}/part?part={part.number}").get_data() for part in parts]
    sizes = [len(brotli.compress(one, quality=LEVEL)) / 1000 for one in every]
    print(f"parts: {sum(sizes):.0f} kB compressed in all, the largest {max(sizes):.0f} kB")
    print(f"{'':28}{'CPU ms':>9}{'bare':>8}{'ratio':>7}{'queries':>9}")
    _line(client, "first view", url, html)
    middle = len(parts) // 2
    _line(client, "a part in the middle", f"{url}/part?part={middle}", every[middle - 1])
    _line(
        client,
        "a part, by a comment's id",
        f"{url}/part?at={_comment_in(every[middle - 1])}",
        every[middle - 1],
    )
    _line(client, "the whole on one page", f"{url}?all", client.get(f"{url}?all").get_data())
    tag = {"If-None-Match": client.get(url).headers["ETag"]}
    _line(client, "first view, 304", url, b"", tag)
    tag = {"If-None-Match": client.get(f"{url}/part?part={middle}").headers["ETag"]}
    _line(client, "a part, 304", f"{url}/part?part={middle}", b"", tag)


def _comment_in(part: bytes) -> str:
    found = re.search(rb'id="(thread-\w+)"', part)
    return found[1].decode() if found else ""


def _line(
    client: FlaskClient, what: str, url: str, data: bytes, headers: dict[str, str] | None = None
) -> None:
    ours = _cost(lambda: client.get(url, headers=headers))
    bare = _bare(data, headers)
    theirs = _cost(lambda: bare.get("/", headers=headers), 200)
    asked: list[str] = []

    def note(*told: Any) -> None:
        asked.append(told[2])

    event.listen(db.engine, "before_cursor_execute", note)
    client.get(url, headers=headers)
    event.remove(db.engine, "before_cursor_execute", note)
    print(f"{what:28}{ours:9.2f}{theirs:8.2f}{ours / theirs:7.1f}{len(asked):9}")


def _bare(data: bytes, headers: dict[str, str] | None) -> FlaskClient:
    """A Flask application with one view that sends bytes it holds, or 304."""
    app = Flask("bare")
    tag = (headers or {}).get("If-None-Match", "")

    @app.get("/")
    def bare() -> Response:
        answer = Response(data, mimetype="text/html")
        if tag:
            answer.set_etag(tag.removeprefix("W/").strip('"'), weak=True)
            answer.make_conditional(request)
        return answer

    return app.test_client()


def _cost(act: Callable[[], Any], times: int = 12) -> float:
    """Give milliseconds of processor time of the cheapest of some calls."""
    costs = []
    for _ in range(times):
        begun = time.process_time()
        act()
        costs.append((time.process_time() - begun) * 1000)
    return min(costs)


if __name__ == "__main__":
    main()
