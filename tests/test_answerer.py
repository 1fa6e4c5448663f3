"""One question in, one answer out, on the small world: every kind of question, every way it can end."""

import re
from collections.abc import Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass, field
from datetime import date, timedelta
from zoneinfo import ZoneInfo

import pytest

from knowledge.answers.answer import Answer, Status
from knowledge.answers.answerer import Answerer
from knowledge.answers.checking import checked
from knowledge.answers.grounding import UngroundedError
from knowledge.answers.kinds.drafting import Context, Draft
from knowledge.answers.readers import Readers
from knowledge.answers.served import Knowledge
from knowledge.generations.manifest import EmbeddingStamp
from knowledge.metrics.compiling import Request
from knowledge.metrics.metrics import MetricRow
from knowledge.metrics.periods import ALWAYS, Grain, Period
from knowledge.questions.plan import Intent, Plan
from knowledge.retrieval.vectors.embedder import Embedded, Embedder
from knowledge.settings import Settings
from tests.homes import Home
from tests.world import CASES, NOW, SEPTEMBER, World

LAST_90_DAYS = Period(start=date(2026, 7, 16), end=date(2026, 10, 14))


def stats(knowledge: Knowledge, request: Request) -> list[MetricRow]:
    with knowledge.current() as served:
        return list(served.metrics.compute(request).rows)


def cells(answer: Answer) -> list[tuple[object, ...]]:
    """What the numbers say, without what they are about."""
    return [(one.value, one.n, one.numerator, one.low, one.high, tuple(one.flags)) for one in answer.numbers]


def cells_of(rows: list[MetricRow]) -> list[tuple[object, ...]]:
    return [(row.value, row.n, row.numerator, row.low, row.high, row.flags) for row in rows]


@dataclass
class Overheard:
    """An embedder that remembers which texts it was given."""

    real: Embedder
    texts: list[str] = field(default_factory=list)

    @property
    def stamp(self) -> EmbeddingStamp:
        return self.real.stamp

    def embed(self, texts: Sequence[str], *, asked: bool = False) -> Iterator[Embedded]:
        self.texts.extend(texts)
        return self.real.embed(texts, asked=asked)


def test_once_prepared_the_first_questions_wait_for_nothing_but_their_own_words(world: World) -> None:
    embedder, settings = Overheard(world.embedder), Settings(groundswell_home=world.folder)
    readers = Readers(settings=settings, embedder=embedder)
    home = Home(world.folder, embedder=world.embedder)
    with closing(home), closing(Knowledge(home.shelf, embedder, settings, readers)) as opened:
        with opened.current() as served:
            served.prepare(NOW.date())
        embedder.texts.clear()
        answerer = Answerer(opened, now=lambda: NOW, strict=True)

        answerer.answer("escalations for plumbing")
        assert {"plumbing"} >= set(embedder.texts)
        answerer.answer("similar cases: cannot sign in")
        assert {"plumbing", "cannot sign in"} >= set(embedder.texts)


def test_a_value_is_the_one_of_stats(answerer: Answerer, knowledge: Knowledge) -> None:
    answer = answerer.answer("How many escalations last month?")

    (row,) = stats(knowledge, Request(metric="escalations", period=SEPTEMBER))
    assert answer.status is Status.ANSWERED
    assert answer.headline == f"There were {row.value} escalations in September 2026."
    assert cells(answer) == cells_of([row])
    assert (answer.numbers[0].period, answer.numbers[0].where) == (SEPTEMBER, {})
    assert answer.table is None


def test_a_share_comes_with_its_interval_and_what_it_is_of(answerer: Answerer, knowledge: Knowledge) -> None:
    answer = answerer.answer("What was the escalation ratio in the EMEA region in September?")

    (row,) = stats(knowledge, Request(metric="escalation_ratio", where={"region": ["EMEA"]}, period=SEPTEMBER))
    assert cells(answer) == cells_of([row])
    assert f"({row.numerator} of {row.n}; 95 % interval " in answer.headline


