"""The demo's texts are built as they were meant to be, and every comment stands on words that are there."""

import re
from collections import Counter
from itertools import pairwise
from pathlib import Path

import pytest

from reviewapp.demo.script import DOCUMENTS, PEOPLE, PROJECT, ROUNDS, THREADS, VERSIONS
from reviewapp.demo.shapes import Thread
from reviewapp.domain.people import InstitutionType, Role
from reviewapp.domain.threads import CommentType, Disposition, Importance, check_ruling
from reviewapp.domain.threads import Ruling as DomainRuling
from tests.demo.reading import TEXTS, Part, bare, parts_of, source, text_of

EN1, EN2, ZH1, OUTLINE = (
    "chapter4.v1.en.md",
    "chapter4.v2.en.md",
    "chapter4.v1.zh.md",
    "outline.v1.en.md",
)
FILES = {version.key: version.file for version in VERSIONS}

# section, number, English title, Chinese title, paragraphs, rows of tables, items of lists, figures
FIRST_VERSION = [
    ("top", "4", "Preparing and training in-company trainers", "企业导师的遴选与培训", 3, [], [4], 0),
    ("who", "4.1", "Who is an in-company trainer?", "谁是企业导师", 2, [], [], 0),
    ("who-tasks", "4.1.1", "Tasks", "主要任务", 1, [5], [], 0),
    ("who-comp", "4.1.2", "Competences", "能力要求", 1, [], [6], 0),
    ("select", "4.2", "Selecting trainers", "遴选企业导师", 1, [], [], 0),
    ("select-crit", "4.2.1", "Criteria", "遴选标准", 2, [], [], 0),
    ("select-proc", "4.2.2", "Procedure", "遴选程序", 1, [], [4], 0),
    ("prog", "4.3", "Contents of the training", "培训内容", 1, [], [], 1),
    ("prog-analyse", "4.3.1", "Analysing work tasks", "工作任务分析", 3, [], [], 0),
    ("prog-plan", "4.3.2", "Planning a training session", "设计一次培训", 2, [], [5], 0),
    ("prog-demo", "4.3.3", "Demonstrating and coaching", "示范与指导", 3, [], [], 0),
    ("prog-feedback", "4.3.4", "Giving feedback and assessing", "反馈与考核", 4, [], [], 0),
    ("prog-safety", "4.3.5", "Safety and young apprentices", "安全与未成年学徒", 2, [], [], 0),
    ("deliver", "4.4", "Running the course", "组织实施", 1, [], [], 0),
    ("deliver-time", "4.4.1", "Duration and timetable", "时长与课表", 1, [5], [], 0),
    ("deliver-blended", "4.4.2", "Learning online and on site", "线上线下结合", 2, [], [], 0),
    ("deliver-master", "4.4.3", "Master trainers", "培训师的培训", 2, [], [], 0),
    ("recog", "4.5", "Recognition", "认可与激励", 1, [], [], 0),
    ("recog-assess", "4.5.1", "Assessing trainers", "导师考核", 2, [], [], 0),
    ("recog-pay", "4.5.2", "Allowances", "带徒津贴", 2, [], [], 0),
    ("college", "4.6", "Working with the college", "与院校协作", 2, [], [], 0),
    ("example", "4.7", "Example: a machinery firm and a hotel", "案例：一家机械企业和一家酒店", 3, [], [], 0),
    ("check", "4.8", "Checklist", "检查清单", 1, [], [9], 0),
]

