"""What the names of paragraph and character styles say, in the languages that word processors speak."""

import re

_HEADINGS = (
    "heading|标题|標題|見出し|제목|开头|überschrift|titre|título|titulo|titolo|kop|rubrik|overskrift|otsikko|nagłówek|"
    "naglowek|заголовок|nadpis|címsor|titlu|başlık|baslik|επικεφαλίδα|επικεφαλιδα|כותרת|العنوان|عنوان|سرصفحه|"
    "หัวเรื่อง|đầu đề|đề mục|tiêu đề|judul|tajuk|pealkiri|antraštė|virsraksts|naslov|encabezado|titular|"
    "ຫົວຂໍ້|ចំណងជើង|शीर्षक"
)
_CONTENTS = (
    "toc|目录|目錄|目次|목차|"
    "verzeichnis|inhaltsverzeichnis|tdm|tdc|sommaire|sumário|sumario|índice|indice|tm|"
    "tabla de contenido|sommario|inhopg|innehåll|indhold|inhold|sisluet|spis treści|оглавление|obsah|tj|"
    "cuprins|"
    "สารบัญ|mục lục|daftar isi"
)
_TITLES = (
    "title|标题|標題|표제|표題|titel|titre|título|titulo|titolo|tytuł|название|název|cím|konu başlığı|τίτλος|"
    "ชื่อเรื่อง|tiêu đề|judul|otsikko|tittel|ຊື່ເລື່ອງ|ចំណងជើង"
)
_CAPTIONS = (
    "caption|题注|題註|标号|標號|図表番号|캡션|beschriftung|légende|legende|descripción|epígrafe|legenda|didascalia|"
    "bijschrift|beskrivning|billedtekst|bildetekst|kuvaotsikko|podpis|название объекта|titulek|képaláírás|"
    "resimyazısı|คำอธิบายภาพ|keterangan|image caption|table caption|figure"
)
_QUOTES = (
    "quote|intense quote|block text|"
    "引用|明显引用|引文|鮮明引文|zitat|intensives zitat|citation|citation intense|"
    "cita|cita destacada|citação|citazione|citaat|цитата|выделенная цитата|quotations|인용|強調引用文"
)
_CODES = (
    "source code|html preformatted|code|preformatted text|html 预设格式|verbatim|code block|plain text code"
)
_OUTLINE_WORDS = re.compile(rf"(?:{_HEADINGS})\s*([1-9])(?:\s*,.*)?", re.IGNORECASE)

# The first rule that matches wins; "" means an ordinary paragraph.
_PARAGRAPHS = (
    (re.compile(rf"(?:{_CONTENTS})\s*\d", re.IGNORECASE), "toc"),
    (
        re.compile(
            r"toc heading|contents heading|table of figures|图表目录|圖表目錄|toc 标题", re.IGNORECASE
        ),
        "toc",
    ),
    (_OUTLINE_WORDS, "heading"),
    (
        re.compile(
            r"(?:list bullet|list number|列表项目符号|列表编号|list continue)\s*([2-5])", re.IGNORECASE
        ),
        "item",
    ),
    (re.compile(rf"(?:{_TITLES})", re.IGNORECASE), "title"),
    (
        re.compile(r"subtitle|副标题|副標題|untertitel|sous-titre|subtítulo|подзаголовок", re.IGNORECASE),
        "",
    ),
    (re.compile(rf"(?:{_CAPTIONS})", re.IGNORECASE), "caption"),
    (re.compile(rf"(?:{_QUOTES})", re.IGNORECASE), "quote"),
    (re.compile(rf"(?:{_CODES})", re.IGNORECASE), "code"),
)
_DEEPEST = 6
_CHARACTERS = (
    (re.compile(r"strong|intense emphasis|要点|明显强调|fett|élevé|строгий", re.IGNORECASE), "strong"),
    (
        re.compile(
            r"emphasis|subtle emphasis|强调|不明显强调|hervorhebung|accentuation|выделение", re.IGNORECASE
        ),
        "em",
    ),
    (
        re.compile(r"verbatim char|source text|html code|html 代码|code char|inline code", re.IGNORECASE),
        "code",
    ),
)


def paragraph_kind(name: str) -> str | None:
    """Say what a paragraph style is.

    heading-1 … heading-6, title, toc, caption, quote, code, item-2 … item-5 (a list item of at least that
    depth, if it is numbered at all), "" for an ordinary one, None if its name says nothing.
    """
    for pattern, kind in _PARAGRAPHS:
        if found := pattern.fullmatch(name.strip()):
            return f"{kind}-{min(int(found[1]), _DEEPEST)}" if found.re.groups else kind
    return None


def character_tag(name: str) -> str:
    """Return the element that runs of a character style are, "" if its name says nothing."""
    return next((tag for pattern, tag in _CHARACTERS if pattern.fullmatch(name.strip())), "")
