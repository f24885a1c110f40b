"""Language tags and the choice of the interface language."""

import pytest

from reviewapp.domain.errors import BadInput
from reviewapp.domain.languages import canonical, fitting, html_tag, negotiate


@pytest.mark.parametrize(
    ("tag", "written"),
    [
        ("zh", "zh"),
        ("zh-Hans", "zh"),
        ("zh_CN", "zh"),
        ("ZH-hans-cn", "zh"),
        ("zh-Hant", "zh-Hant"),
        ("EN", "en"),
        ("en-gb", "en-GB"),
        ("in", "id"),
        ("lo", "lo"),
    ],
)
def test_a_tag_is_written_in_one_form(tag: str, written: str) -> None:
    assert canonical(tag) == written


@pytest.mark.parametrize("tag", ["", "english", "e", "zh/../x", "<b>", "en-", "12"])
def test_what_is_no_tag_is_refused(tag: str) -> None:
    with pytest.raises(BadInput, match="language_unknown"):
        canonical(tag)


def test_pages_name_simplified_chinese_in_full() -> None:
    assert html_tag("zh") == "zh-Hans"


@pytest.mark.parametrize(
    ("header", "language"),
    [
        ("", "en"),
        ("zh-CN,en;q=0.8", "zh"),
        ("zh-Hans-CN", "zh"),
        ("th-TH,zh;q=0.5,en;q=0.4", "zh"),
        ("th-TH,en;q=0.9", "en"),
        ("de", "en"),
        ("en;q=0.1, zh;q=0.9", "zh"),
        ("zh;q=0", "en"),
        ("zh;q=x", "en"),
        (";;;,", "en"),
    ],
)
def test_the_browser_is_asked_by_primary_subtag(header: str, language: str) -> None:
    assert negotiate(header, ["en", "zh"]) == language


@pytest.mark.parametrize(
    ("wish", "offered", "language"),
    [
        ("id-ID", ["en", "id"], "id"),
        ("in", ["en", "id"], "id"),
        ("zh-TW", ["en", "zh"], "zh"),
        ("zh-HK", ["en", "zh", "zh-Hant"], "zh-Hant"),
        ("zh-SG", ["en", "zh-Hant", "zh"], "zh"),
        ("pt", ["en", "pt-BR"], "pt-BR"),
        ("th", ["en", "zh"], None),
        ("*", ["en"], None),
        ("", ["en"], None),
    ],
)
def test_a_wish_is_met_by_the_nearest_language_there_is(
    wish: str, offered: list[str], language: str | None
) -> None:
    assert fitting(wish, offered) == language
