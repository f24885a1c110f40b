"""A section is known by its title and its text, never by its number or place alone; in several languages."""

from dataclasses import dataclass

import pytest

from reviewapp.domain.carrying.carrier import Anchor, Carrier, Placement
from reviewapp.domain.threads import PlaceState, Scope
from tests.domain.editions import edition


@dataclass(frozen=True)
class Story:
    """Three sections with a title and two paragraphs each, and one more that is new."""

    tools: tuple[str, str, str]
    experts: tuple[str, str, str]
    pay: tuple[str, str, str]
    small: tuple[str, str, str]


STORIES = {
    "en": Story(
        ("Tools", "Every tool hangs on its hook after work.", "Broken handles are reported to the foreman."),
        (
            "Master trainers",
            "They teach other trainers how adults learn.",
            "The region keeps a public list of them.",
        ),
        ("Allowances", "Money is paid at the end of each month.", "The amount is known to all colleagues."),
        (
            "Small firms",
            "Owners of tiny shops come one day at a time.",
            "Neighbours may share one instructor.",
        ),
    ),
    "zh": Story(
        ("工具管理", "每件工具下班后挂回原处。", "手柄损坏要报告班组长。"),
        ("培训师的培训", "他们向其他导师讲授成年人怎样学习。", "本地区公布一份名录。"),
        ("带徒津贴", "津贴于每月月底发放。", "标准向全体同事公开。"),
        ("小微企业", "店主每次参加一个授课日即可。", "邻近几家可以合聘教员。"),
    ),
    "th": Story(
        ("เครื่องมือ", "แขวนเครื่องมือทุกชิ้นกลับเข้าที่หลังเลิกงาน", "แจ้งหัวหน้าเมื่อด้ามจับชำรุด"),
        ("วิทยากรหลัก", "พวกเขาสอนครูฝึกคนอื่นว่าผู้ใหญ่เรียนรู้อย่างไร", "ภูมิภาคเผยแพร่รายชื่อไว้"),
        ("ค่าตอบแทน", "จ่ายเงินทุกสิ้นเดือน", "ทุกคนในบริษัททราบอัตรานี้"),
        ("กิจการขนาดเล็ก", "เจ้าของร้านมาอบรมครั้งละหนึ่งวัน", "ร้านใกล้เคียงอาจจ้างผู้สอนร่วมกัน"),
    ),
    "vi": Story(
        ("Dụng cụ", "Mỗi dụng cụ được treo lại sau giờ làm.", "Tay cầm hỏng phải báo tổ trưởng."),
        (
            "Giảng viên nguồn",
            "Họ dạy người khác cách người lớn học tập.",
            "Danh sách được công bố trong vùng.",
        ),
        ("Phụ cấp", "Tiền được trả vào cuối tháng.", "Mức này mọi đồng nghiệp đều biết."),
        ("Cơ sở nhỏ", "Chủ tiệm chỉ đến mỗi lần một ngày.", "Vài nhà gần nhau thuê chung huấn luyện viên."),
    ),
}

every_language = pytest.mark.parametrize("story", STORIES.values(), ids=STORIES.keys())


def lines(number: str, section: tuple[str, ...]) -> list[str]:
    title, *text = section
    return [f"# {number} {title}".rstrip(), *text]


def carry(story: Story, *new: str, section: int = 1) -> Placement:
    """Carry a comment on the section that was numbered 2 (or another) to a version of the lines `new`."""
    old = edition("o", *lines("1", story.tools), *lines("2", story.experts), *lines("3", story.pay))
    return Carrier(old, edition("n", *new)).carry(Anchor(Scope.SECTION, section=section))


@every_language
def test_a_section_is_not_taken_for_the_new_one_that_has_its_number_and_place(story: Story) -> None:
    new = [*lines("1", story.tools), *lines("2", story.small), *lines("3", story.pay)]
    placed = carry(story, *new)
    assert (placed.state, placed.section) == (PlaceState.REMOVED, None)


@every_language
def test_a_section_under_a_new_title_is_known_by_its_text(story: Story) -> None:
    renamed = (story.small[0], *story.experts[1:])
    placed = carry(story, *lines("1", story.tools), *lines("2", renamed), *lines("3", story.pay))
    assert (placed.state, placed.section) == (PlaceState.IN_PLACE, 1)


@every_language
def test_a_section_written_anew_under_its_old_title_keeps_its_comment(story: Story) -> None:
    anew = (story.experts[0], *story.small[1:])
    placed = carry(story, *lines("1", story.tools), *lines("2", anew), *lines("3", story.pay))
    assert (placed.state, placed.section) == (PlaceState.IN_PLACE, 1)


@every_language
def test_a_section_that_moved_takes_its_comment_along(story: Story) -> None:
    new = [
        *lines("1", story.experts),
        *lines("2", story.small),
        *lines("3", story.tools),
        *lines("4", story.pay),
    ]
    states = {(carry(story, *new, section=i).state, carry(story, *new, section=i).section) for i in (0, 1)}
    assert {section for _, section in states} == {0, 2}
    assert {state for state, _ in states} == {PlaceState.IN_PLACE, PlaceState.MOVED}


@every_language
def test_a_section_that_was_split_keeps_a_half(story: Story) -> None:
    title, first, second = story.experts
    halves = [f"# 2 {title}", first, f"# 3 {story.small[0]}", second]
    placed = carry(story, *lines("1", story.tools), *halves, *lines("4", story.pay))
    assert (placed.state, placed.section) == (PlaceState.IN_PLACE, 1)


@every_language
def test_sections_that_were_merged_share_one(story: Story) -> None:
    merged = [f"# 1 {story.tools[0]}", *story.tools[1:], *story.experts[1:]]
    placed = carry(story, *merged, *lines("2", story.pay))
    assert (placed.state, placed.section) == (PlaceState.IN_PLACE, 0)


def test_titles_that_only_count_say_nothing() -> None:
    story = STORIES["en"]
    texts = (story.tools[1:], story.experts[1:], story.pay[1:])
    old = edition("o", *[line for i, text in enumerate(texts, 1) for line in (f"# Part {i}", *text)])
    later = (story.small[1:], *texts)
    new = edition("n", *[line for i, text in enumerate(later, 1) for line in (f"# Part {i}", *text)])
    carrier = Carrier(old, new)
    assert [carrier.carry(Anchor(Scope.SECTION, section=i)).section for i in range(3)] == [1, 2, 3]


def test_a_section_of_sub_sections_is_known_by_them() -> None:
    story = STORIES["en"]
    inside = ["## A Tools", *story.tools[1:], "## B Pay", *story.pay[1:]]
    old, new = (
        edition("o", "# 1 At work", *inside),
        edition("n", "# 1 New", "Hello.", "# 2 Every day", *inside),
    )
    assert Carrier(old, new).carry(Anchor(Scope.SECTION, section=0)).section == 1
