"""A page in seven languages, and what an editor made of it: every pair tells the same story.

The first sentence is reworded, the second stays, the third goes, the fourth loses a phrase, and the last
paragraph moves to the front.
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Pair:
    """Old and new paragraphs; words of the old ones, and what became of them (None: removed)."""

    old: tuple[str, ...]
    new: tuple[str, ...]
    reworded: tuple[str, str]
    stays: str
    goes: str
    cut_out: str
    moves: str


PAIRS = {
    "en": Pair(
        old=(
            "The trainer shows every new task in four steps. The apprentice repeats it alone.",
            "Gloves are handed out in the morning. Machines are cleaned, usually on Fridays, by two people.",
            "Every firm keeps a training record for each apprentice.",
        ),
        new=(
            "Every firm keeps a training record for each apprentice.",
            "In four steps the trainer demonstrates each new task. The apprentice repeats it alone.",
            "Machines are cleaned by two people.",
        ),
        reworded=(
            "The trainer shows every new task in four steps.",
            "In four steps the trainer demonstrates each new task.",
        ),
        stays="repeats it alone",
        goes="Gloves are handed out in the morning.",
        cut_out="usually on Fridays",
        moves="a training record",
    ),
    "zh": Pair(
        old=(
            "企业导师分四步示范每一项新任务。学徒随后独立重复操作。",
            "每天早上发放劳保手套。机床由两个人，一般在星期五，共同清洁。",
            "每家企业为每名学徒建立一份培训记录。",
        ),
        new=(
            "每家企业为每名学徒建立一份培训记录。",
            "企业导师按四个步骤演示每一项新任务。学徒随后独立重复操作。",
            "机床由两个人共同清洁。",
        ),
        reworded=("企业导师分四步示范每一项新任务。", "企业导师按四个步骤演示每一项新任务。"),
        stays="独立重复操作",
        goes="每天早上发放劳保手套。",
        cut_out="一般在星期五",
        moves="一份培训记录",
    ),
    "th": Pair(
        old=(
            "ครูฝึกสาธิตงานใหม่ทุกงานเป็นสี่ขั้นตอน จากนั้นผู้ฝึกงานทำซ้ำด้วยตนเอง",
            "ถุงมือจะแจกให้ทุกคนในตอนเช้า เครื่องจักรต้องทำความสะอาดโดยปกติในวันศุกร์โดยคนสองคน",
            "ทุกบริษัทเก็บบันทึกการฝึกอบรมของผู้ฝึกงานแต่ละคน",
        ),
        new=(
            "ทุกบริษัทเก็บบันทึกการฝึกอบรมของผู้ฝึกงานแต่ละคน",
            "ครูฝึกแสดงงานใหม่แต่ละงานเป็นสี่ขั้นตอน จากนั้นผู้ฝึกงานทำซ้ำด้วยตนเอง",
            "เครื่องจักรต้องทำความสะอาดโดยคนสองคน",
        ),
        reworded=("ครูฝึกสาธิตงานใหม่ทุกงานเป็นสี่ขั้นตอน", "ครูฝึกแสดงงานใหม่แต่ละงานเป็นสี่ขั้นตอน"),
        stays="ทำซ้ำด้วยตนเอง",
        goes="ถุงมือจะแจกให้ทุกคนในตอนเช้า",
        cut_out="โดยปกติในวันศุกร์",
        moves="บันทึกการฝึกอบรม",
    ),
    "vi": Pair(
        old=(
            "Người hướng dẫn trình bày mỗi công việc mới theo bốn bước. Sau đó học viên tự làm lại.",
            "Găng tay được phát vào buổi sáng. Máy móc được lau chùi, thường vào thứ Sáu, bởi hai người.",
            "Mỗi doanh nghiệp lưu hồ sơ đào tạo cho từng học viên.",
        ),
        new=(
            "Mỗi doanh nghiệp lưu hồ sơ đào tạo cho từng học viên.",
            "Theo bốn bước, người hướng dẫn giới thiệu từng công việc mới. Sau đó học viên tự làm lại.",
            "Máy móc được lau chùi bởi hai người.",
        ),
        reworded=(
            "Người hướng dẫn trình bày mỗi công việc mới theo bốn bước.",
            "Theo bốn bước, người hướng dẫn giới thiệu từng công việc mới.",
        ),
        stays="học viên tự làm lại",
        goes="Găng tay được phát vào buổi sáng.",
        cut_out="thường vào thứ Sáu",
        moves="hồ sơ đào tạo",
    ),
    "id": Pair(
        old=(
            "Pelatih memperagakan setiap tugas baru dalam empat langkah. Lalu peserta mengulanginya.",
            "Sarung tangan dibagikan pada pagi hari. Mesin dibersihkan, biasanya hari Jumat, oleh dua orang.",
            "Setiap perusahaan menyimpan catatan pelatihan untuk tiap peserta.",
        ),
        new=(
            "Setiap perusahaan menyimpan catatan pelatihan untuk tiap peserta.",
            "Dalam empat langkah pelatih menunjukkan setiap tugas baru. Lalu peserta mengulanginya.",
            "Mesin dibersihkan oleh dua orang.",
        ),
        reworded=(
            "Pelatih memperagakan setiap tugas baru dalam empat langkah.",
            "Dalam empat langkah pelatih menunjukkan setiap tugas baru.",
        ),
        stays="peserta mengulanginya",
        goes="Sarung tangan dibagikan pada pagi hari.",
        cut_out="biasanya hari Jumat",
        moves="catatan pelatihan",
    ),
    "km": Pair(
        old=(
            "គ្រូបង្ហាត់បង្ហាញការងារថ្មីនីមួយៗជាបួនជំហាន។ បន្ទាប់មកសិក្ខាកាមធ្វើឡើងវិញដោយខ្លួនឯង។",
            "ស្រោមដៃត្រូវបានចែកជូននៅពេលព្រឹក។ ម៉ាស៊ីនត្រូវបានសម្អាតជាធម្មតានៅថ្ងៃសុក្រដោយមនុស្សពីរនាក់។",
            "ក្រុមហ៊ុននីមួយៗរក្សាទុកកំណត់ត្រាបណ្តុះបណ្តាលសម្រាប់សិក្ខាកាមម្នាក់ៗ។",
        ),
        new=(
            "ក្រុមហ៊ុននីមួយៗរក្សាទុកកំណត់ត្រាបណ្តុះបណ្តាលសម្រាប់សិក្ខាកាមម្នាក់ៗ។",
            "គ្រូបង្ហាត់ពន្យល់ការងារថ្មីនីមួយៗជាបួនជំហាន។ បន្ទាប់មកសិក្ខាកាមធ្វើឡើងវិញដោយខ្លួនឯង។",
            "ម៉ាស៊ីនត្រូវបានសម្អាតដោយមនុស្សពីរនាក់។",
        ),
        reworded=(
            "គ្រូបង្ហាត់បង្ហាញការងារថ្មីនីមួយៗជាបួនជំហាន។",
            "គ្រូបង្ហាត់ពន្យល់ការងារថ្មីនីមួយៗជាបួនជំហាន។",
        ),
        stays="ធ្វើឡើងវិញដោយខ្លួនឯង",
        goes="ស្រោមដៃត្រូវបានចែកជូននៅពេលព្រឹក។",
        cut_out="ជាធម្មតានៅថ្ងៃសុក្រ",
        moves="កំណត់ត្រាបណ្តុះបណ្តាល",
    ),
    "lo": Pair(
        old=(
            "ຄູຝຶກສະແດງວຽກໃໝ່ທຸກຢ່າງເປັນສີ່ຂັ້ນຕອນ ຈາກນັ້ນຜູ້ຝຶກງານເຮັດຊ້ຳດ້ວຍຕົນເອງ",
            "ຖົງມືຈະແຈກໃຫ້ທຸກຄົນໃນຕອນເຊົ້າ ເຄື່ອງຈັກຕ້ອງທຳຄວາມສະອາດໂດຍປົກກະຕິໃນວັນສຸກໂດຍຄົນສອງຄົນ",
            "ທຸກບໍລິສັດເກັບບັນທຶກການຝຶກອົບຮົມຂອງຜູ້ຝຶກງານແຕ່ລະຄົນ",
        ),
        new=(
            "ທຸກບໍລິສັດເກັບບັນທຶກການຝຶກອົບຮົມຂອງຜູ້ຝຶກງານແຕ່ລະຄົນ",
            "ຄູຝຶກອະທິບາຍວຽກໃໝ່ແຕ່ລະຢ່າງເປັນສີ່ຂັ້ນຕອນ ຈາກນັ້ນຜູ້ຝຶກງານເຮັດຊ້ຳດ້ວຍຕົນເອງ",
            "ເຄື່ອງຈັກຕ້ອງທຳຄວາມສະອາດໂດຍຄົນສອງຄົນ",
        ),
        reworded=("ຄູຝຶກສະແດງວຽກໃໝ່ທຸກຢ່າງເປັນສີ່ຂັ້ນຕອນ", "ຄູຝຶກອະທິບາຍວຽກໃໝ່ແຕ່ລະຢ່າງເປັນສີ່ຂັ້ນຕອນ"),
        stays="ເຮັດຊ້ຳດ້ວຍຕົນເອງ",
        goes="ຖົງມືຈະແຈກໃຫ້ທຸກຄົນໃນຕອນເຊົ້າ",
        cut_out="ໂດຍປົກກະຕິໃນວັນສຸກ",
        moves="ບັນທຶກການຝຶກອົບຮົມ",
    ),
}
