"""Nothing that people type or upload runs in anybody's browser, wherever it is shown."""

import io
import json
import os
import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from itertools import cycle
from pathlib import Path
from typing import Any

import docx
import pytest
from flask import Flask
from playwright.sync_api import BrowserContext, Page

from reviewapp.domain.anchors import Span
from reviewapp.domain.errors import BadInput
from reviewapp.domain.people import Role
from reviewapp.domain.threads import Scope
from reviewapp.domain.versions import TITLE_LENGTH, DocumentKind
from reviewapp.models import Membership, Version
from reviewapp.queries.versions import blocks_of
from reviewapp.services.people import Newcomer, add_member
from reviewapp.services.projects import create_document, create_guide
from reviewapp.services.replies import reply
from reviewapp.services.threads import Comment, open_thread
from reviewapp.services.transaction import transaction
from reviewapp.services.versions import Upload, publish_version, upload_version
from tests import builders as b
from tests.browser.hands import DESK, sit_down

OF_A_FAMILY = 1
CORPUS = Path(__file__).parent.parent / "corpus"
NOT_IN_TEXT = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
ENDS_WHAT_MAY_BE_OPEN = "\n\n-->\n\n]]>\n\n?>\n\n</script></style></textarea></pre></title>\n\n"

TRAP = """
window.trap = () => { window.sprung = true; };
window.ran = window.alert = window.confirm = window.prompt = window.print = window.trap;
"""
FINDINGS = """() => {
  const found = window.sprung || window.ran !== window.trap ? ["a script ran"] : [];
  for (const one of document.querySelectorAll("body *")) {
    const name = one.localName;
    const isWritten = one.closest(".thread-body, .thread-wording, [data-block], blockquote") !== null;
    for (const { name: attribute, value } of one.attributes) {
      const leads = /^(href|src|action|formaction|data|poster|xlink:href)$/.test(attribute);
      const runs = leads && /^\\s*(javascript|vbscript|data):/i.test(value);
      const acts = /^on|^srcdoc$/.test(attribute) || (isWritten && /^(style|formaction)$/.test(attribute));
      if (runs || acts) found.push(`<${name} ${attribute}=${value}>`);
    }
    const source = name === "script" ? one.src : one.rel === "stylesheet" && !isWritten ? one.href : "";
    const isOurs = source && source.startsWith(location.origin + "/static/") && !one.text;
    const isActive = /^(script|iframe|frame|object|embed|base|meta|link|style|portal|math)$/.test(name);
    const isControl = isWritten && /^(form|input|button|svg|video|audio)$/.test(name);
    if ((isActive && !isOurs) || isControl) found.push(`<${name}>`);
  }
  return found;
}"""
TOUCH_EVERYTHING = """() => {
  for (const details of document.querySelectorAll("details")) details.open = true;
  for (const one of document.querySelectorAll("main *")) {
    for (const kind of ["mouseover", "focus", "error"]) {
      one.dispatchEvent(new Event(kind, { bubbles: false }));
    }
  }
}"""


def vectors(name: str, key: str) -> list[str]:
    """Give the texts of a corpus: some of each family, all of them in the long run.

    (tests/test_markup.py puts the whole corpus through both sinks, without a browser.)
    """
    rows = [json.loads(line) for line in (CORPUS / f"{name}.jsonl").read_text("utf-8").splitlines()]
    most = len(rows) if os.environ.get("WHOLE_CORPUS") else OF_A_FAMILY
    seen: Counter[str] = Counter()
    chosen = []
    for row in rows:
        seen[row["family"]] += 1
        if seen[row["family"]] <= most:
            chosen.append(row[key])
    return chosen


SCRIPTS, NAMES = vectors("xss", "html"), vectors("names", "value")


def word_file(texts: Iterable[str]) -> bytes:
    """Put each text into a paragraph, each tenth into a heading."""
    document = docx.Document()
    for at, text in enumerate(texts):
        kept = NOT_IN_TEXT.sub("", text)
        document.add_heading(kept[:200], 1) if at % 10 == 0 else document.add_paragraph(kept)
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


@pytest.fixture
def quiet(app: Flask, new_context: Callable[..., BrowserContext]) -> Iterator[Callable[..., None]]:
    """Open pages for somebody and look whether anything on them is alive."""

    def look(person: Membership, *paths: str) -> None:
        context = new_context(**DESK)
        context.add_init_script(TRAP)
        page = sit_down(context, person)
        page.on("dialog", lambda dialog: dialog.dismiss())
        for path in paths:
            page.goto(path)
            page.evaluate(TOUCH_EVERYTHING)
            assert page.evaluate(FINDINGS) == [], path
        context.close()

    yield look


