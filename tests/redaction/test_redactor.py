"""What a redactor promises whatever the text: nothing found is left, nothing else is touched, once is enough."""

import re
from string import ascii_letters, digits

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.errors import BadSetting
from knowledge.redaction.marks import KINDS, without_marks
from knowledge.redaction.redactor import Redactor, redactor_of
from knowledge.settings import Settings
from tests.redaction.labels import labelled

REDACTOR = Redactor()
WORDS = ("please", "the customer", "wrote", "again", "about this case", "and we sent it", "to finance", "on Monday")
SURVIVORS = (
    *("C-17", "CS-0049211", "CS-2026-1234567", "INC0012345", "XP-200", "E-4012", "ORA-01017", "0x80070005", "HTTP 401"),
    *("2026-11-22", "22.11.2026", "11/22/2026", "2026-11-22T10:33:12Z", "10:33:12", "1,234.56", "€ 59,90", "40 %"),
    *("v2.10.0", "8.2.1", "550e8400-e29b-41d4-a716-446655440000", "e83c5163316f89bfbde7d9ab23ca2e25604af290"),
    *(
        "1Z999AA10123456784",
        "4500012345",
        "00918273",
        "#100234",
        "1762944000000",
        "java.lang.Foo@1b6d3586",
        "00:1B:44:11:3A:B7",
    ),
)
SECRETS = {
    "write to {}": st.from_regex(r"[a-z]{2,8}\.[a-z]{2,8}@[a-z]{3,9}\.(com|de|co\.uk)", fullmatch=True),
    "card {}": st.sampled_from(["4111 1111 1111 1111", "5500-0000-0000-0004", "378282246310005"]),
    "iban {}": st.sampled_from(["DE89 3704 0044 0532 0130 00", "GB82WEST12345698765432"]),
    "call {}": st.from_regex(r"\+49 17[0-9] [1-9][0-9]{6}", fullmatch=True),
    "from {}": st.ip_addresses(v=4, network="10.0.0.0/8").map(str),
    "password: {}": st.text(ascii_letters + digits + "#!%", min_size=6, max_size=20).map(lambda text: f"x{text}7"),
    "api key: {}": st.text(ascii_letters + digits, min_size=12, max_size=40).map(lambda text: f"k{text}9"),
}

words = st.lists(st.sampled_from(WORDS), min_size=1, max_size=6).map(" ".join)
secrets = st.sampled_from(sorted(SECRETS)).flatmap(lambda way: SECRETS[way].map(lambda secret: (way, secret)))
pieces = st.sampled_from([text.text for text in labelled("known")])


@given(st.lists(st.one_of(words, pieces, st.text(max_size=20)), max_size=4).map("".join))
def test_redacting_what_is_redacted_changes_nothing(text: str) -> None:
    once = REDACTOR.redacted(text)

    assert REDACTOR.redacted(once) == once


@given(words, secrets, words)
def test_a_secret_among_words_is_gone_and_the_words_are_there(before: str, secret: tuple[str, str], after: str) -> None:
    way, value = secret
    shown = REDACTOR.redacted(f"{before}, {way.format(value)}, {after}.")

    assert value not in shown
    assert shown.startswith(f"{before}, {way.format('')}[")
    assert shown.endswith(f"], {after}.")


@given(words, st.sampled_from(SURVIVORS), words)
def test_ids_codes_dates_and_amounts_survive_among_any_words(before: str, survivor: str, after: str) -> None:
    text = f"{before} {survivor} {after}"

    assert REDACTOR.redacted(text) == text


@given(st.text())
def test_what_is_found_lies_in_the_text_in_its_order_and_apart(text: str) -> None:
    places = [place for found in REDACTOR.found(text) for place in (found.start, found.end)]

    assert places == sorted(set(places))
    assert all(0 <= place <= len(text) for place in places)