def test_a_trend_is_the_series_of_stats_up_to_the_end_of_the_data(answerer: Answerer, knowledge: Knowledge) -> None:
    answer = answerer.answer("Escalation ratio by month since March")

    rows = stats(
        knowledge,
        Request(
            metric="escalation_ratio",
            every=Grain.MONTH,
            period=Period(start=date(2026, 3, 1), end=date(2026, 10, 14)),
        ),
    )
    assert cells(answer) == cells_of(rows)
    assert answer.table is not None
    assert [row[:3] for row in answer.table.rows] == [
        [row.start.isoformat() if row.start else "", row.value, row.n] for row in rows
    ]
    assert answer.plan is not None
    assert (answer.plan.intent, answer.plan.every) == (Intent.TREND, Grain.MONTH)
    assert answer.numbers[-1].period == Period(start=date(2026, 10, 1), end=date(2026, 10, 14))


def test_a_breakdown_is_the_ranking_of_stats(answerer: Answerer, knowledge: Knowledge) -> None:
    answer = answerer.answer("Top 3 products by cases in the last 90 days")

    rows = stats(knowledge, Request(metric="cases", by=("product",), period=LAST_90_DAYS))
    assert answer.table is not None
    assert [list(row[:2]) for row in answer.table.rows] == [[row.labels[0], row.value] for row in rows[:3]]
    assert answer.numbers[0].where == {"product": (rows[0].labels[0],)}
    assert f"{rows[0].labels[0]} has the most cases opened" in answer.headline
    assert f"{len(rows) - 3} more groups are not shown." in answer.caveats


def test_the_other_end_of_a_ranking_can_be_asked_for(answerer: Answerer, knowledge: Knowledge) -> None:
    answer = answerer.answer("Which region had the fewest cases in the last 90 days?")

    rows = stats(knowledge, Request(metric="cases", by=("region",), period=LAST_90_DAYS))
    assert str(rows[-1].labels[0]) in answer.headline
    assert answer.numbers[0].value == rows[-1].value


def test_a_period_that_was_not_named_is_said_to_be_assumed(answerer: Answerer) -> None:
    answer = answerer.answer("How many cases were opened?")

    assert answer.headline.endswith("(No period was named: the last 90 days.)")
    assert answer.plan is not None
    assert answer.plan.period == LAST_90_DAYS


def test_similar_cases_are_found_by_a_text(answerer: Answerer) -> None:
    answer = answerer.answer("Similar cases: customer was charged twice for one order")

    assert answer.status is Status.ANSWERED
    assert len(answer.cases) == 5
    assert answer.receipt is not None
    assert list(answer.receipt.case_ids) == [case.case_id for case in answer.cases]
    assert answer.headline.startswith("5 past cases are similar to this: ")
    assert f"out of {CASES} cases" in answer.footing


def test_similar_cases_are_found_by_an_id_and_within_a_period(answerer: Answerer, knowledge: Knowledge) -> None:
    first = answerer.answer("Similar cases: customer was charged twice").cases[0].case_id

    answer = answerer.answer(f"cases similar to {first} in September")

    assert answer.status is Status.ANSWERED
    assert first not in [case.case_id for case in answer.cases]
    assert f"opened in September 2026 are similar to {first}" in answer.headline
    with knowledge.current() as served:
        opened = dict(served._engine.rows("SELECT case_id, opened_local FROM cases"))
    assert {opened[case.case_id].month for case in answer.cases} == {9}


def test_nothing_similar_is_said_to_be_so(world: World) -> None:
    with world.answerer(similarity_floor=1.0) as strict:
        answer = strict.answer("Similar cases: customer was charged twice")

    assert answer.status is Status.NO_DATA
    assert answer.headline == "No past case is similar to this: nothing came close enough."


def test_a_metric_is_defined(answerer: Answerer) -> None:
    answer = answerer.answer("What does escalation ratio mean?")

    assert answer.headline == (
        "Escalation ratio: of the cases opened in the period, the share that has escalated so far."
    )
    assert answer.receipt is None


def test_help_says_what_can_be_asked_and_each_of_it_is_answered(answerer: Answerer) -> None:
    answer = answerer.answer("help")

    assert answer.status is Status.ANSWERED
    assert answer.choices
    assert {answerer.answer(one).status for one in answer.choices} == {Status.ANSWERED}


