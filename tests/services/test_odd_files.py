"""What files name without measure is stored, on either database."""

from datetime import UTC, datetime

import pytest

from reviewapp.domain.blocks import NUMBER_LENGTH
from reviewapp.queries.found import comments_found
from reviewapp.queries.versions import blocks_of
from tests import builders as b
from tests.importers.open_builders import begins, ends, items, level, list_style, open_file, para


def test_a_number_longer_than_any_is_cut() -> None:
    styles = list_style("L", level(1, "1", before="x" * 90))
    file = open_file(items("Words", style="L"), shared=styles)
    version = b.make_version(b.make_document(b.make_project()), file, name="chapter.odt")
    [item] = blocks_of(version)
    assert (item.number, item.text) == ("x" * NUMBER_LENGTH, "Words")


def test_a_language_with_every_subtag_is_told_of_its_block() -> None:
    page = b"<!DOCTYPE html><p lang=cmn-Hant-TWxxxxxx-variants>Words</p><p>More words</p>"
    version = b.make_version(b.make_document(b.make_project()), page, name="chapter.html")
    assert blocks_of(version)[0].language == "cmn-Hant-TWxxxxxx-variants"


WRITTEN = {
    "2026-03-01T10:00:00.123456789": datetime(2026, 3, 1, 10, 0, 0, 123456, tzinfo=UTC),
    "2026-03-01T10:00:00+05:00": datetime(2026, 3, 1, 5, tzinfo=UTC),
    "0001-01-01T00:00:00+05:00": None,
    "9999-12-31T23:59:59-05:00": None,
}


@pytest.mark.parametrize(("date", "at"), WRITTEN.items())
def test_a_comment_of_an_opendocument_file_is_kept_whatever_time_it_bears(
    date: str, at: datetime | None
) -> None:
    passage = begins("a").replace("2026-03-01T10:00:00", date) + "passage" + ends("a")
    file = open_file(para(f"A {passage}."))
    version = b.make_version(b.make_document(b.make_project()), file, name="chapter.odt")
    [one] = comments_found(version)
    assert (one.quote, one.at) == ("passage", at)
