"""What is taken for a password."""

import pytest

from reviewapp.domain.errors import BadInput
from reviewapp.domain.passwords import check_password


@pytest.mark.parametrize(
    ("password", "code"),
    [
        ("short", "password_short"),
        ("九个字的密码不够长", "password_short"),
        ("x" * 201, "password_long"),
        ("password123", "password_common"),
        ("PassWord123", "password_common"),
        ("1234567890", "password_common"),
        ("9876543210", "password_common"),
        ("qwertyuiopas", "password_common"),
        ("aaaaaaaaaaaa", "password_common"),
        ("expert03@example.org", "password_known"),
        ("gro.elpmaxe@30trepxe", "password_known"),
    ],
)
def test_a_password_that_is_guessed_first_is_refused(password: str, code: str) -> None:
    with pytest.raises(BadInput) as refused:
        check_password(password, "expert03@example.org")
    assert refused.value.code == code


@pytest.mark.parametrize("password", ["a sentence is fine", "十个字以上的一句话就可以", "x7 y" * 50])
def test_a_long_password_is_taken(password: str) -> None:
    assert check_password(password) == password


def test_a_password_is_the_same_however_its_signs_were_typed() -> None:
    assert check_password("cafe\u0301 at noon") == "café at noon"
