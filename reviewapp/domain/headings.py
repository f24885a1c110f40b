"""The numbers people type in front of a heading, in English and Chinese usage."""

import re

_HAN = "〇零一二三四五六七八九十百0-9０-９"
_NUMBERS = re.compile(
    rf"""
    (?P<number>
        第[{_HAN}]+[章节部分篇条款]+                                # 第三章
      | [（(][{_HAN}]{{1,4}}[)）]                                     # （一）
      | [〇零一二三四五六七八九十百]+(?=[、．.])                      # 一、
      | [\u2460-\u2473]                                               # ①
      | 附录\s?[A-Z0-9一二三四五六七八九十]*                          # 附录A
      | (?:Chapter|Section|Part|Module|Unit|Annex|Appendix)\s+(?:\d+(?:\.\d+)*|[A-Z]|[IVXLC]+)(?![\w])
      | \d+(?:[.．]\d+)+(?!\d)                                        # 4.3.2
      | \d{{1,3}}(?=[.．、)]|\s)                                      # 4. or 4
      | [A-Z](?:\.\d+)+                                               # A.2
      | [A-Z](?=[.)]\s)                                               # A.
    )
    (?P<after>[.．、:：)）]?\s*)
    (?P<title>\S.*)
    """,
    re.VERBOSE | re.DOTALL,
)


def split_number(heading: str) -> tuple[str, str]:
    """Split a heading into its typed number ("" if none) and its title.

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
