"""Another language needs a pack of words and no code: offered, spoken, written, dated."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
from babel.messages import Catalog
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po
from flask import Flask
from flask.testing import FlaskClient
from flask_babel import force_locale, get_domain, ngettext
from flask_babel import gettext as _

from reviewapp.domain.mails import MailKind
from reviewapp.packs import FOLDER, begin_pack, compile_pack, find_packs
from reviewapp.services.transaction import transaction
from reviewapp.web.dates import day_in_words, moment_in_words
from reviewapp.web.labels import label
from reviewapp.web.letters import letter
from tests import builders as b
from tests.fixtures_app import World, make_app

PREPARED = ("id", "th", "vi", "km", "lo")
OWN_NAME = "this language, named in itself"
NEW, NEARLY_WHOLE, HALF = "ms", "ar", "fil"
SPOKEN = {
    "id": ("Bahasa Indonesia", "3 Nov 2026", "3 Nov 2026 14.05", "Selasa, 03 November 2026 14.05"),
    "th": ("ไทย", "3 พ.ย. 2026", "3 พ.ย. 2026 14:05 น.", "วันอังคารที่ 3 พฤศจิกายน ค.ศ. 2026 14:05 น."),
    "vi": ("Tiếng Việt", "3 thg 11, 2026", "14:05 3 thg 11, 2026", "14:05 Thứ Ba, 3 tháng 11, 2026"),
    "km": ("ភាសាខ្មែរ", "3 វិច្ឆិកា 2026", "3 វិច្ឆិកា 2026, 14:05", "អង្គារ 3 វិច្ឆិកា 2026, 14:05"),
    "lo": ("ລາວ", "3 ພ.ຈ. 2026", "3 ພ.ຈ. 2026, 14:05", "ວັນອັງຄານ, 3 ພະຈິກ 2026, 14:05"),
    "ms": ("Bahasa Melayu", "3 Nov 2026", "3 Nov 2026, 14:05", "Selasa, 3 November 2026, 14:05"),
}
"""Tag -> its own name, a day, a moment on a page, a moment in a letter; Gregorian years."""

ON = pytest.mark.parametrize("tag", SPOKEN)
PAST_NOON = datetime(2026, 11, 3, 14, 5, tzinfo=UTC)


def translated(words: Path, share: float = 1.0) -> None:
    """Fill a catalogue with words that show where they come from, and with its own name."""
    with words.open("rb") as file:
        catalogue = read_po(file)
    messages = [message for message in catalogue if message.id and message.context != OWN_NAME]
    for message in messages[: round(len(messages) * share)]:
        if isinstance(message.id, str):
            message.string = f"«{message.id}»"
        else:
            message.string = tuple(f"«{form} {message.id[-1]}»" for form in range(catalogue.num_plurals))
    if named := catalogue.get("English", OWN_NAME):
        named.string = SPOKEN[str(catalogue.locale)][0]
    write(catalogue, words)


def write(catalogue: Catalog, words: Path) -> None:
    words.parent.mkdir(parents=True, exist_ok=True)
    with words.open("wb") as file:
        write_po(file, catalogue)
    with words.with_suffix(".mo").open("wb") as file:
        write_mo(file, catalogue)


@pytest.fixture(scope="module")
def packs(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The prepared packs, translated; a new one; one with a few gaps; one that has only begun."""
    folder = tmp_path_factory.mktemp("packs")
    for tag in PREPARED:
        words = folder / tag / "LC_MESSAGES" / "messages.po"
        words.parent.mkdir(parents=True)
        words.write_bytes((FOLDER / tag / "LC_MESSAGES" / "messages.po").read_bytes())
        translated(words)
    some = Catalog()
    for number in range(100):
        some.add(f"Sentence {number}")
    write(some, folder / "some.po")
    begun = {NEW: (FOLDER / "th" / "LC_MESSAGES" / "messages.po", 1.0)}
    begun |= {tag: (folder / "some.po", share) for tag, share in ((NEARLY_WHOLE, 0.93), (HALF, 0.5))}
    for tag, (template, share) in begun.items():
        words = begin_pack(tag, template, folder)
        translated(words, share)
        compile_pack(words)
    return folder


@pytest.fixture(scope="module")
def speaking(world: World, packs: Path) -> Flask:
    """The app where these packs are installed, on the database of the others."""
    return make_app(world.database.url, BABEL_TRANSLATION_DIRECTORIES=str(packs))


@pytest.fixture
def client(app: Flask, speaking: Flask) -> Iterator[FlaskClient]:
    with entered(speaking):
        yield speaking.test_client()


@contextmanager
def entered(app: Flask) -> Iterator[None]:
    """Enter an app, and forget the words that other apps read: they keep them in one place."""
    with app.app_context():
        get_domain().cache.clear()
        yield
        get_domain().cache.clear()


def speak(account: Any, tag: str) -> None:
    with transaction():
        account.language = tag


