"""Texts without headings, line by line: `level|` before what people call a heading, `.|` before the rest.

`b` after the level or the dot: the line is in bold. `i` after a dot: an item of a list, with its number.
"""

ENGLISH_NUMBERED = """
1b|Training in-company trainers
.|Who this chapter is for: trainers in firms of every size, and those who plan their work.
2|1. Tasks of a trainer
.|A trainer plans, shows and checks the work. A trainer needs time for this.
.|1. Plan the week with the apprentice.
.|2. Show each task in four steps; let the learner repeat it.
.|3. Check the result and say what was good.
2|2. Planning a session
.|Write down the aim before you choose the steps.
3|2.1 Aims
.|An aim says what the learner can do afterwards.
3|2.2 Steps and time: why less is more?
.|Most sessions last no longer than ninety minutes.
.|Materials needed
.|1. a workbench
.|2. two files of different cut
.|3. a vice
.|Put them out the day before.
3|2.3 Checking what was learned
.|Ask the learner to explain the steps.
4b|A checklist for the last day
.|Look at each task once more.
2|3. Assessment
.|10 things to do before the first day, and why each of them matters to the learner.
.|3 November 2026
.|1.5 hours of practice
.|12.05.2026 Meeting of the working group
2|References
.|1. Author A. Training at work. Journal of Training 2020; 3: 1-12.
.|2. Author B. Learning by doing. Place: Publisher, 2019.
"""
ENGLISH_BOOK = """
1b|GUIDE FOR TRAINERS
.b|Draft for review
.b|Working group 3
.|Chapter 1 Planning ............ 3
.|Chapter 2 Assessment .......... 9
1|Preface
.|This guide grew out of two years of work with firms.
1|Chapter 1: Planning
.|Planning saves time later.
2|1.1 Before the session
.|Prepare the room, the tools and the papers.
2|1.2 During the session
.|Watch, ask and correct.
.|Table 1 Steps and times
1|Chapter 2: Assessment
2|2.1 Oral checks
.|A few questions are enough.
2|2.2 Practical tasks
.|Let the learner work alone.
1|Appendix A Forms
.|The forms may be copied.
1|Appendix B Glossary
.|Apprentice: a person who learns a trade.
"""
ENGLISH_CAPITALS = """
1|INTRODUCTION
.|Firms need skilled people.
2b|Who should read this
.|Trainers, and those who plan training.
.b|Note: the examples are from small firms.
2b|How to use it
.|Read one chapter at a time.
1|THE ROLE OF THE TRAINER
.|A trainer is a teacher at work.
2b|In the workshop
.|UNESCO and ILO describe the role in the same words.
.|NB
.|See the annex for more.
"""
ENGLISH_LETTERS = """
1|I. Background
.|The programme began in 2019.
2|A. Needs
.|Firms asked for it.
2|B. Partners
.|Schools joined in the second year.
1|II. Results
.|Most learners passed.
2|A. Learners
.|There were 120 of them.
2|B. Firms
.|Most stayed with the programme.
1|III. Outlook
.|More firms will join.
.|(a) more places
.|(b) better tools
"""
CHINESE_CHAPTERS = """
.|第一章 总则
.|第一节 目的
.|第二节 适用范围
.|第二章 企业导师的选拔
.|第一节 条件
.|第二节 程序
1|前言
.|本指南是在两年工作的基础上编写的。
1|第一章 总则
2|第一节 目的
.|为规范企业导师的培训工作，制定本指南。
2|第二节 适用范围
.|本指南适用于各类企业。
3|一、大型企业
.|大型企业应当设立专门机构。
4|（一）组织机构
.|由人力资源部门负责。
4|（二）工作职责
.|职责如下：
.|1. 制定计划；
.|2. 组织实施；
.|3. 检查考核。
3|二、中小企业
.|中小企业可以委托培训机构。
1|第二章 企业导师的选拔
2|第一节 条件
.|具有五年以上工作经验。2026年起执行新的标准。
.|表1 选拔条件
2|第二节 程序
.|第一次会议由负责人召集。
1|附录A 登记表
.|请用正楷填写。
1|参考文献
.|1. 作者甲. 企业培训研究[J]. 职业教育, 2020(3): 1-12.
.|2. 作者乙. 导师手册[M]. 北京: 出版社, 2019.
"""
CHINESE_OUTLINE = """
1b|企业导师培训工作方案
.|为做好培训工作，现制定本方案。
2|一、工作目标
.|到2026年底，培训导师一百名。
2|二、主要任务
3|（一）加强组织领导
.|各单位要高度重视。
3|（二）完善培训内容
.|（1）理论知识
.|（2）操作技能
.|（3）安全规范
3|（三）严格考核
.|考核分为笔试和实操。
2|三、时间安排
.|3月15日前完成报名。
.|5 个步骤缺一不可。
.|（一）加快进度。各单位要按照时间节点推进各项工作，确保按期完成任务，并及时上报。
2|四、保障措施
.|经费由企业承担。
"""
CHINESE_DECIMALS = """
1|1 范围
.|本标准规定了企业导师培训的要求。
1|2 术语和定义
2|2.1 企业导师
.|在企业中指导学徒的人员。
2|2.2 学徒
.|在企业中学习技能的人员。
1|3 要求
2|3.1 基本要求
3|3.1.1 人员
.|应具备相应资格。
3|3.1.2 场地
.|应满足安全要求。
2|3.2 其他要求
.|见附录。
"""
THAI = """
1|คำนำ
.|คู่มือนี้จัดทำขึ้นจากประสบการณ์การทำงานสองปีร่วมกับสถานประกอบการหลายแห่งทั่วประเทศ และผ่านการพิจารณาของผู้เชี่ยวชาญ
1|บทที่ 1 การวางแผน
.|การวางแผนช่วยประหยัดเวลาในภายหลังและทำให้ผู้เรียนเข้าใจสิ่งที่จะต้องทำในแต่ละวันก่อนเริ่มงานจริงในโรงงาน
2|1.1 ก่อนการฝึก
.|เตรียมห้อง เครื่องมือ และเอกสารให้พร้อมก่อนวันฝึกอย่างน้อยหนึ่งวันเพื่อให้การฝึกดำเนินไปอย่างราบรื่นและปลอดภัย
.|1) เตรียมห้อง
.|2) เตรียมเครื่องมือ
.|3) เตรียมเอกสาร
2|1.2 ระหว่างการฝึก
.|สังเกต ถาม และแก้ไขข้อผิดพลาดของผู้เรียนทันทีที่พบเพื่อไม่ให้กลายเป็นนิสัยในการทำงานต่อไปในอนาคต
1|บทที่ 2 การประเมินผล
2|2.1 การสอบปากเปล่า
.|คำถามเพียงไม่กี่ข้อก็เพียงพอแล้วสำหรับการประเมินความเข้าใจของผู้เรียนในแต่ละขั้นตอนของงานที่ได้รับมอบหมาย
.|ตารางที่ 1 ขั้นตอนและเวลา
2|2.2 งานปฏิบัติ
.|ให้ผู้เรียนทำงานด้วยตนเองโดยมีผู้สอนคอยดูแลอยู่ห่าง ๆ และให้คำแนะนำเมื่อจำเป็นเท่านั้นตลอดเวลาการฝึก
3b|ข้อควรระวัง
.|สวมแว่นตานิรภัยทุกครั้ง
1|ภาคผนวก ก แบบฟอร์ม
.|สามารถทำสำเนาได้
"""
VIETNAMESE = """
1|Lời nói đầu
.|Tài liệu này được biên soạn sau hai năm làm việc với các doanh nghiệp.
1|Chương 1: Lập kế hoạch
.|Lập kế hoạch giúp tiết kiệm thời gian.
2|1.1. Trước buổi học
.|Chuẩn bị phòng, dụng cụ và tài liệu.
2|1.2. Trong buổi học
.|Quan sát, hỏi và sửa lỗi.
.|- Hỏi từng người
.|- Sửa ngay
1|Chương 2: Đánh giá
2|2.1. Kiểm tra miệng
.|Một vài câu hỏi là đủ.
.|3 điều cần nhớ khi kiểm tra người học trong xưởng
2|2.2. Bài tập thực hành
.|Để người học tự làm việc.
.|Bảng 1 Các bước và thời gian
3b|Lưu ý về an toàn
.|Luôn đeo kính bảo hộ.
1|Phụ lục A Biểu mẫu
.|Có thể sao chép các biểu mẫu.
1|TÀI LIỆU THAM KHẢO
.|1. Tác giả A. Đào tạo tại doanh nghiệp. Hà Nội: Nhà xuất bản, 2020.
"""
PLAIN_LETTER = """
.|Dear colleagues,
.|Thank you for your comments on the second draft.
.|We will meet at 10 Main Street.
.|1. bring your notes
.|2. read the third chapter
.|On 3 May we will send the new text. 4 of you asked for more time.
.|(2020) was the year of the first edition.
.|With kind regards
.|The working group
"""
WORD_ITEMS = """
1i一、|总体要求
.|各单位要高度重视。
1i二、|主要任务
.|任务分为三个方面。
.i1.|制定计划
.i2.|组织实施
.i3.|检查考核
1i三、|保障措施
.|经费由企业承担。
"""

TEXTS = {
    name: text
    for name, text in globals().items()
    if name.isupper() and isinstance(text, str) and not name.startswith("_")
}
