"""What people type and what files hold, seen by parsers that had no part in cleaning it."""

import json
import re
from collections.abc import Iterator
from pathlib import Path

import lxml.html
import pytest
from bleach._vendor import html5lib
from hypothesis import given
from hypothesis import strategies as st

from reviewapp.domain import fragments
from reviewapp.domain.allowed_html import Sink
from reviewapp.markup import (
    clean_document,
    clean_with_bleach,
    clean_with_nh3,
    render_comment,
)

CORPUS = Path(__file__).parent / "corpus"
XHTML = "{http://www.w3.org/1999/xhtml}"

# Written down a second time on purpose: a slip in the table of the product must not excuse itself.
IN_BOTH = {"a", "b", "br", "code", "em", "i", "s", "strong"}
IN_COMMENTS = IN_BOTH | {"blockquote", "li", "ol", "p", "pre", "ul"}
IN_DOCUMENTS = IN_BOTH | {"bdi", "rp", "rt", "ruby", "span", "sub", "sup", "u", "img", "figcaption"}
IN_DOCUMENTS |= {"table", "caption", "thead", "tbody", "tfoot", "tr", "th", "td"}
ATTRIBUTES = {
    ("a", "href"): r"(?i:https?://|mailto:)[^\s\\]+|#[\w.-]+",
    ("a", "rel"): "nofollow noopener noreferrer",
    ("ol", "start"): r"\d{1,6}",
    ("sup", "class"): "noteref",
    ("sup", "id"): r"fn(ref)?-?\d+",
    ("img", "src"): r"/base/[A-Za-z0-9][A-Za-z0-9._-]*",
    ("img", "alt"): r"[\s\S]*",
    ("img", "height"): r"\d{1,4}",
    ("img", "width"): r"\d{1,4}",
    ("span", "lang"): r"[A-Za-z0-9-]+",
    ("span", "dir"): "ltr|rtl|auto",
    ("bdi", "dir"): "ltr|rtl|auto",
    ("td", "colspan"): r"\d{1,3}",
    ("td", "rowspan"): r"\d{1,3}",
    ("th", "colspan"): r"\d{1,3}",
    ("th", "rowspan"): r"\d{1,3}",
    ("th", "scope"): "row|col|rowgroup|colgroup",
}


def vectors(name: str) -> list[dict[str, str]]:
    return [json.loads(line) for line in (CORPUS / f"{name}.jsonl").read_text("utf-8").splitlines()]


XSS = vectors("xss")
FAMILIES = {row["family"]: [one["html"] for one in XSS if one["family"] == row["family"]] for row in XSS}
each_family = pytest.mark.parametrize("htmls", FAMILIES.values(), ids=FAMILIES.keys())
"""A test for each vector would take longer to hand out than to run; a failure names the vector."""


def elements_by_libxml(html: str) -> Iterator[tuple[str, dict[str, str]]]:
    for element in lxml.html.fragment_fromstring(html, create_parent="main").iterdescendants():
        yield (element.tag if isinstance(element.tag, str) else "comment"), dict(element.attrib)


def elements_by_html5(html: str) -> Iterator[tuple[str, dict[str, str]]]:
    for element in html5lib.parseFragment(html).iter():
        if element.tag != "DOCUMENT_FRAGMENT":
            name = element.tag if isinstance(element.tag, str) else "comment"
            yield name.removeprefix(XHTML), dict(element.attrib)


def assert_allowed(html: str, elements: set[str]) -> None:
    for parse in (elements_by_libxml, elements_by_html5):
        for name, attributes in parse(html):
            assert name in elements, html
            for attribute, value in attributes.items():
                assert (name, attribute) in ATTRIBUTES, html
                assert re.fullmatch(ATTRIBUTES[name, attribute], value), html


def outline(html: str) -> list[tuple[str, object]]:
    """What a parser sees, without white space and differences in writing: elements, attributes, words."""
    return [
        (str(element.tag), (sorted(element.attrib.items()), squeezed(element.text), squeezed(element.tail)))
        for element in html5lib.parseFragment(html).iter()
    ]


def squeezed(words: str | None) -> str:
    return "".join((words or "").split())


@each_family
def test_nothing_in_a_document_leaves_the_allow_list(htmls: list[str]) -> None:
    for html in htmls:
        assert_allowed(clean_document(html, image_base="/base/"), IN_DOCUMENTS)


@each_family
def test_nothing_in_a_comment_leaves_the_allow_list(htmls: list[str]) -> None:
    for html in htmls:
        assert_allowed(render_comment(html), IN_COMMENTS)


