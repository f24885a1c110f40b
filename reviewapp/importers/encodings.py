"""Old encodings: which there are, what texts in them look like, and which one a text is in most likely."""

import codecs
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from encodings.aliases import aliases

from charset_normalizer import from_bytes

ENCODINGS = {
    "UTF-8": "utf-8",
    "UTF-16LE": "utf-16-le",
    "UTF-16BE": "utf-16-be",
    "GB18030": "gb18030",
    "Big5": "big5hkscs",
    "Windows-874": "cp874",
    "Windows-1258": "cp1258",
    "Windows-1252": "cp1252",
    "Shift_JIS": "cp932",
    "EUC-JP": "euc_jp",
    "EUC-KR": "cp949",
    "Windows-1250": "cp1250",
    "Windows-1251": "cp1251",
    "KOI8-R": "koi8_r",
    "Windows-1253": "cp1253",
    "Windows-1254": "cp1254",
    "Windows-1255": "cp1255",
    "Windows-1256": "cp1256",
    "Windows-1257": "cp1257",
}
"""Name -> codec: the encodings that a sender may choose, the likelier ones first."""

# Narrower encodings whose name stands for the wider one, as in browsers; codecs by their module names.
_WIDER = {
    **dict.fromkeys(("gb2312", "gbk"), "GB18030"),
    **dict.fromkeys(("big5", "cp950"), "Big5"),
    **dict.fromkeys(("ascii", "latin_1", "iso8859_15"), "Windows-1252"),
    **dict.fromkeys(("tis_620", "iso8859_11"), "Windows-874"),
    **dict.fromkeys(("shift_jis", "shift_jisx0213", "shift_jis_2004"), "Shift_JIS"),
    **dict.fromkeys(("euc_jis_2004", "euc_jisx0213"), "EUC-JP"),
    "euc_kr": "EUC-KR",
    "iso8859_9": "Windows-1254",
}
# Codecs are loaded now: whoever reads a file from outside may open no other.
_LOADED = {name: codecs.lookup(codec) for name, codec in ENCODINGS.items()}
_BY_CODEC = {codec.replace("-", "_"): name for name, codec in ENCODINGS.items()} | _WIDER
_BY_NAME = {name.lower().replace("-", "_"): name for name in ENCODINGS}
_SAMPLE = 32_000
_LINE = re.compile(rb"[^\n]*[\x80-\xff][^\n]*\n?")
_BINARY = re.compile(rb"[\x01-\x08\x0e-\x1a\x1c-\x1f\x7f]|\xff{2}")
_CONTROL = re.compile("[\x00-\x08\x0e-\x1f\x7f]")
_MAX_BINARY = 0.01
_FOREIGN = re.compile(r"[^\x00-\x7f]")
# Private characters, controls, and half-width kana: what is read in a wrong encoding is full of them.
_IMPLAUSIBLE = re.compile("[\x80-\x9f\ue000-\uf8ff\uff61-\uff9f\ufffd\U000f0000-\U0010ffff]")
_WHOLE_FOR_BROKEN = 20
_SURE = 0.35
_POSSIBLE = 0.05
_PARITY = 0.2  # of all characters are ASCII in a text that is taken for UTF-16
_LIKELIER = {"GB18030": 0.1}  # breaks ties of a few characters, such as a list of names


def name_of(label: str) -> str:
    """Return the name in ENCODINGS that a label stands for ("gb2312", "tis-620"), "" if none."""
    name = label.lower().replace("-", "_")
    codec = aliases.get(name) or aliases.get(name.replace("_", "")) or name
    return _BY_NAME.get(name) or _BY_CODEC.get(codec, "")


def is_nearly_utf8(data: bytes) -> bool:
    """Tell whether `data` is UTF-8 that was cut or patched: few of its characters are broken."""
    sample = _sample(data).decode("utf-8", "replace")
    return sample.count("\ufffd") * _WHOLE_FOR_BROKEN < len(_FOREIGN.findall(sample))


def guess(data: bytes) -> str:
    """Return the name of the encoding that `data` (no UTF-8) is in most likely, "" if it is no text."""
    if b"\x00" in data:
        return _utf16_of(data)
    sample = _sample(data)
    if not sample or len(_BINARY.findall(sample)) > _MAX_BINARY * len(sample):
        return ""
    fits = [(fit, name) for name in _SCRIPTS if (fit := _fit(sample, name)) is not None]
    best, name = max(fits, key=lambda one: one[0] + _LIKELIER.get(one[1], 0.0), default=(0.0, ""))
    if best >= _SURE:
        return name
    return _opinion(sample) if best >= _POSSIBLE else ""


