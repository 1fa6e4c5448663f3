"""What a sentence states is read as a person reads it, however it is written."""

from collections.abc import Sequence
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.answers.prose.reading.amounts.number_words import number_phrases
from knowledge.answers.prose.reading.amounts.quantities import quantities
from knowledge.answers.prose.reading.amounts.quantity import Kind, Quantity, Sign, holds
from knowledge.answers.prose.reading.claims import Reach, claims
from knowledge.answers.prose.reading.codes import codes
from knowledge.answers.prose.reading.dates import Day, clocks, days
from knowledge.answers.prose.reading.languages import is_foreign, language_of
from knowledge.answers.prose.reading.loud_words import loud_words
from knowledge.answers.prose.reading.quotes import has_open_quote, quotes
from knowledge.answers.prose.reading.readings import readings_of
from knowledge.answers.wording.figures import day, figure

LANGUAGES = ("en", "de", "fr", "es", "it", "nl")
Told = tuple[str, float, str]


def told(text: str, language: str = "en") -> Sequence[Told]:
    """The quantities of a text: what of, how much, in which unit."""
    return [(one.kind.value, round(one.value, 4), one.unit) for one in quantities(text, language)]


def named(text: str, language: str = "en") -> Sequence[tuple[int | None, int | None, int | None]]:
    return [(one.year, one.month, one.day) for one in days(text, language)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("three days", ("hours", 72, "")),
        ("72 hours", ("hours", 72, "")),
        ("a three-day wait", ("hours", 72, "")),
        ("a 48-hour wait", ("hours", 48, "")),
        ("an hour and a half", ("hours", 1.5, "")),
        ("half an hour", ("hours", 0.5, "")),
        ("3 days and 4 hours", ("hours", 76, "")),
        ("two and a half days", ("hours", 60, "")),
        ("a couple of days", ("hours", 48, "")),
        ("a fortnight", ("hours", 336, "")),
        ("8 working days", ("hours", 192, "working")),
        ("about 40 %", ("share", 0.4, "")),
        ("forty per cent", ("share", 0.4, "")),
        ("four in ten cases", ("share", 0.4, "")),
        ("a third of the cases", ("share", 0.3333, "")),
        ("two thirds", ("share", 0.6667, "")),
        ("half of them", ("share", 0.5, "")),
        ("3 of 5 cases", ("share", 0.6, "")),
        ("three of the five cases", ("share", 0.6, "")),
        ("three cases out of five", ("share", 0.6, "")),
        ("3/5", ("share", 0.6, "")),
        ("in the first 24 hours", ("hours", 24, "")),
        ("a thousand rows", ("plain", 1000, "")),
        ("ten percentage points", ("plain", 10, "points")),
        ("a dozen users", ("plain", 12, "")),
        ("both customers", ("plain", 2, "")),
        ("two thousand three hundred rows", ("plain", 2300, "")),
        ("a hundred and five users", ("plain", 105, "")),
        ("100,000 rows", ("plain", 100_000, "")),
        ("12 hundred rows", ("plain", 1200, "")),
        ("-5 points", ("plain", -5, "")),
        ("5 GB", ("plain", 5, "GB")),
        ("charged twice", ("times", 2, "")),
        ("charged two times", ("times", 2, "")),
        ("a tenfold rise", ("times", 10, "")),
        ("the second charge", ("ordinal", 2, "")),
        ("the 3rd time", ("ordinal", 3, "")),
        ("the twenty-first day", ("ordinal", 21, "")),
        ("a third charge", ("ordinal", 3, "")),
        ("1,234.50 EUR", ("money", 1234.5, "EUR")),
        ("€40", ("money", 40, "EUR")),
        ("$1.5k", ("money", 1500, "USD")),
        ("USD 1.2 million", ("money", 1_200_000, "USD")),
        ("forty dollars", ("money", 40, "USD")),
    ],
)
def test_english_quantities_are_read_in_their_unit(text: str, expected: Told) -> None:
    assert told(text) == [expected]


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("de", "drei Tage", ("hours", 72, "")),
        ("de", "eineinhalb Stunden", ("hours", 1.5, "")),
        ("de", "10 Werktage", ("hours", 240, "working")),
        ("de", "fünfundzwanzig Fälle", ("plain", 25, "")),
        ("de", "fuenfundzwanzig", ("plain", 25, "")),
        ("de", "zweieinhalb Tage", ("hours", 60, "")),
        ("de", "tausend Kunden", ("plain", 1000, "")),
        ("de", "5 Prozentpunkte", ("plain", 5, "points")),
        ("de", "zweitausend Kunden", ("plain", 2000, "")),
        ("de", "drei Fälle von fünf", ("share", 0.6, "")),
        ("de", "ein Drittel der Fälle", ("share", 0.3333, "")),
        ("de", "die Hälfte", ("share", 0.5, "")),
        ("de", "vierzig Prozent", ("share", 0.4, "")),
        ("de", "1.234,50 EUR", ("money", 1234.5, "EUR")),
        ("de", "3,5 Tage", ("hours", 84, "")),
        ("de", "zweimal", ("times", 2, "")),
        ("de", "die zweite Abbuchung", ("ordinal", 2, "")),
        ("fr", "quatre-vingt-dix-sept clients", ("plain", 97, "")),
        ("fr", "plus d'une heure", ("hours", 1, "")),
        ("fr", "5 jours ouvrés", ("hours", 120, "working")),
        ("fr", "trois cas sur cinq", ("share", 0.6, "")),
        ("fr", "quarante pour cent", ("share", 0.4, "")),
        ("fr", "1\u202f234,50 EUR", ("money", 1234.5, "EUR")),
        ("fr", "deuxième prélèvement", ("ordinal", 2, "")),
        ("es", "treinta y cinco", ("plain", 35, "")),
        ("es", "dos veces", ("times", 2, "")),
        ("es", "un tercio de los casos", ("share", 0.3333, "")),
        ("it", "duemila", ("plain", 2000, "")),
        ("it", "un'ora e mezza", ("hours", 1.5, "")),
        ("nl", "tweeëntwintig", ("plain", 22, "")),
        ("nl", "anderhalf uur", ("hours", 1.5, "")),
        ("nl", "drie van de vijf", ("share", 0.6, "")),
    ],
)
def test_quantities_of_other_languages_are_read_too(language: str, text: str, expected: Told) -> None:
    assert told(text, language) == [expected]


