"""The editors' desk: lists with filters in the address, and the way from a list to its threads."""

from typing import Any
from urllib.parse import quote

import pytest
from flask.testing import FlaskClient

from reviewapp.domain.people import Role
from reviewapp.services.replies import reply
from reviewapp.services.supports import support
from reviewapp.services.threads import withdraw
from reviewapp.services.transaction import transaction
from reviewapp.services.triage import assign, tag
from tests import builders as b
from tests.fixtures_counting import Counting
from tests.web.desk import Desk, decide, make_desk, numbers_on, page_of, press, sum_on, words_of


@pytest.fixture
def desk() -> Desk:
    return make_desk()


@pytest.fixture
def editor(client: FlaskClient, desk: Desk) -> FlaskClient:
    b.sign_in(client, desk.review.editor)
    return client


def list_of(desk: Desk, query: str = "") -> str:
    return f"/documents/{desk.review.document.public_id}/threads{query}"


def cells(row: Any) -> list[str]:
    return [cell.text_content().strip() for cell in row.xpath("./td")]


def test_the_desk_leads_to_the_comments_of_documents_and_rounds(editor: FlaskClient, desk: Desk) -> None:
    b.make_decision(desk.hours, desk.review.editor)
    page = page_of(editor.get(f"/projects/{desk.review.project.public_id}/comments"))
    numbers = [
        [cell.text_content().strip() for cell in row.xpath("./td")] for row in page.xpath("//tbody/tr[th/a]")
    ]
    assert numbers == [["2", "0", "1", "0", "3"]] * 2
    addresses = page.xpath("//th[@scope='row']/a/@href")
    assert addresses == [list_of(desk), f"/rounds/{desk.review.round.public_id}/threads"]


def test_a_list_is_sorted_by_place_in_the_text(editor: FlaskClient, desk: Desk) -> None:
    assert numbers_on(editor.get(list_of(desk))) == [2, 3, 1]
    assert sum_on(editor.get(list_of(desk))) == "3 comments"


@pytest.mark.parametrize(
    ("query", "numbers"),
    [
        ("?scope=section", [1]),
        ("?scope=section,passage", [3, 1]),
        ("?status=decided", [1]),
        ("?disposition=noted", [1]),
        ("?disposition=accepted", []),
        ("?q=COACH", [3]),
        ("?q=shows+and", [3]),
        ("?type=substantive&q=small", [2]),
        ("?late=yes", []),
        ("?place=in_place&scope=document", [2]),
    ],
)
def test_filters_in_the_address_narrow_the_list(
    editor: FlaskClient, desk: Desk, query: str, numbers: list[int]
) -> None:
    b.make_decision(desk.hours, desk.review.editor, "noted")
    answer = editor.get(list_of(desk, query))
    assert numbers_on(answer) == numbers
    assert sum_on(answer) == f"{len(numbers)} of 3 comments"


def test_a_filter_is_a_chip_that_takes_itself_away(editor: FlaskClient, desk: Desk) -> None:
    page = page_of(editor.get(list_of(desk, "?scope=section,passage&q=a")))
    chips = {" ".join(a.text_content().split()): a.get("href") for a in page.find_class("desk-chip")}
    assert chips == {
        "Remove the filter Words: a": list_of(desk, "?scope=section%2Cpassage"),
        "Remove the filter Scope: Section comment": list_of(desk, "?q=a&scope=passage"),
        "Remove the filter Scope: Passage": list_of(desk, "?q=a&scope=section"),
    }


def test_the_form_of_filters_keeps_several_values_of_one_field(editor: FlaskClient, desk: Desk) -> None:
    page = page_of(editor.get(list_of(desk, "?status=open,decided")))
    chosen = page.xpath("//select[@name='status']/option[@selected]")
    assert [(one.get("value"), one.text_content()) for one in chosen] == [("open,decided", "Open, Decided")]


def test_a_value_no_filter_knows_is_said_in_a_sentence(editor: FlaskClient, desk: Desk) -> None:
    answer = editor.get(list_of(desk, "?status=rejected"))
    assert answer.status_code == 422
    assert "“rejected” is no value of the filter “status”" in words_of(answer)


def test_withdrawn_comments_show_only_when_asked_for(editor: FlaskClient, desk: Desk) -> None:
    withdraw(desk.hours, actor=b.actor_of(desk.review.other))
    assert numbers_on(editor.get(list_of(desk))) == [2, 3]
    asked = editor.get(list_of(desk, "?status=withdrawn"))
    assert (numbers_on(asked), sum_on(asked)) == ([1], "1 of 3 comments")


def test_drafts_never_lie_on_the_desk(editor: FlaskClient, desk: Desk) -> None:
    b.make_thread(desk.review.version, desk.review.editor, is_draft=True)
    assert numbers_on(editor.get(list_of(desk, "?status=draft"))) == []


