"""Exports opened in an office program: the rows of the desk, Chinese intact, nothing alive."""

import csv
import io
import json
import re
import shutil
import subprocess
from pathlib import Path

import docx
import openpyxl
import pytest
from flask import Flask
from flask_babel import force_locale
from lxml import html

from reviewapp.domain.report import TABLES
from reviewapp.services.replies import reply
from reviewapp.web.labels import label
from tests import builders as b
from tests.fixtures_app import SeparateClient, World
from tests.web.desk import numbers_on

SOFFICE = shutil.which("soffice") or shutil.which("libreoffice")
CORPUS = Path(__file__).parents[1] / "corpus"
CHINESE = "建议补充“小企业”的情况：学徒人数少于十人时，企业导师如何安排时间？"
FORMULAS = [
    json.loads(line)["value"]
    for name in ("formula.jsonl", "formulas.jsonl")
    for line in (CORPUS / name).read_text("utf-8").splitlines()
]

pytestmark = pytest.mark.skipif(SOFFICE is None, reason="LibreOffice (soffice) is not installed")


def converted(folder: Path, data: bytes, extension: str, *targets: str) -> list[bytes]:
    """Let LibreOffice open a file and save it in other formats: extension, or extension:filter."""
    source = folder / f"export.{extension}"
    source.write_bytes(data)
    saved = []
    for target in targets:
        subprocess.run(
            [
                str(SOFFICE),
                "--headless",
                f"-env:UserInstallation=file://{folder}/profile",
                "--convert-to",
                target,
                "--outdir",
                str(folder / "out"),
                str(source),
            ],
            check=True,
            capture_output=True,
            timeout=300,
        )
        saved.append((folder / "out" / f"export.{target.partition(':')[0]}").read_bytes())
    return saved


def no_formulas(flat: bytes) -> None:
    """Look for cells and fields that do something in a document saved as flat XML."""
    text = flat.decode()
    assert "table:formula=" not in text
    assert "xlink:type" not in re.sub(r"<(style|office:styles|config)[^>]*>", "", text)
    assert "<text:a " not in text and "text:dde-connection" not in text


@pytest.fixture
def app(world: World) -> Flask:
    """The app of the other tests, not the live one of the browsers."""
    world.empty()
    return world.app


@pytest.fixture
def review(app_context: None) -> b.Review:
    """A round with every formula as a comment, and one comment in Chinese that was answered."""
    review = b.make_review(attribution_out="named")
    for value in FORMULAS:
        # Some vectors are only blanks and signs; what stands before them keeps them comments.
        b.make_thread(review.version, review.expert, value if value.strip() else f"-{value}")
    thread = b.make_thread(review.version, review.other, CHINESE, language="zh", exact="plans, shows")
    reply(thread, "=1+1 请举例。", actor=b.actor_of(review.editor))
    b.make_decision(thread, review.editor, "not_accepted", reason="@SUM(A1) 法律已有规定。")
    return review


def exported(client: SeparateClient, review: b.Review, **query: str) -> bytes:
    answer = client.get(f"/rounds/{review.round.public_id}/export", query_string=query)
    assert answer.status_code == 200
    return bytes(answer.data)


def on_the_desk(client: SeparateClient, review: b.Review) -> list[int]:
    """Give the numbers that the pages of the desk show, in their order."""
    numbers: list[int] = []
    for page in range(1, 10):
        numbers += numbers_on(client.get(f"/rounds/{review.round.public_id}/threads?page={page}"))
    return numbers


def headings(app: Flask, preset: str, language: str) -> list[str]:
    with app.test_request_context(), force_locale(language):
        return [label("column", rule.title or key) for key, rule in TABLES[preset].items()]


@pytest.mark.parametrize("language", ["en", "zh"])
def test_a_workbook(
    app: Flask, client: SeparateClient, review: b.Review, language: str, tmp_path: Path
) -> None:
    b.sign_in(client, review.editor)
    data = exported(client, review, format="xlsx", lang=language)
    flat, again = converted(tmp_path, data, "xlsx", "fods", "xlsx")
    no_formulas(flat)
    book = openpyxl.load_workbook(io.BytesIO(again))
    assert not [cell for sheet in book for row in sheet for cell in row if cell.data_type == "f"]
    head, *rows = book.worksheets[0].iter_rows(values_only=True)
    assert list(head) == headings(app, "full", language)
    assert [row[0] for row in rows] == on_the_desk(client, review)
    assert CHINESE in {row[list(TABLES["full"]).index("comment")] for row in rows}


@pytest.mark.parametrize("language", ["en", "zh"])
def test_a_word_file(
    app: Flask, client: SeparateClient, review: b.Review, language: str, tmp_path: Path
) -> None:
    b.sign_in(client, review.editor)
    data = exported(client, review, format="docx", lang=language, preset="short")
    flat, again = converted(tmp_path, data, "docx", "fodt", "docx")
    no_formulas(flat)
    head, *rows = (
        [cell.text for cell in row.cells] for row in docx.Document(io.BytesIO(again)).tables[1].rows
    )
    assert head == headings(app, "short", language)
    assert [int(row[0]) for row in rows] == on_the_desk(client, review)
    assert CHINESE in {row[list(TABLES["short"]).index("comment")] for row in rows}


@pytest.mark.parametrize("language", ["en", "zh"])
def test_a_page_opened_as_a_spreadsheet(
    app: Flask, client: SeparateClient, review: b.Review, language: str, tmp_path: Path
) -> None:
    b.sign_in(client, review.editor)
    data = exported(client, review, format="html", lang=language, preset="standards")
    (tmp_path / "out").mkdir()
    subprocess.run(
        [
            str(SOFFICE), "--headless", f"-env:UserInstallation=file://{tmp_path}/profile", "--calc",
            "--convert-to", "fods", "--outdir", str(tmp_path / "out"), str(_kept(tmp_path, data)),
        ],
        check=True, capture_output=True, timeout=300,
    )  # fmt: skip
    flat = (tmp_path / "out" / "export.fods").read_bytes()
    no_formulas(flat)
    assert CHINESE in flat.decode()
    rows = html.document_fromstring(data).xpath("//tbody/tr")
    assert [int(row[0].text_content()) for row in rows] == on_the_desk(client, review)


@pytest.mark.parametrize("separator", ["44", "59", "9"])
def test_a_csv_whatever_the_separator(
    client: SeparateClient, review: b.Review, separator: str, tmp_path: Path
) -> None:
    b.sign_in(client, review.editor)
    source = _kept(tmp_path, exported(client, review, format="csv"), "csv")
    (tmp_path / "out").mkdir()
    subprocess.run(
        [
            str(SOFFICE), "--headless", f"-env:UserInstallation=file://{tmp_path}/profile",
            f"--infilter=CSV:{separator},34,76,1,,0,false,true,false,false,false,-1", "--convert-to", "fods",
            "--outdir", str(tmp_path / "out"), str(source),
        ],
        check=True, capture_output=True, timeout=300,
    )  # fmt: skip
    flat = (tmp_path / "out" / "export.fods").read_bytes()
    # A line of signs stays as typed; where a wrong separator makes a cell of it, that cell is an error.
    no_formulas(re.sub(rb'table:formula="of:=+"', b"", flat))
    rows = list(csv.reader(io.StringIO(source.read_bytes().decode("utf-8-sig"), newline="")))
    assert [int(row[0]) for row in rows[1:]] == on_the_desk(client, review)


def _kept(folder: Path, data: bytes, extension: str = "html") -> Path:
    path = folder / f"export.{extension}"
    path.write_bytes(data)
    return path
