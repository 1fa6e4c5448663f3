"""Every kind of answer, made from Plans: what it says first, what it shows, what it does not claim."""

from datetime import date
from typing import Any

import pytest

from bot.blocks.messages import answer_message
from knowledge.answers.answer import Status
from knowledge.answers.documents import answer_document
from knowledge.answers.served import Knowledge
from knowledge.metrics.catalogue import METRICS
from knowledge.metrics.compiling import Request
from knowledge.metrics.periods import Grain, Period
from knowledge.questions.plan import Bound, Intent, OutOfScope, Plan, Reading, Show, Sign, Unclear, Understood
from tests.world import SEPTEMBER, THIS_YEAR, YEAR_2019, World, a_value, answered


def value_of(knowledge: Knowledge, request: Request) -> float | int | None:
    with knowledge.current() as served:
        (row,) = served.metrics.compute(request).rows
        return row.value


def a_ranking(metric: str = "cases", **said: Any) -> Plan:  # noqa: ANN401  any field
    return a_value(metric, **{"intent": Intent.BREAKDOWN, "period": THIS_YEAR, "by": ("product",), **said})


# A number


@pytest.mark.parametrize("metric", METRICS)
def test_every_metric_has_its_sentence_its_definition_and_its_exact_number(knowledge: Knowledge, metric: str) -> None:
    answer = answered(knowledge, a_value(metric, period=THIS_YEAR))

    (number,) = answer.numbers
    assert number.value == value_of(knowledge, Request(metric=metric, period=THIS_YEAR))
    assert (number.unit, number.period, number.where) == (METRICS[metric].unit, THIS_YEAR, {})
    assert "13 October 2026" in answer.headline
    assert answer.receipt is not None
    assert answer.receipt.definition in answer.footing or answer.receipt.definition[1:] in answer.footing


def test_a_duration_is_told_with_its_statistic_and_its_unit_and_kept_in_hours(knowledge: Knowledge) -> None:
    answer = answered(knowledge, a_value("time_to_resolve", statistic="p90"))

    assert answer.headline.startswith("The 90th-percentile time to resolve in September 2026 was ")
    assert " days (n = " in answer.headline
    assert answer.numbers[0].unit == "hours"
    assert answer.numbers[0].value is not None
    assert answer.numbers[0].value > 48
    assert answer.receipt is not None
    assert answer.receipt.definition.startswith("90th-percentile hours")


def test_what_is_open_is_told_at_the_end_of_the_period(knowledge: Knowledge) -> None:
    assert "pen cases at the end of September 2026" in answered(knowledge, a_value("backlog")).headline
    aged = answered(knowledge, a_value("aged_cases", threshold_hours=48.0, period=None))
    assert " open for more than 2 days at the end of the data" in aged.headline
    assert "open longer than 2 days" in aged.footing


def test_a_threshold_of_the_question_goes_into_the_number_the_sentence_and_the_definition(
    knowledge: Knowledge,
) -> None:
    plan = a_value("early_escalation_share", threshold_hours=72.0, period=THIS_YEAR)
    answer = answered(knowledge, plan)

    request = Request(metric="early_escalation_share", threshold_hours=72.0, period=THIS_YEAR)
    assert answer.numbers[0].value == value_of(knowledge, request)
    assert "within 3 days" in answer.headline
    assert "within 3 days of opening" in answer.footing
    assert answer_document(answer)["understood"]["threshold_hours"] == 72.0


def test_a_table_can_be_asked_for_even_for_one_number(knowledge: Knowledge) -> None:
    answer = answered(knowledge, a_value(show=Show.TABLE))

    assert answer.table is not None
    assert answer.table.columns[0] == "escalations"
    assert [row[0] for row in answer.table.rows] == [answer.numbers[0].value]
    assert answered(knowledge, a_value()).table is None


def test_what_was_assumed_is_said_in_the_first_line(knowledge: Knowledge) -> None:
    answer = answered(knowledge, Understood(plan=a_value(), assumed=("the last month", "as cases")))

    assert answer.headline.endswith("(The last month; as cases.)")


# Groups within a bound


def test_a_bound_lets_groups_through_and_says_how_many_of_how_many(knowledge: Knowledge) -> None:
    everything = answered(knowledge, a_ranking())
    values = sorted(number.value or 0 for number in everything.numbers)
    bound = Bound(sign=Sign.ABOVE, number=values[-3])

    answer = answered(knowledge, a_ranking(bound=bound))

    assert answer.headline.startswith(f"2 of the {len(values)} products have more than {values[-3]:,} cases opened ")
    assert sorted(number.value or 0 for number in answer.numbers) == values[-2:]
    assert answer.table is not None
    assert len(answer.table.rows) == 2


def test_a_bound_that_nothing_fits_is_answered_with_what_comes_closest(knowledge: Knowledge) -> None:
    answer = answered(knowledge, a_ranking(bound=Bound(sign=Sign.AT_LEAST, number=9000)))

    assert answer.status is Status.ANSWERED
    assert (list(answer.numbers), answer.table) == ([], None)
    assert answer.headline.startswith("None of the 6 products has at least 9,000 cases opened ")
    assert "; the closest is " in answer.headline


