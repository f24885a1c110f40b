"""Lists of people as they are pasted."""

import pytest

from reviewapp.domain.errors import BadInput
from reviewapp.importers.people_list import MAX_PEOPLE, PersonRow, Vocabulary, fold, read_people

WORDS = Vocabulary(
    {
        kind: {fold(word): code for word, code in words.items()}
        for kind, words in {
            "role": {"reviewer": "reviewer", "评审专家": "reviewer"},
            "institution_type": {"tvet": "tvet", "TVET institution": "tvet", "职业院校": "tvet"},
            "country": {"LA": "LA", "Laos": "LA", "中国": "CN"},
            "language": {"zh": "zh", "Chinese": "zh", "中文": "zh"},
        }.items()
    }
)


def people(text: str) -> list[PersonRow]:
    return read_people(text, WORDS).people


def pairs(text: str) -> list[tuple[str, str]]:
    return [(one.cells["name"], one.cells["email"]) for one in people(text)]


def problems(text: str) -> list[str]:
    return [problem.code for one in people(text) for problem in one.problems]


@pytest.mark.parametrize(
    "line",
    [
        "Expert 03 <e3@example.org>",
        '"Expert 03" <e3@example.org>',
        "Expert 03 ＜e3@example.org＞",
        "Expert 03 (e3@example.org)",
        "Expert 03 e3@example.org",
        "Expert 03, e3@example.org",
        "Expert 03，e3@example.org",
        "Expert 03; e3@example.org",
        "Expert 03；e3＠example.org",
        "Expert 03\te3@example.org",
        "e3@example.org, Expert 03",
        "e3@example.org\tExpert 03",
        "Expert 03 <mailto:e3@example.org>;",
    ],
)
def test_name_and_address_are_found_however_they_are_written(line: str) -> None:
    assert pairs(line) == [("Expert 03", "e3@example.org")]


def test_an_address_alone_is_a_person() -> None:
    assert pairs("e3@example.org\n\n  e4@example.org") == [("", "e3@example.org"), ("", "e4@example.org")]


def test_people_copied_from_a_mail_stand_in_one_line() -> None:
    assert pairs("Expert 03 <e3@example.org>; Expert 04 <e4@example.org>") == [
        ("Expert 03", "e3@example.org"),
        ("Expert 04", "e4@example.org"),
    ]


def test_a_line_without_headings_is_read_in_the_usual_order() -> None:
    (one,) = people(
        'Expert 03, e3@example.org, "College, North", TVET institution, Laos, Cars, 中文, '
        "focal point; x, reviewer"
    )
    assert one.cells["institution"] == "College, North"
    assert one.codes == {"institution_type": "tvet", "country": "LA", "language": "zh", "role": "reviewer"}
    assert (one.cells["sector"], one.tags, one.problems) == ("Cars", ["focal point", "x"], ())


def test_an_address_behind_a_name_does_not_move_the_cells_after_it() -> None:
    (one,) = people("Expert 03 <e3@example.org>, College 7, tvet")
    assert (one.cells["institution"], one.codes["institution_type"]) == ("College 7", "tvet")


def test_headings_in_chinese_say_what_stands_where() -> None:
    text = "序号\t电子邮箱\t姓名\t单位类型\t国家\t标签\n"
    text += "1\te3@example.org\t专家03\t职业院校\t中国\t联络人、统稿人"
    found = read_people(text, WORDS)
    (one,) = found.people
    assert (one.cells["name"], one.cells["email"]) == ("专家03", "e3@example.org")
    assert (one.codes["institution_type"], one.codes["country"]) == ("tvet", "CN")
    assert (one.tags, found.unused) == (["联络人", "统稿人"], ["序号"])


def test_headings_in_english_say_what_stands_where() -> None:
    (one,) = people("E-mail,Type of institution,Name\ne3@example.org,TVET institution,Expert 03")
    assert (one.cells["name"], one.codes["institution_type"], one.line) == ("Expert 03", "tvet", 2)


def test_each_misfit_names_its_cell() -> None:
    (one,) = people("Expert 03, e3@example.org, College 7, circus, Atlantis, , Martian, , king, more")
    assert [(problem.code, problem.field, problem.params["value"]) for problem in one.problems] == [
        ("cells_over", "", "more"),
        ("type_of_institution_unknown", "institution_type", "circus"),
        ("country_name_unknown", "country", "Atlantis"),
        ("language_name_unknown", "language", "Martian"),
        ("role_unknown", "role", "king"),
    ]


@pytest.mark.parametrize(
    ("line", "code"), [("Expert 03", "email_missing"), ("Expert 03, nobody at example", "email_unreadable")]
)
def test_a_person_without_an_address_needs_mending(line: str, code: str) -> None:
    assert problems(line) == [code]


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("", "list_empty"),
        ("  \n\t\n", "list_empty"),
        ("Name,Email", "list_empty"),
        ("Name,Country\nExpert 03,LA", "list_without_email"),
        ("a@example.org\n" * (MAX_PEOPLE + 1), "list_too_long"),
        ("x" * 200_001, "list_too_long"),
    ],
)
def test_a_list_that_is_none_says_so(text: str, code: str) -> None:
    with pytest.raises(BadInput) as refused:
        people(text)
    assert (refused.value.code, refused.value.field) == (code, "people")


@pytest.mark.parametrize("sign", ["@", "<", '"', "<@", ", ", "；", "(", " "])
def test_a_repetitive_line_is_read_in_no_time(sign: str) -> None:
    read = read_people((sign * (4000 // len(sign)) + "x\n") * 40, WORDS)
    assert len(read.people) <= 40 * 4000
