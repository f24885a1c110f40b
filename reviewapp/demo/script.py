"""The story of the demo: who takes part, what they read and when. The comments stand in a file a round."""

from .first_round import FIRST_ROUND
from .second_round import SECOND_ROUND
from .shapes import Document, Guide, Person, Project, Round, Version

__all__ = ["DOCUMENTS", "GUIDE", "PEOPLE", "PROJECT", "ROUNDS", "THREADS", "VERSIONS"]

PROJECT = Project(
    name="Training of in-company trainers (demonstration)",
    languages=("en", "zh"),
    time_zone="Asia/Shanghai",
    manager="M1",
)

GUIDE = Guide(title="Training of in-company trainers / 企业导师培训指南")

PEOPLE = (
    Person(
        key="M1",
        email="project.manager@example.org",
        name="Project manager",
        role="manager",
        institution="Project office",
        institution_type="international",
        country="CN",
        sector="Skills development",
        language="en",
    ),
    Person(
        key="S1",
        email="lead.editor@example.org",
        name="统稿人",
        role="editor",
        institution="项目办公室",
        institution_type="international",
        country="CN",
        sector="技能开发",
        language="zh",
        tags=("lead editor",),
    ),
    Person(
        key="S3",
        email="project.officer@example.org",
        name="Project officer",
        role="officer",
        institution="Project office",
        institution_type="international",
        country="CN",
        sector="Skills development",
        language="en",
    ),
    Person(
        key="X01",
        email="expert01@example.org",
        name="专家01 机械加工专业教师",
        role="reviewer",
        institution="一所技师学院",
        institution_type="tvet",
        country="CN",
        sector="机械加工",
        language="zh",
        tags=("phone",),
    ),
    Person(
        key="X10",
        email="expert10@example.org",
        name="Expert 10, training officer",
        role="reviewer",
        institution="A ministry of labour",
        institution_type="government",
        country="LA",
        sector="Hotels and garments",
        language="en",
        tags=("slow network",),
    ),
    Person(
        key="X11",
        email="expert11@example.org",
        name="Expert 11, adviser",
        role="reviewer",
        institution="An employers' organization",
        institution_type="employers",
        country="ID",
        sector="All sectors",
        language="en",
        tags=("focal point",),
    ),
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

DOCUMENTS = (
    Document("outline", "outline", "Guide outline / 指南大纲"),
    Document(
        "chapter4",
        "chapter",
        "Chapter 4. Preparing and training in-company trainers / 第四章 企业导师的遴选与培训",
    ),
)

VERSIONS = (
    Version("outline-en-1", "outline", "en", "outline.v1.en.md", "First draft for the first round", -76),
    Version("chapter4-en-1", "chapter4", "en", "chapter4.v1.en.md", "First draft for the first round", -76),
    Version("chapter4-zh-1", "chapter4", "zh", "chapter4.v1.zh.md", "第一轮评审用稿", -76),
    Version(
        "chapter4-en-2",
        "chapter4",
        "en",
        "chapter4.v2.en.md",
        "After the first round: new order, two new sections",
        -12,
    ),
)

ROUNDS = (
    Round(
        key="round-1",
        name="First round / 第一轮评审",
        versions=("outline-en-1", "chapter4-en-1", "chapter4-zh-1"),
        reviewers=("X01", "X10", "X11"),
        opens=-75,
        closes=-54,
        answered=-40,
    ),
    Round(
        key="round-2",
        name="Second round / 第二轮评审",
        versions=("chapter4-en-2", "chapter4-zh-1"),
        reviewers=("X01", "X10", "X11"),
        opens=-8,
        closes=6,
        answered=None,
    ),
)

THREADS = (*FIRST_ROUND, *SECOND_ROUND)