SECOND_VERSION = [
    ("top", "4", "Preparing and training in-company trainers", 3, [], [4]),
    ("who", "4.1", "Who is an in-company trainer?", 2, [], []),
    ("who-tasks", "4.1.1", "Tasks", 1, [6], []),
    ("who-comp", "4.1.2", "Competences", 1, [], [7]),
    ("example", "4.2", "Example: a machinery firm and a hotel", 3, [], []),
    ("select", "4.3", "Finding and selecting trainers", 1, [], []),
    ("select-how", "4.3.1", "Criteria and procedure", 3, [], [4]),
    ("select-women", "4.3.2", "Women as in-company trainers", 2, [], []),
    ("prog", "4.4", "Contents of the training", 1, [], []),
    ("prog-safety", "4.4.1", "Safety and young apprentices", 2, [], []),
    ("prog-analyse", "4.4.2", "Analysing work tasks", 3, [], []),
    ("prog-plan", "4.4.3", "Planning a training session", 2, [], [5]),
    ("prog-demo", "4.4.4", "Demonstrating and coaching", 3, [], []),
    ("prog-feedback", "4.4.5", "Giving feedback", 2, [], []),
    ("prog-assess", "4.4.6", "Assessing progress", 2, [], []),
    ("deliver", "4.5", "Running the course", 1, [], []),
    ("deliver-time", "4.5.1", "Duration and timetable", 1, [5], []),
    ("deliver-blended", "4.5.2", "Learning online and on site", 2, [], []),
    ("deliver-small", "4.5.3", "Small and micro enterprises", 2, [], []),
    ("recog", "4.6", "Recognition", 1, [], []),
    ("recog-assess", "4.6.1", "Assessing trainers", 2, [], []),
    ("recog-pay", "4.6.2", "Recognition, pay and career", 2, [4], []),
    ("college", "4.7", "Working with the college", 2, [], []),
    ("check", "4.8", "Checklist", 1, [], [8]),
]

# the pieces of the first version that do not stand word for word in the second: section, kind, which one
CHANGED_PIECES = [
    ("who", "paragraph", 0),
    ("who-tasks", "table", 0),
    ("who-comp", "paragraph", 0),  # last sentence removed
    ("who-comp", "list", 0),
    ("select-crit", "paragraph", 1),
    ("select-proc", "list", 0),
    ("prog-analyse", "paragraph", 0),
    ("prog-plan", "paragraph", 1),
    ("prog-demo", "paragraph", 1),
    ("prog-feedback", "paragraph", 0),
    ("prog-safety", "paragraph", 1),
    ("deliver-time", "paragraph", 0),
    ("deliver-blended", "paragraph", 0),
    ("deliver-master", "paragraph", 0),  # section removed
    ("deliver-master", "paragraph", 1),
    ("recog-assess", "paragraph", 0),
    ("recog-pay", "paragraph", 0),
    ("college", "paragraph", 0),
    ("example", "paragraph", 2),
    ("check", "list", 0),  # item 7 removed
]


def body_of(file: str) -> list[Part]:
    return [part for part in parts_of(file) if part.number != "notes"]


def notes_of(file: str) -> int:
    return sum(len(part.pieces) for part in parts_of(file) if part.number == "notes")


def shape_of(part: Part) -> tuple[str, str, int, list[int], list[int]]:
    return (
        part.number.removeprefix("Chapter ").replace("第四章", "4"),
        part.title,
        len(part.of("paragraph")),
        [len(table.parts) - 1 for table in part.of("table")],
        [len(items.parts) for items in part.of("list")],
    )


def english_words(file: str) -> int:
    visible = " ".join(f"{p.heading} " + " ".join(piece.text for piece in p.pieces) for p in parts_of(file))
    return len(re.findall(r"[A-Za-z0-9][\w'’.,-]*", visible))


def part_of(thread: Thread, file: str) -> list[Part]:
    parts = body_of(file)
    return [part for part in parts if thread.section in (part.number, part.heading)]


# --- the texts


def test_the_english_chapter_has_the_sections_it_should_have() -> None:
    expected = [(number, en, p, t, i) for _, number, en, _, p, t, i, _ in FIRST_VERSION]
    assert [shape_of(part) for part in body_of(EN1)] == expected


def test_the_chinese_chapter_is_its_parallel_but_for_one_paragraph_on_national_rules() -> None:
    expected = [
        (number, zh, p + (key == "recog-assess"), t, i) for key, number, _, zh, p, t, i, _ in FIRST_VERSION
    ]
    assert [shape_of(part) for part in body_of(ZH1)] == expected


def test_the_second_version_has_moved_split_merged_removed_and_added_sections() -> None:
    assert [shape_of(part) for part in body_of(EN2)] == [tuple(row[1:]) for row in SECOND_VERSION]


def test_only_the_pieces_meant_to_change_have_changed() -> None:
    kept = {(piece.kind, piece.text) for part in body_of(EN2) for piece in part.pieces}
    changed = [
        (row[0], kind, place)
        for row, part in zip(FIRST_VERSION, body_of(EN1), strict=True)
        for kind in ("paragraph", "table", "list")
        for place, piece in enumerate(part.of(kind))
        if (piece.kind, piece.text) not in kept
    ]
    assert changed == CHANGED_PIECES