@pytest.mark.parametrize(
    ("text", "sign"),
    [
        ("about 40 users", Sign.ABOUT),
        ("nearly 40 users", Sign.NEARLY),
        ("more than 40 users", Sign.MORE),
        ("under 40 users", Sign.LESS),
        ("at least 40 users", Sign.AT_LEAST),
        ("40 or more users", Sign.AT_LEAST),
        ("40+ users", Sign.AT_LEAST),
        ("no more than 40 users", Sign.AT_MOST),
        ("within 40 minutes", Sign.AT_MOST),
        ("40 users", Sign.EXACT),
    ],
)
def test_how_exactly_a_number_is_said_is_read_with_it(text: str, sign: Sign) -> None:
    assert [one.sign for one in quantities(text, "en")] == [sign]


def test_both_ends_of_a_range_have_its_unit() -> None:
    assert told("3 to 5 days") == told("3-5 days") == [("hours", 72, ""), ("hours", 120, "")]
    assert told("between 3 and 5 percent") == [("share", 0.03, ""), ("share", 0.05, "")]
    assert told("3 in 24 hours") == [("plain", 3, ""), ("hours", 24, "")]
    assert named("3 to 5 October 2026") == [(None, 10, 3), (2026, 10, 5)]


@pytest.mark.parametrize("text", ["no one replied", "the wrong one", "a third party", "for the customer", "first name"])
def test_what_is_no_quantity_is_none(text: str) -> None:
    assert told(text) == []


