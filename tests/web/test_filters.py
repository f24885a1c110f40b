"""Each filter gives the same comments in the list, its sum, the export and the API."""

import csv
import io
from datetime import date
from typing import Any

from flask.testing import FlaskClient

from reviewapp.domain.filters import ThreadFilter
from reviewapp.domain.people import InstitutionType, Role
from reviewapp.domain.threads import CommentType, Importance
from reviewapp.queries.versions import sections_of_version
from reviewapp.services.replies import reply
from reviewapp.services.triage import assign, set_due, set_waiting, tag
from tests import builders as b
from tests.kept_worlds import kept
from tests.web.desk import numbers_on, page_of, sum_on

NESTED = b.CHAPTER.replace("Write down the aim", "### 4.2.1 Aims\n\nWrite down the aim")


class World:
    """Five comments, numbered in the order of their making."""

    def __init__(self) -> None:
        review = self.review = b.make_review(NESTED)
        ministry = b.make_member(
            review.project, institution_type=InstitutionType.GOVERNMENT, country="LA", language="zh"
        )
        version, editor = review.version, b.actor_of(review.editor)
        self.second = b.make_round(review.project, [version], [ministry], name="Second round")
        self.passage = b.make_thread(
            version, review.expert, exact="plans, shows and checks", type=CommentType.EDITORIAL
        )
        self.parent = b.make_thread(
            version, review.other, section="Planning a session", importance=Importance.MINOR
        )
        self.below = b.make_thread(version, review.expert, "Why?", section="Aims")
        self.zh = b.make_thread(version, ministry, "请说明学时。")
        self.decided = b.make_thread(version, review.other, "About costs")
        b.make_decision(self.decided, review.manager, "noted")
        assign(self.passage, review.editor, actor=editor)
        set_due(self.passage, date(2020, 1, 1), actor=editor)
        set_due(self.decided, date(2020, 1, 1), actor=editor)
        tag(self.below, ["Law 100%", "costs"], actor=editor)
        set_waiting(self.below, True, actor=editor)
        reply(self.parent, "Budget?", is_internal=True, actor=editor)
        self.ids = {
            "me": review.editor.public_id,
            "expert": review.expert.public_id,
            "round": self.second.public_id,
            "section": next(s for s in sections_of_version(version) if "Planning" in s.title).public_id,
            "aims": next(s for s in sections_of_version(version) if "Aims" in s.title).public_id,
        }
        self.names = {one.public_id: name for name, one in vars(self).items() if hasattr(one, "author_id")}


QUERIES: dict[str, tuple[str, set[str]]] = {
    "status": ("status=in_progress", {"passage", "below"}),
    "disposition": ("disposition=noted", {"decided"}),
    "type": ("type=editorial", {"passage"}),
    "importance": ("importance=minor", {"parent"}),
    "scope": ("scope=section", {"parent", "below"}),
    "section": ("section={section}", {"parent", "below"}),
    "deepest section": ("section={aims}", {"below"}),
    "author": ("author={expert}", {"passage", "below"}),
    "institution_type": ("institution_type=government", {"zh"}),
    "country": ("country=LA", {"zh"}),
    "language": ("language=zh", {"zh"}),
    "assignee": ("assignee={me}", {"passage"}),
    "nobody": ("assignee=none&status=open", {"parent", "zh"}),
    "place": ("place=removed", set()),
    "round": ("round={round}", {"zh"}),
    "late": ("late=yes", set()),
    "waiting": ("waiting=yes", {"below"}),
    "overdue": ("overdue=yes", {"passage"}),
    "implemented": ("implemented=no", set()),
    "tag": ("tag=law 100%25", {"below"}),
    "q": ("q=aim", set()),
    "together": ("assignee=none&waiting=no&q=costs", {"decided"}),
}


def test_every_filter_is_asked_here() -> None:
    assert set(ThreadFilter.__dataclass_fields__) <= QUERIES.keys()