@pytest.mark.parametrize("file", [EN1, EN2, ZH1])
def test_a_chapter_has_one_figure_and_one_link(file: str) -> None:
    assert [part.title for part in body_of(file) if part.of("figure")] == [
        "培训内容" if file == ZH1 else "Contents of the training"
    ]
    assert len(re.findall(r"(?<!!)\[[^\]^]+\]\(", source(file))) == 1


@pytest.mark.parametrize(("file", "notes"), [(EN1, 2), (ZH1, 2), (EN2, 3), (OUTLINE, 0)])
def test_every_footnote_is_referred_to_once(file: str, notes: int) -> None:
    assert notes_of(file) == notes
    assert len(re.findall(r"\[\^\d\](?!:)", source(file))) == notes


@pytest.mark.parametrize(
    ("file", "sentence"),
    [
        (EN1, "A trainer needs time for this."),
        (EN2, "A trainer needs time for this."),
        (ZH1, "为此，导师需要时间。"),
    ],
)
def test_one_sentence_stands_twice(file: str, sentence: str) -> None:
    assert text_of(body_of(file)).count(bare(sentence)) == 2


@pytest.mark.parametrize(
    ("file", "least", "most"), [(EN1, 2200, 2800), (EN2, 2200, 2800), (OUTLINE, 700, 900)]
)
def test_an_english_text_has_the_length_it_should_have(file: str, least: int, most: int) -> None:
    assert least <= english_words(file) <= most


def test_the_chinese_chapter_has_the_length_it_should_have() -> None:
    visible = text_of(parts_of(ZH1))
    assert 3400 <= len(re.findall(r"[\u4e00-\u9fff]", visible)) <= len(visible) <= 4300


def test_chinese_prose_is_punctuated_in_full_width() -> None:
    assert re.findall(r"[\u4e00-\u9fff][,;:?!()](?!/)", text_of(parts_of(ZH1))) == []


def test_the_outline_has_seven_chapters_each_with_aim_contents_and_tools() -> None:
    parts = body_of(OUTLINE)
    assert [part.number or part.title for part in parts[1:]] == [
        "Purpose and readers",
        *(f"Chapter {n}" for n in range(1, 8)),
        *(f"Annex {letter}" for letter in "ABC"),
        "Timetable",
        "Questions for reviewers",
    ]
    for chapter in parts[2:9]:
        starts = [piece.text.split(":")[0] for piece in chapter.of("paragraph")]
        assert starts[-2:] == ["Aim", "Tools"]
        assert 3 <= len(chapter.of("list")[0].parts) <= 5
    assert len(parts[1].of("paragraph")) == 2
    assert len(parts[-2].of("table")[0].parts) == 1 + 5
    assert len(parts[-1].of("list")[0].parts) == 4


@pytest.mark.parametrize("file", [EN1, EN2, ZH1, OUTLINE])
def test_a_text_says_first_that_it_is_an_invented_draft(file: str) -> None:
    first = source(file).split("\n\n")[1]
    assert first.startswith("*") and first.endswith("*")
    assert ("虚构" in first) if file == ZH1 else ("Draft for expert review" in first and "invented" in first)


def test_no_address_leads_anywhere_but_to_the_example_domain() -> None:
    everything = "".join(
        p.read_text(encoding="utf-8") for p in (*TEXTS.glob("*.md"), *TEXTS.parent.glob("*.py"))
    )
    hosts = re.findall(r"(?:https?://|@)([a-z0-9.-]+\.[a-z]+)", everything)
    assert set(hosts) == {"example.org"}


def test_every_picture_is_there_and_small() -> None:
    for file in FILES.values():
        for name in re.findall(r"!\[[^\]]+\]\(([^)]+)\)", source(file)):
            picture = (TEXTS.parent / "figures" / name).read_bytes()
            assert picture.startswith(b"\x89PNG") and len(picture) < 30_000


# --- the people, rounds and comments


def test_every_code_is_one_of_the_domain() -> None:
    assert {person.role for person in PEOPLE} == set(Role)
    assert {person.institution_type for person in PEOPLE} <= set(InstitutionType)
    assert {thread.type for thread in THREADS} == set(CommentType)
    assert {thread.importance for thread in THREADS} == {"", *Importance}
    assert {t.decision.disposition for t in THREADS if t.decision and not t.reopening} == set(Disposition)


