"""Measure what the reading page of a chapter with 2,000 comments costs the server, beside a bare Flask view.

Both are served by gunicorn as `make run` does it, one process each, and asked in turns over one connection.
What counts is the processor time of that process. The bare view sends the same compressed bytes from memory,
or 304. Asked for: warm and not modified at most 4 times the bare view.
"""

import argparse
import http.client
import json
import os
import platform
import random
import socket
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from flask import Flask, Response, request
from flask_migrate import upgrade

ROOT = Path(__file__).parent.parent
sys.path.insert(0, str(ROOT))

from bench.long_text import long_text  # noqa: E402
from config import settings_from  # noqa: E402
from reviewapp.app import create_app  # noqa: E402
from reviewapp.domain.anchors import Span  # noqa: E402
from reviewapp.domain.threads import Scope  # noqa: E402
from reviewapp.queries.versions import text_rows_of  # noqa: E402
from reviewapp.services.threads import Comment, Entry, open_threads  # noqa: E402
from tests import builders as b  # noqa: E402

MOST_RATIO = 4
WORDS_A_SECTION = 430
BODY = "Say who does this, and how many hours it takes in a small company that has one trainer. "
BROWSER = {
    "Accept": "text/html,application/xhtml+xml,*/*;q=0.8",
    "Accept-Encoding": "gzip, deflate, br",
    "Accept-Language": "en,zh;q=0.8",
    "User-Agent": "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36",
}
SERVER = (
    "--worker-class gthread --workers 1 --threads 8 --no-control-socket --log-level warning --keep-alive 60"
)


def ours() -> Flask:
    """Build the application over the database that the environment names; gunicorn calls this."""
    return create_app({**settings_from(os.environ), "MIGRATIONS": str(ROOT / "migrations")})


def bare() -> Flask:
    """Build a Flask application with one view that sends bytes it holds, or 304; gunicorn calls this."""
    app, body = Flask("bare"), Path(os.environ["BARE_FILE"]).read_bytes()

    @app.get("/")
    def page() -> Response:
        if request.headers.get("If-None-Match") == '"same"':
            return Response(status=304, headers={"ETag": '"same"'})
        return Response(body, mimetype="text/html", headers={"Content-Encoding": "br", "ETag": '"same"'})

    return app


@dataclass
class Server:
    """A server with one worker, and the connection that asks it."""

    worker: int
    line: http.client.HTTPConnection

    def get(self, url: str, headers: dict[str, str]) -> tuple[int, bytes, http.client.HTTPMessage]:
        """Ask once."""
        self.line.request("GET", url, headers={**BROWSER, **headers})
        answer = self.line.getresponse()
        return answer.status, answer.read(), answer.headers

    def cost(self, url: str, headers: dict[str, str], times: int = 1) -> float:
        """Give milliseconds of processor time for each of some requests."""
        before = _nanoseconds(self.worker)
        for _ in range(times):
            self.get(url, headers)
        return (_nanoseconds(self.worker) - before) / times / 1e6


def _nanoseconds(process: int) -> int:
    """Give the processor time of all threads of a process."""
    tasks = Path(f"/proc/{process}/task").iterdir()
    return sum(int((task / "schedstat").read_text().split()[0]) for task in tasks)


