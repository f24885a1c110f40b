"""What a single line says of itself: its number, its look, and whether it is a sentence."""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise

from .blocks import Block, BlockKind
from .heading_numbers import Family, Number, as_roman, number_of
from .tokens import Noterefs, tokens_of


class Look(StrEnum):
    """How a line without a number stands out, the stronger looks first."""

    RULED = "ruled"
    CAPITALS = "capitals"
    BOLD = "bold"
    PLAIN = ""


MOST_COLUMNS = 120
MOST_COLUMNS_WITHOUT_NUMBER = 100
_LINES = frozenset({BlockKind.HEADING, BlockKind.PARAGRAPH, BlockKind.LIST_ITEM})

_MOST_SIGNS = 300
_CAPTION = re.compile(
    r"(?i:Table|Figure|Fig\.|Box|Photo|Bảng|Hình|Sơ đồ|Biểu đồ)(?:\s*\d|\s+[A-Z]\b)"
    r"|(?i:Source|Note|Nguồn|Ghi chú|ที่มา|(?:资料)?来源|注)s?\s*[:：]"
    r"|[图表]\s?[\d一二三四五六七八九十]|(?:ตาราง|รูป|ภาพ|แผนภูมิ)(?:ที่)?\s*\d"
)
_STOPS = ".。．;；,，、:：!！…।။៕។؛،"
_WITHIN = re.compile(r"[。！？；;।။។]|[^\W\d_]{3,}[.!?]\s+(?=[^\W\d_])")
_COMMAS = re.compile("[,，、،]")
_OF_CONTENTS = re.compile(r"(?:[.．…·_]{3,}|\t| {3,})\s*\d{1,4}$")
_RULE = re.compile(r"([=\-_~*─═—])\1{2,}$")
_BOLD = frozenset({"strong", "b", "u"})


@dataclass(slots=True)
class Line:
    """A block, and what is found out about it.

    `is_numbered`: it may be a heading by its number; `is_free`: by its look. `is_listed`: it stands in a list
    or a table of contents, so it is no text of a section. `is_taken`: it looks like a heading.
    """

    at: int
    block: Block
    number: Number | None = None
    look: Look = Look.PLAIN
    is_bold: bool = False
    is_numbered: bool = False
    is_free: bool = False
    is_listed: bool = False
    is_taken: bool = False

    @property
    def is_known(self) -> bool:
        """Whether it is a heading already."""
        return self.block.kind is BlockKind.HEADING

    @property
    def is_known_by_number(self) -> bool:
        """Whether it is a heading already that has a number."""
        return self.is_known and self.is_numbered

    @property
    def is_item(self) -> bool:
        """Whether it is an item of a list."""
        return self.block.kind is BlockKind.LIST_ITEM


def lines_of(blocks: Sequence[Block]) -> list[Line]:
    """Read each block as a line."""
    lines = [_line(at, block) for at, block in enumerate(blocks)]
    for above, line in pairwise(lines):
        if is_rule(line.block.text) and above.is_free:
            above.look = Look.RULED
    if any(line.number and line.number.family is Family.ROMAN for line in lines):
        for line in lines:
            line.number = as_roman(line.number)
    return lines


def _line(at: int, block: Block) -> Line:
    line = Line(at, block)
    if block.kind not in _LINES or not block.text.strip():
        return line
    line.is_bold = is_bold(block.html)
    if len(block.text) > _MOST_SIGNS:
        return line
    line.number, title = number_of(block)
    is_short = columns_of(block.text) <= (MOST_COLUMNS if line.number else MOST_COLUMNS_WITHOUT_NUMBER)
    is_title = block.text.count("\n") < 2 and not is_sentence(title)
    line.is_listed = is_of_contents(block.text) or is_rule(block.text)
    may_be = line.is_known or (is_short and is_title and not line.is_listed)
    if line.number and may_be:
        line.is_numbered = line.number.family is not Family.LOWER
        line.is_listed = line.number.family is Family.LOWER
    line.look = look_of(block.text, line.is_bold)
    is_named = is_caption(block.text) or not any(sign.isalpha() for sign in block.text)
    line.is_free = may_be and not line.is_item and not is_named
    return line


def is_sentence(title: str) -> bool:
    """Tell whether words are a sentence or several, or half of one, and no title."""
    bare = title.rstrip(" \"'”’»」』)）")
    return bare.endswith(tuple(_STOPS)) or bool(_WITHIN.search(title)) or len(_COMMAS.findall(title)) > 3


def is_of_contents(text: str) -> bool:
    """Tell whether a line ends in dots or a tab and the number of a page."""
    return bool(_OF_CONTENTS.search(text))


def is_caption(text: str) -> bool:
    """Tell whether a line names a table or a picture, or says where something is from."""
    return bool(_CAPTION.match(text))


def is_rule(text: str) -> bool:
    """Tell whether a line is drawn of signs."""
    return bool(_RULE.match(text.strip()))


def columns_of(text: str) -> int:
    """Measure a text in columns: a Han character takes two, a mark above a letter none."""
    wide = sum(unicodedata.east_asian_width(sign) in "WF" for sign in text)
    marks = sum(unicodedata.category(sign) in ("Mn", "Me", "Cf") for sign in text)
    return len(text) + wide - marks


def look_of(text: str, has_bold_letters: bool) -> Look:
    """Tell how a line stands out as a whole."""
    letters = [sign for sign in text if sign.isalpha()]
    if len(letters) > 4 and all(sign.isupper() for sign in letters):
        return Look.CAPITALS
    return Look.BOLD if letters and has_bold_letters else Look.PLAIN


def is_bold(html: str) -> bool:
    """Tell whether all letters of clean HTML are bold or underlined."""
    depth, noterefs, has_bold = 0, Noterefs(), False
    for token in tokens_of(html):
        if noterefs.hold(token):
            continue
        if token.name in _BOLD:
            depth += -1 if token.is_end else 1
        elif not token.name and any(sign.isalnum() for sign in token.source):
            if not depth:
                return False
            has_bold = True
    return has_bold


_TOP = re.compile(
    r"(?:Preface|Foreword|Acknowledge?ments|Summary|Executive summary|Abstract|References|Bibliography"
    r"|Glossary|Abbreviations|Conclusions?|前\s?言|序\s?言|引\s?言|摘\s?要|致\s?谢|参考文献|术语表|缩略语|结\s?语|后\s?记"
    r"|คำนำ|บทนำ|กิตติกรรมประกาศ|บทคัดย่อ|บรรณานุกรม|เอกสารอ้างอิง|อภิธานศัพท์"
    r"|Lời nói đầu|Lời mở đầu|Lời cảm ơn|Tóm tắt|Kết luận|Tài liệu tham khảo)",
    re.IGNORECASE,
)


def is_top(text: str) -> bool:
    """Tell whether a line is one of the headings without number that books begin and end with."""
    return bool(_TOP.fullmatch(text.strip()))