@ON
def test_a_pack_is_offered_under_its_own_name_and_spoken(client: FlaskClient, tag: str) -> None:
    page = client.get("/sign-in", headers={"Accept-Language": f"{tag}-XX,en;q=0.5"}).text
    assert f'<html lang="{tag}">' in page
    assert "«Sign in»" in page
    assert f'lang="{tag}" aria-pressed="true">{SPOKEN[tag][0]}</button>' in page
    chosen = client.post("/language", data={"language": tag, "next": "/sign-in"})
    assert f"review_language={tag};" in chosen.headers["Set-Cookie"]


@ON
def test_days_and_hours_are_written_as_in_the_language(client: FlaskClient, tag: str) -> None:
    with force_locale(tag):
        said = (
            day_in_words(date(2026, 11, 3)),
            moment_in_words(PAST_NOON),
            moment_in_words(PAST_NOON, "full"),
        )
    assert said == SPOKEN[tag][1:]


@ON
def test_numbers_of_things_take_the_forms_of_the_language(client: FlaskClient, tag: str) -> None:
    with force_locale(tag):
        said = {ngettext("%(num)d day left", "%(num)d days left", number) for number in (1, 2, 5)}
    assert said == {"«0 1 days left»", "«0 2 days left»", "«0 5 days left»"}


@ON
def test_letters_files_and_refusals_are_in_the_language(client: FlaskClient, tag: str) -> None:
    review = b.make_review()
    speak(review.expert.account, tag)
    words = letter(MailKind.INVITATION, member=review.expert, round_=review.round)
    assert words.subject.startswith("«")
    b.sign_in(client, review.editor)
    table = client.get(f"/rounds/{review.round.public_id}/export?format=csv&lang={tag}").text
    assert table.startswith('\ufeff"«No.»"')
    bearer = {"Authorization": f"Bearer {b.token_of(review.expert)}"}
    assert "«" in client.get(f"/api/v1/versions/unknown?lang={tag}", headers=bearer).json["detail"]


def test_more_than_three_languages_become_a_menu(client: FlaskClient) -> None:
    page = client.get("/sign-in").text
    assert page.count('<details class="languages"') == 1
    assert page.count('name="language" value="') == 1 + len(SPOKEN) + 1


def test_a_right_to_left_language_turns_the_pages(client: FlaskClient) -> None:
    page = client.get("/sign-in", headers={"Accept-Language": NEARLY_WHOLE}).text
    assert f'<html lang="{NEARLY_WHOLE}" dir="rtl">' in page


def test_the_gaps_of_a_pack_are_filled_in_english(client: FlaskClient) -> None:
    with force_locale(NEARLY_WHOLE):
        assert (_("Sentence 92"), _("Sentence 93")) == ("«Sentence 92»", "Sentence 93")


def test_a_missing_plural_is_the_plural_of_english(tmp_path: Path, world: World) -> None:
    words = tmp_path / "th" / "LC_MESSAGES" / "messages.po"
    catalogue = Catalog("th")
    catalogue.add(("%(num)d day left", "%(num)d days left"), ("",))
    write(catalogue, words)
    compile_pack(words)
    app = make_app(world.database.url, BABEL_TRANSLATION_DIRECTORIES=str(tmp_path))
    with entered(app), force_locale("th"):
        assert ngettext("%(num)d day left", "%(num)d days left", 5) == "5 days left"


def test_a_pack_that_is_not_complete_enough_is_not_offered(client: FlaskClient, packs: Path) -> None:
    found = find_packs(packs)
    assert 0.4 < found[HALF].share < 0.6 and not found[HALF].is_offered
    assert found[NEARLY_WHOLE].is_offered
    page = client.get("/sign-in", headers={"Accept-Language": HALF})
    assert '<html lang="en">' in page.text and f'value="{HALF}"' not in page.text
    client.post("/language", data={"language": HALF})
    assert client.get_cookie("review_language") is None


def test_comments_are_written_in_the_languages_of_the_region_and_of_the_packs(client: FlaskClient) -> None:
    review = b.make_review()
    b.sign_in(client, review.expert)
    address = f"/versions/{review.version.public_id}/threads"
    form = client.get(f"{address}/new").text
    for tag, (name, *_rest) in SPOKEN.items():
        assert f'<option value="{tag}" lang="{tag}">{name}</option>' in form
    sent = {"scope": "document", "body": "ควรเพิ่มตัวอย่าง", "language": "th", "type": "example"}
    assert client.post(address, data=sent).status_code == 302


def test_languages_without_a_word_of_ours_are_named_as_babel_does(client: FlaskClient) -> None:
    with force_locale("en"):
        assert [label("language", tag) for tag in ("th", "sw", "zh-Hant", "??")] == [
            "Thai", "Swahili", "Chinese (Traditional)", "??",
        ]  # fmt: skip
    with force_locale("th"):
        assert label("language", "sw") == "สวาฮีลี"


def test_only_what_is_translated_counts_today(app: Flask) -> None:
    packs = find_packs()
    assert [tag for tag, pack in packs.items() if pack.is_offered] == ["en", "zh"]
    assert set(PREPARED) < set(packs)
