"""Files that mean harm are refused in plain words or imported safely; `make soak` tries the whole table."""

import re
import socket
from pathlib import Path

import pytest

from reviewapp.domain.blocks import Block
from reviewapp.domain.errors import BadInput
from reviewapp.services.reading import read_in_cage
from reviewapp.web.sentences import SENTENCES
from tests.importers.hostile_containers import Outside
from tests.importers.hostile_files import CANARY
from tests.importers.hostile_table import HOSTILE_FILES

HARM = re.compile(
    r"<(script|svg|iframe|object|base|meta|style|math|form)|script:|file:|data:|\son\w+="
    r'|\ssrc="(?!/versions/v/images/)'
)
"""What must not stand in the tags of a block. Its words may be what they like."""

REFUSED = {
    "bomb 10 GB": "file_hostile",
    "bomb that claims 100 bytes": "file_damaged",
    "overlapping entries": "file_hostile",
    "encrypted": "file_encrypted",
    "page before it": "file_damaged",
    "cut at 10/21": "file_damaged",
    "10,000 nested tables": "file_hostile",
    "entities in word/styles.xml": "file_hostile",
    "external entity": "file_hostile",
    "1 MB of '>'": "file_without_text",
    "pdf of a million pages": "file_too_demanding",
    "pdf cut at 5/9": "file_damaged",
    "odt 10,000 nested tables": "file_hostile",
    "odt entities": "file_hostile",
    "odt encrypted": "file_encrypted",
    "odt bomb of 1 GB": "file_hostile",
    "odt with a page before it": "file_not_text",
    "page of 10,000 nested span": "file_hostile",
}
IMPORTED = (
    *("nested bomb", "climbing names", "spans of a billion", "spans beyond numbers", "45 nested tables"),
    *("references in circles", "scripts as links", "picture of 50,000 by 50,000", "page as a picture"),
    *("scripts in Markdown", "1 MB of '('", "page behind it"),
    *("pdf that acts", "pdf that is a zip container too", "pdf of scripts"),
    *("odt rows repeated a billion times", "odt a billion spaces", "odt styles in circles"),
    *("odt scripts as links", "odt with a page behind it", "odt levels beyond numbers"),
    *("page of spans that multiply", "page that embeds a page", "page that embeds a large picture"),
    *("page of names of scripts", "page that hides a script from cleaners", "page in UTF-7"),
)


def blocks_of(name: str, where: Outside | None = None) -> list[Block]:
    file_name, make = HOSTILE_FILES[name]
    composed = read_in_cage(make(where or Outside()), file_name, image_base="/versions/v/images/")[2]
    return [one.block for one in composed]


def is_harmless(block: Block) -> bool:
    return not HARM.search("".join(re.findall("<[^>]*>", block.html)).lower())


@pytest.mark.parametrize(("name", "code"), REFUSED.items())
def test_a_file_that_means_harm_is_refused(name: str, code: str) -> None:
    with pytest.raises(BadInput) as refused:
        blocks_of(name)
    assert refused.value.code == code
    assert refused.value.code in SENTENCES


@pytest.mark.parametrize("name", IMPORTED)
def test_what_would_do_harm_stays_behind_when_a_file_is_imported(name: str) -> None:
    assert all(is_harmless(block) for block in blocks_of(name))


@pytest.mark.parametrize("name", ["outward", "odt outward", "page outward", "pdf that acts"])
def test_a_file_that_points_outside_reads_nothing_and_calls_nobody(name: str, tmp_path: Path) -> None:
    (tmp_path / "canary").write_text(CANARY)
    with socket.create_server(("127.0.0.1", 0)) as server:
        server.settimeout(0.05)
        blocks = blocks_of(name, Outside(str(tmp_path / "canary"), server.getsockname()[1]))
        with pytest.raises(TimeoutError):
            server.accept()
    assert all(is_harmless(block) for block in blocks)
    assert not any(CANARY in block.html for block in blocks)


@pytest.mark.parametrize("code", ["file_too_demanding", "files_waiting"])
def test_what_the_cage_refuses_is_said_in_words(code: str) -> None:
    assert SENTENCES[code]
