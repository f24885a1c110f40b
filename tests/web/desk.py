"""A desk with a few comments, and how tests read its pages and press its buttons."""

import io
from dataclasses import dataclass
from itertools import count
from typing import Any

import openpyxl
from lxml import html

from reviewapp.domain.report import COLUMNS
from reviewapp.models import Thread
from reviewapp.web.labels import label
from tests import builders as b
from tests.kept_worlds import kept

_keys = count(1)


@dataclass
class Desk:
    """A review and its comments; in the text they stand in the order general, coaching, hours."""

    review: b.Review
    hours: Thread
    general: Thread
    coaching: Thread


def make_desk(**terms: Any) -> Desk:
    """Three comments, numbered in the order they were made: hours 1, general 2, coaching 3."""
    return kept(new_desk, **terms)


def new_desk(**terms: Any) -> Desk:
    """The same, made by the verbs every time."""
    review = b.make_review(**terms)
    return Desk(
        review,
        hours=b.make_thread(review.version, review.other, "Say how long.", section="Planning a session"),
        general=b.make_thread(review.version, review.expert, "What about small firms?"),
        coaching=b.make_thread(
            review.version,
            review.expert,
            "Add **coaching**.",
            exact="plans, shows and checks",
            proposed_wording="plans, shows, checks and coaches",
        ),
    )


def page_of(answer: Any) -> Any:
    """Read a page that came with 200, or one that came back with a refusal."""
    assert answer.status_code in (200, 403, 409, 412, 422), answer.status_code
    return html.fromstring(answer.get_data(as_text=True))


def numbers_on(answer: Any) -> list[int]:
    """Give the numbers of the comments a list shows, in its order."""
    cells = page_of(answer).xpath("//td[contains(@class, 'desk-number')]/a")
    return [int(cell.text_content().split()[-1]) for cell in cells]


def words_of(answer: Any) -> str:
    """Give what a page says, white space made single."""
    return " ".join(page_of(answer).text_content().split())


def sum_on(answer: Any) -> str:
    """Give the line that says how many comments a list shows."""
    return str(page_of(answer).xpath("string(//p[contains(@class, 'toolbar-sum')])"))


def typed_in(answer: Any, name: str) -> str:
    """Give what stands in a field of the decision's form."""
    form = page_of(answer).xpath("//form[contains(@class, 'decide-form')]")[0]
    return str(form.fields[name] or "").strip("\n")


def decide(client: Any, thread: Thread, **fields: Any) -> Any:
    """Send the form of a decision as its page holds it."""
    given = {"form_key": f"key-{next(_keys)}", "seen": thread.revision, "disposition": "accepted", **fields}
    return client.post(f"/threads/{thread.public_id}/decision", data=given)


def press(client: Any, thread: Thread, act: str, **fields: Any) -> Any:
    """Press one of the small buttons of the panel."""
    given = {"form_key": f"key-{next(_keys)}", "seen": thread.revision, **fields}
    return client.post(f"/threads/{thread.public_id}/{act}", data=given)


def of_document(desk: Desk, query: str = "") -> str:
    return f"/documents/{desk.review.document.public_id}/export{query}"


def of_round(desk: Desk, query: str = "") -> str:
    return f"/rounds/{desk.review.round.public_id}/export{query}"


def workbook(answer: Any) -> openpyxl.Workbook:
    assert answer.status_code == 200, answer.get_data(as_text=True)
    return openpyxl.load_workbook(io.BytesIO(answer.data))


def table(answer: Any) -> list[dict[str, Any]]:
    """Give the rows of the first sheet by the keys of their columns."""
    head, *rows = workbook(answer).worksheets[0].iter_rows(values_only=True)
    keys = {label("column", key): key for key in COLUMNS}
    return [{keys[str(title)]: cell for title, cell in zip(head, row, strict=True)} for row in rows]
