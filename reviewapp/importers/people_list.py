"""A list of people as pasted or read from a spreadsheet: lines -> rows with what is wrong with each.

What words mean (countries, roles, types) comes in from outside: the words of the screens in both languages.
"""

import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from reviewapp.domain.errors import BadInput

MAX_PEOPLE = 500
MAX_CHARACTERS = 200_000
MAX_LINE = 5_000
MAX_CELL = 500

COLUMNS = (
    "name", "email", "institution", "institution_type", "country", "sector", "language", "tags", "role",
)  # fmt: skip
"""Also the order of cells where no heading says another."""

HEADINGS = {
    "name": "name, full name, participant, reviewer, expert, 姓名, 名字, 专家, 专家姓名, 评审专家",
    "email": "email, mail, e-mail address, email address, 邮箱, 电子邮箱, 电子邮件, 邮件, 邮箱地址, 邮件地址",
    "institution": "institution, organization, organisation, affiliation, 单位, 单位名称, 工作单位, 机构",
    "institution_type": "type of institution, institution type, type, 单位类型, 机构类型, 单位性质, 类型",
    "country": "country, country or territory, 国家, 国别, 国家地区, 国家或地区",
    "sector": "sector, industry, 行业, 所属行业, 行业领域",
    "language": "language, preferred language, 语言, 语种, 界面语言",
    "tags": "tags, tag, 标签",
    "role": "role, 角色, 身份",
}
"""column -> the headings it is known by, in both languages"""

_CODED = {
    "institution_type": "type_of_institution_unknown",
    "country": "country_name_unknown",
    "language": "language_name_unknown",
    "role": "role_unknown",
}
_CELL = re.compile(r'\s*(?:"((?:[^"]|"")*)"|([^,，]*))\s*(?:[,，]|$)')
_SEMICOLONS = re.compile("[;；]")
_BETWEEN_TAGS = re.compile("[,，、;；|]")
_AROUND_MAIL = re.compile(r"[\s<>＜＞()（）\[\]]")
_SEVERAL = re.compile(r"[<＜][^<>＜＞@]*@[^<>＜＞@]*[>＞]")


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """kind (institution_type, country, language, role) -> folded word -> code."""

    codes: Mapping[str, Mapping[str, str]]

    def code(self, kind: str, word: str) -> str | None:
        """Give the code of a word, None if nobody knows it."""
        return self.codes[kind].get(fold(word))


@dataclass(frozen=True, slots=True)
class PersonRow:
    """One person of a list: `cells` as they stood there, codes as far as known, and what needs mending."""

    line: int
    cells: dict[str, str]
    codes: dict[str, str]
    tags: list[str]
    problems: tuple[BadInput, ...]


@dataclass(frozen=True, slots=True)
class PeopleList:
    """The people of a list; `unused` are headings of columns that are not read."""

    people: list[PersonRow]
    unused: list[str] = field(default_factory=list)


def fold(word: str) -> str:
    """Give a word as it is looked up: width, case, spaces and punctuation do not count."""
    return re.sub(r"[\W_]+", "", unicodedata.normalize("NFKC", word).casefold())


_COLUMN_OF = {fold(word): column for column, words in HEADINGS.items() for word in words.split(",")}


def read_people(text: str, words: Vocabulary) -> PeopleList:
    """Read a list with or without a heading row.

    Raises BadInput: list_empty, list_too_long, list_without_email.
    """
    if len(text) > MAX_CHARACTERS:
        raise BadInput("list_too_long", field="people", most=MAX_PEOPLE)
    rows = list(_rows_of(text))
    columns = _heading(rows[0][1]) if rows else None
    if columns:
        if "email" not in columns:
            raise BadInput("list_without_email", field="people")
        unused = [cell for cell, column in zip(rows[0][1], columns, strict=True) if cell and not column]
        people = [
            _person(line, _by_heading(cells, columns), cells[len(columns) :], words)
            for line, cells in rows[1:]
        ]
    else:
        unused = []
        people = [_person(line, *_by_order(cells), words) for line, cells in rows]
    if not people:
        raise BadInput("list_empty", field="people")
    if len(people) > MAX_PEOPLE:
        raise BadInput("list_too_long", field="people", most=MAX_PEOPLE)
    return PeopleList(people, unused)


