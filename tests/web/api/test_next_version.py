"""From one version to the next by a script: upload, where comments stand, settle one, implement, export."""

import json
from typing import Any

from tests import builders as b

from .conftest import Caller, Callers
from .test_versions import upload

TEXT = """# Planning a session

A session begins with its aim. Write the aim down before the tools are chosen.

Training takes 40 hours and ends with a test at the machine.

# Coaching at work

A good coach asks before he or she answers. Mistakes are discussed in private.

# Records

Every apprentice keeps a notebook of the work done each week.
"""
NEXT = """# Coaching at work

A good coach asks first and answers later. Mistakes are discussed in private.

# Planning a session

A session begins with its aim. Write the aim down before the tools are chosen.

Training takes 80 hours and ends with a test at the machine.
"""


def comment(caller: Caller, version: str, **about: Any) -> Any:
    made = caller.post(f"/versions/{version}/threads", {"scope": "passage", "body": "About this.", **about})
    assert made.status_code == 201, made.json
    return made.json["id"]


def test_a_script_carries_comments_to_the_next_version_and_takes_the_table_home(
    speak: Callers, review: b.Review
) -> None:
    editor = speak(review.editor)
    first = upload(editor, review, TEXT, publish="true").json
    ids = {
        words: comment(editor, first["id"], quote={"exact": words})
        for words in ("Write the aim down", "40 hours", "asks before he or she answers", "a notebook")
    }
    records = next(one["id"] for one in first["sections"] if one["title"] == "Records")
    ids["Records"] = comment(editor, first["id"], scope="section", section=records)
    second = upload(editor, review, NEXT, publish="true").json

    def places() -> dict[str, Any]:
        items = editor.get(f"/versions/{second['id']}/threads?limit=100").json["items"]
        found = {one["id"]: one["place"] for one in items}
        return {words: found[one] for words, one in ids.items()}

    now = places()
    assert now["40 hours"]["exact"] == "80 hours" and now["40 hours"]["changed"]
    asked = now["asks before he or she answers"]
    assert (asked["state"], asked["exact"]) == ("to_be_placed", "asks first and answers")
    assert now["Write the aim down"]["exact"] == "Write the aim down"
    assert {now[words]["state"] for words in ("a notebook", "Records")} == {"removed"}
    assert sum(second["carried"].values()) == len(now)

    blocks = editor.get(f"/versions/{second['id']}/blocks").json["items"]
    block = next(one for one in blocks if "Mistakes" in one["text"])
    start = block["text"].index("Mistakes")
    spot = {"block": block["id"], "offset": start}
    here = {"start": spot, "end": {**spot, "offset": start + len("Mistakes")}}
    settled = editor.post(f"/threads/{ids['a notebook']}/place", {"version": second["id"], **here})
    assert settled.status_code == 200 and places()["a notebook"]["exact"] == "Mistakes"

    thread = f"/threads/{ids['40 hours']}"
    speak(review.manager).post(f"{thread}/decision", {"disposition": "accepted"})
    done = editor.post(f"{thread}/implemented", {"version": second["id"], "note": "Eighty now."})
    assert [one["version"] for one in done.json["implemented"]] == [second["id"]]

    changes = editor.get(f"/versions/{first['id']}/compare/{second['id']}").json
    behind = [one for one in changes["blocks"] if ids["40 hours"] in one["threads"]]
    assert [op for op in behind[0]["words"] if op[0] != "="] == [["-", "40"], ["+", "80"]]

    exported = editor.get(f"/documents/{review.document.public_id}/export?format=json")
    rows = {one["passage"]: one for one in json.loads(exported.data)["comments"]}
    assert rows["40 hours"]["place_passage"] == "80 hours"
    assert rows["40 hours"]["implemented"] == [{"edition": "en", "version": second["number"]}]
    assert rows["a notebook"]["place_passage"] == "Mistakes"
