"""The ten comments of the first round, with what became of them and of their places."""

from .shapes import After, Decision, Quote, Reopening, Reply, Thread, Work

FIRST_ROUND = (
    Thread(
        key="r1-01",
        round="round-1",
        version="chapter4-en-1",
        author="X11",
        day=-70,
        scope="document",
        type="substantive",
        importance="important",
        status="decided",
        body=(
            "A useful chapter, and short enough to be read in a firm. My concern is that one often cannot "
            "tell what a sentence is:\n\n"
            "1. a duty that follows from law, such as the protection of young apprentices;\n"
            "2. a recommendation, such as the number of hours;\n"
            "3. an idea that an enterprise may take or leave.\n\n"
            "If the three are mixed, our members will read everything as a duty, and some of them will stop "
            "reading."
        ),
        replies=(
            Reply(
                "S3",
                -69,
                "Thank you. Would it help if the words *must*, *should* and *can* were used strictly?",
            ),
            Reply("X11", -68, "Yes, that would be enough, if it is explained once at the beginning."),
            Reply("X01", -66, "我也有同感。车间里的人只想知道哪一条是必须做的。", language="zh"),
        ),
        decision=Decision(
            editor="S1",
            day=-50,
            disposition="noted",
            reason=(
                "The remark concerns the guide as a whole and asks for no change at a single place of this "
                "chapter."
            ),
            response=(
                "Thank you. The introduction to the guide, which is written last, will explain must, should "
                "and can; every chapter will then be checked against it."
            ),
        ),
    ),
    Thread(
        key="r1-02",
        round="round-1",
        version="chapter4-en-1",
        author="X10",
        day=-69,
        scope="passage",
        section="4.1.2",
        quote=Quote(
            exact="keeps up with new methods",
            prefix="performs the tasks of the occupation to the required standard and ",
            suffix=". Planning: breaks a job down",
        ),
        type="substantive",
        importance="important",
        status="decided",
        body=(
            "In most firms of my country, new methods now means digital ones, in small firms too. Please add "
            "digital skills as an item of its own, in simple words."
        ),
        proposed_wording=(
            "Digital skills: uses a phone or a computer to prepare training and to keep the record."
        ),
        decision=Decision(
            editor="S1",
            day=-52,
            disposition="accepted",
            reason="Digital skills were missing, and the proposed wording can be observed at the workplace.",
            response="Added as the last item of the list in version 2, almost in your words. Thank you.",
        ),
        after=After("carried", "chapter4-en-2"),
    ),
    Thread(
        key="r1-03",
        round="round-1",
        version="chapter4-en-1",
        author="X11",
        day=-68,
        scope="passage",
        section="4.2.1",
        quote=Quote(
            exact="at least five years of experience in the occupation after completing their own training",
            prefix="Candidates should have ",
            suffix=". They should also hold a skill level",
        ),
        type="substantive",
        importance="essential",
        status="decided",
        body=(
            "Five years exclude just those whom we would like to see as trainers: young skilled workers who "
            "still remember what was difficult for them. In young industries nobody has been there for five "
            "years. And the number of years says nothing about the ability to explain. Please ask for proof "
            "of what a person can do."
        ),
        proposed_wording=(
            "Candidates show by a work sample and a short trial instruction that they master the occupation "
            "and can explain it."
        ),
        replies=(
            Reply("X01", -66, "五年并不算长。机床上一次差错就可能伤人，我宁愿导师老练一些。", language="zh"),
            Reply(
                "X11", -65, "I understand the concern. Then ask for a record of safe working, not for years."
            ),
            Reply(
                "S1",
                -57,
                "如果改为看工作样品、试讲和安全记录，同时允许危险岗位提出更长的年限要求，两位觉得可行吗？",
                language="zh",
            ),
        ),
        decision=Decision(
            editor="S1",
            day=-51,
            disposition="accepted_with_modification",
            reason=(
                "Proof of ability replaces the five years, as proposed. Where mistakes endanger life, an "
                "enterprise may still ask for longer practice and gives its reasons."
            ),
            response=(
                "Thank you for insisting. The paragraph is rewritten in version 2; the concern of the "
                "teacher of machining is met by its last sentence."
            ),
        ),
        after=After("to_be_placed", "chapter4-en-2"),
    ),
    Thread(
        key="r1-04",
        round="round-1",
        version="chapter4-en-1",
        author="X10",
        day=-67,
        scope="section",
        section="4.2",
        type="substantive",
        importance="essential",
        status="decided",
        body=(
            "There is nothing on women as trainers. In hotels and garment factories most of the skilled "
            "workers are women, and most of the trainers are men. Why?"
        ),
        replies=(
            Reply("S3", -66, "You are right, and we had no good answer. What has helped in your experience?"),
            Reply(
                "X10",
                -64,
                "Two simple things: personal invitations, and course hours that fit the last bus home.",
            ),
        ),
        decision=Decision(
            editor="S1",
            day=-51,
            disposition="accepted",
            reason="The gap is real, and it can be closed with practical advice.",
            response="Version 2 has a new section, Women as in-company trainers. The last bus is in it.",
        ),
        after=After("section", "chapter4-en-2", section="4.3.2", day=-11),
    ),
    Thread(
        key="r1-05",
        round="round-1",
        version="chapter4-en-1",
        author="X10",
        day=-66,
        scope="passage",
        section="4.3.4",
        quote=Quote(
            exact=(
                "what went well, what was difficult, what shall we do next week?\n"
                "Assessment answers another question: how far has the apprentice come?"
            ),
            prefix="always with the same three questions, make it a habit: ",
            suffix=" It rests on work results",
        ),
        type="structure",
        importance="minor",
        status="decided",
        body="From here on it is assessment. Two topics, two sections.",
        decision=Decision(
            editor="S1",
            day=-50,
            disposition="accepted",
            reason=(
                "Feedback and assessment serve different purposes and are easier to find under two headings."
            ),
            response="Split in version 2 into Giving feedback and Assessing progress. Thank you.",
        ),
        after=After("to_be_placed", "chapter4-en-2"),
    ),
    Thread(
        key="r1-06",
        round="round-1",
        version="chapter4-en-1",
        author="X11",
        day=-66,
        scope="section",
        section="4.4.3",
        type="structure",
        importance="important",
        status="decided",
        body=(
            "This belongs in another guide. An enterprise does not train master trainers; a public body or "
            "an organization of employers does. Here it only makes the chapter longer."
        ),
        replies=(
            Reply(
                "X10",
                -63,
                "For us this page is the most useful one, but I agree that it is not for enterprises.",
            ),
        ),
        decision=Decision(
            editor="S1",
            day=-49,
            disposition="accepted",
            reason="The readers of this chapter do not train master trainers.",
            response="The section is taken out of version 2 and kept for a paper addressed to public bodies.",
        ),
        after=After("removed", "chapter4-en-2", day=-11),
    ),
    Thread(
        key="r1-07",
        round="round-1",
        version="chapter4-en-1",
        author="X11",
        day=-65,
        scope="passage",
        section="4.1.1",
        quote=Quote(
            exact="A trainer needs time for this.",
            prefix="that they may take for a trainer with two apprentices. ",
            suffix=" Where none is set aside",
        ),
        type="question",
        importance="essential",
        status="decided",
        body=(
            "Who pays for this time, wages & lost output? Please name a ceiling. If it is < 4 hours a week, "
            "our members will find a way; without a number they will expect the worst."
        ),
        replies=(
            Reply("X10", -62, "In our enterprises nobody counts these hours, so a number would help me too."),
        ),
        decision=Decision(
            editor="S1",
            day=-49,
            disposition="not_accepted",
            reason=(
                "Wages, shifts and order books differ so much that one ceiling would be wrong for most "
                "enterprises. Table 4.1 shows shares of time as an example, and it is better that each "
                "enterprise measures its own."
            ),
            response=(
                "Thank you for a fair question. We leave the sentence as it is; the question of who pays is "
                "taken up in the section on recognition and pay."
            ),
        ),
        after=After("carried", "chapter4-en-2"),
    ),
    Thread(
        key="r1-08",
        round="round-1",
        version="chapter4-en-1",
        author="X10",
        day=-62,
        scope="passage",
        section="4.3.2",
        quote=Quote(
            exact="A trainer needs time for this.",
            prefix="in writing, but half a page is enough. ",
            suffix=" One hour of preparation a week",
        ),
        type="substantive",
        status="decided",
        body="+1 to Expert 11 on the same words in 4.1.1: how many hours?",
        decision=Decision(
            editor="S1",
            day=-49,
            disposition="duplicate",
            reason="The same question is answered where the sentence stands for the first time.",
            response=(
                "Thank you. Please see the answer to the comment on 4.1.1; for preparation, the next "
                "sentence names an hour."
            ),
            duplicate_of="r1-07",
        ),
        after=After("carried", "chapter4-en-2"),
    ),
    Thread(
        key="r1-09",
        round="round-1",
        version="chapter4-zh-1",
        author="X01",
        day=-61,
        hour=13,
        scope="passage",
        section="4.3",
        quote=Quote(
            exact="学徒做得越来越多，导师做得越来越少",
            prefix="图4-1 示范教学的四个步骤：",
            suffix="4.3.1 工作任务分析",
        ),
        type="editorial",
        importance="minor",
        language="zh",
        status="in_progress",
        body="图里的字在手机上太小，要放大两次才看得清。",
        replies=(
            Reply("S1", -60, "感谢您的意见。您用的手机屏幕是几寸的？", language="zh"),
            Reply("X01", -59, "五寸多一点，竖着拿。", language="zh", hour=13),
        ),
        decision=Decision(
            editor="S1",
            day=-48,
            disposition="accepted",
            reason="多数专家用手机阅读，图中文字应当不放大也能看清。",
            response="感谢您的意见。图已重画，字号加大。",
        ),
        reopening=Reopening(
            editor="S1",
            day=-27,
            note="专家反映：横屏已能看清，竖屏仍偏小。重新处理，考虑为竖屏另画一张图。",
        ),
        work=Work(assignee="S1", due=4),
    ),
    Thread(
        key="r1-10",
        round="round-1",
        version="outline-en-1",
        author="X11",
        day=-60,
        scope="section",
        section="Chapter 5",
        type="substantive",
        importance="important",
        status="decided",
        body=(
            "Certificates cost money. The state should refund them to enterprises by a tax rebate, and the "
            "chapter should say so."
        ),
        decision=Decision(
            editor="S1",
            day=-48,
            disposition="out_of_scope",
            reason=(
                "The guide describes what enterprises, colleges and social partners can do themselves; taxes "
                "are decided elsewhere."
            ),
            response="Thank you. We pass the proposal on to the ministry with the report on this round.",
        ),
    ),
)
