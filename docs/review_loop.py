"""Walk through a whole review over the API: set up, upload, comment, decide, next version, export.

Needs nothing but Python. With `make run` in one terminal, in another:

    TOKEN=$(.venv/bin/flask --app wsgi tokens issue administrator@example.org)
    python3 docs/review_loop.py http://127.0.0.1:5000 $TOKEN

Every step is printed and checked; at the end the comments table is saved as comments.xlsx.
Run it as often as you like: each run makes a project of its own. The tokens of the people it adds are
issued on the command line, so it runs in the folder and with the environment of the server.
"""

import argparse
import io
import json
import secrets
import subprocess
import sys
import urllib.error
import urllib.request
import zipfile
from pathlib import Path
from typing import Any
from xml.sax.saxutils import escape

HERE = Path(__file__).resolve().parent.parent
WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
OFFICE = "http://schemas.openxmlformats.org"
STYLES = {"#": "Heading1", "##": "Heading2"}

CHAPTER = """# 4 Training in-company trainers
This chapter is for trainers in firms of every size.
## 4.1 Tasks
A trainer plans the week, shows each task in four steps and checks the result.
A trainer needs time for this.
## 4.2 Planning a session
Write down the aim before you choose the steps. 🧑‍🏫 先写下“目标”，再选择步骤。
A trainer needs time for this."""
NEXT = CHAPTER.replace("shows each task in four steps", "demonstrates the work").replace(
    "# 4 Training in-company trainers", "# 4 Training in-company trainers\nRead chapter 3 first."
)


class Caller:
    """Somebody with a token."""

    def __init__(self, url: str, token: str) -> None:
        self.url, self.token = url, token

    def __call__(
        self, method: str, path: str, body: Any = None, *, status: int = 200, **headers: str
    ) -> tuple[Any, Any]:
        """Send a request, check the status of the answer; give (JSON or bytes, headers)."""
        data = body if isinstance(body, bytes | None) else json.dumps(body).encode()
        request = urllib.request.Request(f"{self.url}/api/v1{path}", data, method=method)
        request.add_header("Authorization", f"Bearer {self.token}")
        request.add_header("Content-Type", "application/json")
        for name, value in headers.items():
            request.add_header(name.replace("_", "-"), value)
        try:
            answer = urllib.request.urlopen(request, timeout=60)
        except urllib.error.HTTPError as error:
            answer = error
        content = answer.read()
        assert answer.status == status, f"{method} {path}: {answer.status} {content[:500]!r}"
        is_json = "json" in answer.headers.get("Content-Type", "")
        return (json.loads(content) if is_json else content), answer.headers

    def get(self, path: str) -> Any:
        """GET a thing."""
        return self("GET", path)[0]

    def make(self, path: str, body: Any, **more: Any) -> Any:
        """POST what creates a thing."""
        return self("POST", path, body, status=201, **more)[0]

    def upload(self, document: str, name: str, data: bytes, **fields: str) -> Any:
        """POST a file as a version."""
        border = secrets.token_hex(16)
        parts = [f'Content-Disposition: form-data; name="{k}"\r\n\r\n{v}'.encode() for k, v in fields.items()]
        parts.append(
            f'Content-Disposition: form-data; name="file"; filename="{name}"\r\n\r\n'.encode() + data
        )
        body = b"".join(b"--%s\r\n%s\r\n" % (border.encode(), part) for part in parts)
        body += f"--{border}--\r\n".encode()
        kind = f"multipart/form-data; boundary={border}"
        return self.make(f"/documents/{document}/versions", body, Content_Type=kind)


