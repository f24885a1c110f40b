"""Everything somebody can reach: pages by links and forms, the API by its own description, all exports."""

import html
import io
import json
import re
import zipfile
from collections import deque
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from urllib.parse import urlencode, urlsplit

from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from reviewapp.domain.report import PRESETS
from reviewapp.services.reports import FORMATS

_HREF = re.compile(r'(?:href|src|action)="(/[^"]*)"')
_SEARCH = re.compile(r'<form[^>]*method="get"[^>]*action="([^"]*)"[^>]*>(.*?)</form>', re.S | re.I)
_NOUNS = {
    "projects": "project_id",
    "guides": "guide_id",
    "documents": "document_id",
    "versions": "version_id",
    "imports": "job_id",
    "rounds": "round_id",
    "threads": "thread_id",
    "people": "member_id",
    "reviewers": "member_id",
}
_NAMED = re.compile(rf"/({'|'.join(_NOUNS)})/([0-9a-z]{{16}})\b")
_NO_PAGE = ("/static/", "/sign-in", "/api/")


@dataclass
class Reached:
    """What was answered, by address."""

    answers: dict[str, TestResponse] = field(default_factory=dict)

    def texts(self) -> Iterable[tuple[str, str]]:
        """Give every answer as text, archives unpacked, headers and all."""
        for address, answer in self.answers.items():
            yield address, text_of(answer)

    def failures(self) -> list[str]:
        """Give the addresses at which the server failed."""
        return [address for address, answer in self.answers.items() if answer.status_code >= 500]

    def ids(self) -> dict[str, set[str]]:
        """Give every id that stands in an address anywhere, by the noun it names there (`version_id`)."""
        found: dict[str, set[str]] = {}
        for address, text in self.texts():
            for noun, one in _NAMED.findall(f"{address}\n{text}"):
                found.setdefault(_NOUNS[noun], set()).add(one)
        return found


def text_of(answer: TestResponse) -> str:
    """Give status, headers and body of an answer as text; of an archive all its parts and their names."""
    return f"{answer.status}\n{answer.headers}\n{content_of(answer.get_data())}"


def content_of(data: bytes) -> str:
    """Give bytes as text, of an archive the text of every part. What XML escapes stays escaped."""
    if not data.startswith(b"PK"):
        return data.decode("utf-8", "replace")
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        parts = ((name, archive.read(name).decode("utf-8", "replace")) for name in sorted(archive.namelist()))
        return "\n".join(f"{name}\n{text}" for name, text in parts)


def crawl_pages(client: FlaskClient, queries: Sequence[str] = (), also: Sequence[str] = ()) -> Reached:
    """Follow every link from the first page on, and ask every search form for each of `queries`."""
    reached, waiting, known = Reached(), deque(["/", *also]), set()
    while waiting:
        address = _plain(waiting.popleft())
        if address in known or address.startswith(_NO_PAGE):
            continue
        known.add(address)
        answer = reached.answers[address] = client.get(address)
        if answer.status_code in (301, 302):
            waiting.append(answer.headers["Location"])
        if answer.mimetype == "text/html":
            page = answer.get_data(as_text=True)
            waiting.extend(html.unescape(found) for found in _HREF.findall(_without_posts(page)))
            waiting.extend(_searches(address, page, queries))
    return reached


def crawl_api(
    client: FlaskClient, token: str | None, ids: Mapping[str, Iterable[str]], queries: Sequence[str] = ()
) -> Reached:
    """Ask every GET of the API with every id its addresses may hold, and lists for each of `queries`."""
    reached = Reached()
    headers = {"Authorization": f"Bearer {token}"} if token else {}
    described = json.loads(client.get("/api/v1/openapi.json").get_data())
    for path, methods in described["paths"].items():
        if "get" not in methods or path.endswith("/export"):
            continue
        asked = [f"/api/v1{path}"] if "{" not in path else _with_ids(f"/api/v1{path}", ids)
        for address in asked:
            answer = reached.answers[address] = client.get(address, headers=headers)
            takes = {one["name"] for one in methods["get"].get("parameters", [])}
            if answer.status_code == 200 and "q" in takes:
                for query in queries:
                    one = f"{address}?{query}"
                    reached.answers[one] = client.get(one, headers=headers)
    return reached


def crawl_exports(client: FlaskClient, token: str | None, subjects: Iterable[str]) -> Reached:
    """Ask for every export of documents and rounds (as `rounds/ID`), by page and by API."""
    reached = Reached()
    headers = {"Authorization": f"Bearer {token}"} if token else {}
    for subject in subjects:
        asked = [("full", one, "en") for one in FORMATS] + [(one, "csv", "zh") for one in PRESETS]
        for preset, format_, language in asked:
            query = urlencode({"format": format_, "preset": preset, "lang": language})
            address = f"/{subject}/export?{query}"
            reached.answers[address] = client.get(address)
        address = f"/api/v1/{subject}/export?format=json"
        reached.answers[address] = client.get(address, headers=headers)
    return reached


def _plain(address: str) -> str:
    """Leave out the fragment, and the trail that only says where a reader came from."""
    parts = urlsplit(address)
    query = "&".join(one for one in parts.query.split("&") if one and not one.startswith(("from=", "next=")))
    return f"{parts.path}?{query}" if query else parts.path


def _without_posts(page: str) -> str:
    """Leave out where forms post to."""
    return re.sub(r'<form[^>]*method="post"[^>]*>', "<form>", page, flags=re.I)


def _searches(address: str, page: str, queries: Sequence[str]) -> Iterable[str]:
    for action, fields in _SEARCH.findall(page):
        if 'name="q"' in fields:
            path = urlsplit(html.unescape(action)).path or urlsplit(address).path
            yield from (f"{path}?{query}" for query in queries)


def _with_ids(path: str, ids: Mapping[str, Iterable[str]]) -> list[str]:
    """Fill the ids of a path in, in every combination."""
    found = [path]
    for name in re.findall(r"\{(\w+)\}", path):
        known = sorted(ids.get(name, ()))
        found = [one.replace(f"{{{name}}}", other) for one in found for other in known]
    return found
