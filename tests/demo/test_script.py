"""The demo's story holds together: people, rounds, and comments on words that are there."""

import re
from collections import Counter
from itertools import pairwise
from pathlib import Path

import pytest

from reviewapp.demo.script import DOCUMENTS, PEOPLE, PROJECT, ROUNDS, THREADS, TOURS, VERSIONS
from reviewapp.demo.shapes import Thread
from reviewapp.domain.people import InstitutionType, Role
from reviewapp.domain.threads import Channel, CommentType, Disposition, Importance, Ruling, check_ruling
from tests.demo.reading import TEXTS, bare, body_of, parts_of, text_of

FILES = {version.key: version.file for version in VERSIONS}
LANGUAGES = {version.key: version.language for version in VERSIONS}
PERSON = {person.key: person for person in PEOPLE}
FIRST = [thread for thread in THREADS if thread.round == "round-1"]
OPEN = [thread for thread in THREADS if thread.round == "round-2"]
SURNAMES = "赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦尤许何吕施张孔曹严华金魏陶姜"


def language_of(thread: Thread) -> str:
    return thread.language or LANGUAGES[thread.version]


def test_the_people_are_twelve_experts_four_staff_and_a_manager_shown_by_role() -> None:
    assert Counter(person.role for person in PEOPLE) == {
        "reviewer": 12,
        "editor": 2,
        "manager": 1,
        "officer": 1,
        "observer": 1,
    }
    assert {person.role for person in PEOPLE} == set(Role)
    assert {person.institution_type for person in PEOPLE} <= set(InstitutionType)
    assert set(TOURS) <= set(PERSON)
    for person in PEOPLE:
        assert person.email.endswith("@example.org")
        assert not re.search(rf"[{SURNAMES}](先生|女士|老师|某)|\b(Mr|Mrs|Ms|Dr)\b", person.name)
        assert all((person.institution, person.country, person.sector, person.language))


def test_every_key_names_something() -> None:
    rounds = {round_.key: round_ for round_ in ROUNDS}
    assert PROJECT.manager in PERSON
    assert all(v.document in {d.key for d in DOCUMENTS} and Path(TEXTS / v.file).is_file() for v in VERSIONS)
    for thread in THREADS:
        listed = {part.person for part in rounds[thread.round].parts if part.declined is None}
        assert thread.version in rounds[thread.round].versions
        assert {thread.author, *thread.supported_by} <= listed
        assert rounds[thread.round].opens <= thread.day < min(rounds[thread.round].closes, 0)
        assert all(
            reply.author in listed or PERSON[reply.author].role != "reviewer" for reply in thread.replies
        )


def test_every_code_is_one_of_the_domain() -> None:
    assert {thread.type for thread in THREADS} == set(CommentType)
    assert {thread.importance for thread in THREADS} == {"", *Importance}
    assert {thread.channel for thread in THREADS} == set(Channel) - {Channel.LETTER}
    assert {t.decision.disposition for t in FIRST if t.decision} == set(Disposition)
    assert {thread.scope for thread in THREADS} == {"document", "section", "passage"}


def test_the_first_round_ends_with_the_numbers_it_should_have() -> None:
    counts = Counter(thread.decision.disposition for thread in FIRST if thread.decision)
    assert counts == {
        "accepted": 15,
        "accepted_with_modification": 6,
        "noted": 3,
        "not_accepted": 3,
        "duplicate": 2,
        "out_of_scope": 1,
    }
    assert [thread.key for thread in FIRST] == [str(number) for number in range(1, 31)]


