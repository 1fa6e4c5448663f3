"""Words that no value is spelt like: read by what they mean, never silently."""

from collections.abc import Mapping, Sequence

import pytest

from knowledge.metrics.catalogue import METRICS
from knowledge.questions.plan import Intent, Plan, Unclear, Understood
from knowledge.questions.reader import Reader
from knowledge.questions.rules.rule_reader import RuleReader
from knowledge.questions.wording import Wording
from tests.test_questions_readings import BILLING, LAST_WEEK, value
from tests.test_questions_values import SUNDAY, a_vocabulary


class KnownMeanings:
    """Knows a few phrases, and remembers what it was asked."""

    def __init__(self, known: Mapping[str, Sequence[tuple[str, str, float]]]) -> None:
        self._known = known
        self.asked: list[str] = []

    def nearest(self, phrase: str) -> Sequence[tuple[str, str, float]]:
        self.asked.append(phrase)
        return self._known.get(phrase, ())


MEANINGS = {
    "payments": [("product", "Billing", 0.9), ("category", "Invoice", 0.6)],
    "money": [("product", "Billing", 0.7), ("category", "Invoice", 0.65), ("outcome", "fix", 0.2)],
    "wallets": [("product", "Billing", 0.85), ("category", "Invoice", 0.8)],
    "app": [("product", "Mobile App", 0.95)],
    "sunshine": [("product", "API", 0.3)],
}


def a_reader(meanings: KnownMeanings) -> RuleReader:
    return RuleReader(vocabulary=a_vocabulary(), default_period_days=90, meanings=meanings)


def test_a_word_that_surely_means_a_value_is_read_as_it_and_told() -> None:
    reading = a_reader(KnownMeanings(MEANINGS)).read("escalations for payments last week", today=SUNDAY)

    assert reading == Understood(
        plan=value("escalations", BILLING, LAST_WEEK), assumed=("“payments” is read as product Billing",)
    )


def test_findings_are_asked_for_by_meaning_too() -> None:
    reading = a_reader(KnownMeanings(MEANINGS)).read("anything unusual with payments", today=SUNDAY)

    assert reading == Understood(
        plan=Plan(intent=Intent.FINDINGS, where=BILLING), assumed=("“payments” is read as product Billing",)
    )


def test_a_word_that_may_mean_a_value_is_offered() -> None:
    reading = a_reader(KnownMeanings(MEANINGS)).read("escalations for money last week", today=SUNDAY)

    assert isinstance(reading, Unclear)
    assert reading.sentence == "I do not know “money”; do you mean one of these?"
    assert reading.choices == (
        "escalations for product Billing last week",
        "escalations for category Invoice last week",
        "similar cases: money",
    )
    assert reading.partly == value("escalations", period=LAST_WEEK)


def test_two_values_that_are_equally_near_are_both_offered() -> None:
    reading = a_reader(KnownMeanings(MEANINGS)).read("escalations for wallets last week", today=SUNDAY)

    assert isinstance(reading, Unclear)
    assert reading.choices[:2] == (
        "escalations for product Billing last week",
        "escalations for category Invoice last week",
    )


@pytest.mark.parametrize(
    ("question", "said"),
    [("escalations for sunshine", "“sunshine”"), ("escalations by phone app", "“app”"), ("frobnicated cases", "“frob")],
)
def test_a_word_that_means_no_value_stays_unknown(question: str, said: str) -> None:
    reading = a_reader(KnownMeanings(MEANINGS)).read(question, today=SUNDAY)

    assert isinstance(reading, Unclear)
    assert said in reading.sentence


def test_a_dimension_beside_the_word_says_which_value_is_meant() -> None:
    reading = a_reader(KnownMeanings(MEANINGS)).read("escalations for wallets product last week", today=SUNDAY)

    assert isinstance(reading, Unclear), "the data has no such product, and says so"
    assert "no product “wallets”" in reading.sentence


@pytest.mark.parametrize("question", ["escalations in EMEA", "escalations for Biling", "similar to C-17", "help"])
def test_the_model_is_not_asked_where_every_word_is_explained(question: str) -> None:
    meanings = KnownMeanings(MEANINGS)

    a_reader(meanings).read(question, today=SUNDAY)

    assert meanings.asked == []


def test_no_meaning_is_looked_up_for_a_text_that_is_split_into_questions_without_any_unknown_word() -> None:
    meanings = KnownMeanings(MEANINGS)
    reader = Reader(rules=a_reader(meanings), wording=Wording(METRICS, a_vocabulary()))

    readings = reader.read("top 3 products by escalation ratio this quarter, and what is driving each?", today=SUNDAY)

    assert [isinstance(reading, Understood) for reading in readings] == [True, True]
    assert meanings.asked == []