def test_a_bound_of_a_share_is_told_in_percent_and_one_of_a_duration_in_its_unit(knowledge: Knowledge) -> None:
    share = a_ranking("escalation_ratio", bound=Bound(sign=Sign.BELOW, number=0.5))
    hours = a_ranking("time_to_resolve", bound=Bound(sign=Sign.AT_MOST, number=72))

    assert " have an escalation ratio below 50.0 % from " in answered(knowledge, share).headline
    assert " have a median time to resolve of at most 3 days from " in answered(knowledge, hours).headline


def test_slices_of_time_can_be_bound_too(knowledge: Knowledge) -> None:
    plan = Plan(
        intent=Intent.TREND,
        metric="cases",
        period=SEPTEMBER,
        every=Grain.WEEK,
        bound=Bound(sign=Sign.AT_LEAST, number=0),
    )

    assert answered(knowledge, plan).headline.startswith("5 of the 5 weeks have at least 0 cases opened in September")


# What there is not


@pytest.mark.parametrize("intent", [Intent.FINDINGS, Intent.EFFECT])
def test_findings_and_effects_have_not_been_computed_yet_and_what_to_ask_instead_is_said(
    knowledge: Knowledge, intent: Intent
) -> None:
    answer = answered(knowledge, Plan(intent=intent, topic="new macro"))

    assert answer.status is Status.NO_DATA
    assert answer.headline.startswith("Nothing has been computed yet: ")
    assert answer.headline.count(".") == 1
    assert "“" in answer.headline


@pytest.mark.parametrize("metric", METRICS)
def test_every_metric_is_defined(knowledge: Knowledge, metric: str) -> None:
    answer = answered(knowledge, Plan(intent=Intent.DEFINE, metric=metric))

    assert answer.status is Status.ANSWERED
    assert "{" not in answer.headline
    assert METRICS[metric].title.lower() in answer.headline.lower()


def test_the_definition_tells_the_hours_of_the_settings(world: World) -> None:
    with world.knowledge(early_escalation_hours=8, aged_after_days=30) as knowledge:
        early = answered(knowledge, Plan(intent=Intent.DEFINE, metric="early_escalation_share"))
        aged = answered(knowledge, Plan(intent=Intent.DEFINE, metric="aged_cases"))

    assert "within 8 hours of opening" in early.headline
    assert "open longer than 30 days" in aged.headline


def test_a_period_that_begins_before_the_data_is_answered_with_where_that_begins(knowledge: Knowledge) -> None:
    answer = answered(knowledge, a_value(period=Period(start=date(2020, 1, 1), end=date(2026, 10, 1))))

    assert answer.status is Status.ANSWERED
    assert any(caveat.startswith("The data begins on ") for caveat in answer.caveats)
    assert not any("begins" in caveat for caveat in answered(knowledge, a_value()).caveats)


def test_nothing_is_ever_guessed_about_a_period_without_data(knowledge: Knowledge) -> None:
    for show in (None, *Show):
        answer = answered(knowledge, a_value(period=YEAR_2019, show=show))
        assert (answer.status, list(answer.numbers), list(answer.cases)) == (Status.NO_DATA, [], [])
        assert answer.headline.startswith("The data holds nothing in 2019: there are 300 cases, opened from ")


# Several parts


def test_a_compound_question_has_the_fields_of_its_first_part_and_all_parts(knowledge: Knowledge) -> None:
    answer = answered(knowledge, a_ranking(), OutOfScope(sentence="There is no forecast."), a_value())

    assert [part.status for part in answer.parts] == [Status.ANSWERED, Status.REFUSED, Status.ANSWERED]
    assert answer.headline == answer.parts[0].headline
    assert answer.text == "\n\n".join(part.text for part in answer.parts)
    document = answer_document(answer)
    assert document["numbers"] == document["parts"][0]["numbers"]
    assert [part["status"] for part in document["parts"]] == ["answered", "refused", "answered"]
    assert all("parts" not in part for part in document["parts"])
    assert "parts" not in answer_document(answered(knowledge, a_value()))


@pytest.mark.parametrize(
    ("reading", "status"),
    [
        (Unclear(sentence="Which do you mean?", choices=("escalations", "escalation ratio")), Status.CLARIFY),
        (OutOfScope(sentence="That is not in the cases; ask for example for escalations."), Status.REFUSED),
        (Plan(intent=Intent.FINDINGS), Status.NO_DATA),
    ],
)
def test_what_is_not_answered_is_one_sentence_everywhere(
    knowledge: Knowledge, reading: Reading | Plan, status: Status
) -> None:
    answer = answered(knowledge, reading)
    message = answer_message(answer)

    assert answer.status is status
    assert answer_document(answer)["answer"].startswith(answer.headline[:60])
    assert message.blocks[0]["text"]["text"] == answer.headline
    assert message.text.startswith(answer.headline)
    assert [choice for choice in answer.choices if choice not in message.text] == []
