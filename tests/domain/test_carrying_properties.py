"""What holds for carrying, whatever the texts are."""

from hypothesis import given, settings
from hypothesis import strategies as st

from reviewapp.domain.anchors import Span, check_span, excerpt
from reviewapp.domain.blocks import Block, BlockKind
from reviewapp.domain.carrying.carrier import Anchor, Carrier
from reviewapp.domain.carrying.edition import Edition
from reviewapp.domain.letters import nfc
from reviewapp.domain.threads import PlaceState, Scope

kinds = st.sampled_from([BlockKind.PARAGRAPH, BlockKind.HEADING, BlockKind.LIST_ITEM, BlockKind.CODE])
WORDS = "the|trainer|plans|a|week.|shows|导师|需要|时间。|ผู้ฝึก|วางแผน|งาน|អ្នក|ផែនការ"
few_words = st.lists(st.sampled_from(WORDS.split("|")), max_size=12).map(" ".join)
any_text = st.text(st.characters(exclude_categories=["Cs"]), max_size=40).map(nfc)


def editions(texts: st.SearchStrategy[str], prefix: str) -> st.SearchStrategy[Edition]:
    lines = st.lists(st.tuples(kinds, texts), min_size=1, max_size=12)
    return lines.map(
        lambda found: Edition(
            [
                Block(f"{prefix}{i}", kind, text, text, int(kind == "heading"))
                for i, (kind, text) in enumerate(found)
            ]
        )
    )


@st.composite
def spans(draw: st.DrawFn, edition: Edition) -> Span:
    """Draw a passage that holds a word, over one block or two."""
    spoken = [i for i, block in enumerate(edition.blocks) if edition.units_of.get(i)]
    first = draw(st.sampled_from(spoken))
    two = (edition.blocks[first], edition.blocks[min(first + 1, len(edition.blocks) - 1)])
    words = [at for at in range(len(edition.words)) if edition.block_at(at) in two]
    start = draw(st.sampled_from([at for at in words if edition.block_at(at) == two[0]]))
    end = draw(st.integers(start, words[-1]))
    return edition.span_of(range(start, end + 1))


def has_words(edition: Edition) -> bool:
    return bool(edition.words)


@settings(max_examples=60)
@given(editions(few_words | any_text, "o").filter(has_words), st.data())
def test_in_the_same_text_everything_keeps_its_place(old: Edition, data: st.DataObject) -> None:
    span = data.draw(spans(old))
    new = Edition([Block("n" + b.id, b.kind, b.text, b.html, b.level) for b in old.blocks])
    placed = Carrier(old, new).carry(Anchor(Scope.PASSAGE, span))
    assert placed.span == Span("n" + span.start_block, span.start, "n" + span.end_block, span.end)
    assert placed.state is PlaceState.IN_PLACE


@settings(max_examples=30)
@given(editions(few_words, "o").filter(has_words), st.data())
def test_where_everything_was_deleted_nothing_is_placed(old: Edition, data: st.DataObject) -> None:
    new = Edition([Block("n0", BlockKind.PARAGRAPH, "xyzzy qwfp", "xyzzy qwfp")])
    placed = Carrier(old, new).carry(Anchor(Scope.PASSAGE, data.draw(spans(old))))
    assert placed.span is None
    assert placed.state in (PlaceState.REMOVED, PlaceState.TO_BE_PLACED)


@settings(max_examples=60)
@given(editions(few_words | any_text, "o").filter(has_words), editions(few_words | any_text, "n"), st.data())
def test_between_any_two_texts_a_place_is_a_place(old: Edition, new: Edition, data: st.DataObject) -> None:
    placed = Carrier(old, new).carry(Anchor(Scope.PASSAGE, data.draw(spans(old))))
    assert 0 <= placed.score <= 1
    if placed.span:
        check_span(placed.span, new.blocks)
        assert placed.exact == excerpt(placed.span, new.blocks)
    else:
        assert placed.state in (PlaceState.REMOVED, PlaceState.TO_BE_PLACED, PlaceState.SECTION_ONLY)


SENTENCES = [
    "A trainer plans the week with every apprentice.",
    "Safety rules for the milling machine hang beside the door.",
    "师傅先示范，然后让学徒自己操作一遍。",
    "ผู้ฝึกสอนอธิบายขั้นตอนให้ผู้เรียนฟังก่อนเริ่มงาน",
    "Giấy chứng nhận được cấp sau khi hoàn thành kỳ thi cuối khóa.",
    "Setiap perusahaan menunjuk satu pelatih untuk lima peserta magang.",
    "គ្រូបង្វឹកពិនិត្យលទ្ធផលការងាររបស់សិស្សរៀងរាល់សប្តាហ៍",
    "ຄູຝຶກຕ້ອງມີໃບຢັ້ງຢືນກ່ອນເລີ່ມສອນ",
    "At the end of the term the chamber holds an examination.",
]


def of_lines(prefix: str, lines: list[str]) -> Edition:
    return Edition([Block(f"{prefix}{i}", BlockKind.PARAGRAPH, line, line) for i, line in enumerate(lines)])


@settings(max_examples=40)
@given(st.permutations(SENTENCES), st.sampled_from(SENTENCES))
def test_shuffled_paragraphs_lose_nothing(shuffled: list[str], chosen: str) -> None:
    old, new = of_lines("o", SENTENCES), of_lines("n", shuffled)
    span = Span(f"o{SENTENCES.index(chosen)}", 0, f"o{SENTENCES.index(chosen)}", len(chosen))
    placed = Carrier(old, new).carry(Anchor(Scope.PASSAGE, span))
    assert placed.exact == chosen
    assert placed.state in (PlaceState.IN_PLACE, PlaceState.MOVED)


@settings(max_examples=40)
@given(st.lists(st.sampled_from(SENTENCES), unique=True), st.lists(st.integers(0, 8), max_size=3), st.data())
def test_there_and_back_again_every_unchanged_passage_is_where_it_was(
    kept: list[str], inserted: list[int], data: st.DataObject
) -> None:
    a = of_lines("a", SENTENCES)
    lines = [line for line in SENTENCES if line in kept]
    for place in inserted:
        lines.insert(place, f"Entirely new words number {place} stand here between the others.")
    b = of_lines("b", lines or ["Nothing of it is left."])
    for line in kept:
        span = Span(f"a{SENTENCES.index(line)}", 0, f"a{SENTENCES.index(line)}", len(line))
        there = Carrier(a, b).carry(Anchor(Scope.PASSAGE, span))
        assert there.span is not None
        assert Carrier(b, a).carry(Anchor(Scope.PASSAGE, there.span)).span == span