def _sample(data: bytes) -> bytes:
    """Return lines with other than ASCII, up to a size that no character of them is cut at but the last."""
    pieces: list[bytes] = []
    size = 0
    for line in _LINE.finditer(data):
        pieces.append(data[line.start() : min(line.end(), line.start() + _SAMPLE)])
        size += len(pieces[-1])
        if size > _SAMPLE:
            break
    return b"".join(pieces)


def _utf16_of(data: bytes) -> str:
    head = data[:_SAMPLE]
    evens, odds = head[::2].count(0), head[1::2].count(0)
    least, most = sorted((evens, odds))
    if least or most < _PARITY * len(head) / 2:
        return ""
    name = "UTF-16LE" if odds else "UTF-16BE"
    return "" if _CONTROL.search(head.decode(ENCODINGS[name], "ignore")) else name


def _opinion(sample: bytes) -> str:
    """Ask for a second opinion on a text whose script we do not know."""
    codecs_known = [codec for name, codec in ENCODINGS.items() if not name.startswith("UTF")]
    best = from_bytes(sample, cp_isolation=codecs_known).best()
    return name_of(best.encoding) if best else ""


@dataclass(frozen=True, slots=True)
class _Script:
    """What texts in an encoding are made of: `usual` characters, `frequent` ones among them."""

    usual: re.Pattern[str]
    frequent: re.Pattern[str]


def _fit(sample: bytes, name: str) -> float | None:
    """Say how much a text looks like one of its script: 1 at best, None if it cannot be read."""
    try:
        text = _LOADED[name].incrementaldecoder().decode(sample)
    except UnicodeDecodeError:
        return None
    script = _SCRIPTS[name]
    foreign = len(_FOREIGN.findall(text))
    usual = sum(map(len, script.usual.findall(text)))
    frequent = len(script.frequent.findall(text))
    return (usual + frequent - 2 * len(_IMPLAUSIBLE.findall(text))) / (2 * foreign) if foreign else 0.0


def _rows(codec: str, leads: Sequence[int], trails: Iterable[int]) -> str:
    """Return the characters of some rows of a two-byte encoding."""
    pairs = b"".join(bytes((lead, trail)) for trail in trails for lead in leads)
    return "".join(_FOREIGN.findall(pairs.decode(codec, "ignore")))


def _one_of(*characters: str) -> re.Pattern[str]:
    return re.compile("[" + "".join(map(re.escape, characters)) + "]")


_SIGNS = "¿¡–—‘’“”…•·«»§°©®™€£±×½²³\xa0"
_WIDE_SIGNS = "　、。，．：；？！（）《》〈〉「」『』【】〔〕—…·“”‘’％～①②③④⑤⑥⑦⑧⑨⑩０１２３４５６７８９"
_TRAILS = range(0xA1, 0xFF)
_SIMPLIFIED = (
    "的一是在不了有和人这中大为上个国我以要他时来用们生到作地于出就分对成会可主发年动同工也能下过子说产种面而方后多定行学法所民得经十三之"
    "进着等部度家电力里如水化高自二理起小物现实加量都两体制机当使点从业本去把性好应开它合还因由其些然前外天政四日那社义事平形相全表间样与"
    "关各重新线内数正心反你明看原又么利比或但质气第向道命此变条只没结解问意建月公无系很情者最立代想已通并提直题程展五果员位入常文总次品式"
    "活设及管特件长求基资边流路级图统接知较将组见计期根论运指区强决做必先任取据处教育培训师课章节职技术工作评估，。、；：（）"
)
_TRADITIONAL = (
    "的一是在不了有和人這中大為上個國我以要他時來用們生到作地於出就分對成會可主發年動同工也能下過子說產種面而方後多定行學法所民得經十三之"
    "進著等部度家電力裡如水化高自二理起小物現實加量都兩體制機當使點從業本去把性好應開它合還因由其些然前外天政四日那社義事平形相全表間樣與"
    "關各重新線內數正心反你明看原又麼利比或但質氣第向道命此變條只沒結解問意建月公無系很情者最立代想已通並提直題程展五果員位入常文總次品式"
    "活設及管特件長求基資邊流路級圖統接知較將組見計期根論運指區強決做必先任取據處教育培訓師課章節職技術工作評估，。、；：（）"
)
_KANJI = _rows("cp932", range(0x88, 0x98), [*range(0x40, 0x7F), *range(0x80, 0xFD)])
_JAPANESE = _Script(
    _one_of(_KANJI, _WIDE_SIGNS, "ー々")
    if False
    else re.compile(f"[ぁ-ヿ々{re.escape(_KANJI + _WIDE_SIGNS)}]"),
    _one_of("のにをはがとでしたてるすいなかられまこあくうりきもっ、。ー・教育日本業研修員者"),
)


