"""The README and the deployment files say what is so."""

import re
from pathlib import Path

import pytest

from config import settings_from

ROOT = Path(__file__).parents[2]
README = (ROOT / "README.md").read_text("utf-8")
DEPLOYMENT = ROOT / "docs" / "deployment"
ROW = re.compile(r"^\| `(\w+)` \| (.+?) \| (.+) \|$", re.MULTILINE)
READ = re.compile(r'environ\.get\(\s*"(\w+)"(?:, "([^"]*)")?')


def _read_by_the_program() -> dict[str, str]:
    source = (ROOT / "config.py").read_text("utf-8")
    return dict(READ.findall(source))


def test_every_setting_stands_in_the_readme_and_no_other() -> None:
    section = README.partition("## Settings")[2].partition("\n## ")[0]
    told = {name: default.strip("`") for name, default, _ in ROW.findall(section)}
    read = _read_by_the_program()
    assert told.keys() == read.keys()
    assert {name: told[name] for name, default in read.items() if default} == {
        name: default for name, default in read.items() if default
    }


def test_the_sample_of_settings_names_only_what_is_read() -> None:
    lines = (DEPLOYMENT / "expert-review.env").read_text("utf-8").splitlines()
    names = {line.lstrip("#").split("=")[0] for line in lines if re.match(r"#?[A-Z_]+=", line)}
    assert names <= _read_by_the_program().keys()


@pytest.mark.parametrize(
    "page",
    [
        "README.md",
        "ARCHITECTURE.md",
        "SECURITY.md",
        "CHANGELOG.md",
        "docs/api.md",
        "docs/deployment/README.md",
    ],
)
def test_no_page_points_at_a_file_that_is_not_there(page: str) -> None:
    path = ROOT / page
    targets = re.findall(r"\]\((?!https?:|#)([^)#]+)", path.read_text("utf-8"))
    assert [target for target in targets if not (path.parent / target).exists()] == []


def test_cookies_are_for_https_alone_where_the_address_is_https() -> None:
    def secure(address: str) -> bool:
        return bool(settings_from({"SECRET_KEY": "x", "BASE_URL": address})["SESSION_COOKIE_SECURE"])

    assert secure("https://review.example.org") and not secure("http://127.0.0.1:5000")
