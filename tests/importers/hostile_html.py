"""Pages that mean harm, made on the spot."""

import base64

from tests.importers.hostile_containers import Make, Outside
from tests.importers.hostile_files import nested, png, text

MB = 1 << 20
PAGE = "<!DOCTYPE html><body><p>Words of a chapter.</p>"
_OPENINGS = (
    "<p",
    "<b>",
    "<table>",
    "<td>",
    "<li>",
    "<a href=x>",
    "<!--",
    "<![CDATA[",
    "<svg>",
    "<h1>",
    "</p>",
    "<br>",
)
_ENDLESS = (
    "<plaintext>",
    "<textarea>",
    "<title>",
    "<script>",
    "<style>",
    "<xmp>",
    "<noscript>",
    "<template>",
    "<select>",
)


def _outward(where: Outside) -> bytes:
    """Refer to the canary and the listener in every way a page knows."""
    targets = (
        f"http://127.0.0.1:{where.port}/x.png",
        f"file://{where.file}",
        where.file,
        "//127.0.0.1/x.png",
    )
    return (
        PAGE
        + "".join(
            f"<img src='{one}' srcset='{one} 2x'><iframe src='{one}'></iframe><object data='{one}'></object>"
            f"<embed src='{one}'><link rel=stylesheet href='{one}'><base href='{one}'>"
            f"<style>@import '{one}'; p {{ background: url({one}) }}</style>"
            f"<p style='background: url({one})'>a</p><video src='{one}' poster='{one}'></video>"
            f"<meta http-equiv=refresh content='0;{one}'>"
            f"<form action='{one}'><input type=image src='{one}'></form>"
            f"<svg><image href='{one}'/><use href='{one}'/></svg><table background='{one}'><tr><td>b</table>"
            for one in targets
        )
    ).encode()


def _pictured(data: bytes, kind: str = "image/png", times: int = 1) -> Make:
    source = f"data:{kind};base64,{base64.b64encode(data).decode()}"
    return text(PAGE + f'<img src="{source}" alt="a">' * times)


PAGES: dict[str, Make] = {
    **{f"page of 1 MB of {one!r}": text(PAGE + (one * MB)[:MB]) for one in _OPENINGS},
    **{f"page that ends in {one}": text(PAGE + one + "<b onclick=x>" * 10_000) for one in _ENDLESS},
    **{
        f"page of 10,000 nested {one}": text(PAGE + nested(f"<{one}>", f"</{one}>", 10_000, "deep"))
        for one in (
            "ul><li",
            "span",
            "font",
            "sup",
            "section",
            "details",
            "ruby><rt",
            "dl><dd",
            "center",
            "q",
        )
    },
    "page of 200,000 paragraphs": text(PAGE + "<p>a" * 200_000),
    "page of 15,000 paragraphs": text(PAGE + "<p>a" * 15_000),
    "page of spans that multiply": text(PAGE + "<table>" + "<tr><td rowspan=65534 colspan=1000>a" * 1_000),
    "page of a hundred rows of spans": text(PAGE + "<table>" + f"<tr>{'<td rowspan=100>a' * 1_000}" * 100),
    "page of spans below nothing": text(PAGE + "<table><tr><td rowspan=-1 colspan=0>a<td colspan=x>b"),
    "page of rows without end": text(PAGE + "<table>" + "<tr>" * 300_000),
    "page of entities": text(PAGE + "&amp;&nbsp;&#x41;&NotEqualTilde;" * 30_000),
    "page of a style of 1 MB": text(PAGE + f"<p style='{'color:red;' * 100_000}'>a"),
    "page of 1 MB of a link": text(PAGE + f"<a href='http://a.b/{'x' * MB}'>a</a>"),
    "page of 1 MB of spaces": text(PAGE + "<p>a" + " " * MB + "b"),
    "page of 10,000 comments": text("<!---->" * 10_000 + PAGE),
    "page of a mark of 1 MB": text(
        PAGE + f"<p class=MsoListParagraph style='mso-list:l0 level1'><b style='mso-list:Ignore'>{'1' * MB}x"
    ),
    "page of 30,000 gaps behind marks": text(
        PAGE + "<h2>" + "a <span style='font:7.0pt \"Times New Roman\"'>&nbsp;</span>" * 30_000
    ),
    "page of numbers beyond numbers": text(
        PAGE + f"<ol start={'9' * 5000}><li value={'9' * 5000}>a</ol><h9999>b"
    ),
    "page of notes in circles": text(
        PAGE + "<p id=a><a href='#b'>1</a></p><p id=b><a href='#a'>1</a></p><p id=c><a href='#c'>1</a></p>"
    ),
    "page that embeds a page": _pictured(b"<script>alert(1)</script>", "text/html"),
    "page that embeds a large picture": _pictured(png(50_000, 50_000)),
    "page that embeds a picture 5,000 times": _pictured(png(10, 10), times=5_000),
    "page that embeds a drawing": _pictured(
        b"<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>", "image/svg+xml"
    ),
    "page outward": _outward,
    "page in UTF-7": lambda _: (
        b"<html><meta charset=utf-7><body>+ADw-script+AD4-alert(1)+ADw-/script+AD4- words"
    ),
    "page that claims another encoding": lambda _: (PAGE + "<meta charset=utf-16>").encode(),
    "page of names of scripts": text(
        PAGE
        + "<a href='java\tscript:alert(1)'>a</a><a href='&#106;avascript:alert(1)'>b</a><a href=//a.b>c</a>"
        "<math><a xlink:href='javascript:alert(1)'>d</a></math><p onmouseover=alert(1)>e</p>"
        "<a href='\x01javascript:x'>f</a>"
    ),
    "page that hides a script from cleaners": text(
        PAGE + "<noscript><p title='</noscript><img src=x onerror=alert(1)>'></noscript>"
        "<svg></p><style><a id='</style><img src=x onerror=alert(1)>'></svg>"
        "<math><mtext><table><mglyph><style><!--</style>"
        "<img title='--&gt;&lt;img src=1 onerror=alert(1)&gt;'>"
    ),
}
