"""What the words of a list of people mean: codes, and the words of the screens in every language."""

from collections.abc import Iterator
from functools import lru_cache

from babel import Locale
from flask_babel import force_locale

from ...domain.people import InstitutionType, Role
from ...services.arrivals import Vocabulary, vocabulary_of
from ..labels import label
from ..spoken import known, locale_of, offered

_ALSO = {
    "country": {
        "Lao PDR": "LA", "Lao People's Democratic Republic": "LA", "老挝人民民主共和国": "LA",
        "Viet Nam": "VN", "Burma": "MM", "UK": "GB", "Great Britain": "GB", "英国": "GB",
        "USA": "US", "United States of America": "US", "Korea": "KR", "Republic of Korea": "KR",
        "People's Republic of China": "CN", "PR China": "CN", "PRC": "CN", "中华人民共和国": "CN",
        "香港": "HK", "澳门": "MO", "台湾": "TW", "Hong Kong": "HK", "Macao": "MO", "Taiwan": "TW",
    },
    "language": {"汉语": "zh", "简体中文": "zh", "zh-Hans": "zh", "zh-CN": "zh", "英文": "en", "Lao": "lo"},
    "role": {"expert": "reviewer", "reviewer": "reviewer", "专家": "reviewer", "officer": "officer"},
    "institution_type": {
        "TVET": "tvet", "vocational school": "tvet", "职业学校": "tvet", "company": "enterprise",
        "union": "workers", "trade union": "workers", "工会": "workers", "ministry": "government",
    },
}  # fmt: skip
"""Words that stand in such lists though no screen shows them."""


def vocabulary() -> Vocabulary:
    """Give the words of every language of the screens; a word that two codes share stands for the first."""
    return _vocabulary(tuple(locale_of(tag) for tag in offered()))


@lru_cache(maxsize=4)
def _vocabulary(locales: tuple[str, ...]) -> Vocabulary:
    territories = [str(code) for code in Locale("en").territories]
    values: dict[str, list[str]] = {
        "role": [role.value for role in Role],
        "institution_type": [kind.value for kind in InstitutionType],
        "language": known(),
        "country": [code for code in territories if len(code) == 2 and code.isalpha()],
    }
    return vocabulary_of(
        {kind: [*_words_of(kind, codes, locales), *_ALSO[kind].items()] for kind, codes in values.items()}
    )


def _words_of(kind: str, codes: list[str], locales: tuple[str, ...]) -> Iterator[tuple[str, str]]:
    """Give (word, code): codes stand for themselves, then come the words of each language."""
    yield from ((code, code) for code in codes)
    for locale in locales:
        with force_locale(locale):
            yield from [(label(kind, code), code) for code in codes]