def test_what_stands_there_instead_says_what_stood_there() -> None:
    text = (
        "I am jo@example.com (+49 171 1234567), card 4111 1111 1111 1111, IBAN DE89 3704 0044 0532 0130 00,"
        " at 10.0.0.1; password: hunter2, api key: 9f8b7c6d5e4f3a2b"
    )

    assert REDACTOR.redacted(text) == (
        "I am [email] ([phone]), card [card], IBAN [iban], at [ip]; password: [password], api key: [token]"
    )


def test_a_password_is_gone_wherever_the_text_repeats_it() -> None:
    text = "password: tr0ub4dor\nI typed tr0ub4dor three times, 'tr0ub4dor' is right!"

    assert REDACTOR.redacted(text) == "password: [password]\nI typed [password] three times, '[password]' is right!"


def test_a_text_without_anything_to_hide_is_the_same_text() -> None:
    for text in ("", " ", "Charged twice for one order", "İstanbul", "[email] [phone]"):
        assert REDACTOR.redacted(text) == text


def test_a_long_log_is_no_more_work_a_line_than_a_short_one() -> None:
    lines = [f"10.0.{line // 256}.{line % 256} - order {line} failed" for line in range(5_000)]

    assert REDACTOR.redacted("\n".join(lines)).count("[ip]") == len(lines)


def test_what_is_spared_stays_and_the_rest_goes() -> None:
    shown = REDACTOR.redacted("case 4111 1111 1111 1111, mail jo@example.com", spared="4111 1111 1111 1111".__eq__)

    assert shown == "case 4111 1111 1111 1111, mail [email]"


# Settings


def test_patterns_of_ones_own_go_before_the_rules() -> None:
    redactor = Redactor(extra={"badge": r"B-\d{6}", "desk phone": r"\+49 30 9018-\d+"})

    assert redactor.redacted("B-004711 calls +49 30 9018-20 or 030 901820") == "[badge] calls [desk phone] or [phone]"


def test_a_pattern_of_ones_own_finds_nothing_in_what_was_redacted() -> None:
    redactor = Redactor(extra={"word": "mail"})

    assert redactor.redacted("mail jo@example.com") == "[word] [email]"
    assert redactor.redacted("[word] [email]") == "[word] [email]"


def test_numbers_as_dialled_at_home_are_those_of_the_regions() -> None:
    number = "Anna 0664 1234567"

    assert Redactor(regions=["AT"]).redacted(number) == "Anna [phone]"
    assert Redactor(regions=["US"]).redacted(number) == number
    assert Redactor(regions=["US"]).redacted("Anna +43 664 1234567") == "Anna [phone]"


def test_the_key_changes_with_the_rules_alone() -> None:
    keys = [
        Redactor().key,
        Redactor(extra={"badge": "B-1"}).key,
        Redactor(extra={"badge": "B-2"}).key,
        Redactor(extra={"plate": "B-1"}).key,
        Redactor(regions=["US"]).key,
        Redactor(regions=["GB"]).key,
    ]

    assert len(set(keys)) == len(keys)
    assert Redactor(extra={"badge": "B-1"}).key == keys[1]


def test_the_redactor_of_the_settings_has_their_patterns_and_regions() -> None:
    settings = Settings(redact_extra={"badge": "B-[0-9]+"}, redact_regions=("AT",))

    assert redactor_of(settings).key == Redactor(extra={"badge": "B-[0-9]+"}, regions=("AT",)).key
    assert redactor_of(Settings()).key == Redactor().key


def test_a_country_without_telephone_numbers_is_refused_in_one_sentence() -> None:
    with pytest.raises(BadSetting, match=re.escape("REDACT_REGIONS cannot be used: UK is no country")):
        redactor_of(Settings(redact_regions=("US", "UK")))


# Marks


def test_the_marks_are_no_words_of_the_text() -> None:
    shown = REDACTOR.redacted("Refund for jo@example.com [E-4012]")

    assert without_marks(shown).split() == ["Refund", "for", "[E-4012]"]
    assert without_marks("no mark, [mark] either") == "no mark, [mark] either"


def test_every_kind_that_the_rules_find_has_a_mark() -> None:
    text = " ".join(one.text for one in labelled("known"))

    assert {found.kind for found in REDACTOR.found(text)} == set(KINDS)
