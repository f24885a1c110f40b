"""The sample configuration of nginx in front of two real processes: encrypted, static, uploads, exports."""

import re
import shutil
import ssl
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from flask import Flask

from reviewapp.extensions import db
from reviewapp.services.accounts import issue_link
from tests.builders import make_review, make_thread, token_of
from tests.processes import ROOT, Visitor, free_port, processes

SAMPLE = ROOT / "docs" / "deployment" / "nginx.conf"
NAME = "review.example.org"


@dataclass
class Front:
    """What stands in front, and a visitor who trusts its certificate."""

    https: str
    http: str
    visitor: Visitor


@dataclass
class Site:
    """A site behind nginx, and what people need to come in."""

    front: Front
    version: str
    document: str
    round: str
    link: str
    token: str


@pytest.fixture
def site(app: Flask, app_context: None, tmp_path: Path) -> Iterator[Site]:
    if shutil.which("nginx") is None:
        pytest.skip("no nginx to try the sample configuration with")
    review = make_review()
    for number in range(60):
        make_thread(review.version, review.expert, f"Comment {number}")
    link = issue_link(review.officer.account, actor=None)[1]
    token = token_of(review.officer)
    ids = (review.version.public_id, review.document.public_id, review.round.public_id)
    db.session.commit()
    secure, plain = free_port(), free_port()
    settings = {"BASE_URL": f"https://127.0.0.1:{secure}", "PROXY_HOPS": "1"}
    url = app.config["SQLALCHEMY_DATABASE_URI"]
    with processes(url, 2, **settings) as servers, nginx(tmp_path, servers, secure, plain) as front:
        yield Site(front, *ids, link, token)


class nginx:
    """The sample with ports, names and folders of this machine; ends with the block."""

    def __init__(self, folder: Path, servers: list[str], secure: int, plain: int) -> None:
        self.folder = folder
        self.front = Front(
            f"https://127.0.0.1:{secure}", f"http://127.0.0.1:{plain}", Visitor(tls=_certificate(folder))
        )
        upstream = "\n".join(f"    server {server.removeprefix('http://')};" for server in servers)
        text = SAMPLE.read_text("utf-8")
        for old, new in (
            ("    server 127.0.0.1:8000;", upstream),
            (r"    listen \[::\].*\n", ""),
            ("listen 80;", f"listen 127.0.0.1:{plain};"),
            ("listen 443 ssl;", f"listen 127.0.0.1:{secure} ssl;"),
            (NAME, "127.0.0.1"),
            ("/etc/ssl/expert-review", str(folder)),
            ("/opt/expert-review", str(ROOT)),
        ):
            text, times = re.subn(old, new, text)
            assert times, f"the sample has no {old}"
        (folder / "site.conf").write_text(text)
        (folder / "nginx.conf").write_text(
            f"user root; pid {folder}/pid; error_log {folder}/error.log; daemon off; events {{}}\n"
            f"http {{ include /etc/nginx/mime.types; access_log {folder}/access.log; include site.conf; }}\n"
        )

    def __enter__(self) -> Front:
        command = ["nginx", "-p", str(self.folder), "-c", str(self.folder / "nginx.conf")]
        subprocess.run([*command, "-t"], check=True, capture_output=True)
        self.process = subprocess.Popen(command, stderr=subprocess.DEVNULL)
        while True:
            try:
                self.front.visitor.get(self.front.http)
                return self.front
            except OSError:
                assert self.process.poll() is None

    def __exit__(self, *_: object) -> None:
        self.process.terminate()
        self.process.wait(timeout=20)


def _certificate(folder: Path) -> ssl.SSLContext:
    subprocess.run(
        [
            *("openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2"),
            *("-keyout", str(folder / "key.pem"), "-out", str(folder / "fullchain.pem")),
            *("-subj", "/CN=127.0.0.1", "-addext", "subjectAltName=IP:127.0.0.1"),
        ],
        check=True,
        capture_output=True,
    )
    return ssl.create_default_context(cafile=str(folder / "fullchain.pem"))


def _file(name: str, text: str, **fields: str) -> tuple[bytes, str]:
    """Write a multipart form with one file; give its body and media type."""
    edge = "----edge"
    parts = [
        f'--{edge}\r\nContent-Disposition: form-data; name="{field}"\r\n\r\n{value}\r\n'
        for field, value in fields.items()
    ]
    head = f'--{edge}\r\nContent-Disposition: form-data; name="file"; filename="{name}"\r\n\r\n'
    parts.append(f"{head}{text}\r\n--{edge}--\r\n")
    return "".join(parts).encode(), f"multipart/form-data; boundary={edge}"


def test_the_site_works_behind_the_sample_configuration(site: Site) -> None:
    front, visitor = site.front, site.front.visitor
    to_https = visitor.get(f"{front.http}/sign-in")
    assert to_https.status == 301 and to_https.headers["Location"].startswith("https://")

    page = visitor.get(f"{front.https}/sign-in/{site.link}")
    assert page.headers["Strict-Transport-Security"]
    fields = {"csrf_token": page.field("csrf_token"), "token": site.link}
    assert visitor.post(f"{front.https}/sign-in", fields).status == 302
    assert all(cookie.secure for cookie in visitor.cookies if cookie.name == "review_session")
    assert visitor.get(f"{front.https}/versions/{site.version}").status == 200

    found = set(re.findall(r'(?:src|href)="(/static/[^"]+)"', page.text))
    assert any(address.endswith("css/app.css") for address in found)
    for address in found:
        answer = visitor.get(front.https + address)
        assert answer.status == 200 and "max-age=31536000" in answer.headers["Cache-Control"]

    for kind in ("csv", "xlsx"):
        export = visitor.get(f"{front.https}/documents/{site.document}/export?format={kind}")
        assert export.status == 200 and "attachment" in export.headers["Content-Disposition"]
    assert "Comment 59" in visitor.get(f"{front.https}/documents/{site.document}/export?format=csv").text


def test_uploads_and_claims_of_visitors_meet_the_sample_configuration(site: Site) -> None:
    front = site.front
    officer = Visitor(tls=front.visitor.tls, headers={"Authorization": f"Bearer {site.token}"})
    address = f"{front.https}/api/v1/documents/{site.document}/versions"
    body, kind = _file("chapter.md", "# 4 Training\n\nA trainer plans.\n" * 400, language="en")
    assert officer.send(address, body, kind).status == 201

    body, kind = _file("large.md", "x" * (50 * 2**20 + 1000), language="en")
    assert "50 MB" in officer.send(address, body, kind).json["detail"]

    evil = "evil.example"
    claims = {"X-Forwarded-Host": evil, "X-Forwarded-Proto": "http", "Forwarded": f"host={evil}"}
    liar = Visitor(tls=front.visitor.tls, headers=claims)
    page = liar.get(f"{front.https}/versions/{site.version}")
    assert page.status == 302 and "evil" not in page.headers["Location"] + page.text
    assert "Strict-Transport-Security" in liar.get(f"{front.https}/sign-in").headers