def _rows_of(text: str) -> Iterator[tuple[int, list[str]]]:
    """Give (number of the line, its cells), empty lines left out."""
    for number, line in enumerate(text.splitlines(), start=1):
        if not line.strip():
            continue
        line = line[:MAX_LINE]
        several = "\t" not in line and len(_SEVERAL.findall(line)) > 1
        for part in re.split("(?<=[>＞])[,，;；]", line) if several else [line]:
            cells = [_unquoted(cell) for cell in _cells(part)]
            while cells and not cells[-1]:
                cells.pop()
            if cells:
                yield number, cells


def _cells(line: str) -> list[str]:
    if "\t" in line:
        return line.split("\t")
    if "," in line or "，" in line:
        found = [match.group(1) or match.group(2) or "" for match in _CELL.finditer(line)]
        return [cell.replace('""', '"') for cell in found]
    return _SEMICOLONS.split(line)


def _unquoted(cell: str) -> str:
    text = " ".join(cell.split())[:MAX_CELL]
    is_quoted = len(text) > 1 and text[0] == text[-1] == '"'
    return text[1:-1].replace('""', '"').strip() if is_quoted else text


def _heading(cells: list[str]) -> list[str] | None:
    """Give the column of each cell ("" for one that is not read), None if these are no headings."""
    columns: list[str] = []
    for cell in cells:
        column = _COLUMN_OF.get(fold(cell), "")
        columns.append("" if column in columns else column)
    is_heading = not any("@" in cell or "＠" in cell for cell in cells) and {"name", "email"} & set(columns)
    return columns if is_heading else None


def _by_heading(cells: list[str], columns: list[str]) -> dict[str, str]:
    return {column: cell for column, cell in zip(columns, cells, strict=False) if column}


def _by_order(cells: list[str]) -> tuple[dict[str, str], list[str]]:
    """Lay cells out by the usual order, address first or name first; what is over comes second."""
    order = list(COLUMNS)
    name, email = _name_and_mail(cells[0])
    if name and email:
        cells = [name, email, *cells[1:]]
    elif email:
        order[:2] = ["email", "name"]
    return dict(zip(order, cells, strict=False)), cells[len(order) :]


def _person(line: int, cells: dict[str, str], over: list[str], words: Vocabulary) -> PersonRow:
    problems = [BadInput("cells_over", field="", value=_short(" · ".join(over)))] if any(over) else []
    name, email = _name_and_mail(cells.get("email", ""))
    cells = {
        **cells,
        "name": (cells.get("name", "") or name).strip(' "“”'),
        "email": email or cells.get("email", ""),
    }
    if not email:
        code = "email_unreadable" if cells["email"] else "email_missing"
        problems.append(BadInput(code, field="email", value=_short(cells["email"])))
    codes = {}
    for kind, problem in _CODED.items():
        word = cells.get(kind, "")
        known = words.code(kind, word) if word else ""
        if known is None:
            problems.append(BadInput(problem, field=kind, value=_short(word)))
        codes[kind] = known or ""
    tags = [tag.strip() for tag in _BETWEEN_TAGS.split(cells.get("tags", "")) if tag.strip()]
    return PersonRow(line, cells, codes, tags, tuple(problems))


def _name_and_mail(cell: str) -> tuple[str, str]:
    """Part `name <address>` (or the address alone); ("", "") without an address."""
    before, at, after = cell.replace("＠", "@").partition("@")
    if not at:
        return "", ""
    local, domain = _AROUND_MAIL.split(before)[-1], _AROUND_MAIL.split(after)[0].rstrip(".,;，；。")
    if not local or not domain:
        return "", ""
    name = before[: len(before) - len(local)].strip(' <＜(（["“”')
    return name, unicodedata.normalize("NFKC", f"{local.removeprefix('mailto:')}@{domain}")


def _short(words: str) -> str:
    return words if len(words) <= 60 else words[:59] + "…"
