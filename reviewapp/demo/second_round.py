"""The five comments of the second round, which is still open."""

from .shapes import Decision, Quote, Reply, Thread, Withdrawal, Work

SECOND_ROUND = (
    Thread(
        key="r2-01",
        round="round-2",
        version="chapter4-zh-1",
        author="X01",
        day=-7,
        hour=13,
        scope="passage",
        section="4.3.4",
        quote=Quote(
            exact="导师指出错在哪里，以及怎样改正。",
            prefix="要在私下进行，要对事不对人。",
            suffix="“你太粗心”对谁都没有帮助",
        ),
        type="substantive",
        importance="important",
        language="zh",
        status="decided",
        body="先说好的，再说不足。我们的学生如果一上来就挨批评，后面的话就听不进去了。",
        proposed_wording="导师先肯定做得好的地方，再指出错在哪里，以及怎样改正。",
        replies=(
            Reply(
                "X10", -6, "The same here: praise first, even in front of others; criticism later, and alone."
            ),
        ),
        decision=Decision(
            editor="S1",
            day=-3,
            disposition="accepted_with_modification",
            reason="采纳“先肯定、后指出不足”的意思；同时把不足限定为一两点，免得学徒一次记不住。",
            response=(
                "感谢您的意见。中文第2版将改为：先肯定做得好的地方，再指出一两点可以改进之处，并商定下一次怎"
                "样练。英文第2版已经这样写。"
            ),
            shared=True,
        ),
    ),
    Thread(
        key="r2-02",
        round="round-2",
        version="chapter4-zh-1",
        author="X01",
        day=-6,
        hour=14,
        scope="passage",
        section="4.3.2",
        quote=Quote(exact="设计一次培训", prefix="4.3.2 ", suffix="一次培训有头有尾"),
        type="terminology",
        importance="minor",
        language="zh",
        status="open",
        body="“一次培训”容易理解成一堂课，建议改用“培训单元”。",
        proposed_wording="设计培训单元",
    ),
    Thread(
        key="r2-03",
        round="round-2",
        version="chapter4-en-2",
        author="X11",
        day=-5,
        scope="passage",
        section="4.6.2",
        quote=Quote(exact="A week in a partner enterprise abroad", prefix="Study visit\t", suffix="\thigh"),
        type="question",
        importance="minor",
        status="open",
        body=(
            "For a firm with eleven people this is a dream 🙂 Why not a day in the firm next door, at low "
            "cost?"
        ),
    ),
    Thread(
        key="r2-04",
        round="round-2",
        version="chapter4-en-2",
        author="X10",
        day=-5,
        hour=9,
        scope="passage",
        section="4.3.2",
        quote=Quote(
            exact="Course days that end before the last bus leaves",
            prefix="Conditions matter as much as invitations. ",
            suffix=", changing rooms",
        ),
        type="example",
        importance="important",
        status="in_progress",
        body=(
            "Thank you for this section. An example to go with it: in a garment town, several women left the "
            "first course after two days because nobody looked after their children. For the second course "
            "the college opened a room for children beside the classroom, and all of them stayed. It cost "
            "less than the lunches.\n\n"
            "I can write five lines about it if you like."
        ),
        proposed_wording="Course days that end before the last bus leaves, childcare during the course",
        replies=(
            Reply("S1", -4, "感谢您的案例，很有说服力。能否在本周内把这五行文字发给我们？", language="zh"),
            Reply(
                "M1",
                -4,
                "Ask the adviser of the employers whether the cost may be named.",
                internal=True,
                hour=8,
            ),
            Reply("X11", -3, "A good example. Please say as well who paid for the room."),
        ),
        work=Work(assignee="S1", due=3, waiting=True),
    ),
    Thread(
        key="r2-05",
        round="round-2",
        version="chapter4-zh-1",
        author="X01",
        day=-4,
        hour=13,
        scope="section",
        section="4.4.1",
        type="editorial",
        language="zh",
        status="withdrawn",
        body="表4-2只有四天，少了一天？",
        withdrawal=Withdrawal(day=-4, note="手机上没有往下滑，第五天在的。撤回。"),
    ),
)