def test_the_marks_of_the_first_round_stand_where_they_should() -> None:
    by_key = {thread.key: thread for thread in FIRST}
    assert {t.key: t.channel for t in FIRST if t.channel != "online"} == {
        "6": "form",
        "20": "workshop",
        "22": "word",
    }
    assert {int(t.key) for t in FIRST if t.proposed_wording} == {2, 6, 9, 14, 15, 18, 21, 22, 27}
    assert {t.key for t in FIRST if "for discussion" in t.tags} == {"9", "10", "20", "22"}
    assert {t.key: len(t.supported_by) for t in FIRST if t.supported_by} == {"2": 4, "9": 3, "11": 6, "22": 5}
    assert {t.key for t in FIRST if t.translation} == {"22"}
    assert {(t.key, t.decision.duplicate_of) for t in FIRST if t.decision and t.decision.duplicate_of} == {
        ("19", "17"),
        ("26", "25"),
    }
    assert {(t.key, t.conflicts_with) for t in FIRST if t.conflicts_with} == {
        ("9", "10"),
        ("10", "9"),
        ("22", "23"),
        ("23", "22"),
    }
    for thread in FIRST:
        if thread.conflicts_with and thread.decision:
            assert re.search(rf"(No\. |第){thread.conflicts_with}(?!\d)", thread.decision.reason)
            assert by_key[thread.conflicts_with].conflicts_with == thread.key


@pytest.mark.parametrize("thread", THREADS, ids=lambda thread: thread.key)
def test_a_comment_happens_in_the_order_of_time(thread: Thread) -> None:
    moments = [(thread.day, thread.hour), *((reply.day, reply.hour) for reply in thread.replies)]
    assert all(earlier < later for earlier, later in pairwise(moments))
    steps = (thread.decision, thread.reopening, thread.withdrawal)
    assert all(step is None or thread.day <= step.day < 0 for step in steps)
    assert not thread.reopening or (thread.decision and thread.decision.day < thread.reopening.day)


@pytest.mark.parametrize("thread", [t for t in THREADS if t.decision], ids=lambda thread: thread.key)
def test_a_decision_is_one_that_the_rules_allow_and_always_has_a_reason(thread: Thread) -> None:
    given = thread.decision
    assert given is not None and given.editor != thread.author and given.reason and given.response
    check_ruling(
        Ruling(Disposition(given.disposition), given.reason, given.response, given.duplicate_of or None)
    )


@pytest.mark.parametrize("thread", [t for t in THREADS if t.section], ids=lambda thread: thread.key)
def test_the_section_of_a_comment_is_in_its_version(thread: Thread) -> None:
    names = [(part.number, part.title) for part in body_of(FILES[thread.version])]
    assert len([name for name in names if thread.section in name]) == 1


@pytest.mark.parametrize("thread", [t for t in THREADS if t.quote], ids=lambda thread: thread.key)
def test_a_quote_stands_verbatim_and_only_once(thread: Thread) -> None:
    quote, file = thread.quote, FILES[thread.version]
    assert quote is not None
    whole = bare(quote.prefix + quote.exact + quote.suffix)
    assert text_of(parts_of(file)).count(whole) == 1
    here = [part for part in body_of(file) if thread.section in (part.number, part.title)]
    is_footnote = bare(quote.exact) not in text_of(body_of(file))
    assert is_footnote or bare(quote.exact) in text_of(here)


def test_the_comments_hold_the_awkward_things_people_write() -> None:
    bodies = [thread.body for thread in THREADS]
    assert any("<" in body and "&" in body for body in bodies)
    assert any(body.startswith("+1") for body in bodies)
    assert any(body.startswith("> ") for body in bodies)
    assert any("\n2. " in body for body in bodies)
    assert any(ord(char) > 0x1F000 for body in bodies for char in body)
    assert any("\n" in t.quote.exact for t in THREADS if t.quote)
    assert any("\t" in t.quote.exact for t in THREADS if t.quote)


def test_the_comments_are_short_middling_and_long() -> None:
    lengths = [len(thread.body) * (1 if language_of(thread) == "zh" else 0.4) for thread in THREADS]
    short, long = sum(n < 30 for n in lengths), sum(n > 60 for n in lengths)
    assert all(len(THREADS) / 4 < n < len(THREADS) / 2 for n in (short, long))


def test_people_answer_each_other_across_the_languages() -> None:
    spoken = [
        (reply.language or PERSON[reply.author].language, language_of(thread))
        for thread in THREADS
        for reply in thread.replies
    ]
    assert sum(one != other for one, other in spoken) >= 6
