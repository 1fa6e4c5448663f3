"""Why a case was found, in words."""

from collections.abc import Mapping
from datetime import date

import numpy as np

from knowledge.retrieval.search.cards import Card
from knowledge.retrieval.search.reasons import Reasons
from knowledge.retrieval.search.wanted import Asked

DESCRIPTION = "The customer sees error 504 and two captures."


def why(asked: str, shared: Mapping[str, str | None] | None = None, description: str | None = DESCRIPTION) -> str:
    card = Card(
        case_id="C-1",
        subject="Charged twice for order SO-128342",
        description=description,
        outcome=None,
        resolution=None,
        url=None,
        product="Billing",
        category=None,
        escalated=False,
        opened_on=date(2026, 10, 5),
    )
    return Reasons(Asked(text=asked, vector=np.zeros(2, np.float32), shared=shared or {})).why(card)


def test_common_words_are_named_numbers_first_then_the_longest() -> None:
    assert why("two captures, charged, a 504") == "both mention 504, captures, charged"


def test_codes_come_before_everything_else_as_they_were_asked_for() -> None:
    asked = "charged for so_128342 with error 504"

    assert why(asked, {"product": "Billing"}) == "both mention so_128342, 504, charged; same product, Billing"


def test_a_code_is_not_named_twice() -> None:
    assert why("SO-128342") == "both mention SO-128342"


def test_at_most_three_words_are_named() -> None:
    assert why("charged twice, order, error, captures").count(",") == 2


def test_words_that_any_case_has_are_no_reason() -> None:
    assert why("what does the customer have") == "close in meaning"


def test_the_case_of_letters_does_not_matter() -> None:
    assert why("CHARGED") == "both mention charged"


def test_equal_values_come_first_and_a_missing_one_is_none() -> None:
    assert why("captures", {"product": "Billing", "category": None}) == "same product, Billing; both mention captures"
    assert why("captures", {"product": "Checkout"}) == "both mention captures"


def test_a_case_without_a_description_has_its_subject() -> None:
    assert why("charged captures", description=None) == "both mention charged"


def test_what_redaction_put_in_is_no_reason() -> None:
    assert why("two captures for his email", description="[email] sees captures") == "both mention captures"


def test_a_code_far_down_in_a_long_text_is_named() -> None:
    deep = f"{'The log went on and on. ' * 1000}XP-200 stopped."

    assert why("XP-200 and captures", description=deep) == "both mention XP-200"