def _letters(usual: str, frequent: str, signs: str = "") -> _Script:
    """Describe a Latin script: its letters stand among ASCII letters, signs anywhere."""
    among = rf"(?<=[A-Za-z])[{usual}]+|[{usual}{usual.upper()}](?=[a-z])"
    return _Script(
        re.compile(rf"{among}|[{re.escape(_SIGNS)}]"),
        re.compile(rf"(?<=[A-Za-z])[{frequent}]|[{frequent}](?=[a-z])|[‘’“”–—…•{signs}]"),
    )


def _alphabet(small: str, large: str, frequent: str) -> _Script:
    """Describe a script of its own: its letters stand among each other, large ones before small ones."""
    words = rf"[{large}]?[{small}]+|[{large}]+" if large else rf"[{small}]+"
    return _Script(re.compile(rf"\b(?:{words})\b|[{re.escape(_SIGNS)}№]"), _one_of(frequent))


_TONES = "\u0300\u0301\u0303\u0309\u0323"
_SCRIPTS = {
    "GB18030": _Script(
        _one_of(_rows("gb2312", range(0xB0, 0xD8), _TRAILS), _WIDE_SIGNS), _one_of(_SIMPLIFIED)
    ),
    "Windows-1252": _letters(
        "àâäáãåæçèéêëìíîïñòóôöõøœùúûüýÿßðþšž", "éèàçêâîôûùïäöüßñáíóúåøæãõ", signs="¿¡«»§°½ºª"
    ),
    "Big5": _Script(
        _one_of(_rows("big5", range(0xA4, 0xC7), [*range(0x40, 0x7F), *_TRAILS]), _WIDE_SIGNS),
        _one_of(_TRADITIONAL),
    ),
    "Windows-874": _Script(
        re.compile("[เ-ไ]?[ก-ฮ][ัิ-ฺ็]?[่-๎]?[ะาำๅ]?|[ๆฯ๐-๙“”‘’–—…•\xa0]"),
        _one_of("กขคงจชดตถทนบปพมยรลวสหอาเแโไ่้ัิีุู็์"),
    ),
    "Windows-1258": _Script(
        re.compile(
            rf"(?<=[aăâeêioôơuưyAĂÂEÊIOÔƠUƯY])[{_TONES}]|(?<=[A-Za-z])[àáâăèéêìíòóôơùúưđ]|[đĐăâêôơưáàéèêóÂÔĂƯ]"
            rf"(?=[a-z{_TONES}])|[{re.escape(_SIGNS)}]"
        ),
        re.compile(rf"(?<=[aăâeêioôơuưyAĂÂEÊIOÔƠUƯY])[{_TONES}]|[đăâêôơưĐ‘’“”–—…•]"),
    ),
    "Shift_JIS": _JAPANESE,
    "EUC-JP": _JAPANESE,
    "EUC-KR": _Script(
        _one_of(_rows("euc_kr", range(0xB0, 0xC9), _TRAILS), _WIDE_SIGNS),
        _one_of("이다는을의에가고하한지로은를도사서기어들그자대인것있과정수시리해나아업교육직"),
    ),
    "Windows-1250": _letters("ąćęłńóśźżáčďéěíňřšťúůýžőűöüäßľĺŕôăâîșț", "ąćęłóśżáčéěířšúůýžőűöü"),
    "Windows-1251": _alphabet("а-яёіїєґўљњћђџ", "А-ЯЁІЇЄҐЎЉЊЋЂЏ", "оеаинтсрвлкм"),
    "KOI8-R": _alphabet("а-яё", "А-ЯЁ", "оеаинтсрвлкм"),
    "Windows-1253": _alphabet("ά-ώ", "ΆΈ-Ώ", "αοιετσνηυρπκάό"),
    "Windows-1254": _letters("çğıöşüâîû", "çğıöşü"),
    "Windows-1255": _alphabet("א-ת\u05b0-\u05bd", "", "יוהלאמתרבשנדח"),
    "Windows-1256": _alphabet("ء-يپچژگکی\u064b-\u0652", "", "اليمونرتبةعدسفه"),
    "Windows-1257": _letters("āčēģīķļņšūžąęėįųõäöü", "āčēīšūžąęėįų"),
}
