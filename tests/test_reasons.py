"""Why a case was found, in words."""

from collections.abc import Mapping

from knowledge.retrieval.search.reasons import why_close

CASE: Mapping[str, str | None] = {
    "subject": "Charged twice for order SO-128342",
    "description": "The customer sees error 504 and two captures.",
    "product": "Billing",
    "category": None,
}


def test_common_words_are_named_codes_first_then_the_longest() -> None:
    assert why_close("two captures, charged, error 504", CASE, {}) == "both mention 504, captures, charged"


def test_at_most_three_words_are_named() -> None:
    found = why_close("charged twice, order, error, captures", CASE, {})

    assert found.count(",") == 2


def test_words_that_any_case_has_are_no_reason() -> None:
    assert why_close("what does the customer have", CASE, {}) == "close in meaning"


def test_the_case_of_letters_does_not_matter() -> None:
    assert why_close("CHARGED", CASE, {}) == "both mention charged"


def test_equal_values_come_first_and_a_missing_one_is_none() -> None:
    shared = {"product": "Billing", "category": None}

    assert why_close("captures", CASE, shared) == "same product, Billing; both mention captures"
    assert why_close("captures", CASE, {"product": "Checkout"}) == "both mention captures"


def test_a_case_without_a_description_has_its_subject() -> None:
    assert why_close("charged", {"subject": "Charged twice"}, {}) == "both mention charged"
