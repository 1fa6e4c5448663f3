"""No reply that says what its cases do not is let through, and nearly every honest one is."""

import re
from collections.abc import Iterator, Mapping

import pytest
from _pytest.mark import ParameterSet

from knowledge.answers.prose.checking import check_prose
from knowledge.answers.prose.evidence import ProseEvidence
from tests.prose import honest, hostile, test_checking_elsewhere, unseen
from tests.prose.desk import GERMAN, desk

EVIDENCE = {language: desk(language) for language in ("en", "de", "fr", "es", "it", "nl")}
OF_GERMAN_CASES = {language: desk(language, GERMAN) for language in ("en", "de")}
HOSTILE: Mapping[str, Mapping[str, str]] = {
    "number": hostile.NUMBERS,
    "reach": hostile.REACHES,
    "date": hostile.DATES,
    "citation": hostile.CITATIONS,
    "form": hostile.FORMS,
    "words": hostile.WORDS,
    "trick": hostile.TRICKS,
    "language": hostile.OTHER_LANGUAGES,
    "unseen": unseen.HOSTILE,
}
HONEST = {**honest.ENGLISH, **honest.AS_MODELS_WRITE, **unseen.HONEST}
PRICE = 0.075
"""The share of honest replies that may be refused."""


def cases(replies: Mapping[str, Mapping[str, str]]) -> list[ParameterSet]:
    return [
        pytest.param(kind, prose, id=f"{kind}-{name}")
        for kind, named in replies.items()
        for name, prose in named.items()
    ]


def test_there_are_enough_replies_of_both_kinds() -> None:
    assert sum(map(len, [*HOSTILE.values(), *hostile.IN_OTHERS.values()])) >= 200
    assert sum(map(len, [HONEST, *honest.OTHERS.values(), *honest.OF_GERMAN_CASES.values()])) >= 80


@pytest.mark.parametrize(("kind", "prose"), cases(HOSTILE))
def test_a_hostile_reply_is_refused(kind: str, prose: str) -> None:
    assert check_prose(prose, EVIDENCE["en"]), kind


@pytest.mark.parametrize(("language", "prose"), cases(hostile.IN_OTHERS))
def test_a_hostile_reply_in_another_language_is_refused(language: str, prose: str) -> None:
    assert check_prose(prose, EVIDENCE[language])


@pytest.mark.parametrize("prose", HONEST.values(), ids=HONEST.keys())
def test_an_honest_reply_holds(prose: str) -> None:
    assert check_prose(prose, EVIDENCE["en"]) == []


@pytest.mark.parametrize(("language", "prose"), cases(honest.OTHERS))
def test_an_honest_reply_in_another_language_holds(language: str, prose: str) -> None:
    assert check_prose(prose, EVIDENCE[language]) == []


@pytest.mark.parametrize(("language", "prose"), cases(honest.OF_GERMAN_CASES))
def test_an_honest_reply_of_cases_in_another_language_holds(language: str, prose: str) -> None:
    assert check_prose(prose, OF_GERMAN_CASES[language]) == []


def test_few_honest_replies_are_refused() -> None:
    passed = [HONEST, *honest.OTHERS.values(), *honest.OF_GERMAN_CASES.values(), test_checking_elsewhere.HONEST]

    refused = sum(map(len, [honest.REFUSED, unseen.REFUSED, test_checking_elsewhere.REFUSED]))

    assert refused <= PRICE * (refused + sum(map(len, passed)))


def without_any(prose: str) -> Iterator[str]:
    """`prose` with one of its citations left out, and with all of them."""
    yield re.sub(r" ?\[C-\d+\]", "", prose)
    yield re.sub(r"\[C-(\d+)\]", r"(C-\1)", prose)
    yield re.sub(r"\[C-\d+\]", "[C-999]", prose)


def with_other_digits(prose: str) -> Iterator[str]:
    """`prose` with one number changed, ids left alone."""
    for found in re.finditer(r"(?<![\w.-])\d+(?![\w-]*\])(?!\.0)", prose):
        for by in (3, 11, 100):
            yield f"{prose[: found.start()]}{int(found[0]) + by}{prose[found.end() :]}"


def with_other_words(prose: str) -> Iterator[str]:
    """`prose` with one number in words changed."""
    for found in re.finditer(r"\b(?:two|three|four|five|six|twice)\b", prose):
        yield f"{prose[: found.start()]}{'seven times' if found[0] == 'twice' else 'seven'}{prose[found.end() :]}"


def with_other_units(prose: str) -> Iterator[str]:
    for one, other in (("days", "weeks"), ("hours", "days"), ("minutes", "seconds"), ("EUR", "CHF"), ("USD", "EUR")):
        if re.search(rf"\b{one}\b", prose):
            yield prose.replace(one, other)
    for one, other in (("October", "December"), ("November", "May"), ("GB", "TB")):
        if one in prose:
            yield prose.replace(one, other)


EXACT = {name: prose for name, prose in HONEST.items() if "about" not in prose.lower()}
"""Those in which a number cannot be changed a little and still be right."""


@pytest.mark.parametrize("prose", EXACT.values(), ids=EXACT.keys())
def test_an_honest_reply_with_one_thing_changed_is_refused(prose: str) -> None:
    changed = [*without_any(prose), *with_other_digits(prose), *with_other_words(prose), *with_other_units(prose)]

    assert [one for one in changed if not check_prose(one, EVIDENCE["en"])] == []


def test_a_word_of_advice_names_what_is_wrong() -> None:
    (complaint,) = check_prose("The second charge of 45.00 EUR was refunded [C-101].", EVIDENCE["en"])

    assert (complaint.fault.name, complaint.what) == ("NUMBER", "45.00 EUR")


def test_without_common_nothing_may_be_said_of_all() -> None:
    alone = ProseEvidence(cases=EVIDENCE["en"].cases, total=5)

    assert check_prose("60 % of the similar cases escalated [C-101] [C-103] [C-104].", alone)


def test_an_instruction_in_a_case_is_no_evidence() -> None:
    told = " ".join(one.text for one in EVIDENCE["en"].cases["C-104"].passages)

    assert "PWNED" not in told
    assert "channel" not in told
