"""The only place that makes HTML safe: imported documents by nh3, what people type by bleach, one allow-list.

Stored HTML carries RULESET, so that it can be cleaned again when the rules change.
"""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from enum import Flag, auto
from functools import cache, partial
from html import escape, unescape
from typing import NamedTuple

import nh3
from bleach.linkifier import LinkifyFilter
from bleach.sanitizer import Cleaner
from markdown_it import MarkdownIt
from markdown_it.rules_core import StateCore
from markdown_it.token import Token as MarkdownToken

from reviewapp.domain.letters import nfc, without_invisible
from reviewapp.domain.tokens import Token, tokens_of

RULESET = 1

Check = Callable[[str], bool]


def _matches(pattern: str) -> Check:
    whole = re.compile(pattern)
    return lambda value: whole.fullmatch(value) is not None


_is_link = _matches(r"(?i:https?://|mailto:)[^\s\x00-\x20\x7f-\x9f\\]+|#[\w.-]{1,100}")
_is_span = _matches(r"[1-9][0-9]?|100")
_is_language = _matches(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8}){0,3}")
_is_direction = _matches(r"ltr|rtl|auto")
_is_picture = _matches(r"images/[A-Za-z0-9][A-Za-z0-9._-]{0,120}")
_is_length = _matches(r"[1-9][0-9]{0,3}")
_is_number = _matches(r"[0-9]{1,6}")
_is_words = _matches(r"[^\x00-\x08\x0b-\x1f]{0,2000}")
_is_note_mark = _matches(r"noteref")
_is_note_anchor = _matches(r"fn(ref)?-?[0-9]{1,6}")
_is_scope = _matches(r"row|col|rowgroup|colgroup")


_CHARACTER = re.compile(r"&#(?:[0-9]+|[xX][0-9a-fA-F]+);")


class Sink(Flag):
    """Where HTML goes."""

    DOCUMENT = auto()
    COMMENT = auto()


class Element(NamedTuple):
    """Where an element may stand and what attributes it may carry."""

    sinks: Sink
    attributes: Mapping[str, Check] = {}


_BOTH = Sink.DOCUMENT | Sink.COMMENT
_SPANS = {"colspan": _is_span, "rowspan": _is_span}

ALLOWED: dict[str, Element] = {
    "a": Element(_BOTH, {"href": _is_link}),
    "b": Element(_BOTH),
    "br": Element(_BOTH),
    "code": Element(_BOTH),
    "em": Element(_BOTH),
    "i": Element(_BOTH),
    "s": Element(_BOTH),
    "strong": Element(_BOTH),
    "blockquote": Element(Sink.COMMENT),
    "li": Element(Sink.COMMENT),
    "ol": Element(Sink.COMMENT, {"start": _is_number}),
    "p": Element(Sink.COMMENT),
    "pre": Element(Sink.COMMENT),
    "ul": Element(Sink.COMMENT),
    "bdi": Element(Sink.DOCUMENT, {"dir": _is_direction}),
    "caption": Element(Sink.DOCUMENT),
    "figcaption": Element(Sink.DOCUMENT),
    "img": Element(Sink.DOCUMENT, {"src": _is_picture, "alt": _is_words, "width": _is_length}),
    "rp": Element(Sink.DOCUMENT),
    "rt": Element(Sink.DOCUMENT),
    "ruby": Element(Sink.DOCUMENT),
    "span": Element(Sink.DOCUMENT, {"lang": _is_language, "dir": _is_direction}),
    "sub": Element(Sink.DOCUMENT),
    "sup": Element(Sink.DOCUMENT, {"class": _is_note_mark, "id": _is_note_anchor}),
    "table": Element(Sink.DOCUMENT),
    "tbody": Element(Sink.DOCUMENT),
    "td": Element(Sink.DOCUMENT, _SPANS),
    "tfoot": Element(Sink.DOCUMENT),
    "th": Element(Sink.DOCUMENT, _SPANS | {"scope": _is_scope}),
    "thead": Element(Sink.DOCUMENT),
    "tr": Element(Sink.DOCUMENT),
    "u": Element(Sink.DOCUMENT),
}
SCHEMES = {"http", "https", "mailto"}
FOREIGN_REL = "nofollow noopener noreferrer"
MAX_DEPTH = 24
# Elements whose content is no text for a reader: it goes with them.
_WORDLESS = {
    *("script", "style", "template", "title", "iframe", "object", "noembed", "noframes", "textarea", "xmp")
}