def comment_everywhere(review: b.Review, version: Version, texts: Iterable[str]) -> list[str]:
    """Leave each text as comment, proposed wording and reply on one block after another."""
    expert, places = b.actor_of(review.expert), cycle([one for one in blocks_of(version) if one.text])
    made = []
    with transaction():
        for text, block in zip(texts, places, strict=False):
            span = Span(block.id, 0, block.id, len(block.text))
            comment = Comment(Scope.PASSAGE, text, span=span, proposed_wording=text)
            try:
                thread = open_thread(version, comment, actor=expert)
                reply(thread, text, actor=expert)
            except BadInput:
                continue
            made.append(thread.public_id)
    return made


def test_hostile_comments_and_passages_stay_texts(quiet: Callable[..., None]) -> None:
    review = b.make_review()
    document = b.make_document(review.project, "Hostile chapter")
    version = b.make_version(document, word_file(SCRIPTS), name="chapter.docx")
    b.make_round(review.project, [version], [review.expert])
    made = comment_everywhere(review, version, SCRIPTS)
    assert len(made) > len(SCRIPTS) * 0.95
    changed = word_file(f"{text} changed" for text in SCRIPTS)
    newer = b.make_version(document, changed, name="chapter.docx").public_id

    quiet(
        review.expert, f"/versions/{version.public_id}", f"/projects/{review.project.public_id}/my-comments"
    )
    quiet(
        review.editor,
        f"/documents/{document.public_id}/threads",
        f"/versions/{newer}/places",
        f"/versions/{newer}",
        *(f"/threads/{thread}" for thread in made[::60]),
        f"/threads/{made[0]}/place?version={newer}",
    )


def test_hostile_markdown_stays_text(quiet: Callable[..., None]) -> None:
    review = b.make_review()
    text = "# Hostile\n\n" + ENDS_WHAT_MAY_BE_OPEN.join(NOT_IN_TEXT.sub("", one) for one in SCRIPTS)
    draft = b.make_version(b.make_document(review.project), text, publish=False)
    quiet(review.editor, f"/versions/{draft.public_id}/structure?show=all")
    publish_version(draft, actor=b.actor_of(review.editor))
    quiet(review.editor, f"/versions/{draft.public_id}")


def test_hostile_names_and_titles_stay_texts(quiet: Callable[..., None]) -> None:
    review = b.make_review()
    project, editor = review.project, b.actor_of(review.editor)
    texts = [*NAMES, *SCRIPTS]
    manager = b.actor_of(review.manager)
    people = list(zip(range(len(NAMES)), NAMES, cycle(SCRIPTS), strict=False))
    made = accepted(lambda texts: add_member(project, person(*texts), actor=manager), people)
    assert len(made) > len(NAMES) * 0.3
    guides = accepted(lambda text: create_guide(project, text[:TITLE_LENGTH], actor=editor), texts[::4])
    assert len(guides) > len(texts[::4]) * 0.4
    document = create_document(guides[0], DocumentKind.CHAPTER, SCRIPTS[1][:TITLE_LENGTH], actor=editor)
    uploads = accepted(lambda text: upload_version(document, upload(text), actor=editor), texts[::8])
    assert len(uploads) > len(texts[::8]) * 0.4
    publish_version(uploads[-1], actor=editor)
    round_ = b.make_round(project, [uploads[-1]], made, name=SCRIPTS[3][:100])
    thread = b.make_thread(uploads[-1], made[0], "Whose name is that?")
    here = f"/projects/{project.public_id}"
    quiet(
        review.manager,
        *("/", here, f"{here}/people", f"{here}/rounds", f"{here}/rounds/new", f"{here}/comments"),
        *(f"/rounds/{round_.public_id}", f"/rounds/{round_.public_id}/edit"),
        *(f"/documents/{document.public_id}", f"/documents/{document.public_id}/threads"),
        *(f"/threads/{thread.public_id}", f"/versions/{uploads[-1].public_id}"),
    )
    quiet(made[0], "/", f"/versions/{uploads[-1].public_id}")


def accepted(act: Callable[[Any], Any], texts: Iterable[Any]) -> list[Any]:
    """Do it with each text that the service does not refuse with a sentence."""
    made = []
    with transaction():
        for text in texts:
            with suppress(BadInput):
                made.append(act(text))
    return made


def upload(text: str) -> Upload:
    """A file with a hostile title, name and note."""
    return Upload(f"# {SCRIPTS[2]}\n\nWords.\n".encode(), f"{text}.md", "en", note=text)


def person(number: int, name: str, text: str) -> Newcomer:
    """A reviewer whose every field is somebody's experiment."""
    return Newcomer(
        role=Role.REVIEWER,
        email=f"hostile{number}@example.org",
        name=name,
        institution=text[:100],
        sector=text[:60],
        country="CN",
        tags=[text[:20]],
    )


def test_hostile_links_name_nobody(app: Flask, page: Page) -> None:
    page.add_init_script(TRAP)
    for text in SCRIPTS[::10]:
        page.goto("/sign-in/" + re.sub(r"[^!-~]|[/?#%\\]", "", text)[:80])
        assert page.evaluate(FINDINGS) == []
