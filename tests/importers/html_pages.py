"""Pages and what they become: each feature once, a block a line as "kind level number #ordinal html"."""

MARK = '<sup class="noteref"><a href="#fn-1">1</a></sup>'

FEATURES = {
    "headings of all levels": ("<h1>A<h2>B</h2><h6>C", ["heading1 A", "heading2 B", "heading6 C"]),
    "headings that only say so": (
        "<div role=heading aria-level=3>第一节 目标</div><p style='mso-outline-level:2'>บทที่ 2</p>",
        ["heading3 第一节 目标", "heading2 บทที่ 2"],
    ),
    "bare text": (
        "One <b>two</b><p>three<p>four</p>five",
        ["paragraph One <strong>two</strong>", "paragraph three", "paragraph four", "paragraph five"],
    ),
    "two line breaks end a paragraph": ("一<br>二<br><br>三", ["paragraph 一<br>二", "paragraph 三"]),
    "inline looks": (
        "<p><em>a</em><u>b</u><s>c</s><code>d</code>H<sub>2</sub>m<sup>2</sup><tt>e</tt>",
        ["paragraph <em>a</em><u>b</u><s>c</s><code>d</code>H<sub>2</sub>m<sup>2</sup><code>e</code>"],
    ),
    "looks by style": (
        "<p><span style='font-weight:700'>重</span><span style='FONT-STYLE: italic'>斜</span>"
        "<b style='font-weight:normal'>轻</b>",
        ["paragraph <strong>重</strong><em>斜</em>轻"],
    ),
    "lists in lists": (
        "<ul><li>a<ol start=3><li>b<li value=9>c</ol><li><p>d<p>e</ul>",
        ["list_item1 a", "list_item2 #3 b", "list_item2 #9 c", "list_item1 d", "paragraph e"],
    ),
    "lists backwards": ("<ol reversed><li>a<li>b</ol>", ["list_item1 #2 a", "list_item1 #1 b"]),
    "lists with letters": (
        "<ol type=a><li>a</ol><ol type=I start=4><li>b</ol>"
        "<ol style='list-style-type:cjk-ideographic'><li>目</ol>"
        "<ol style='list-style-type:thai'><li>ก</ol>",
        ["list_item1 a. #1 a", "list_item1 IV. #4 b", "list_item1 一、 #1 目", "list_item1 ๑. #1 ก"],
    ),
    "boxes to tick": (
        "<ul><li><input type=checkbox checked>a<li><input type=checkbox>b</ul>",
        ["list_item1 ☑ a", "list_item1 ☐ b"],
    ),
    "terms": (
        "<dl><dt>导师<dd>指导学员的人</dl>",
        ["paragraph <strong>导师</strong>", "paragraph 指导学员的人"],
    ),
    "quotes": (
        "<blockquote>a<p>b<ul><li>c</ul></blockquote><p><q>d</q>",
        ["quote a", "quote b", "list_item1 c", "paragraph “d”"],
    ),
    "folded parts": (
        "<details><summary>更多</summary>词</details>",
        ["paragraph <strong>更多</strong>", "paragraph 词"],
    ),
    "ruby": (
        "<p><ruby>漢<rp>(</rp><rt>kan</rt><rp>)</rp></ruby>",
        ["paragraph <ruby>漢<rp>(</rp><rt>kan</rt><rp>)</rp></ruby>"],
    ),
    "entities": ("<p>a&nbsp;&lt;b&gt;&#x4e2d;&hellip;&eacute;", ["paragraph a &lt;b&gt;中…é"]),
    "languages": (
        "<html lang=en><p>The word <i lang=th>ครู</i><p dir=rtl lang=fa>واژه",
        [
            'paragraph The word <span lang="th"><em>ครู</em></span>',
            'paragraph <span lang="fa" dir="rtl">واژه</span>',
        ],
    ),
    "tables": (
        "<table><caption>表 1</caption><tr><th scope=row>甲<td colspan=2>a<p>b"
        "<tfoot><tr><td>z</tfoot></table>x",
        [
            'table <table><caption>表 1</caption><tbody><tr><th scope="row">甲</th>'
            '<td colspan="2">a<br>b</td></tr>'
            "</tbody><tfoot><tr><td>z</td></tr></tfoot></table>",
            "paragraph x",
        ],
    ),
    "rows of header cells above all others": (
        "<table><tr><th>a<th scope=row>b<tr><th>c<td>d</table>",
        [
            'table <table><tbody><tr><th scope="col">a</th><th scope="row">b</th></tr>'
            "<tr><th>c</th><td>d</td></tr></tbody></table>"
        ],
    ),
    "lists in cells": (
        "<table><tr><td><ol><li>a<li>b</ol><tr><td><h4>c</h4><th>d</table>",
        [
            "table <table><tbody><tr><td>1. a<br>2. b</td></tr><tr><td><strong>c</strong></td>"
            "<th>d</th></tr>"
            "</tbody></table>"
        ],
    ),
    "tables in tables": (
        "<table><tr><td>a<table><tr><td>b</table>c</table>",
        [
            "table <table><tbody><tr><td>a<table><tbody><tr><td>b</td></tr></tbody></table>"
            "<br>c</td>"
            "</tr></tbody></table>"
        ],
    ),
    "tables that only place things": (
        "<table role=presentation><tr><td><p>a<td><p>b</table><table><tr><td><h1>标题</h1><p>c</table>",
        ["paragraph a", "paragraph b", "heading1 标题", "paragraph c"],
    ),
    "words between cells": (
        "<table>lost<tr><td>a</table>",
        ["paragraph lost", "table <table><tbody><tr><td>a</td></tr></tbody></table>"],
    ),
    "spans without end": (
        "<table><tr><td colspan=1000000000 rowspan=-3>a</table>",
        ['table <table><tbody><tr><td colspan="100">a</td></tr></tbody></table>'],
    ),
    "code": ("<pre>\n  a &lt;b&gt;\n\n<b>c</b><br>d\n</pre>", ["code a &lt;b&gt; c d"]),
    "links": (
        "<p><a href='https://example.org/?a&b'>a</a><a href=mailto:a@b.c>b</a>"
        "<a href=#x>c</a><a href=/y>d</a>"
        "<a href=' java\nscript:alert(1)'>e</a>",
        ['paragraph <a href="https://example.org/?a&amp;b">a</a><a href="mailto:a@b.c">b</a>cde'],
    ),
    "what nobody sees": (
        "<style>p{}</style><script>alert(1)</script><p hidden>a<p style='display: none'>b</p>"
        "<svg><text>c</text></svg>"
        "<!-- d --><template>e</template><iframe>f</iframe><noscript>g</noscript><p>词",
        ["paragraph 词"],
    ),
    "forms keep their words": (
        "<form><label>Name <input value=x></label><select><option>y</select><p>词</form>",
        ["paragraph Name", "paragraph 词"],
    ),
    "furniture": (
        "<body><nav><a href=/>Home</a></nav><header><h1>标题</h1></header>"
        "<p>词<footer><a href=/i>Imprint</a></footer>",
        ["heading1 标题", "paragraph 词"],
    ),
    "what only looks like furniture": (
        "<nav>Read these words <a href=/>now</a></nav><footer>Sources of all</footer>",
        ["paragraph Read these words now", "paragraph Sources of all"],
    ),
    "a note as converters write it": (
        "<p>a<a href=#fn1 class=footnote-ref id=fnref1 role=doc-noteref><sup>1</sup></a>。"
        "<section class=footnotes>"
        "<hr><ol><li id=fn1><p>注 <a href=#fnref1 class=footnote-back>↩︎</a></ol></section>",
        [f"paragraph a{MARK}。", "footnote #1 注"],
    ),
    "a note as Word writes it": (
        "<p>a<a href='#_ftn1' name='_ftnref1'><span class=MsoFootnoteReference>[1]</span></a><div id=ftn1>"
        "<p class=MsoFootnoteText><a href='#_ftnref1' name='_ftn1'>[1]</a> หมายเหตุ</div>",
        [f"paragraph a{MARK}", "footnote #1 หมายเหตุ"],
    ),
    "a note as a wiki writes it": (
        "<p>a<sup id=cite_ref-1><a href=#cite_note-1>[1]</a></sup><ol><li id=cite_note-1>"
        "<span class=mw-cite-backlink><a href=#cite_ref-1>^</a></span> b</ol>",
        [f"paragraph a{MARK}", "footnote #1 b"],
    ),
    "a note as a book writes it": (
        "<p>a<a epub:type=noteref href=#n1>1</a><aside epub:type=footnote id=n1>b</aside>",
        [f"paragraph a{MARK}", "footnote #1 b"],
    ),
    "items as Word draws them": (
        "<p class=MsoListParagraph style='mso-list:l0 level2 lfo1'><![if !supportLists]>"
        "<span style='mso-list:Ignore'>(b)<span style='font:7.0pt \"Times New Roman\"'>&nbsp; </span></span>"
        "<![endif]>x"
        "<p class=MsoListParagraphCxSpFirst style='margin-left:.5in'>·"
        "<span style='font:7.0pt \"Times New Roman\"'>&nbsp;"
        "</span>y<p class=MsoListParagraph>z"
        "<h2>1.2<span style='font:7.0pt \"Times New Roman\"'>&nbsp;</span>节</h2>",
        ["list_item2 (b) #2 x", "list_item1 y", "paragraph z", "heading2 1.2 节"],
    ),
    "headings of Word": (
        "<p class=MsoTitle>书名<p class=MsoToc1><a href=#a>目录 1</a><h1>章</h1>",
        ["heading1 书名", "heading1 章"],
    ),
    "pages that are XML": (
        "<?xml version='1.0' encoding='gb2312'?><html xmlns='http://www.w3.org/1999/xhtml'><head><title/>"
        "<script src='x'/></head><body><a id='x'/><p>词<br/>二</p></body></html>",
        ["paragraph 词<br>二"],
    ),
}