@pytest.mark.parametrize(
    ("text", "language", "expected"),
    [
        ("on 14 October 2026", "en", (2026, 10, 14)),
        ("October 14, 2026", "en", (2026, 10, 14)),
        ("the 14th of October", "en", (None, 10, 14)),
        ("the fourteenth of October", "en", (None, 10, 14)),
        ("2026-10-14", "en", (2026, 10, 14)),
        ("10/14/2026", "en", (2026, 10, 14)),
        ("in October 2026", "en", (2026, 10, None)),
        ("in 2026", "en", (2026, None, None)),
        ("am 14. Oktober", "de", (None, 10, 14)),
        ("14.10.2026", "de", (2026, 10, 14)),
        ("le 1er octobre", "fr", (None, 10, 1)),
        ("14 de octubre de 2026", "es", (2026, 10, 14)),
        ("6 marzo", "it", (None, 3, 6)),
        ("21/10/2026", "en", (2026, 10, 21)),
        ("14 oktober", "nl", (None, 10, 14)),
    ],
)
def test_days_are_read_in_every_form(text: str, language: str, expected: tuple[int | None, ...]) -> None:
    assert named(text, language) == [expected]


def test_a_month_that_is_another_word_too_is_one_only_where_it_is_meant() -> None:
    assert named("they may march on") == []
    assert named("in May") == [(None, 5, None)]


def test_a_day_that_could_be_two_is_only_said_of_the_very_same_text() -> None:
    (one,), (other,) = days("03/04/2026", "en"), days("2026-04-03", "en")

    assert not one.is_said_of(other)
    assert one.is_said_of(days("on 03/04/2026", "en")[0])


def test_a_version_at_the_end_of_a_sentence_is_no_day() -> None:
    assert named("since the upgrade to 8.2.") == []


def test_times_of_day_are_read() -> None:
    assert [one.minutes for one in clocks("at 10:30, 3 pm, 14 Uhr and 9:05 am")] == [630, 900, 840, 545]


def test_codes_are_told_from_amounts() -> None:
    text = "E-4012, INV-2025-73277. (E-8001) 8.2.1 v8.2 P1 2e3 0042 #1042 0x28 but 3rd 72h €40 3-day 1.5k 40% 100,000"

    found = [one.text for one in codes(text)]

    assert found == ["E-4012", "INV-2025-73277", "E-8001", "8.2.1", "v8.2", "P1", "2e3", "0042", "#1042", "0x28"]


def test_quotes_are_found_in_every_kind_of_marks() -> None:
    text = "\u201cwait \u2026 for it\u201d, \"no\", 'one two' and \u00abnon\u00bb, but don't"

    assert [one.parts for one in quotes(text)] == [("wait", "for it"), ("no",), ("one two",), ("non",)]
    assert has_open_quote('he wrote "no')


@pytest.mark.parametrize(
    ("text", "language", "reaches"),
    [
        ("All were, most of the time, and never again", "en", [Reach.ALL, Reach.MOST, Reach.NONE]),
        ("at most the most recent, not at all", "en", []),
        ("Several, a few and many", "en", [Reach.SEVERAL, Reach.SEVERAL, Reach.MANY]),
        ("Alle, die meisten und keiner", "de", [Reach.ALL, Reach.MOST, Reach.NONE]),
        ("la plupart, jamais", "fr", [Reach.MOST, Reach.NONE]),
    ],
)
def test_words_that_claim_something_of_many_are_found(text: str, language: str, reaches: Sequence[Reach]) -> None:
    assert [one.reach for one in claims(text, language)] == reaches


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("dozens", "en"),
        ("umpteen", "en"),
        ("weeks", "en"),
        ("last Tuesday", "en"),
        ("next week", "en"),
        ("XII", "en"),
        ("xii", "en"),
        ("siebzehneinviertelmal", "de"),
        ("cinquantaine", "fr"),
        ("decenas", "es"),
        ("centinaia", "it"),
        ("tientallen", "nl"),
    ],
)
def test_words_that_stand_for_a_number_nobody_can_read_are_loud(text: str, language: str) -> None:
    assert loud_words(text, language)


