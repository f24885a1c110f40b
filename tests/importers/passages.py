"""The words of the Word files: two versions of a chapter in English, one in Chinese, notes of a meeting."""

# ruff: noqa: E501 - prose is easier to compare unbroken

from typing import Any

Passage = tuple[str, Any]

AIM: Passage = ("p",
    "This chapter is for whoever prepares in-company trainers for their first group of apprentices. It can be "
    "read in one sitting and used as a checklist afterwards.")  # fmt: skip
ROLE: list[Passage] = [
    ("h1", "4.1 What an in-company trainer does"),
    ("p",
     "An in-company trainer turns everyday work into learning. **The work comes first**: a task is chosen because "
     "the enterprise needs it done, and then it is cut into steps that a beginner can follow.^1"),
    ("p",
     "Trainers are seldom full-time teachers. Most of them spend six to eight hours a week with apprentices and "
     "the rest of their time at their own workplace."),
    ("ul1", "They explain a task and show it at the workplace."),
    ("ul1", "They watch, ask and correct while the apprentice tries:"),
    ("ul2", "early and often in the first weeks;"),
    ("ul2", "at agreed checkpoints later on."),
    ("ul1", "They keep a short record that the school can read."),
]  # fmt: skip
PLANNING: list[Passage] = [
    ("h1", "4.2 Planning a training session"),
    ("h2", "4.2.1 Choosing the task"),
    ("p",
     "A good first task is real, short and forgiving. If it goes wrong, material is lost, but nobody is hurt and "
     "no customer waits."),
    ("ol1", "Pick a task that comes up every week."),
    ("ol1", "Write down what a finished piece looks like."),
    ("ol2", "Name the measurements that will be checked."),
    ("ol2", "Name the person who checks them."),
    ("ol1", "Try the task yourself and take the time."),
    ("h2", "4.2.2 Time and place"),
]  # fmt: skip
TIME_V1: Passage = ("p",
    "A session should last no longer than ninety minutes, because attention fades and production has to go on.")  # fmt: skip
TIME_V2: Passage = ("p",
    "A session should last no longer than sixty minutes, because attention fades and the line has to go on.")  # fmt: skip
TABLE: list[Passage] = [
    ("p", "The table shows how a morning may be divided."),
    ("table", [
        ["Part", "Minutes", "<"],
        ["", "First time", "Repeated"],
        ["Explain and show", "20", "5"],
        ["Try under guidance", "40", "35"],
        ["Look back together", "15", "20"],
    ]),
]  # fmt: skip
PLACE: Passage = ("p",
    "Hold the session where the work is done. A training corner is useful for dangerous or very expensive steps "
    "only.^2")  # fmt: skip
FIGURE: list[Passage] = [
    ("figure", "Four bars: practice time rises until week three and falls in week four"),
    ("caption", "Figure 1: Hours of guided practice in the first four weeks"),
]
ASSESSMENT: list[Passage] = [
    ("h1", "4.3 Looking at progress"),
    ("p",
     "Assessment at work is a conversation about a product. The trainer and the apprentice put the piece on the "
     "bench and go through the agreed points one by one."),
    ("quote", "Show me how you would check this yourself before you hand it over."),
]  # fmt: skip
GRADES: Passage = ("p",
    "Marks are optional. Where the law asks for them, they are given at the end of each half-year and never for a "
    "single session.")  # fmt: skip
RECORD: Passage = ("p",
    "The training record is described in the [guide to records](https://example.org/records); questions go to "
    "[the coordinator](mailto:coordinator@example.org).")  # fmt: skip

NOTES = [
    "In small enterprises the owner is often the only trainer.",
    "Welding and work at height are the usual examples.",
]

CHAPTER_V1: list[Passage] = [
    ("title", "Training at the workplace"), AIM, *ROLE, *PLANNING, TIME_V1, *TABLE, PLACE, *FIGURE,
    *ASSESSMENT, GRADES, RECORD,
]  # fmt: skip
# Against version 1: the time is reworded, the place has moved before the table, the marks are gone.
CHAPTER_V2: list[Passage] = [
    ("title", "Training at the workplace"), AIM, *ROLE, *PLANNING, PLACE, TIME_V2, *TABLE, *FIGURE,
    *ASSESSMENT, RECORD,
]  # fmt: skip

CHAPTER_ZH: list[Passage] = [
    ("title", "工作场所的培训"),
    ("p", "本章写给负责培养企业导师的人员。读者可以一次读完，也可以在带徒过程中当作核对清单使用。"),
    ("h1", "第一章 企业导师的职责"),
    ("p", "企业导师把日常工作变成学习机会。**先有工作，后有教学**：任务来自企业的真实需要，再拆分成学徒能够掌握的步骤。^1"),
    ("ul1", "在岗位上讲解并示范任务；"),
    ("ul1", "在学徒练习时观察、提问和纠正："),
    ("ul2", "最初几周要勤；"),
    ("ul2", "之后按约定的节点进行。"),
    ("ul1", "做好学校能看懂的简短记录。"),
    ("h1", "第二章 培训的准备"),
    ("h2", "2.1 选择任务"),
    ("p", "适合入门的任务应当真实、简短，并且允许出错。即使做坏了，损失的只是材料，不会伤人，也不会耽误客户。"),
    ("ol1", "选一项每周都会出现的任务。"),
    ("ol1", "写清楚合格的成品是什么样子。"),
    ("ol2", "列出需要检查的尺寸。"),
    ("ol2", "说明由谁检查。"),
    ("ol1", "自己先做一遍并记录用时。"),
    ("h2", "2.2 时间安排"),
    ("p", "一次培训不宜超过九十分钟。时间过长，学徒的注意力会下降，生产也会受到影响。"),
    ("table", [
        ["环节", "分钟", "<"],
        ["", "第一次", "再次"],
        ["讲解与示范", "20", "5"],
        ["指导下练习", "40", "35"],
        ["共同回顾", "15", "20"],
    ]),
    ("figure", "四根柱子：练习时间前三周上升，第四周下降"),
    ("caption", "图1 前四周在指导下练习的小时数"),
    ("h1", "第三章 了解学习进展"),
    ("p", "工作中的评价是围绕一件成品展开的谈话。导师和学徒一起对照事先约定的要点逐项检查。^2"),
    ("quote", "交给我之前，你自己会怎样检查？"),
    ("p", "培训记录的写法见[记录指南](https://example.org/zh/records)，有疑问请联系[协调员](mailto:coordinator@example.org)。"),
]  # fmt: skip
NOTES_ZH = ["在小型企业里，企业主往往是唯一的导师。", "评价结果每半年向学校通报一次。"]

WITHOUT_HEADINGS: list[Passage] = [
    ("p", "Notes of the meeting of trainers 导师会议纪要"),
    ("p", "The group agreed to shorten the first session. 小组同意缩短第一次培训的时间。"),
    ("p", "The draft goes to the schools next week. 草稿下周发给学校。"),
]