def test_every_key_names_something() -> None:
    people, rounds = {p.key: p for p in PEOPLE}, {r.key: r for r in ROUNDS}
    assert PROJECT.manager in people
    assert all(v.document in {d.key for d in DOCUMENTS} and Path(TEXTS / v.file).is_file() for v in VERSIONS)
    for thread in THREADS:
        assert thread.version in rounds[thread.round].versions
        assert thread.author in rounds[thread.round].reviewers
        assert rounds[thread.round].opens <= thread.day < min(rounds[thread.round].closes, 0)
        assert all(reply.author in people for reply in thread.replies)


def test_the_fifteen_comments_are_in_the_states_they_should_be_in() -> None:
    assert Counter((thread.round, thread.status) for thread in THREADS) == {
        ("round-1", "decided"): 9,
        ("round-1", "in_progress"): 1,
        ("round-2", "decided"): 1,
        ("round-2", "in_progress"): 1,
        ("round-2", "open"): 2,
        ("round-2", "withdrawn"): 1,
    }
    assert {thread.scope for thread in THREADS} == {"document", "section", "passage"}


@pytest.mark.parametrize("thread", THREADS, ids=lambda thread: thread.key)
def test_a_comment_happens_in_the_order_of_time(thread: Thread) -> None:
    moments = [(thread.day, thread.hour), *((reply.day, reply.hour) for reply in thread.replies)]
    assert all(earlier < later for earlier, later in pairwise(moments))
    days = [
        moments[-1][0],
        *(step.day for step in (thread.decision, thread.reopening, thread.withdrawal) if step),
    ]
    assert days == sorted(days) and days[-1] < 0


@pytest.mark.parametrize("thread", [t for t in THREADS if t.decision], ids=lambda thread: thread.key)
def test_a_decision_is_one_that_the_rules_allow(thread: Thread) -> None:
    decision = thread.decision
    assert decision is not None and decision.editor != thread.author and decision.reason and decision.response
    check_ruling(
        DomainRuling(
            Disposition(decision.disposition),
            decision.reason,
            decision.response,
            decision.duplicate_of or None,
        )
    )
    assert decision.duplicate_of in {"", *(other.key for other in THREADS if other.key < thread.key)}


@pytest.mark.parametrize(
    "thread", [t for t in THREADS if t.scope != "document"], ids=lambda thread: thread.key
)
def test_the_section_of_a_comment_is_in_its_version(thread: Thread) -> None:
    assert len(part_of(thread, FILES[thread.version])) == 1


@pytest.mark.parametrize("thread", [t for t in THREADS if t.quote], ids=lambda thread: thread.key)
def test_a_quote_stands_once_and_in_its_section(thread: Thread) -> None:
    quote, file = thread.quote, FILES[thread.version]
    assert quote is not None
    whole = bare(quote.prefix + quote.exact + quote.suffix)
    assert text_of(body_of(file)).count(whole) == 1
    assert bare(quote.exact) in text_of(part_of(thread, file))


@pytest.mark.parametrize("thread", [t for t in THREADS if t.after], ids=lambda thread: thread.key)
def test_what_becomes_of_a_place_is_true(thread: Thread) -> None:
    after = thread.after
    assert after is not None
    next_text = body_of(FILES[after.version])
    if thread.quote:
        assert (bare(thread.quote.exact) in text_of(next_text)) == (after.state == "carried")
    if after.state == "section":
        assert after.section in [part.number for part in next_text]


def test_every_comment_on_a_passage_of_the_first_english_version_says_what_becomes_of_it() -> None:
    placed = [t for t in THREADS if t.version == "chapter4-en-1" and t.scope != "document"]
    assert Counter(t.after.state if t.after else "" for t in placed) == {
        "carried": 3,
        "to_be_placed": 2,
        "section": 1,
        "removed": 1,
    }


def test_the_comments_hold_the_awkward_things_people_write() -> None:
    bodies = [thread.body for thread in THREADS]
    assert any("<" in body and "&" in body for body in bodies)
    assert any(body.startswith("+1") for body in bodies)
    assert any("\n2. " in body for body in bodies)
    assert any(ord(char) > 0x1F000 for body in bodies for char in body)
    assert any("\n" in t.quote.exact for t in THREADS if t.quote)
    assert any(reply.language != t.language for t in THREADS for reply in t.replies)
    assert len([body for body in bodies if len(body) < 60]) >= 5