def clean_document(html: str, *, image_base: str) -> str:
    """Return imported HTML with nothing but what a document may hold.

    An `<img src="images/NAME">` is loaded from `image_base` + NAME; any other image becomes its alt text.
    What stands in `<script>`, `<style>` and their like goes with them, other unknown elements leave their
    words. Cleaning the result again with the same `image_base` changes nothing.
    HTML nested without end is returned as text: parsing it takes quadratic time.
    """
    if _is_bottomless(html):
        return escape(without_controls(html), quote=False)
    if image_base:
        html = html.replace(f'src="{escape(image_base)}', 'src="images/')
    return _finish(clean_with_nh3(html, Sink.DOCUMENT), image_base)


def render_comment(markdown: str) -> str:
    """Return the safe HTML of a comment typed in Markdown.

    Paragraphs, lists, quotations, code, emphasis and links work; HTML, headings, rules and tables stand as
    typed; images become links. What nests deeper than MAX_DEPTH is shown as typed.
    """
    source = without_controls(markdown)
    environment: dict[str, object] = {}
    tokens = _MARKDOWN.parse(source, environment)
    if any(token.level > MAX_DEPTH for token in _all_of(tokens)):
        html = f"<p>{escape(source, quote=False)}</p>".replace("\n", "<br>\n")
    else:
        html = _MARKDOWN.renderer.render(tokens, _MARKDOWN.options, environment)
    links = partial(LinkifyFilter, callbacks=(), skip_tags={"pre", "code"}, url_re=_URL)
    return _finish(clean_with_bleach(html, Sink.COMMENT, links), "")


def plain(text: str) -> str:
    """Return a name or title on one line: NFC, without invisible and direction-turning characters."""
    shown = without_invisible(re.sub(r"\s+", " ", text))
    return " ".join(nfc(shown).split())


# Controls, lone surrogates, non-characters, and the two signs that make text run against its script.
_NO_TEXT = re.compile(
    "[\x00-\x08\x0b\x0e-\x1f\x7f-\x9f\u202d\u202e\ud800-\udfff\ufdd0-\ufdef\ufeff\ufffe\uffff]"
)


def without_controls(text: str) -> str:
    """Return `text` with LF line ends and without control characters and direction overrides."""
    return _NO_TEXT.sub("", re.sub(r"\r\n?|\f", "\n", text))


def clean_with_nh3(html: str, sink: Sink) -> str:
    """Return `html` with the elements and attributes that `sink` allows, by nh3."""
    return without_controls(_nh3_cleaner(sink).clean(without_controls(html)))


def clean_with_bleach(html: str, sink: Sink, *filters: Callable[..., object]) -> str:
    """Return `html` with the elements and attributes that `sink` allows, by bleach.

    Its cleaners keep state while they work, so every call has its own.
    """
    allowed = allowed_in(sink)
    cleaner = Cleaner(
        tags=set(allowed),
        attributes=lambda tag, name, value: _is_allowed(sink, tag, name, unescape(value)),
        protocols=SCHEMES,
        strip=True,
        filters=filters,
    )
    clean = _CHARACTER.sub(lambda found: escape(unescape(found[0])), cleaner.clean(without_controls(html)))
    return without_controls(clean)


@cache
def allowed_in(sink: Sink) -> Mapping[str, Mapping[str, Check]]:
    """Return the elements of a sink with their attributes and checks."""
    return {name: row.attributes for name, row in ALLOWED.items() if sink in row.sinks}


def _is_allowed(sink: Sink, tag: str, name: str, value: str) -> bool:
    check = allowed_in(sink).get(tag, {}).get(name)
    return check is not None and check(value)