@pytest.mark.parametrize("text", ["Importante und regelmäßig", "Regular customers wait", "Le problème existant"])
def test_ordinary_words_are_not_loud(text: str) -> None:
    assert not loud_words(text, "de" if "und" in text else "fr" if "Le" in text else "en")


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("The customer was charged twice", "en"),
        ("Der Kunde wurde doppelt belastet", "de"),
        ("Le client a été débité deux fois", "fr"),
        ("El cliente fue cobrado dos veces", "es"),
        ("Il cliente è stato addebitato due volte", "it"),
        ("De klant werd twee keer belast", "nl"),
        ("O cliente foi cobrado duas vezes e não recebeu", "pt"),
        ("E-4012", None),
        ("\u4e8c\u91cd\u8acb\u6c42", None),
    ],
)
def test_a_language_is_told_by_its_smallest_words(text: str, language: str | None) -> None:
    assert language_of(text) == language


def test_a_sentence_without_the_small_words_of_a_language_is_foreign_to_it() -> None:
    polish = "Klienci zostali obci\u0105\u017ceni dwa razy za jedno zam\u00f3wienie"

    assert all(is_foreign(polish, language) for language in LANGUAGES)


def test_nothing_is_read_twice() -> None:
    found = readings_of("On 14 October at 10:30 the order SO-314608 cost 40.00 EUR after 3 days", "en")

    assert [one.value for one in found.quantities] == [40, 72]
    assert [len(found.days), len(found.clocks), len(found.codes)] == [1, 1, 1]


@given(hours=st.floats(min_value=0.05, max_value=5000))
def test_any_duration_in_our_style_is_found_again(hours: float) -> None:
    (said,) = quantities(f"resolved after {figure(hours, 'hours')}", "en")

    assert said.kind is Kind.HOURS
    assert holds(said, Quantity(value=hours, kind=Kind.HOURS))


@given(share=st.floats(min_value=0.001, max_value=1))
def test_any_share_in_our_style_is_found_again(share: float) -> None:
    (said,) = quantities(f"{figure(share, 'share')} of the cases", "en")

    assert holds(said, Quantity(value=share, kind=Kind.SHARE))


@given(count=st.integers(min_value=0, max_value=9_999_999))
def test_any_count_in_our_style_is_found_again(count: int) -> None:
    assert told(f"{count:,} cases") == [("plain", count, "")]


@given(at=st.dates(min_value=date(1990, 1, 1), max_value=date(2080, 1, 1)))
def test_any_day_in_our_style_is_found_again(at: date) -> None:
    assert named(f"opened on {day(at)}") == [(at.year, at.month, at.day)]
    assert days(f"opened on {day(at)}", "en")[0].is_said_of(Day(year=at.year, month=at.month, day=at.day))


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_number_in_words_is_read_in_its_language(language: str) -> None:
    wrong = [
        phrase
        for phrase, number in number_phrases(language).items()
        if [value for _, value, _ in told(" ".join(phrase), language)] not in ([number], [float(number)])
    ]

    assert wrong == []


@pytest.mark.parametrize(
    ("said", "known", "fits"),
    [
        ("about 40 %", 0.397, True),
        ("40 %", 0.397, True),
        ("four in ten", 0.397, True),
        ("41 %", 0.397, False),
        ("a third of", 0.34, True),
        ("a third of", 0.397, False),
        ("half of", 0.49, True),
        ("half of", 0.44, False),
        ("nearly 40 %", 0.397, True),
        ("more than 40 %", 0.397, False),
        ("more than 20 %", 0.397, True),
        ("more than 10 %", 0.397, False),
        ("at most 40 %", 0.397, True),
    ],
)
def test_a_share_is_said_as_exactly_as_it_is(said: str, known: float, fits: bool) -> None:
    (quantity,) = quantities(f"{said} cases", "en")

    assert holds(quantity, Quantity(value=known, kind=Kind.SHARE)) is fits
