"""Real application processes: gunicorn on free ports, each with one worker, over one database."""

import json
import os
import re
import signal
import socket
import ssl
import subprocess
import sys
import time
import urllib.error
import urllib.parse
import urllib.request
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.cookiejar import CookieJar
from pathlib import Path
from typing import Any

from tests.fixtures_app import SECRET_KEY

ROOT = Path(__file__).parent.parent
STARTS_WITHIN = 60


class NoRedirects(urllib.request.HTTPRedirectHandler):
    """Give a redirect as the answer it is."""

    def redirect_request(self, *_: Any) -> None:
        """Follow nothing."""


@dataclass
class Answer:
    """What came back."""

    status: int
    text: str
    headers: Mapping[str, str]

    @property
    def json(self) -> Any:
        """The body read as JSON."""
        return json.loads(self.text)

    def field(self, name: str) -> str:
        """The value of a hidden field of the page."""
        found = re.search(rf'name="{name}"[^>]*value="([^"]*)"', self.text)
        assert found, f"no field {name} in: {self.text[:500]}"
        return found[1]


@dataclass
class Visitor:
    """A browser, as far as HTTP goes: cookies that every process of the site gets (ports share them)."""

    cookies: CookieJar = field(default_factory=CookieJar)
    headers: dict[str, str] = field(default_factory=dict)
    tls: ssl.SSLContext | None = None

    def get(self, address: str) -> Answer:
        """Ask for a page."""
        return self._open(urllib.request.Request(address, headers=self.headers))

    def post(self, address: str, form: Mapping[str, str] | None = None, json_: Any = None) -> Answer:
        """Send a form, or JSON."""
        if json_ is None:
            return self.send(address, urllib.parse.urlencode(form or {}).encode())
        return self.send(address, json.dumps(json_).encode(), "application/json")

    def send(self, address: str, data: bytes, kind: str = "application/x-www-form-urlencoded") -> Answer:
        """Send a body as it is. A browser says over https where a form came from."""
        headers = {**self.headers, "Content-Type": kind}
        if address.startswith("https:"):
            headers.setdefault("Referer", address)
        return self._open(urllib.request.Request(address, data, headers))

    def _open(self, request: urllib.request.Request) -> Answer:
        opener = urllib.request.build_opener(
            urllib.request.ProxyHandler({}),
            urllib.request.HTTPSHandler(context=self.tls),
            urllib.request.HTTPCookieProcessor(self.cookies),
            NoRedirects,
        )
        try:
            with opener.open(request, timeout=60) as answer:
                return Answer(answer.status, answer.read().decode(errors="replace"), answer.headers)
        except urllib.error.HTTPError as error:
            return Answer(error.code, error.read().decode(), error.headers)


@contextmanager
def processes(database_url: str, number: int, *, threads: int = 4, **environ: str) -> Iterator[list[str]]:
    """Start `number` processes over one database; give their addresses. They end with the block."""
    addresses = [f"http://127.0.0.1:{free_port()}" for _ in range(number)]
    started = [_start(address, database_url, threads, environ) for address in addresses]
    try:
        for address, process in zip(addresses, started, strict=True):
            _wait_for(address, process)
        yield addresses
    finally:
        for process in started:
            process.send_signal(signal.SIGTERM)
        for process in started:
            process.wait(timeout=30)


def _start(
    address: str, database_url: str, threads: int, environ: Mapping[str, str]
) -> subprocess.Popen[bytes]:
    return subprocess.Popen(
        [
            *(sys.executable, "-m", "gunicorn", "wsgi:app", "--bind", address.removeprefix("http://")),
            *("--worker-class", "gthread", "--workers", "1", "--threads", str(threads)),
            *("--graceful-timeout", "5", "--no-control-socket", "--log-level", "warning"),
        ],
        cwd=ROOT,
        env={
            **{name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"},
            "DATABASE_URL": database_url,
            "SECRET_KEY": SECRET_KEY,
            "BASE_URL": address,
            **environ,
        },
    )


def _wait_for(address: str, process: subprocess.Popen[bytes]) -> None:
    """Wait until somebody answers; fail at once if the process is gone."""
    host, port = address.removeprefix("http://").split(":")
    until = time.monotonic() + STARTS_WITHIN
    while time.monotonic() < until:
        assert process.poll() is None, "the process ended instead of starting"
        try:
            socket.create_connection((host, int(port)), timeout=1).close()
            return
        except OSError:
            time.sleep(0.05)
    raise AssertionError(f"nobody answers at {address}")


def free_port() -> int:
    """Find a port that nobody listens at."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        port: int = free.getsockname()[1]
        return port
