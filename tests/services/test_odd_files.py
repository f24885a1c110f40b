"""What files name without measure is stored, on either database."""

from reviewapp.domain.blocks import NUMBER_LENGTH
from reviewapp.queries.versions import blocks_of
from tests import builders as b
from tests.importers.open_builders import items, level, list_style, open_file


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
