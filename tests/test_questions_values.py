"""A small support organisation's vocabulary for the question tests, and how values are found in it."""

from collections.abc import Mapping
from datetime import date

import pytest

from knowledge.questions.linking.marks import ValueLink
from knowledge.questions.linking.values import ValueIndex
from knowledge.questions.rules.rule_reader import RuleReader
from knowledge.questions.vocabulary import Vocabulary

SUNDAY = date(2026, 11, 22)

VALUES: Mapping[str, Mapping[str, int]] = {
    "product": {"Billing": 900, "Mobile App": 500, "Reporting": 300, "Data Export": 80, "API": 40, "Support": 10},
    "category": {"Refund": 400, "Login": 300, "Invoice": 200, "Other": 50, "Billing and payments": 20},
    "priority": {"P3": 1000, "P2": 500, "P1": 100, "(none)": 5},
    "channel": {"email": 700, "chat": 500, "phone": 300},
    "region": {"EMEA": 800, "APAC": 500, "US": 400, "LATAM": 100},
    "language": {"English": 1000, "German": 300, "French": 200},
    "account_tier": {"Gold": 200, "Silver": 300, "Bronze": 500},
    "account": {"Acme Corporation": 30, "Globex": 20, "Initech Ltd": 10, "O'Brien & Sons": 3, "Umbrella": 2},
    "team": {"Frontline": 900, "IT": 200, "Tier 2": 300, "Engineering": 100, "Support": 50},
    "status": {"open": 100, "closed": 1500, "New": 20},
    "outcome": {"refund": 300, "fix": 400, "workaround": 100, "(none)": 100},
    "reason": {"delay": 100, "rude reply": 20},
    "severity": {"1 - Critical": 10, "2 - High": 30, "3 - Moderate": 100},
}
CASES = frozenset({"C-17", "C-123", "INC0042"})


def a_vocabulary() -> Vocabulary:
    return Vocabulary(values=VALUES, attributes=("severity",), case_exists=CASES.__contains__)


def a_reader() -> RuleReader:
    return RuleReader(vocabulary=a_vocabulary(), default_period_days=90)


@pytest.mark.parametrize(
    ("words", "choices"),
    [
        ("emea", {"region": ("EMEA",)}),
        ("mobile app", {"product": ("Mobile App",)}),
        ("mobile apps", {"product": ("Mobile App",)}),
        ("o'brien sons", {"account": ("O'Brien & Sons",)}),
        ("support", {"product": ("Support",), "team": ("Support",)}),
        ("in the us", {"region": ("US",)}),
        ("us", {}),
        ("2", {}),
    ],
)
def test_a_value_is_found_by_its_whole_name(words: str, choices: Mapping[str, tuple[str, ...]]) -> None:
    marks = ValueIndex(VALUES).marks(words.split())

    found = [mark.means for mark in marks if isinstance(mark.means, ValueLink)]
    assert [dict(link.choices) for link in found] == ([choices] if choices else [])


def test_two_values_that_differ_in_case_only_are_both_meant() -> None:
    index = ValueIndex({"region": {"emea": 3, "EMEA": 2}})

    assert index.forwards("region", ["emea"], 0) == (("emea", "EMEA"), 1)


def test_a_list_of_values_ends_where_another_dimension_begins() -> None:
    index = ValueIndex(VALUES)

    assert index.forwards("product", ["billing", "and", "reporting", "and", "emea"], 0) == (("Billing", "Reporting"), 3)


def test_a_list_of_values_is_also_read_towards_its_beginning() -> None:
    index = ValueIndex(VALUES)

    assert index.backwards("region", ["the", "emea", "and", "apac", "regions"], 4) == (("EMEA", "APAC"), 1)