@contextmanager
def serving(factory: str, **environ: str) -> Iterator[Server]:
    """Run one of the two applications until the block ends."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [
        Path(sys.executable).parent / "gunicorn",
        f"bench.measure_reading:{factory}()",
        *SERVER.split(),
    ]
    process = subprocess.Popen(
        [*command, "--bind", f"127.0.0.1:{port}"], cwd=ROOT, env={**os.environ, **environ}
    )
    try:
        line = _connected(port)
        children = Path(f"/proc/{process.pid}/task/{process.pid}/children").read_text().split()
        yield Server(int(children[0]), line)
    finally:
        process.terminate()
        process.wait()


def _connected(port: int) -> http.client.HTTPConnection:
    for _ in range(300):
        line = http.client.HTTPConnection("127.0.0.1", port)
        try:
            line.request("GET", "/health")
            line.getresponse().read()
            return line
        except OSError:
            time.sleep(0.1)
    raise SystemExit("The server did not start.")


def fill(words: int, threads: int) -> tuple[str, str]:
    """Make a chapter that two people comment on all over; give its address and a cookie of one of them."""
    app = ours()
    app.config["WTF_CSRF_ENABLED"] = False
    with app.app_context():
        upgrade(directory=str(ROOT / "migrations"))
        review = b.new_review(long_text(words, max(1, words // WORDS_A_SECTION)), "en")
        for person in (review.expert, review.other):
            open_threads(review.version, list(_entries(review, threads // 2)), actor=b.actor_of(person))
        client = app.test_client()
        b.sign_in(client, review.expert)
        url = f"/versions/{review.version.public_id}"
        client.get(url)  # the session gets the secret of its forms
        cookie = client.get_cookie(app.config["SESSION_COOKIE_NAME"])
        return url, f"{cookie.key}={cookie.value}"


def _entries(review: b.Review, number: int) -> Iterator[Entry]:
    chance = random.Random(number)
    rows = [row for row in text_rows_of(review.version) if len(row.text) > 60]
    for at in range(number):
        row = chance.choice(rows)
        start = chance.randrange(len(row.text) - 40)
        span = Span(row.public_id, start, row.public_id, start + 30)
        yield Entry(Comment(scope=Scope.PASSAGE, body=f"{at}. {BODY * chance.randint(1, 5)}", span=span))


def measure(url: str, cookie: str, folder: str, rounds: int, times: int) -> dict[str, Any]:
    """Ask both servers in turns; give the figures of each round."""
    known = {"Cookie": cookie}
    body = Path(folder) / "page"
    with serving("ours") as app:
        first = app.cost(url, known)
        status, page, headers = app.get(url, known)
        assert (status, headers["Content-Encoding"]) == (200, "br")
        body.write_bytes(page)
        tag = {**known, "If-None-Match": headers["ETag"]}
        assert app.get(url, tag)[0] == 304
        with serving("bare", BARE_FILE=str(body)) as flask:
            assert flask.get("/", {})[1] == page
            same = {"If-None-Match": '"same"'}
            acts: dict[str, Callable[[], float]] = {
                "warm": lambda: app.cost(url, known, times),
                "bare": lambda: flask.cost("/", {}, times),
                "not modified": lambda: app.cost(url, tag, times),
                "bare 304": lambda: flask.cost("/", same, times),
            }
            for act in acts.values():
                act()
            figures = {name: [] for name in acts}
            for _ in range(rounds):
                for name, act in acts.items():
                    figures[name].append(act())
    return {"first ms": first, "page bytes": len(page), **figures}


def summed(values: list[float]) -> dict[str, float]:
    """Give median, least and most."""
    return {
        "median": round(statistics.median(values), 3),
        "least": round(min(values), 3),
        "most": round(max(values), 3),
    }


def main() -> int:
    """Print a table, then the same as JSON; tell by the exit status whether the bounds are kept."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--words", type=int, default=12_000)
    asked.add_argument("--threads", type=int, default=2000)
    asked.add_argument("--rounds", type=int, default=9)
    asked.add_argument("--times", type=int, default=200)
    options = asked.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        os.environ |= {
            "DATABASE_URL": f"sqlite:///{folder}/chapter.db",
            "SECRET_KEY": "only for measuring, 32 characters",
        }
        url, cookie = fill(options.words, options.threads)
        found = measure(url, cookie, folder, options.rounds, options.times)
    print(f"{options.threads} comments on {options.words} words, {found['page bytes']} bytes compressed")
    print(f"made the first time: {found['first ms']:.0f} ms")
    print(f"CPU ms a request, {options.rounds} rounds of {options.times}, gunicorn: median (least-most)")
    figures = {name: summed(values) for name, values in found.items() if isinstance(values, list)}
    results = {}
    for name, beside in (("warm", "bare"), ("not modified", "bare 304")):
        ratio = summed([one / other for one, other in zip(found[name], found[beside], strict=True)])
        results[name] = {"ours": figures[name], "bare": figures[beside], "ratio": ratio}
        print(f"{name:14}" + "".join(f"{key:>8} {_spread(one)}" for key, one in results[name].items()))
    print(
        json.dumps(
            {"python": platform.python_version(), **vars(options), "first_ms": found["first ms"], **results}
        )
    )
    return 0 if all(one["ratio"]["median"] <= MOST_RATIO for one in results.values()) else 1


def _spread(figure: dict[str, float]) -> str:
    return f"{figure['median']:.2f} ({figure['least']:.2f}-{figure['most']:.2f})"


if __name__ == "__main__":
    sys.exit(main())
