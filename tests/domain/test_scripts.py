"""Which language a text is written in, by its letters."""

import pytest

from reviewapp.domain.scripts import language_of_letters


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Please say who signs the contract.", "en"),
        ("请说明由谁签订合同。", "zh"),
        ("请把 in-company trainer 统一译为企业导师。", "zh"),
        ("The term 企业导师 should read in-company trainer throughout.", "en"),
        ("ควรระบุว่าใครลงนามในสัญญา", "th"),
        ("ຄວນລະບຸວ່າໃຜເຊັນສັນຍາ", "lo"),
        ("គួរបញ្ជាក់ថានរណាចុះកិច្ចសន្យា", "km"),
        ("Nên nói rõ ai ký hợp đồng.", "vi"),
        ("誰が契約に署名するかを書いてください。", "ja"),
        ("12 > 8", "en"),
        ("", "en"),
    ],
)
def test_the_letters_tell_the_language(text: str, language: str) -> None:
    assert language_of_letters(text) == language


@pytest.mark.parametrize(
    ("text", "usual", "language"),
    [
        ("Perlu dijelaskan siapa yang menandatangani.", "id", "id"),
        ("Hop dong", "vi", "vi"),
        ("Please say who signs.", "zh", "en"),
        ("請說明由誰簽訂。", "zh-Hant", "zh-Hant"),
        ("2026", "zh", "zh"),
    ],
)
def test_where_letters_do_not_tell_a_persons_usual_language_does(
    text: str, usual: str, language: str
) -> None:
    assert language_of_letters(text, usual) == language
