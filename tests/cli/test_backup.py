"""`flask backup` and `flask restore` as somebody at a terminal meets them."""

from pathlib import Path

import pytest
from flask import Flask

from tests.builders import make_review
from tests.cli.terminal import run
from tests.fixtures_app import make_app


def test_a_backup_is_written_looked_at_and_restored(app: Flask, tmp_path: Path) -> None:
    make_review()
    file = str(tmp_path / "office.backup")
    taken = run(app, "backup", file)
    assert taken.exit_code == 0 and "keep it where nobody else can read it" in taken.output

    new = make_app(f"sqlite:///{tmp_path / 'new.db'}")
    assert "whole" in run(new, "restore", "--check", file).output
    restored = run(new, "restore", file)
    assert restored.exit_code == 0 and "everybody signs in again" in restored.output
    again = run(new, "restore", file)
    assert again.exit_code == 1 and "point DATABASE_URL at a new database" in again.output


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["restore", "missing.backup"], "There is no such file."),
        (["restore", __file__], "This is no backup of this program."),
        (["backup", "missing/office.backup"], "cannot be written: No such file or directory."),
    ],
)
def test_what_cannot_be_is_said_in_a_sentence(app: Flask, arguments: list[str], words: str) -> None:
    result = run(app, *arguments)
    assert result.exit_code == 1 and words in result.output and "Traceback" not in result.output


def test_a_database_without_tables_is_not_backed_up(tmp_path: Path) -> None:
    bare = make_app(f"sqlite:///{tmp_path / 'bare.db'}")
    result = run(bare, "backup", str(tmp_path / "x"))
    assert result.exit_code == 1 and "no tables yet" in result.output
    assert sorted(path.suffix for path in tmp_path.iterdir() if path.suffix == ".part") == []
