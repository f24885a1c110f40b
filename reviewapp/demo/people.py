"""Who takes part in the demo: roles of invented people at institutions without a name."""

from .shapes import Person

OFFICE = {"en": ("Project office", "Skills development"), "zh": ("项目办公室", "技能开发")}

MANAGER = Person(
    key="M1",
    email="project.manager@example.org",
    name="Project manager",
    role="manager",
    institution="Project office",
    institution_type="international",
    country="CN",
    sector="Skills development",
    language="en",
)


def _staff(key: str, email: str, name: str, role: str, language: str, *tags: str) -> Person:
    place, sector = (
        ("项目办公室", "技能开发") if language == "zh" else ("Project office", "Skills development")
    )
    return Person(
        key, f"{email}@example.org", name, role, place, "international", "CN", sector, language, tags
    )


def _expert(
    number: int, name: str, institution: str, kind: str, country: str, sector: str, language: str, *tags: str
) -> Person:
    """Make a reviewer; `kind` is a type of institution."""
    email = f"expert{number:02}@example.org"
    label = f"专家{number:02} {name}" if language == "zh" else f"Expert {number:02}, {name}"
    place = (institution, kind, country, sector, language)
    return Person(f"X{number:02}", email, label, "reviewer", *place, tags)


STAFF = (
    MANAGER,
    _staff("S1", "lead.editor", "统稿人", "editor", "zh", "lead editor"),
    _staff("S2", "bilingual.editor", "双语编辑", "editor", "zh", "bilingual editor"),
    _staff("S3", "project.officer", "Project officer", "officer", "en"),
    Person(
        key="S4",
        email="observer@example.org",
        name="观察员",
        role="observer",
        institution="某部委技能培训处",
        institution_type="government",
        country="CN",
        sector="技能培训",
        language="zh",
    ),
)

EXPERTS = (
    _expert(1, "机械加工专业教师", "一所技师学院", "tvet", "CN", "机械加工", "zh", "phone"),
    _expert(2, "培训处负责人", "一所职业院校", "tvet", "CN", "酒店与餐饮", "zh"),
    _expert(3, "企业导师", "一家大型机械企业", "enterprise", "CN", "机械制造", "zh", "phone"),
    _expert(4, "企业负责人", "一家微型家具企业", "enterprise", "CN", "家具", "zh", "phone"),
    _expert(5, "人力资源经理", "一家酒店集团", "enterprise", "CN", "酒店", "zh", "bilingual"),
    _expert(6, "技能培训处工作人员", "某国家部委", "government", "CN", "技能培训", "zh", "focal point"),
    _expert(7, "培训科工作人员", "某市主管部门", "government", "CN", "职业培训", "zh"),
    _expert(8, "技能工作干部", "一家工人组织", "workers", "CN", "各行业", "zh"),
    _expert(9, "研究人员", "一家研究机构", "research", "CN", "职业教育研究", "zh", "bilingual"),
    _expert(
        10, "training officer", "A ministry of labour", "government", "LA", "Hotels and garments", "en",
        "slow network",
    ),
    _expert(
        11, "adviser", "An employers' organization", "employers", "ID", "All sectors", "en", "focal point"
    ),
    _expert(
        12, "lecturer and master trainer", "A technical college", "tvet", "KH", "Electrical trades", "en",
        "comments by e-mail",
    ),
)  # fmt: skip

PEOPLE = (*STAFF, *EXPERTS)
TOURS = ("X01", "S1", "S3", "X10")
"""Whom a newcomer tries first: an expert on a phone, the editor, the officer, an expert abroad."""