def test_a_question_of_two_meanings_is_given_back_with_choices_that_are_answered(answerer: Answerer) -> None:
    answer = answerer.answer("escalation ratio by reason")

    assert answer.status is Status.CLARIFY
    assert answer.numbers == ()
    assert {answerer.answer(one).status for one in answer.choices} == {Status.ANSWERED}


@pytest.mark.parametrize(
    "question", ["What is the weather?", "Who is the worst agent?", "How many escalations will there be next month?"]
)
def test_a_question_that_is_none_of_ours_is_refused_in_a_sentence(answerer: Answerer, question: str) -> None:
    answer = answerer.answer(question)

    assert answer.status is Status.REFUSED
    assert "ask for example" in answer.headline
    assert (answer.plan, answer.receipt, answer.numbers) == (None, None, ())


@pytest.mark.parametrize("question", ["How many escalations in 2019?", "escalation ratio by month in 2019"])
def test_a_period_outside_the_data_is_said_to_hold_nothing(answerer: Answerer, question: str) -> None:
    answer = answerer.answer(question)

    assert answer.status is Status.NO_DATA
    assert re.fullmatch(
        rf"The data holds nothing in 2019: there are {CASES} cases, opened from \d+ \w+ \d+ to \d+ October 2026\.",
        answer.headline,
    )


def test_a_share_of_nothing_is_no_data(answerer: Answerer) -> None:
    answer = answerer.answer("escalation ratio of Billing in LATAM for P1 by phone on 3 October 2026")

    assert answer.status is Status.NO_DATA
    assert answer.headline.startswith("No case comes into the escalation ratio for ")


@pytest.mark.parametrize("question", ["thanks", "Thank you!"])
def test_thanks_get_one_friendly_line(answerer: Answerer, question: str) -> None:
    answer = answerer.answer(question)

    assert (answer.status, answer.headline, answer.choices) == (Status.ANSWERED, "You are welcome.", ())
    assert answer.plan is not None
    assert answer.plan.intent is Intent.HELP


def test_data_that_ends_early_is_said_to(world: World) -> None:
    with world.answerer(now=NOW + timedelta(days=10)) as later:
        assert "The data ends on 13 October 2026." in later.answer("cases by product this year").caveats
        assert "The data ends on 13 October 2026." in later.answer("Similar cases: charged twice").caveats
    with world.answerer(now=NOW) as today:
        assert "The data ends on 13 October 2026." not in today.answer("cases by product this year").caveats


def test_a_receipt_tells_the_query_that_gives_the_numbers_again(answerer: Answerer, knowledge: Knowledge) -> None:
    answer = answerer.answer("escalations by product last month")

    assert answer.receipt is not None
    (query,) = answer.receipt.queries
    with knowledge.current() as served:
        again = dict(served._engine.rows(query.sql, list(query.params)))
        assert answer.receipt.generation == served.manifest.id
    assert again == {one.where["product"][0]: one.value for one in answer.numbers}
    assert "product" not in {name for one in (answer.plan,) if one for name in one.where}
    assert answer.plan is not None
    assert answer.plan.period != ALWAYS


def test_a_sentence_without_evidence_is_left_out_and_logged_without_a_word_of_it(
    knowledge: Knowledge, caplog: pytest.LogCaptureFixture
) -> None:
    plan = Plan(intent=Intent.VALUE, metric="cases")
    draft = Draft(headline="There were 4,711 secrets.", lines=["Plain words."], plan=plan)
    with knowledge.current() as served:
        context = Context("?", served, today=NOW.date(), zone=ZoneInfo("UTC"))

        answer = checked(context, draft)

        assert (answer.headline, answer.lines) == ("There is nothing to tell.", ["Plain words."])
        (logged,) = caplog.records
        assert (logged.message, logged.__dict__["strays"]) == ("sentence without evidence", 1)
        assert "4,711" not in str(logged.__dict__)
        with pytest.raises(UngroundedError):
            checked(context, draft, strict=True)
