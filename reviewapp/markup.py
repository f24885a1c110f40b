"""The only place that makes HTML safe: imported documents by nh3, what people type by bleach, one allow-list.

Stored HTML carries RULESET, so that it can be cleaned again when the rules change.
"""

import re
from collections import Counter
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from functools import cache, partial
from html import escape, unescape

import nh3
from bleach.linkifier import LinkifyFilter
from bleach.sanitizer import Cleaner
from markdown_it import MarkdownIt
from markdown_it.rules_core import StateCore
from markdown_it.token import Token as MarkdownToken

from .domain.allowed_html import MAX_DEPTH, SCHEMES, Sink, allowed_in, is_allowed
from .domain.letters import nfc, without_invisible
from .domain.mentions import show_calls
from .domain.tokens import Token, tokens_of

RULESET = 1

_CHARACTER = re.compile(r"&#(?:[0-9]+|[xX][0-9a-fA-F]+);")
FOREIGN_REL = "nofollow noopener noreferrer"
MAX_BRACKETS = 2000
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
    if "<" not in html:  # nothing but text, which nh3 reads in quadratic time where it is full of entities
        return escape(without_controls(unescape(without_controls(html))), quote=False)
    if _is_bottomless(html):
        return escape(without_controls(html), quote=False)
    if image_base:
        html = html.replace(f'src="{escape(image_base)}', 'src="images/')
    return _finish(clean_with_nh3(html, Sink.DOCUMENT), image_base)


def render_comment(markdown: str, names: Collection[str] = ()) -> str:
    """Return the safe HTML of a comment typed in Markdown; "@Name" of `names` stands in a span "mention".

    Paragraphs, lists, quotations, code, emphasis and links work; HTML, headings, rules and tables stand as
    typed; images become links. A text that nests deeper than MAX_DEPTH or holds more than MAX_BRACKETS
    opening brackets (each of which costs a search) is shown as typed.
    """
    links = partial(LinkifyFilter, callbacks=(), skip_tags={"pre", "code"}, url_re=_URL)
    html = _finish(clean_with_bleach(_html_of(without_controls(markdown)), Sink.COMMENT, links), "")
    return show_calls(html, names)


def _html_of(source: str) -> str:
    if source.count("[") <= MAX_BRACKETS:
        environment: dict[str, object] = {}
        tokens = _MARKDOWN.parse(source, environment)
        if all(token.level <= MAX_DEPTH for token in _all_of(tokens)):
            return str(_MARKDOWN.renderer.render(tokens, _MARKDOWN.options, environment))
    return f"<p>{escape(source, quote=False)}</p>".replace("\n", "<br>\n")


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
        attributes=lambda tag, name, value: is_allowed(sink, tag, name, unescape(value)),
        protocols=SCHEMES,
        strip=True,
        filters=filters,
    )
    clean = _CHARACTER.sub(lambda found: escape(unescape(found[0])), cleaner.clean(without_controls(html)))
    return without_controls(clean)


@cache
def _nh3_cleaner(sink: Sink) -> nh3.Cleaner:
    allowed = allowed_in(sink)
    return nh3.Cleaner(
        tags=set(allowed),
        attributes={name: set(attributes) for name, attributes in allowed.items()},
        attribute_filter=lambda tag, name, value: value if is_allowed(sink, tag, name, value) else None,
        url_schemes=SCHEMES,
        clean_content_tags=_WORDLESS,
        link_rel=None,
    )


_NESTING = re.compile(r"<(/?)(?!(?:br|hr|img|wbr|col|p|li|td|th|tr)\b)([A-Za-z][^\s/>]{0,20})", re.IGNORECASE)
_BOTTOM = 1000


def _is_bottomless(html: str) -> bool:
    """Tell whether more elements may be open at once than any document needs (a bound, not a parse)."""
    open_now: Counter[str] = Counter()
    depth = 0
    for end, name in _NESTING.findall(html):
        name = name.lower()
        if not end:
            open_now[name] += 1
            depth += 1
        elif open_now[name]:
            open_now[name] -= 1
            depth -= 1
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
    size = "".join(f' {name}="{attributes[name]}"' for name in ("width", "height") if name in attributes)
    return f'<img src="{source}" alt="{alt}"{size}>'


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
        words = "".join(one.content or " " * ("break" in one.type) for one in child.children or ()) or source
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