def test_list_sum_export_and_api_agree(client: FlaskClient) -> None:
    world = kept(World)
    review = world.review
    b.sign_in(client, review.editor)
    token = {"Authorization": f"Bearer {b.token_of(review.editor)}"}
    for name, (query, wanted) in QUERIES.items():
        asked = "?" + query.format(**world.ids)
        api = client.get(f"/api/v1/versions/{review.version.public_id}/threads{asked}", headers=token)
        shown = client.get(f"/documents/{review.document.public_id}/threads{asked}")
        file = client.get(f"/documents/{review.document.public_id}/export{asked}&format=csv&preset=short")
        rows = list(csv.reader(io.StringIO(file.get_data().decode("utf-8-sig"))))[1:]
        assert {world.names[one["id"]] for one in api.json["items"]} == wanted, name
        assert sum_on(shown) == f"{len(wanted)} of 5 comments", name
        assert len(numbers_on(shown)) == len(wanted) == len(rows), name
        assert [int(row[0]) for row in rows] == numbers_on(shown), name


def options_of(answer: Any) -> dict[str, list[str]]:
    return {
        one.get("name"): [option.get("value") for option in one][1:]
        for one in page_of(answer).xpath("//form[@role='search']//select")
    }


def test_the_form_offers_what_is_there_and_the_own_comments_first(client: FlaskClient) -> None:
    world = kept(World)
    b.sign_in(client, world.review.editor)
    answer = client.get(f"/documents/{world.review.document.public_id}/threads?assignee={world.ids['me']}")
    offered = options_of(answer)
    assert offered["assignee"] == [world.ids["me"], "none"]
    assert (offered["tag"], offered["country"]) == (["costs", "law 100%"], ["CN", "LA"])
    [chip] = page_of(answer).find_class("desk-chip")
    assert "Assigned to: Assigned to me" in " ".join(chip.text_content().split())


def test_an_observer_is_offered_and_finds_nothing_that_staff_keep(client: FlaskClient) -> None:
    world = kept(World)
    b.sign_in(client, b.make_member(world.review.project, Role.OBSERVER))
    path = f"/documents/{world.review.document.public_id}/threads"
    assert (
        not {"assignee", "tag", "overdue", "waiting", "country", "author"}
        & options_of(client.get(path)).keys()
    )
    for query in (f"assignee={world.ids['me']}", "assignee=none", "tag=costs", "overdue=yes", "overdue=no"):
        assert numbers_on(client.get(f"{path}?{query}")) == []
    words = client.get(path).get_data(as_text=True)
    assert "costs" not in words.replace("About costs", "") and world.review.editor.account.name not in words


def test_a_list_of_two_languages_says_which_and_can_be_sorted_by_it(client: FlaskClient) -> None:
    review = b.make_review()
    chinese = b.make_version(review.document, b.CHAPTER_ZH, "zh")
    b.make_thread(review.version, review.editor, exact="plans, shows and checks")
    b.make_thread(chinese, review.editor, exact="计划、示范和检查")
    newer = b.make_version(review.document, b.CHAPTER + "\nMore.\n")
    b.make_thread(newer, review.editor, "On the newer one")
    b.sign_in(client, review.editor)
    path = f"/documents/{review.document.public_id}/threads"
    editions = [one.text_content() for one in page_of(client.get(path)).find_class("desk-edition")]
    assert sorted(editions) == ["Chinese", "English", "English"]
    page = page_of(client.get(f"{path}?by=edition"))
    assert [one.text_content() for one in page.xpath("//tr[@class='desk-group']/th")] == [
        "English",
        "Chinese",
    ]
    assert [one.text_content() for one in page.find_class("desk-edition")] == [
        "English",
        "English",
        "Chinese",
    ]
    assert "by%3Dedition" in page.xpath("//td[contains(@class, 'desk-number')]/a/@href")[0]