def test_a_thread_opened_from_a_list_leads_on_within_its_filters(editor: FlaskClient, desk: Desk) -> None:
    page = page_of(editor.get(list_of(desk, "?scope=passage,section")))
    first = page.xpath("//td[contains(@class, 'desk-number')]/a/@href")[0]
    thread = page_of(editor.get(first))
    [trail] = thread.find_class("trail")
    assert "1 of 2" in trail.text_content()
    assert trail.xpath("./a/@href")[0] == list_of(desk, "?scope=passage%2Csection")
    [following] = trail.xpath("./a[@rel='next']/@href")
    assert desk.hours.public_id in following
    assert trail.xpath("./a[@rel='prev']") == []


def test_after_a_decision_the_next_of_the_list_is_still_offered(editor: FlaskClient, desk: Desk) -> None:
    came_from = quote(f"document/{desk.review.document.public_id}?status=open")
    fields = {"form_key": "k", "seen": desk.coaching.revision, "disposition": "accepted"}
    answer = editor.post(f"/threads/{desk.coaching.public_id}/decision?from={came_from}", data=fields)
    [trail] = page_of(editor.get(answer.location)).find_class("trail")
    assert desk.hours.public_id in trail.xpath("./a[@rel='next']/@href")[0]
    assert desk.general.public_id in trail.xpath("./a[@rel='prev']/@href")[0]


def test_a_list_that_is_none_leads_nowhere(editor: FlaskClient, desk: Desk) -> None:
    for came_from in ("https://example.org/", "document/other?", "round/x?status=rejected", "//"):
        page = page_of(editor.get(f"/threads/{desk.hours.public_id}?from={quote(came_from)}"))
        assert page.find_class("trail") == []


def test_officers_see_the_desk_and_decide_nothing(client: FlaskClient, desk: Desk) -> None:
    b.sign_in(client, desk.review.officer)
    assert numbers_on(client.get(list_of(desk))) == [2, 3, 1]
    assert page_of(client.get(f"/threads/{desk.hours.public_id}")).find_class("decide-form") == []
    assert decide(client, desk.hours).status_code == 403
    assert press(client, desk.hours, "begin").status_code == 403


def test_reviewers_have_no_desk(client: FlaskClient, desk: Desk) -> None:
    b.sign_in(client, desk.review.expert)
    assert client.get(list_of(desk)).status_code == 403
    assert decide(client, desk.hours).status_code == 403


def test_an_observer_learns_no_decision_by_filtering(client: FlaskClient, desk: Desk) -> None:
    b.make_decision(desk.hours, desk.review.editor)
    b.sign_in(client, b.make_member(desk.review.project, Role.OBSERVER))
    assert numbers_on(client.get(list_of(desk, "?status=decided"))) == []
    assert numbers_on(client.get(list_of(desk, "?disposition=accepted"))) == []
    assert numbers_on(client.get(list_of(desk, "?status=in_progress"))) == [1]
    page = page_of(client.get(f"/projects/{desk.review.project.public_id}/comments"))
    assert cells(page.xpath("//tbody/tr")[0]) == ["2", "1", "0", "0", "3"]


def test_who_stands_outside_finds_nothing(client: FlaskClient, desk: Desk) -> None:
    b.sign_in(client, b.make_member(b.make_project()))
    assert client.get(list_of(desk)).status_code == 404
    assert client.get(f"/rounds/{desk.review.round.public_id}/threads").status_code == 404


def test_a_list_asks_as_much_for_sixty_comments_as_for_three(
    editor: FlaskClient, desk: Desk, count_queries: Counting
) -> None:
    staff = b.actor_of(desk.review.editor)
    support(desk.hours, actor=b.actor_of(desk.review.expert))
    assign(desk.general, desk.review.manager, actor=staff)
    addresses = (list_of(desk), f"/projects/{desk.review.project.public_id}/comments")

    def asked() -> list[int]:
        numbers = []
        for address in addresses:
            with count_queries() as questions:
                editor.get(address)
            numbers.append(len(questions))
        return numbers

    asked()
    few = asked()
    with transaction():
        for number in range(57):
            thread = b.make_thread(desk.review.version, desk.review.other, f"Point {number}")
            reply(thread, "Yes.", actor=b.actor_of(desk.review.expert))
            support(thread, actor=b.actor_of(desk.review.expert))
            assign(thread, desk.review.manager, actor=staff)
            tag(thread, [f"tag {number % 7}"], actor=staff)
            if number % 3 == 0:
                b.make_decision(thread, desk.review.editor, "duplicate", duplicate_of=desk.general.public_id)
    assert all(many <= once for many, once in zip(asked(), few, strict=True))


def test_long_lists_have_pages(editor: FlaskClient, desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("reviewapp.web.triage.lists.PAGE", 2)
    first = editor.get(list_of(desk, "?type=substantive"))
    assert numbers_on(first) == [2, 3]
    assert page_of(first).xpath("//nav[@class='pages']//a/@href") == ["?type=substantive&page=2"]
    assert numbers_on(editor.get(list_of(desk, "?type=substantive&page=2"))) == [1]