@each_family
def test_a_clean_document_stays_as_it_is_when_cleaned_again(htmls: list[str]) -> None:
    for html in htmls:
        once = clean_document(html, image_base="/base/")
        assert outline(clean_document(once, image_base="/base/")) == outline(once), html


@each_family
@pytest.mark.parametrize("sink", [Sink.DOCUMENT, Sink.COMMENT])
def test_each_engine_finds_the_other_one_s_work_clean(htmls: list[str], sink: Sink) -> None:
    for html in htmls:
        by_nh3 = clean_with_nh3(html, sink)
        by_bleach = clean_with_bleach(html, sink)
        assert outline(clean_with_bleach(by_nh3, sink)) == outline(by_nh3), html
        assert outline(clean_with_nh3(by_bleach, sink)) == outline(by_bleach), html


# Where a browser leaves HTML (SVG, MathML, raw text, broken mark-up) the engines keep other words.
@pytest.mark.parametrize("html", [
    '<a href="https://ok.invalid/?a=1&amp;b=2" title="t" target="_blank">t</a>',
    '<a href="java&Tab;script:ran()">t</a> <a href="MAILTO:a@ok.invalid">m</a> <a href="#fn-1">1</a>',
    "<b onclick=ran()>a <i style='x:y'>b</i></b> <u>c</u> <s>d</s> &lt;e&gt; &amp; f",
    "<ol start=3><li>a</li><li>b <code>c</code></li></ol><ul><li>d</li></ul>",
    "<blockquote><p>a<br>b</p></blockquote><pre><code>c\n  d</code></pre>",
    "<table><tbody><tr><td colspan=2 rowspan=500>a</td><th scope=row>b</th></tr></tbody></table>",
    '<img src="images/a.png" alt="a" onerror="ran()"><img src="https://evil.invalid/a.png" alt="b">',
    '<span lang="zh-Hans" dir="ltr" class="x">企业</span><ruby>企<rp>(</rp><rt>qi</rt><rp>)</rp></ruby>',
    '<sup class="noteref" id="fnref-1"><a href="#fn-1" id="location">1</a></sup><sup id="body">2</sup>',
])  # fmt: skip
@pytest.mark.parametrize("sink", [Sink.DOCUMENT, Sink.COMMENT])
def test_both_engines_make_the_same_of_ordinary_html(html: str, sink: Sink) -> None:
    assert outline(clean_with_bleach(html, sink)) == outline(clean_with_nh3(html, sink))


@pytest.mark.parametrize("vector", [v for v in XSS if v["family"] in {"js-url", "sizes", "remote-load"}],
                         ids=lambda vector: vector["id"])  # fmt: skip
def test_both_engines_agree_on_every_link_and_picture(vector: dict[str, str]) -> None:
    by_nh3 = clean_with_nh3(vector["html"], Sink.DOCUMENT)
    assert outline(clean_with_bleach(vector["html"], Sink.DOCUMENT)) == outline(by_nh3)


@pytest.mark.parametrize(
    "text", ["a &amp; b", "1 &lt; 2", "&nbsp;&notit;&#0;&#x80;&am", "\xa0\x07\u202e&#13;", "&" * 200]
)
def test_text_alone_is_what_it_is_beside_elements(text: str) -> None:
    beside = clean_document(f"{text}<br>", image_base="").removesuffix("<br>")
    assert fragments.text_of(clean_document(text, image_base="")) == fragments.text_of(beside)


def test_a_picture_of_the_file_is_loaded_from_its_base_and_any_other_becomes_words() -> None:
    own = '<img src="images/a1.png" alt="A &quot;map&quot;" width="300">'
    foreign = '<img src="https://evil.invalid/x" alt="a<b">'
    clean = clean_document(f"{own} {foreign}", image_base="/versions/v/images/")
    assert clean == '<img src="/versions/v/images/a1.png" alt="A &quot;map&quot;" width="300"> a&lt;b'


def test_only_links_to_other_places_are_marked_as_foreign() -> None:
    clean = clean_document('<a href="https://ok.invalid/">a</a><a href="#fn-1">1</a><a>b</a>', image_base="")
    foreign = '<a href="https://ok.invalid/" rel="nofollow noopener noreferrer">a</a>'
    assert clean == foreign + '<a href="#fn-1">1</a>b'


def test_what_a_script_says_goes_with_it_and_other_unknown_elements_leave_their_words() -> None:
    assert clean_document("a<script>b</script><style>c</style><blink>d</blink>", image_base="") == "ad"


