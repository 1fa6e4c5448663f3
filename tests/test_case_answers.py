"""Answers that show cases: those behind a number, and the story of one."""

from datetime import UTC, datetime

import pytest

from bot.blocks.messages import answer_message
from knowledge.answers.answer import Status
from knowledge.answers.documents import answer_document
from knowledge.answers.served import Knowledge
from knowledge.questions.plan import Intent, Plan, Show
from tests.builders import a_case, an_event
from tests.homes import Home
from tests.world import a_value, answered

# The cases behind a number


@pytest.mark.parametrize(
    ("metric", "condition"),
    [
        ("escalations", "escalated_local >= '2026-09-01' AND escalated_local < '2026-10-01'"),
        ("escalation_ratio", "opened_local >= '2026-09-01' AND opened_local < '2026-10-01'"
         " AND escalated_at IS NOT NULL"),
        ("backlog", "opened_at < '2026-10-01' AND (resolved_at IS NULL OR resolved_at >= '2026-10-01')"),
        ("early_escalation_share", "escalated_local >= '2026-09-01' AND escalated_local < '2026-10-01'"
         " AND hours_to_escalate <= 24"),
        ("csat", "scored_local >= '2026-09-01' AND scored_local < '2026-10-01' AND csat IS NOT NULL"),
    ],
)  # fmt: skip
def test_the_cases_behind_a_number_are_those_that_it_counts(knowledge: Knowledge, metric: str, condition: str) -> None:
    answer = answered(knowledge, a_value(metric, show=Show.CASES))

    with knowledge.current() as served:
        ids = {row[0] for row in served._engine.rows(f"SELECT case_id FROM cases WHERE {condition}")}
    assert answer.receipt is not None
    assert set(answer.receipt.case_ids) == ids
    assert {case.case_id for case in answer.cases} <= ids
    assert len(answer.cases) == min(10, len(ids))
    assert [case.score for case in answer.cases] == [None] * len(answer.cases)
    number = answer.numbers[0]
    assert len(ids) == (number.n if number.numerator is None else number.numerator)


def test_of_many_cases_the_first_are_shown_and_the_rest_counted(knowledge: Knowledge) -> None:
    answer = answered(knowledge, a_value("time_to_resolve", show=Show.CASES, limit=3, period=None))

    total = answer.numbers[0].n
    assert answer.headline.endswith(f" The longest 3 of the {total:,} cases are listed.")
    assert [case.why[:17] for case in answer.cases] == ["time to resolve: "] * 3
    assert answer_document(answer)["cases"][0]["score"] is None


def test_quality_reviews_have_no_cases_behind_them(knowledge: Knowledge) -> None:
    answer = answered(knowledge, a_value("quality_score", show=Show.CASES))

    assert answer.cases == () or list(answer.cases) == []
    assert "Quality reviews belong to no case, so there are none to list." in answer.caveats


# The story of a case


def test_a_case_is_told_from_its_opening_to_its_end(home: Home) -> None:
    home.save(
        a_case(
            "C-1",
            opened_at=datetime(2026, 10, 5, 8, tzinfo=UTC),
            subject="Login\x1b fails <!here>",
            product="App",
            outcome="refund",
            resolution="Paid back 12 EUR. " * 30,
        )
    )
    home.record(
        an_event("handoff", "2026-10-05 09:00", from_team="Frontline", to_team="Billing", reason="not ours"),
        an_event("escalation_requested", "2026-10-05 10:00", reason="waits since 2019"),
        an_event("escalated", "2026-10-05 11:00", reason="executive"),
        *(an_event("agent_reply", f"2026-10-06 0{hour}:00") for hour in range(9)),
        an_event("resolved", "2026-10-08 08:00"),
    )
    home.refresh()
    with home.knowledge() as knowledge:
        answer = answered(knowledge, Plan(intent=Intent.CASE, case_id="C-1"))

    assert answer.headline == (
        "C-1 was opened on 5 October 2026, escalated 3 h later and was resolved 3 days after its opening"
        " with the outcome refund."
    )
    assert answer.lines[0] == "2026-10-05 08:00  opened: “Login fails <!here>” (App)"
    assert "2026-10-05 09:00  handed off from Frontline to Billing: “not ours”" in answer.lines
    assert "2026-10-05 11:00  escalated: “executive”" in answer.lines
    assert len(answer.lines) <= 12
    assert answer.lines[-2] == "4 more events are not shown."
    assert len(answer.lines[-1]) < 150
    assert answer.receipt is not None
    assert answer.receipt.case_ids == ["C-1"]
    message = answer_message(answer)
    assert "<!here>" not in str(message.blocks) + message.text


def test_a_case_that_there_is_not_is_said_not_to_be(knowledge: Knowledge) -> None:
    answer = answered(knowledge, Plan(intent=Intent.CASE, case_id="C-4711"))

    assert answer.status is Status.NO_DATA
    assert answer.headline == "There is no case C-4711 among the 300 cases that are served."
