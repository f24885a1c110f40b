"""The numbers people type in front of a heading, as different languages have them."""

import re

_HAN = "〇零一二三四五六七八九十百"
_COUNT = rf"[{_HAN}\d]"
# "4 Title" is numbered; "10 things to do", "5 个步骤" and "1.5 hours" begin with an amount.
_AMOUNT = r"""
    (?! [a-zß-öø-ÿđơư] | \d | % | per\scent
      | 年(?![度龄终]) | 月(?!度) | 日(?![常程志]) | 天 | 个(?![人案性体]) | 岁 | 名(?![词称单]) | 种(?!类)
      | 次(?!序) | 小时 | 分钟 | 元(?!素) | 万 | 亿 )
"""
_UNIT = r"(?!\s*(?:%|％|per\scent|percent|hours?|days?|weeks?|months?|years?|小时|天|倍|万|亿)(?![A-Za-z]))"
# What parts of a book are called, followed by a space and a number; or by a number at once.
_WORDS = (
    "Chapter|Section|Part|Module|Unit|Annex|Appendix|Chương|Phần|Mục|Bài|Điều|Phụ\\slục|Kapitel|Teil|Anhang"
    "|Chapitre|Partie|Annexe|Capítulo|Parte|Anexo|Глава|Часть|Раздел|Приложение|Bab|Bagian|Lampiran"
)
_JOINED = "บทที่|ส่วนที่|ตอนที่|หน่วยที่|หมวดที่|หมวด|ภาคผนวก|ພາກທີ|ບົດທີ|ជំពូកទី|အခန်း|अध्याय"
_NUMBERS = re.compile(
    rf"""
    (?P<number>
        第\s?{_COUNT}{{1,6}}\s?(?:章|编|篇|部分|单元|模块)                   # 第三章
      | 第\s?{_COUNT}{{1,6}}\s?(?:节|条|款|讲|课)(?=[\s、：:.．])            # 第二节: 第一节课 is none
      | [（(](?:{_COUNT}{{1,4}}|[A-Za-z]|[ivx]{{2,4}})[)）]                  # （一）
      | [{_HAN}]{{1,6}}(?=[、．.])                                           # 一、
      | [\u2460-\u2473]                                                      # ①
      | (?:附录|附件|附表)\s?(?:[A-Z]|{_COUNT}{{1,3}})?                      # 附录A
      | (?i:{_WORDS})\s+(?:\d+(?:\.\d+)*|[A-Z]|[IVXLC]+)(?!\w)
      | (?:{_JOINED})\s?(?:\d{{1,3}}(?:\.\d+)*|[ก-ฮ](?!\w))                 # บทที่ 1
      | 제\s?\d{{1,3}}\s?[장절]
      | \d{{1,3}}(?:[.．]\d{{1,3}}){{1,8}}(?![.．]?\d){_UNIT}                   # 4.3.2
      | \d{{1,3}}(?=[.．](?!\d)|[、)）]|[:：](?!\d))                         # 4.
      | \d{{1,3}}(?=\s+[–—-]\s+(?!\d))                                       # 4 – Title
      | \d{{1,3}}(?=\s+{_AMOUNT}[^\s–—-])                                    # 4 Title
      | [A-Z](?:\.\d{{1,3}})+(?!\d)                                          # A.2
      | (?:[A-Z]|[IVXLC]{{2,6}})(?=[.．](?:\s|[^\W\d_a-zA-Z])|[)）])         # A. or IV.
      | [a-z](?=[)）])                                                       # a)
    )
    (?P<after>\s*[:：–—-]\s+|[.．、:：)）]?\s*)
    (?P<title>[^\s.．、:：)）].*)
    """,
    re.VERBOSE | re.DOTALL,
)


def split_number(heading: str) -> tuple[str, str]:
    """Split a heading into its typed number ("" if none) and its title.

    A heading that is a number alone keeps it as its title.

    >>> split_number("4.3.2 Planning a session")
    ('4.3.2', 'Planning a session')
    >>> split_number("第四章 企业导师")
    ('第四章', '企业导师')
    """
    text = heading.strip()
    found = _NUMBERS.match(text)
    if found is None:
        return "", text
    return found["number"].strip(), found["title"]