@pytest.mark.parametrize("element", ["<b>", "<div>", "<i><u>", "<table><tr><td>", "<div></x>"])
def test_nesting_has_an_end(element: str) -> None:
    clean = clean_document(element * 600 + "words", image_base="")
    assert "words" in clean
    assert max(depths(clean)) <= 30


def depths(html: str) -> list[int]:
    tree = lxml.html.fragment_fromstring(html, create_parent="main")
    return [sum(1 for _ in element.iterancestors()) for element in tree.iter()]


@pytest.mark.parametrize(("typed", "shown"), [
    ("one\ntwo", "<p>one<br>\ntwo</p>"),
    ("**a** *b* ~~c~~ `d`", "<p><strong>a</strong> <em>b</em> <s>c</s> <code>d</code></p>"),
    ("# 3 is wrong", "<p># 3 is wrong</p>"),
    ("3. third", '<ol start="3">\n<li>third</li>\n</ol>'),
    ("a <b>c</b> &copy;", "<p>a &lt;b&gt;c&lt;/b&gt; ©</p>"),
    ("> q", "<blockquote>\n<p>q</p>\n</blockquote>"),
    ("[t](javascript:ran())", "<p>[t](javascript:ran())</p>"),
    ("[t](ftp://ok.invalid)", "<p>t</p>"),
    ("{{7*7}}", "<p>{{7*7}}</p>"),
    ("a\x00\u202eb\r\nc", "<p>ab<br>\nc</p>"),
    ("", ""),
])  # fmt: skip
def test_a_comment_is_markdown_without_html(typed: str, shown: str) -> None:
    assert render_comment(typed).strip() == shown


@pytest.mark.parametrize(("typed", "address", "after"), [
    ("见https://ok.invalid/a。谢谢", "https://ok.invalid/a", "。谢谢"),
    ("见https://ok.invalid/a，请", "https://ok.invalid/a", "，请"),
    ("https://ok.invalid/a企业", "https://ok.invalid/a", "企业"),
    ("https://ok.invalid/aไทย", "https://ok.invalid/a", "ไทย"),
    ("https://ok.invalid/aລາວ", "https://ok.invalid/a", "ລາວ"),
    ("https://ok.invalid/aខ្មែរ", "https://ok.invalid/a", "ខ្មែរ"),
    ("（https://ok.invalid/a）", "https://ok.invalid/a", "）"),
    ("(see https://ok.invalid/a).", "https://ok.invalid/a", ")."),
    ("https://ok.invalid/A_(b), and", "https://ok.invalid/A_(b)", ", and"),
    ("https://ok.invalid/?a=1&b=2!", "https://ok.invalid/?a=1&amp;b=2", "!"),
    ("https://ok.invalid/năm.", "https://ok.invalid/năm", "."),
])  # fmt: skip
def test_a_bare_address_ends_where_the_sentence_goes_on(typed: str, address: str, after: str) -> None:
    html = render_comment(typed)
    assert f'href="{address}" rel="nofollow noopener noreferrer">{address}</a>{after}' in html


@pytest.mark.parametrize(
    "typed", ["`https://ok.invalid`", "```\nhttps://ok.invalid\n```", "me@www.ok.invalid"]
)
def test_no_link_is_made_in_code_or_within_an_address_of_mail(typed: str) -> None:
    assert "<a" not in render_comment(typed)


def test_an_image_in_a_comment_becomes_a_link() -> None:
    link = '<a href="https://ok.invalid/p.png" rel="nofollow noopener noreferrer">the *plan*</a>'
    assert render_comment(r"![the \*plan\*](https://ok.invalid/p.png)") == f"<p>{link}</p>\n"


def test_an_image_within_a_link_becomes_its_words() -> None:
    html = render_comment("[![plan](https://ok.invalid/p.png)](https://ok.invalid/)")
    assert html.count("<a ") == 1
    assert ">plan</a>" in html


@pytest.mark.parametrize("typed", ["> " * 40 + "words", "- " * 40 + "words", "[" * 9000 + "words"])
def test_what_nests_too_deep_stands_as_typed(typed: str) -> None:
    assert "words" in render_comment(typed)


@given(st.text(alphabet="[]()!<>*_`~#-+>:&;\"'\\/ \n\tahtps.企\u0301\u202e\x00", max_size=120))
def test_whatever_is_typed_stays_within_the_allow_list(typed: str) -> None:
    assert_allowed(render_comment(typed), IN_COMMENTS)