def word_file(text: str) -> bytes:
    """Write lines as a Word file; # and ## begin headings."""
    paragraphs = []
    for line in text.splitlines():
        mark, _, words = line.partition(" ")
        style = f'<w:pPr><w:pStyle w:val="{STYLES[mark]}"/></w:pPr>' if mark in STYLES else ""
        words = words if mark in STYLES else line
        paragraphs.append(f'<w:p>{style}<w:r><w:t xml:space="preserve">{escape(words)}</w:t></w:r></w:p>')
    names = "".join(
        f'<w:style w:type="paragraph" w:styleId="Heading{n}"><w:name w:val="heading {n}"/></w:style>'
        for n in (1, 2)
    )
    relation = f"{OFFICE}/officeDocument/2006/relationships"
    part = "application/vnd.openxmlformats-officedocument.wordprocessingml"
    files = {
        "[Content_Types].xml": f'<Types xmlns="{OFFICE}/package/2006/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Override PartName="/word/document.xml" ContentType="{part}.document.main+xml"/>'
        f'<Override PartName="/word/styles.xml" ContentType="{part}.styles+xml"/></Types>',
        "_rels/.rels": f'<Relationships xmlns="{OFFICE}/package/2006/relationships"><Relationship Id="r1" '
        f'Type="{relation}/officeDocument" Target="word/document.xml"/></Relationships>',
        "word/_rels/document.xml.rels": f'<Relationships xmlns="{OFFICE}/package/2006/relationships">'
        f'<Relationship Id="r1" Type="{relation}/styles" Target="styles.xml"/></Relationships>',
        "word/styles.xml": f'<w:styles xmlns:w="{WORD}">{names}</w:styles>',
        "word/document.xml": f'<w:document xmlns:w="{WORD}"><w:body>{"".join(paragraphs)}</w:body>'
        "</w:document>",
    }
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as package:
        for name, xml in files.items():
            package.writestr(name, f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>{xml}')
    return buffer.getvalue()


def tokens_for(emails: list[str]) -> list[str]:
    """Issue a token for each person on the command line, as an administrator would."""
    installed = HERE / ".venv/bin/python"
    python = str(installed) if installed.exists() else sys.executable
    flask = [python, "-m", "flask", "--app", "wsgi"]
    calls = [
        subprocess.Popen([*flask, "tokens", "issue", email], cwd=HERE, stdout=subprocess.PIPE, text=True)
        for email in emails
    ]
    told = [call.communicate()[0] for call in calls]
    assert not any(call.returncode for call in calls), "no token was issued: is this the server's folder?"
    return [text.splitlines()[-1] for text in told]


class Walk:
    """One review from its beginning to its export. Each step needs those before it."""

    def __init__(self, admin: Caller) -> None:
        self.admin, self.mark = admin, secrets.token_hex(3)

    def set_up(self) -> None:
        """Make the project and its people."""
        assert self.admin.get("/me")["is_admin"], "this token is not an administrator's"
        terms = {"name": f"Walk {self.mark}", "languages": ["en", "zh"], "time_zone": "Asia/Shanghai"}
        self.project = f"/projects/{self.admin.make('/projects', terms)['id']}"
        say(f"An administrator creates the project {terms['name']}")
        roles = (("editor", "editor", "CN"), ("first", "reviewer", "CN"), ("second", "reviewer", "LA"))
        emails = [f"{name}-{self.mark}@example.org" for name, _, _ in roles]
        self.members = [
            self.admin.make(
                f"{self.project}/people",
                {
                    "email": email,
                    "name": f"Walker {name}",
                    "role": role,
                    "institution": f"Institution {name}",
                    "institution_type": "tvet",
                    "country": country,
                    "language": "en",
                },
            )["id"]
            for email, (name, role, country) in zip(emails, roles, strict=True)
        ]
        callers = (Caller(self.admin.url, token) for token in tokens_for(emails))
        self.editor, self.first, self.second = callers
        say("An editor and two experts join", *self.members)

    def upload(self) -> None:
        """Upload a Word file and publish it."""
        guide = self.editor.make(f"{self.project}/guides", {"title": "Training in-company trainers"})["id"]
        documents = f"/guides/{guide}/documents"
        self.editor.make(documents, {"kind": "outline", "title": "Outline"})
        self.chapter = self.editor.make(documents, {"kind": "chapter", "title": "Chapter 4"})["id"]
        data = word_file(CHAPTER)
        self.version = self.editor.upload(self.chapter, "chapter 4.docx", data, language="en", note="First")
        assert self.version["state"] == "draft" and self.version["blocks"] == len(CHAPTER.splitlines())
        found = [f"{'  ' * s['level']}{s['number']} {s['title']}" for s in self.version["sections"]]
        say("The editor uploads a Word file and looks at its sections", *found)
        self.one = f"/versions/{self.version['id']}"
        assert self.editor("POST", f"{self.one}/publish")[0]["state"] == "published"
        assert self.editor.get(f"{self.one}/original") == data
        say("The editor publishes it; the original is kept byte for byte")

    def open_round(self) -> None:
        """Ask the experts."""
        terms = {"name": "First round", "opens_at": "2026-01-01", "closes_at": "2999-12-31"}
        asked = {"versions": [self.version["id"]], "reviewers": self.members[1:]}
        made = self.editor.make(f"{self.project}/rounds", {**terms, **asked})
        self.round = f"/rounds/{made['id']}"
        assert made["state"] == "open"
        say("The editor opens a round", f"{made['opens_at']} to {made['closes_at']}")

    def comment(self) -> None:
        """Comment on passages, a section and the whole, once however often it is sent."""
        threads = f"{self.one}/threads"
        sent = {
            "scope": "passage",
            "quote": {"exact": "shows each task in four steps"},
            "body": "Which four?",
        }
        four, again = (self.first.make(threads, sent, Idempotency_Key=self.mark) for _ in range(2))
        assert four == again and four["place"]["exact"] == sent["quote"]["exact"]
        spot = self.spot(self.one, "先写下“目标”")
        aim = self.second.make(
            threads, {"scope": "passage", **spot, "body": "目标由谁来定？", "language": "zh"}
        )
        assert aim["place"]["exact"] == "先写下“目标”"
        section = self.version["sections"][1]["id"]
        tasks = self.second.make(threads, {"scope": "section", "section": section, "body": "- too short"})
        draft = {"scope": "document", "body": "Where are small firms?", "draft": True}
        whole = self.first.make(threads, draft)
        assert self.first("PATCH", f"/threads/{whole['id']}", {"status": "open"})[0]["number"] == 4
        self.four, self.aim, self.tasks = (f"/threads/{one['id']}" for one in (four, aim, tasks))
        bylines = [one["author"]["byline"] for one in (four, aim, tasks, whole)]
        say("Two experts comment on two passages, a section and the whole", *bylines)
        for words in ("A trainer needs time for this.", "words that stand nowhere"):
            wrong = {**sent, "quote": {"exact": words}}
            told, _ = self.first("POST", threads, wrong, status=422)
            say("A quote that stands twice or nowhere is refused", *told["errors"]["quote"])

    def discuss(self) -> None:
        """Edit, reply, withdraw."""
        self.first("PATCH", self.four, {"body": "Which four? Please name them."})
        self.editor.make(f"{self.four}/replies", {"body": "Those of section 4.2?"})
        self.first("PATCH", self.four, {"body": "Too late."}, status=409)
        self.second("POST", f"{self.tasks}/withdraw", {"note": "Said elsewhere."})
        say("An author edits until somebody replies, and may withdraw")

    def decide(self) -> None:
        """Decide; nobody overwrites what he or she has not seen."""
        ruling = {"disposition": "not_accepted", "reason": "Chapter 5 names them.", "response": "Thank you."}
        tag = self.editor("GET", self.four)[1]["ETag"]
        self.editor("POST", f"{self.four}/decision", {**ruling, "reason": ""}, status=422)
        self.editor("POST", f"{self.four}/decision", ruling, If_Match=tag)
        self.editor("POST", f"{self.aim}/decision", {"disposition": "accepted"})
        stands, _ = self.admin("POST", f"{self.four}/decision", {"disposition": "noted"}, status=409)
        assert stands["decision"]["reason"] == ruling["reason"]
        stale, _ = self.admin("PATCH", self.four, {"shared": True}, status=412, If_Match=tag)
        assert stale["thread"]["disposition"] == "not_accepted"
        say("The editor decides; who comes second is told", stands["detail"], stale["detail"])
        assert self.first.get(self.four)["disposition"] is None
        for act in ("close", "answer"):
            say(f"The round, after {act}:", self.editor("POST", f"{self.round}/{act}")[0]["state"])
        assert self.first.get(self.four)["response"] == "Thank you."
        self.first("POST", f"{self.one}/threads", {"scope": "document", "body": "One more."}, status=409)

    def go_on(self) -> None:
        """Upload the next version; place by hand what lost its words."""
        new = self.editor.upload(self.chapter, "next.docx", word_file(NEXT), language="en", publish="true")
        say("The next version carries the comments", json.dumps(new["carried"]))
        assert sum(new["carried"].values()) == 3 and new["carried"]["to_be_placed"] == 1
        self.two = f"/versions/{new['id']}"
        lost = self.editor.get(f"{self.two}/threads?place=to_be_placed")["items"]
        assert [f"/threads/{thread['id']}" for thread in lost] == [self.four]
        spot = self.spot(self.two, "demonstrates the work")
        placed, _ = self.editor("POST", f"{self.four}/place", {"version": new["id"], **spot})
        assert placed["place"]["exact"] == "demonstrates the work"
        say("The editor places the one that lost its words", placed["place"]["state"])

    def export(self, out: Path) -> None:
        """Save the comments table."""
        shown = self.editor.get(f"{self.two}/threads")["items"]
        table = self.editor.get(f"{self.round}/export?format=csv&lang=zh&preset=short").decode("utf-8-sig")
        assert all(thread["body"] in table for thread in shown) and "too short" not in table
        out.write_bytes(self.editor.get(f"{self.round}/export?format=xlsx&lang=en"))
        with zipfile.ZipFile(out) as package:
            names = [name for name in package.namelist() if name.startswith("xl/worksheets/sheet")]
            assert not any(b"<f>" in package.read(name) for name in names)
        say(f"{len(shown)} comments are exported", out.resolve())

    def spot(self, version: str, words: str) -> dict[str, Any]:
        """Say where words stand: positions are code points in the text of a block, as Python counts."""
        block = next(one for one in self.editor.get(f"{version}/blocks")["items"] if words in one["text"])
        start = block["text"].index(words)
        ends = {"start": start, "end": start + len(words)}
        return {name: {"block": block["id"], "offset": offset} for name, offset in ends.items()}


def say(step: str, *details: object) -> None:
    """Print a step and what came of it."""
    print(f"* {step}", *(f"    {detail}" for detail in details), sep="\n")


def main() -> None:
    """Play the main job."""
    reader = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    reader.add_argument("url", help="where the server listens, such as http://127.0.0.1:5000")
    reader.add_argument("token", help="an administrator's token")
    reader.add_argument("--out", default="comments.xlsx", type=Path)
    asked = reader.parse_args()
    walk = Walk(Caller(asked.url.rstrip("/"), asked.token))
    walk.set_up()
    walk.upload()
    walk.open_round()
    walk.comment()
    walk.discuss()
    walk.decide()
    walk.go_on()
    walk.export(asked.out)


if __name__ == "__main__":
    main()
