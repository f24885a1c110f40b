"""What makes a password good enough: length, and that nobody would try it first."""

import unicodedata

from .errors import BadInput

SHORTEST = 10
LONGEST = 200
"""In code points, after NFC."""

_COMMON = frozenset(
    """
    0123456789 01234567890 0987654321 1029384756 1111111111 1122334455 11223344556 12341234 1234512345
    123456123456 1234567890 12345678900 12345678901 1234567890a 1234567890q 123456789a 123456789abc
    123456789q 123456789qq 123456abcd 1234abcd1234 1234qwerasdf 123qweasdzxc 147258369 1472583690 159753456
    1a2b3c4d5e 1q2w3e4r5t 1q2w3e4r5t6y 1qaz2wsx3edc 1qazxsw23edc 5201314520 5201314521 52013145201314
    9876543210 987654321a a123456789 a1234567890 aa12345678 aa123456789 abc1234567 abc12345678 abc123456789
    abcd123456 abcd1234567 abcd12345678 abcdefghij abcdefghijk admin12345 admin123456 administrator
    administrator1 asdfasdfasdf asdfghjkl1 asdfghjkl123 asdfghjkl; baseball123 changeme12 changeme123
    computer123 default123 dragon1234 football123 football1234 helloworld helloworld1 helloworld123
    iloveyou12 iloveyou123 iloveyou1314 internet123 letmein123 letmein1234 liverpool1 login123456
    manchester master1234 monkey1234 mypassword mypassword1 newpassword p@ssw0rd12 p@ssw0rd123 p@ssword123
    passw0rd12 passw0rd123 passw0rd1234 password00 password01 password10 password11 password12 password123
    password1234 password12345 password123456 passwordpassword princess123 q1w2e3r4t5 q1w2e3r4t5y6
    qazwsxedc123 qazwsxedcrfv qq123456789 qq1234567890 qwe123456789 qwer123456 qwer12345678 qwerasdfzxcv
    qwerty1234 qwerty12345 qwerty123456 qwertyuiop qwertyuiop1 qwertyuiop123 qwertyuiop[] secret1234
    starwars123 sunshine123 superman123 test123456 test1234567 testpassword trustno1234 user123456
    victory123 welcome123 welcome1234 welcome12345 welcome2024 welcome2025 welcome2026 whatever123 wangwang123
    woaini1234 woaini12345 woaini123456 woaini1314 woaini1314520 woaini5201314 woaiwojia1 woshishui123
    zaq12wsxcde3 zhang123456 wang123456 zxc123456789 zxcvbnm123 zxcvbnm1234 zxcvbnm123456 zxcvbnmasdfghjkl
    """.split()  # noqa: SIM905 - a word list reads better so
)
_ROWS = ("01234567890123456789", "abcdefghijklmnopqrstuvwxyz", "qwertyuiopasdfghjklzxcvbnm")
_FEWEST_SIGNS = 4


def normal(password: str) -> str:
    """Give a password in the form that is hashed, however the keyboard composed its signs."""
    return unicodedata.normalize("NFC", password)


def check_password(password: str, *known: str) -> str:
    """Give a new password in its normal form; `known` are words an attacker tries first, such as the name.

    Raises BadInput: password_short, password_long, password_common, password_known.
    """
    text = normal(password)
    if len(text) < SHORTEST:
        raise BadInput("password_short", field="password", shortest=SHORTEST)
    if len(text) > LONGEST:
        raise BadInput("password_long", field="password", longest=LONGEST)
    folded = text.casefold()
    if folded in _COMMON or len(set(folded)) < _FEWEST_SIGNS or _runs_along_a_row(folded):
        raise BadInput("password_common", field="password")
    if folded in {word.casefold() for word in known} | {word.casefold()[::-1] for word in known}:
        raise BadInput("password_known", field="password")
    return text


def _runs_along_a_row(text: str) -> bool:
    return any(text in row or text[::-1] in row for row in _ROWS)
