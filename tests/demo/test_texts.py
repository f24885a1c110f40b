"""The demo's texts are built as they were meant to be, the two languages alike."""

import re

import pytest

from reviewapp.demo.script import VERSIONS
from tests.demo.reading import TEXTS, Part, bare, body_of, notes_of, parts_of, source, text_of

EN1, EN2, OUTLINE_EN = "chapter4.v1.en.md", "chapter4.v2.en.md", "outline.v1.en.md"
ZH1, ZH2, OUTLINE_ZH = "chapter4.v1.zh.md", "chapter4.v2.zh.md", "outline.v1.zh.md"
CHAPTERS = [EN1, EN2, ZH1, ZH2]
FILES = [version.file for version in VERSIONS]
MISSING_IN_CHINESE = "select-women"

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
    ("top", "4", "Preparing and training in-company trainers", "企业导师的遴选与培训", 3, [], [4]),
    ("who", "4.1", "Who is an in-company trainer?", "谁是企业导师", 2, [], []),
    ("who-tasks", "4.1.1", "Tasks", "主要任务", 1, [6], []),
    ("who-comp", "4.1.2", "Competences", "能力要求", 1, [], [7]),
    ("example", "4.2", "Example: a machinery firm and a hotel", "案例：一家机械企业和一家酒店", 3, [], []),
    ("select", "4.3", "Finding and selecting trainers", "发现和遴选企业导师", 1, [], []),
    ("select-how", "4.3.1", "Criteria and procedure", "标准与程序", 3, [], [4]),
    ("select-women", "4.3.2", "Women as in-company trainers", "女性企业导师", 2, [], []),
    ("prog", "4.4", "Contents of the training", "培训内容", 1, [], []),
    ("prog-safety", "4.4.1", "Safety and young apprentices", "安全与未成年学徒", 2, [], []),
    ("prog-analyse", "4.4.2", "Analysing work tasks", "工作任务分析", 3, [], []),
    ("prog-plan", "4.4.3", "Planning a training session", "设计一次培训", 2, [], [5]),
    ("prog-demo", "4.4.4", "Demonstrating and coaching", "示范与指导", 3, [], []),
    ("prog-feedback", "4.4.5", "Giving feedback", "反馈", 2, [], []),
    ("prog-assess", "4.4.6", "Assessing progress", "学习进度考核", 2, [], []),
    ("deliver", "4.5", "Running the course", "组织实施", 1, [], []),
    ("deliver-time", "4.5.1", "Duration and timetable", "时长与课表", 1, [5], []),
    ("deliver-blended", "4.5.2", "Learning online and on site", "线上线下结合", 2, [], []),
    ("deliver-small", "4.5.3", "Small and micro enterprises", "小微企业", 2, [], []),
    ("recog", "4.6", "Recognition", "认可与激励", 1, [], []),
    ("recog-assess", "4.6.1", "Assessing trainers", "导师考核", 2, [], []),
    ("recog-pay", "4.6.2", "Recognition, pay and career", "待遇与职业发展", 2, [4], []),
    ("college", "4.7", "Working with the college", "与院校协作", 2, [], []),
    ("check", "4.8", "Checklist", "检查清单", 1, [], [8]),
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
    ("deliver-time", "table", 0),  # in Chinese only: the English edition is behind
    ("deliver-blended", "paragraph", 0),
    ("deliver-master", "paragraph", 0),  # section removed
    ("deliver-master", "paragraph", 1),
    ("recog-assess", "paragraph", 0),
    ("recog-pay", "paragraph", 0),
    ("college", "paragraph", 0),
    ("example", "paragraph", 2),
    ("check", "list", 0),  # item 7 removed
]


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


def test_the_english_chapter_has_the_sections_it_should_have() -> None:
    expected = [(number, en, p, t, i) for _, number, en, _, p, t, i, _ in FIRST_VERSION]
    assert [shape_of(part) for part in body_of(EN1)] == expected


def test_the_chinese_chapter_is_its_parallel_but_for_one_paragraph_on_national_rules() -> None:
    expected = [
        (number, zh, p + (key == "recog-assess"), t, i) for key, number, _, zh, p, t, i, _ in FIRST_VERSION
    ]
    assert [shape_of(part) for part in body_of(ZH1)] == expected


def test_the_second_version_has_moved_split_merged_removed_and_added_sections() -> None:
    expected = [(number, en, p, t, i) for _, number, en, _, p, t, i in SECOND_VERSION]
    assert [shape_of(part) for part in body_of(EN2)] == expected


def test_the_second_chinese_version_lacks_one_section_and_keeps_its_own_paragraph() -> None:
    expected = [
        (number, zh, p + (key == "recog-assess"), t, i)
        for key, number, _, zh, p, t, i in SECOND_VERSION
        if key != MISSING_IN_CHINESE
    ]
    assert [shape_of(part) for part in body_of(ZH2)] == expected


@pytest.mark.parametrize(("old", "new", "is_behind"), [(EN1, EN2, True), (ZH1, ZH2, False)])
def test_only_the_pieces_meant_to_change_have_changed(old: str, new: str, is_behind: bool) -> None:
    kept = {(piece.kind, piece.text) for part in body_of(new) for piece in part.pieces}
    changed = [
        (row[0], kind, place)
        for row, part in zip(FIRST_VERSION, body_of(old), strict=True)
        for kind in ("paragraph", "table", "list")
        for place, piece in enumerate(part.of(kind))
        if (piece.kind, piece.text) not in kept
    ]
    behind = ("deliver-time", "table", 0)
    assert changed == [place for place in CHANGED_PIECES if place != behind or not is_behind]