@cache
def _nh3_cleaner(sink: Sink) -> nh3.Cleaner:
    allowed = allowed_in(sink)
    return nh3.Cleaner(
        tags=set(allowed),
        attributes={name: set(attributes) for name, attributes in allowed.items()},
        attribute_filter=lambda tag, name, value: value if _is_allowed(sink, tag, name, value) else None,
        url_schemes=SCHEMES,
        clean_content_tags=_WORDLESS,
        link_rel=None,
    )


_NESTING = re.compile(r"<(/?)(?!(?:br|hr|img|wbr|col|p|li|td|th|tr)\b)[A-Za-z]", re.IGNORECASE)
_BOTTOM = 1000


def _is_bottomless(html: str) -> bool:
    depth = 0
    for found in _NESTING.finditer(html):
        depth += -1 if found[1] else 1
        if depth > _BOTTOM:
            return True
    return False


def _finish(html: str, image_base: str) -> str:
    """Do to cleaned HTML what neither engine does: mark foreign links, place images, bound the depth."""
    out: list[str] = []
    written: list[bool] = []
    depth = 0
    for token in tokens_of(html):
        if token.name == "img":
            out.append(_picture(token.attributes, image_base))
        elif token.opens:
            opening = _opening(token) if depth < MAX_DEPTH else ""
            written.append(bool(opening))
            depth += written[-1]
            out.append(opening)
        elif not token.is_end:
            out.append(token.source)
        elif written and written.pop():
            depth -= 1
            out.append(token.source)
    return "".join(out)


def _opening(token: Token) -> str:
    """Return a start tag as it is written, "" for a link that leads nowhere."""
    if token.name != "a":
        return token.source
    href = token.attributes.get("href", "")
    if href.lower().startswith("http"):
        return f'{token.source[:-1]} rel="{FOREIGN_REL}">'
    return token.source if href else ""


def _picture(attributes: Mapping[str, str], image_base: str) -> str:
    alt = escape(attributes.get("alt", ""))
    if "src" not in attributes:
        return alt
    source = escape(image_base + attributes["src"].removeprefix("images/"))
    width = f' width="{attributes["width"]}"' if "width" in attributes else ""
    return f'<img src="{source}" alt="{alt}"{width}>'


# A bare address ends where Chinese, Thai, Lao or Khmer words and full-width punctuation begin, and before
# punctuation that closes the sentence.
_LETTER = r"A-Za-z0-9\u00c0-\u0dff\u1e00-\u1fff"
_URL = re.compile(
    rf"(?<![{_LETTER}@/.])(?:https?://|www\.)(?=[{_LETTER}\[])"
    rf"[{_LETTER}\-._~:/?#\[\]@!$&'()*+,;=%]*[{_LETTER}\-_~/#@$&*+=%]\)?",
    re.IGNORECASE,
)


def _images_to_links(state: StateCore) -> None:
    """Put a link in the place of every image of a comment: nothing loads from another host."""
    for token in state.tokens:
        if token.type == "inline" and token.children:
            token.children = list(_without_images(token.children))


def _without_images(children: Sequence[MarkdownToken]) -> Iterator[MarkdownToken]:
    is_in_link = False
    for child in children:
        if child.type in {"link_open", "link_close"}:
            is_in_link = child.type == "link_open"
        if child.type != "image":
            yield child
            continue
        source = str(child.attrs.get("src", ""))
        words = "".join(one.content for one in child.children or ()) or source
        text = MarkdownToken("text", "", 0, content=words, level=child.level)
        if is_in_link or not source:
            yield text
            continue
        yield MarkdownToken("link_open", "a", 1, attrs={"href": source}, level=child.level)
        yield text
        yield MarkdownToken("link_close", "a", -1, level=child.level)


def _all_of(tokens: Sequence[MarkdownToken]) -> Iterator[MarkdownToken]:
    for token in tokens:
        yield token
        yield from token.children or ()


# maxNesting lies above MAX_DEPTH: deeper nesting is seen and shown as typed instead of losing its words.
_MARKDOWN = (
    MarkdownIt("commonmark", {"html": False, "breaks": True, "maxNesting": 4 * MAX_DEPTH})
    .enable("strikethrough")
    .disable(["heading", "lheading", "hr", "html_block", "html_inline"])
)
_MARKDOWN.core.ruler.push("images_to_links", _images_to_links)
