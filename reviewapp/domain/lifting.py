"""Language and direction that a whole block has: told of the block, not of a span around its words."""

from html import escape

from .tokens import Noterefs, Token, tokens_of

_HOLDERS = frozenset({"span", "table", "td", "th"})


def lift(html: str) -> tuple[str, str, str]:
    """Return tidy HTML without the spans that speak of all its words, their language, their direction.

    "" for a language or direction that not all words share. Digits and signs have every language.

    >>> lift('<span lang="fa" dir="rtl">متن</span> 1')
    ('<span dir="rtl">متن</span> 1', 'fa', '')
    """
    if "lang=" not in html and "dir=" not in html:
        return html, "", ""
    tokens = list(tokens_of(html))
    language = _shared(tokens, "lang", of_letters=True)
    direction = _shared(tokens, "dir", of_letters=False)
    if direction not in ("rtl", "ltr"):
        direction = ""
    if language or direction:
        html = _without(tokens, {"lang": language, "dir": direction})
    return html, language, direction


def _shared(tokens: list[Token], name: str, *, of_letters: bool) -> str:
    """Find the value of an attribute under which all words stand, "" if there is none."""
    noterefs = Noterefs()
    stack = [""]
    found: set[str] = set()
    for token in tokens:
        if noterefs.hold(token):
            continue
        if token.opens:
            own = token.attributes.get(name, "") if token.name in _HOLDERS else ""
            stack.append(own or stack[-1])
        elif token.is_end:
            stack.pop()
        elif not token.name and _counts(token.source, of_letters=of_letters):
            found.add(stack[-1])
    return found.pop() if len(found) == 1 else ""


def _counts(source: str, *, of_letters: bool) -> bool:
    return any(sign.isalpha() for sign in source) if of_letters else not source.isspace()


def _without(tokens: list[Token], shared: dict[str, str]) -> str:
    """Write the tokens again; spans lose what the block says now, and go where nothing is left of them."""
    out: list[str] = []
    kept: list[bool] = []
    for token in tokens:
        source = token.source
        if token.opens:
            if token.name == "span":
                left = {name: value for name, value in token.attributes.items() if shared.get(name) != value}
                source = "".join(f' {name}="{escape(value)}"' for name, value in left.items())
                source = f"<span{source}>" if left else ""
            kept.append(bool(source))
        elif token.is_end and not kept.pop():
            source = ""
        out.append(source)
    return "".join(out)