@pytest.mark.parametrize("file", CHAPTERS)
def test_a_chapter_has_one_figure_and_one_link(file: str) -> None:
    assert [part.title for part in body_of(file) if part.of("figure")] == [
        "培训内容" if ".zh." in file else "Contents of the training"
    ]
    assert len(re.findall(r"(?<!!)\[[^\]^]+\]\(", source(file))) == 1


@pytest.mark.parametrize(("file", "notes"), [(EN1, 2), (ZH1, 2), (EN2, 3), (ZH2, 3), (OUTLINE_EN, 0)])
def test_every_footnote_is_referred_to_once(file: str, notes: int) -> None:
    assert notes_of(file) == notes
    assert len(re.findall(r"\[\^\d\](?!:)", source(file))) == notes


@pytest.mark.parametrize(
    ("file", "sentence"),
    [
        (EN1, "A trainer needs time for this."),
        (EN2, "A trainer needs time for this."),
        (ZH1, "为此，导师需要时间。"),
        (ZH2, "为此，导师需要时间。"),
    ],
)
def test_one_sentence_stands_twice(file: str, sentence: str) -> None:
    assert text_of(body_of(file)).count(bare(sentence)) == 2


@pytest.mark.parametrize(
    ("file", "least", "most"), [(EN1, 2200, 2800), (EN2, 2200, 2800), (OUTLINE_EN, 700, 900)]
)
def test_an_english_text_has_the_length_it_should_have(file: str, least: int, most: int) -> None:
    assert least <= english_words(file) <= most


@pytest.mark.parametrize(
    ("file", "least", "most"), [(ZH1, 3400, 4300), (ZH2, 3400, 4300), (OUTLINE_ZH, 1100, 1500)]
)
def test_a_chinese_text_has_the_length_it_should_have(file: str, least: int, most: int) -> None:
    assert least <= len(re.findall(r"[\u4e00-\u9fff]", text_of(parts_of(file)))) <= most


@pytest.mark.parametrize("file", [ZH1, ZH2, OUTLINE_ZH])
def test_chinese_prose_is_punctuated_in_full_width(file: str) -> None:
    assert re.findall(r"[\u4e00-\u9fff][,;:?!()](?!/)", text_of(parts_of(file))) == []


@pytest.mark.parametrize(
    ("file", "titles", "aim", "tools"),
    [
        (
            OUTLINE_EN,
            [
                "Purpose and readers",
                *(f"Chapter {n}" for n in range(1, 8)),
                *(f"Annex {letter}" for letter in "ABC"),
                "Timetable",
                "Questions for reviewers",
            ],
            "Aim:",
            "Tools:",
        ),
        (
            OUTLINE_ZH,
            [
                "编写目的与读者",
                *(f"第{n}章" for n in "一二三四五六七"),
                *(f"附录{letter}" for letter in "ABC"),
                "时间安排",
                "请专家回答的问题",
            ],
            "目的：",
            "工具：",
        ),
    ],
)
def test_the_outline_has_seven_chapters_each_with_aim_contents_and_tools(
    file: str, titles: list[str], aim: str, tools: str
) -> None:
    parts = body_of(file)
    assert [part.number or part.title for part in parts[1:]] == titles
    for chapter in parts[2:9]:
        goal, means = chapter.of("paragraph")[-2:]
        assert goal.text.startswith(aim) and means.text.startswith(tools)
        assert 3 <= len(chapter.of("list")[0].parts) <= 5
    assert len(parts[1].of("paragraph")) == 2
    assert len(parts[-2].of("table")[0].parts) == 1 + 5
    assert len(parts[-1].of("list")[0].parts) == 4


def test_the_outline_is_parallel_in_both_languages() -> None:
    assert [shape_of(part)[2:] for part in body_of(OUTLINE_EN)] == [
        shape_of(part)[2:] for part in body_of(OUTLINE_ZH)
    ]


@pytest.mark.parametrize("file", FILES)
def test_a_text_says_first_that_it_is_an_invented_draft(file: str) -> None:
    first = source(file).split("\n\n")[1]
    assert first.startswith("*") and first.endswith("*")
    assert (
        ("评审用" in first and "虚构" in first)
        if ".zh." in file
        else ("Draft for expert review" in first and "invented" in first)
    )


def test_no_address_leads_anywhere_but_to_the_example_domain() -> None:
    told = [path for kind in ("md", "py", "toml") for path in TEXTS.parent.rglob(f"*.{kind}")]
    everything = "".join(path.read_text(encoding="utf-8") for path in told)
    hosts = re.findall(r"(?:https?://|@)([a-z0-9.-]+\.[a-z]+)", everything)
    assert set(hosts) == {"example.org"}


def test_every_picture_is_there_and_small() -> None:
    for file in FILES:
        for name in re.findall(r"!\[[^\]]+\]\(([^)]+)\)", source(file)):
            picture = (TEXTS.parent / "figures" / name).read_bytes()
            assert picture.startswith(b"\x89PNG") and len(picture) < 30_000
