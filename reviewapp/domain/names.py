"""Names that look the same, and names that only the house itself may bear."""

import unicodedata

from .letters import without_invisible
from .people import STAFF, Role

_LOOK_ALIKES = str.maketrans(
    "авеікмнорстухјѕһԁԛԝԍ" + "αβεζηικμνορτυχϲϳ" + "ıłøđ" + "01|",
    "abeikmhopctyxjshdqwg" + "abezhikmnoptyxcj" + "ilod" + "oll",
)
_ONE_STROKE = str.maketrans("i", "l")

_RESERVED = (
    "Administrator", "System administrator", "Admin", "System", "Manager", "Project manager",
    "Editor", "Editors", "Lead editor", "Bilingual editor", "Officer", "Project officer", "Staff",
    "Secretariat", "Moderator", "Support", "Expert review", "Deleted", "Withdrawn", "Anonymous", "Unknown",
    "系统管理员", "管理员", "系统", "项目负责人", "编辑", "统稿人", "双语编辑", "项目官员", "工作人员",
    "秘书处", "已删除", "已撤回", "匿名", "未知",
)  # fmt: skip

FORMER = "Former participant"
"""What stands where the name of somebody stood who asked to be forgotten; a number follows."""


def look_of(name: str) -> str:
    """Give what two names share that a reader takes for the same: letters and digits, alike ones as one.

    >>> look_of("Ехреrt 01") == look_of("EXPERT-０1")
    True
    """
    folded = unicodedata.normalize("NFKC", without_invisible(unicodedata.normalize("NFKC", name))).casefold()
    alike = folded.translate(_LOOK_ALIKES).translate(_ONE_STROKE)
    return "".join(sign for sign in alike if unicodedata.category(sign)[0] in "LNM") or folded


_RESERVED_LOOKS = frozenset(look_of(name) for name in _RESERVED)


def is_reserved(name: str, role: Role) -> bool:
    """Tell whether somebody of this role would be taken for the house itself under this name."""
    look = look_of(name)
    return look.startswith(look_of(FORMER)) or (role not in STAFF and look in _RESERVED_LOOKS)
